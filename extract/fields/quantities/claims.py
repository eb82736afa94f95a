"""Whose figure it is ("opposition claim", "per SOHR") and when it held ("(1991)", "peak 1779")."""

from __future__ import annotations

import re

from ..dates import looks_like_date, read_period
from ..demonyms import entities_of
from .words import words_of

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
    if low.split(" ")[0] in ("no", "not", "unknown", "exact", "incomplete", "none"):
        return None
    for phrase in words.headings["claim_before"]:
        if low.startswith(phrase + " "):
            return _name(head[len(phrase) :]), rest.strip()
    parts = head.split()
    count = len(parts)
    while count and parts[count - 1].lower().strip(".:") in words.headings["claim_after"]:
        count -= 1
    kept = count and parts[count - 1].lower().strip(".:") in words.headings["claim_keep"]
    if is_author(head, language):
        return _name(head), rest.strip()
    if not (0 < count < len(parts) or kept and count > 1) or len(parts) > 7 or any(c.isdigit() for c in head):
        return None
    if parts[count - 1].lower() in ("not", "to", "be", "is", "was", "no", "are", "be", "as"):
        return None
    if count == 1 and parts[0].lower() in words.headings["scholars"]:
        count = len(parts)  # "modern estimates"
    who = _name(" ".join(parts[:count]))
    if is_adverb(who):
        return None  # "Credibly estimated at"
    return (who, rest.strip()) if who else None


def is_adverb(text: str) -> bool:
    """Whether the words are an adverb, which is nobody: "Credibly", not "Italy"."""
    return text.endswith("ly") and " " not in text and not entities_of(text)


def is_author(text: str, language: str = "en") -> bool:
    """Whether the words are the name of a historian or chronicler: "Herodotus", "Polybius and Livy".

    >>> is_author("Herodotus"), is_author("Polybius/Livy"), is_author("Spanish")
    (True, True, False)
    """
    names = [" ".join(name.split()).strip(" .:'\"") for name in re.split(r"/|&|,|\band\b", text.lower())]
    return len(text) < 80 and all(name in words_of(language).headings["authors"] for name in names)


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
            and (phrase != "per" or text[place + 5 : place + 6].isupper())
            and (who := _name(text[place + len(phrase) + 2 :].split("(")[0].split(",")[0].split(")")[0]))
        ):
            return who if len(who) < 60 else None
    return None


def _of_others(text: str, place: int) -> bool:
    """Whether a place stands in a bracket that gives figures of its own behind it."""
    bracketed = text.count("(", 0, place) > text.count(")", 0, place)
    return bracketed and any(c.isdigit() for c in text[place : text.find(")", place) + 1 or len(text)])


def _name(text: str) -> str:
    text = " ".join(text.split()).strip(" :,'\"")
    text = text if re.search(r"\b[A-Z]\.$", text) else text.rstrip(".")
    text = re.sub(r"^(?:the|an?|one)\s+", "", text, flags=re.IGNORECASE)
    return re.sub(r"(?:'s|’s|['’])$", "", text)


def date_of(text: str, language: str = "en") -> tuple[str, str] | None:
    """The time that the words name (EDTF with a year, else as shown), and what else they say.

    >>> date_of("1991"), date_of("peak 1779"), date_of("May 20"), date_of("1776–1780"), date_of("Gibraltar")
    (('1991', ''), ('1779', 'peak'), ('May 20', ''), ('1776/1780', ''), None)
    """
    text = re.sub(r"^as of\s+", "", " ".join(text.split()).strip(" ,;:"), flags=re.IGNORECASE)
    if (period := read_period(text, language)) is not None:
        return (period[0] if period[0] == period[1] else "/".join(period)), ""
    if looks_like_date(text, language):
        return text, ""
    if claim_of(text, language):
        return None
    if (match := _ENDS_IN_YEAR.fullmatch(text)) and not any(c.isdigit() for c in match[1]):
        rest = match[1].split()
        while rest and rest[-1].lower() in ("in", "by", "from", "since", "until", "as", "of"):
            rest.pop()
        return match[2], " ".join(rest).rstrip(",")
    return None
