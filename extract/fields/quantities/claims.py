"""Whose figure it is ("opposition claim", "per SOHR") and when it held ("(1991)", "peak 1779")."""

from __future__ import annotations

import re

from ..dates import looks_like_date, read_period
from ..demonyms import entities_of
from ..numbers.tokens import vocabulary
from .words import words_of

_LONGEST_CLAIM = 10
_LONGEST_RECKONER = 4
_YEARS = re.compile(r"[12]\d{3}(?:\s?(?:[-–—]|\bto\b)\s?(?:[12]\d{3}|\d\d))?")
_ENDS_IN_YEAR = re.compile(r"((?:[^\W\d_]+[ ,]+){1,3})([12]\d{3})")


def claim_of(text: str, language: str = "en") -> tuple[str, str] | None:
    """Who claims, and what else the words say; None where they name no claimant.

    >>> claim_of("opposition claim"), claim_of("per SOHR"), claim_of("U.S. claim, denied by Iran")
    (('opposition', ''), ('SOHR', ''), ('U.S.', 'denied by Iran'))
    >>> claim_of("An-Nabk battle")
    """
    head, _, rest = text.partition(",")
    words = words_of(language)
    low = head.lower()
    if low.split(" ")[0] in words.grammar["negations"]:
        return None
    for phrase in words.headings["claim_before"]:
        if low.startswith(phrase + " "):
            return _name(head[len(phrase) :], language), rest.strip()
    parts = head.split()
    count = len(parts)
    while count and parts[count - 1].lower().strip(".:") in words.headings["claim_after"]:
        count -= 1
    kept = count and parts[count - 1].lower().strip(".:") in words.headings["claim_keep"]
    if is_author(head, language) or _is_work(head, words.headings["works"]):
        return _name(head, language), rest.strip()
    if not (0 < count < len(parts) or kept and count > 1) or len(parts) > 7 or any(c.isdigit() for c in head):
        return None
    if parts[count - 1].lower() in words.grammar["auxiliaries"]:
        return None
    if count == 1 and parts[0].lower() in words.headings["scholars"]:
        count = len(parts)  # "modern estimates"
    who = _name(" ".join(parts[:count]), language)
    if is_adverb(who, language):
        return None  # "Credibly estimated at"
    return (who, rest.strip()) if who else None


def is_adverb(text: str, language: str = "en") -> bool:
    """Whether the words are an adverb, which is nobody: "Credibly", not "Italy"."""
    return text.endswith(words_of(language).grammar["adverb_endings"]) and " " not in text and not entities_of(text)


def is_author(text: str, language: str = "en") -> bool:
    """Whether the words are the name of a historian, a chronicler or one who counts: "Herodotus", "Polybius and Livy".

    >>> is_author("Herodotus"), is_author("Polybius/Livy"), is_author("Hans Delbrück"), is_author("Spanish")
    (True, True, True, False)
    """
    names = [" ".join(name.split()).strip(" .:'\"") for name in re.split(r"/|&|,|\band\b", text)]
    return len(text) < 80 and all(_author(name, words_of(language).headings) for name in names)


def _is_work(text: str, works: tuple[str, ...]) -> bool:
    """Whether the words are a chronicle's title: "Annals of Ulster", "Chronicon Estense"."""
    parts = text.split()
    if not 0 < len(parts) <= 6 or not parts[0][:1].isupper():
        return False
    return parts[0].lower() in works or len(parts) < 4 and parts[-1].lower() in works


def _author(name: str, rows: dict[str, tuple[str, ...]]) -> bool:
    """Whether a name stands in the rows as it is, or its last word among the surnames."""
    parts = name.split()
    low = name.lower()
    if (
        low in rows["authors"]
        or low in rows["media"]
        or any(low == one or " " in one and low.endswith(" " + one) for one in rows["counters"])
    ):
        return True
    if len(parts) > 1 and parts[-1].lower() in rows["offices"] and entities_of(" ".join(parts[:-1])):
        return True  # "Afghan MoD"
    surname = 0 < len(parts) <= 3 and parts[-1].lower() in rows["surnames"]
    return surname and all(part[:1].isupper() for part in parts)


def dated_claim(text: str, language: str = "en") -> tuple[str, str] | None:
    """Who claims and when, where the words say both without a comma; None where they do not.

    >>> dated_claim("US estimated 1964–1974"), dated_claim("2012 UN estimate"), dated_claim("per the US as of July 2017")
    (('US', '1964/1974'), ('UN', '2012'), ('US', '2017-07'))
    >>> dated_claim("1964"), dated_claim("US estimate"), dated_claim("in 3 US reports")
    (None, None, None)
    """
    parts = text.split()
    if len(parts) > _LONGEST_CLAIM or not any(c.isdigit() for c in text):
        return None
    for cut in range(1, len(parts)):
        head, tail = " ".join(parts[:cut]), " ".join(parts[cut:])
        for who, when in ((head, tail), (tail, head)):
            if any(c.isdigit() for c in when) and not any(c.isdigit() for c in who) and (claimant := claim_of(who, language)):
                dated = date_of(when, language)
                if dated and not dated[1]:
                    return claimant[0], dated[0]
    return None


def claims(text: str, language: str = "en") -> bool:
    """Whether a line is a heading that names a claimant, though a number word stands in it: "One PAVN source (1971):".

    >>> claims("One PAVN source (Saigon only):"), claims("Two ships:"), claims("200 by one source:")
    (True, False, False)
    """
    head = re.sub(r"\([^()]*\)", " ", text).strip()
    if not head.endswith(":") or any(c.isdigit() for c in head):
        return False
    rows = words_of(language).headings
    return (head.rstrip(" :").split() or [""])[-1].lower() in (*rows["claim_keep"], *rows["claim_after"])


def trailing_claim(text: str, language: str = "en") -> str | None:
    """The claimant that words end in ("… according to Ottoman sources"), or None.

    >>> trailing_claim(" killed according to Ottoman sources")
    'Ottoman sources'
    """
    low = text.lower()
    for phrase in words_of(language).headings["claim_trailing"]:
        place = low.find(f" {phrase} ")
        if (
            place >= 0
            and not _of_others(text, place)
            and (phrase not in words_of(language).grammar["before_names"] or text[place + len(phrase) + 2 :][:1].isupper())
            and (who := _name(text[place + len(phrase) + 2 :].split("(")[0].split(",")[0].split(")")[0], language))
        ):
            return _undated(who, language) if len(who) < 60 else None
    return _reckoner(text, language)


def _reckoner(text: str, language: str) -> str | None:
    """Who reckons, where a line ends in that: "60,000 by some historians"; not who doubts it."""
    head, by, who = text.rstrip(" .,;").rpartition(" by ")
    rows = words_of(language).headings
    if not by or who.rpartition(" ")[2].lower() not in rows["reckoners"] or len(who.split()) > _LONGEST_RECKONER:
        return None
    said = head.lower().split()
    return None if len(said) > _LONGEST_RECKONER or set("(,;") & set(text) or set(said) & set(rows["doubts"]) else who


def trailing_date(text: str, language: str = "en") -> str | None:
    """The time that words end in ("… by January 1955"), or None.

    >>> trailing_date(" regulars by January 1955"), trailing_date(" killed in Normandy"), trailing_date(" men on 5 May")
    ('1955-01', None, 'on 5 May')
    """
    text = text.split("(")[0].rstrip(" ,;.")
    tail = text.rpartition(", ")[2]
    named = tail[-1:].isdigit() and tail.split(" ")[0].lower() in vocabulary(language)["months"]
    if (named or _YEARS.fullmatch(tail)) and (when := date_of(tail, language)) and not when[1]:
        return when[0]  # "55,000 dead, 1999–2003", "165,103 men, May 1808"
    parts = text.split()[-_LONGEST_CLAIM:]
    places = [
        place for place, part in enumerate(parts[:-1]) if part.lower() in words_of(language).grammar["before_trailing_dates"]
    ]
    months = vocabulary(language)["months"]
    if not places or not any(part[-1:].isdigit() or part.strip(".,").rpartition("-")[2].lower() in months for part in parts):
        return None
    for place in places:
        when = date_of(" ".join(parts[place:]), language)
        if when and not when[1]:
            return when[0]
    return None


def _undated(who: str, language: str) -> str:
    """A claimant without the time that stands behind ("US as of July 2017")."""
    parts = who.split()
    for cut in range(1, len(parts)):
        tail = " ".join(parts[cut:])
        if any(c.isdigit() for c in tail) and (when := date_of(tail, language)) and not when[1]:
            return _name(" ".join(parts[:cut]), language)
    return who


def _of_others(text: str, place: int) -> bool:
    """Whether a place stands in a bracket that gives figures of its own behind it."""
    bracketed = text.count("(", 0, place) > text.count(")", 0, place)
    return bracketed and any(c.isdigit() for c in text[place : text.find(")", place) + 1 or len(text)])


def _name(text: str, language: str) -> str:
    """A claimant's name without its article and the ending of a genitive."""
    rows = words_of(language).grammar
    text = " ".join(text.split()).strip(" :,'\"")
    text = text if re.search(r"\b[A-Z]\.$", text) else text.rstrip(".")
    first, _, rest = text.partition(" ")
    text = rest if rest and first.lower() in (*rows["articles"], *rows["ones"]) else text
    ending = next((one for one in rows["genitives"] if text.endswith(one)), "")
    return text[: len(text) - len(ending)]


def date_of(text: str, language: str = "en") -> tuple[str, str] | None:
    """The time that the words name (EDTF with a year, else as shown), and what else they say.

    >>> date_of("1991"), date_of("peak 1779"), date_of("May 20"), date_of("1776–1780"), date_of("Gibraltar")
    (('1991', ''), ('1779', 'peak'), ('May 20', ''), ('1776/1780', ''), None)
    """
    rows = words_of(language).grammar
    text = " ".join(text.split()).strip(" ,;:")
    opening = next((phrase for phrase in rows["as_of"] if text.lower().startswith(phrase + " ")), "")
    text = text[len(opening) :].lstrip()
    if (period := read_period(text, language)) is not None:
        return (period[0] if period[0] == period[1] else "/".join(period)), ""
    if looks_like_date(text, language):
        return text, ""
    if claim_of(text, language):
        return None
    if (match := _ENDS_IN_YEAR.fullmatch(text)) and not any(c.isdigit() for c in match[1]):
        rest = match[1].split()
        while rest and rest[-1].lower() in rows["before_dates"]:
            rest.pop()
        return match[2], " ".join(rest).rstrip(",")
    return None
