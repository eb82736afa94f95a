"""What words beside a person's name are: an office or a command, a title that belongs to the name, a note.

commander of the left wing · 26th BNI · Bengal Presidency       a role, with or without brackets
2nd Duke of York · Jr. · the Black Prince                       part of the name before the comma
until 1943 · son of Hanno · "Red Napoleon" · 王耀武              a note
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ...richtext import Line
from ..names.base import bare, covered, flat, is_period, says_when
from ..names.base import words as name_words
from .ranks import is_post_of, is_title, people_words, plain_word, rank_length

_WORD = re.compile(r"[^\W_][\w'’.-]*")
_ORDINAL = re.compile(r"\b(?:\d+(?:st|nd|rd|th|d|e|er|ème|\.)(?=\s)|[IVXL]+(?=\s+[A-ZÀ-Þ])|No\.? ?\d+)")
_QUOTED = re.compile(r"^[\"“”‘'«].*[\"”’'»]$", re.DOTALL)


@cache
def role_rows(language: str, key: str) -> frozenset[str]:
    """A row of the section `roles` of ``commanders.toml``."""
    return frozenset(plain_word(row) for row in people_words(language)["roles"][key])


@cache
def _starts(language: str, key: str) -> re.Pattern[str]:
    rows = sorted(role_rows(language, key), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, rows)) + r")(?![^\W_])")


def _words(text: str) -> list[str]:
    return [plain_word(m.group()).strip(".'’") for m in _WORD.finditer(text)]


def names_command(text: str, language: str = "en") -> bool:
    """Whether the words name an office, a formation or an arm, somewhere.

    >>> [names_command(t) for t in ("President of Iraq", "Army Group B", "3rd Ukrainian Front", "Infantry & Cavalry", "Pawar")]
    [True, True, True, True, False]
    """
    known = role_rows(language, "words") | role_rows(language, "formations")
    return bool(_ORDINAL.search(text)) or any(word in known or word.removesuffix("'s") in known for word in _words(text))


def opens_role(text: str, language: str = "en") -> bool:
    """Whether words that stand without brackets are a role and no name: "commander of the left wing", "26th BNI".

    >>> [opens_role(t) for t in ("commander of the left", "Shandong Corps commander", "26th BNI", "Bengal Presidency")]
    [True, True, True, True]
    >>> [opens_role(t) for t in ("Martin Luther King", "Tipu Sultan", "President Lincoln", "Prince Eugene", "Deputy John Smith")]
    [False, False, False, False, False]
    """
    text = flat(text).strip(" ,;:–—-")
    words = _words(text)
    if not words or len(text) > 200:
        return False
    strict = role_rows(language, "strict")
    head, comma, _ = text.partition(" – ") if " – " in text else text.partition(",")
    if words[-1] in strict or names_body(text, language):
        return not rank_length(text, language) and (not comma or opens_role(head, language))
    if text[0].isdigit() and _ORDINAL.match(text):
        return not is_noble(text, language) and not rank_length(text, language)
    if text[0].islower():
        return words[0] in role_rows(language, "words") or any(word in strict for word in words[:6])
    if is_post_of(text, language):
        return True
    match = _starts(language, "openings").match(plain_word(text))
    if not match:
        return False
    rest = plain_word(text)[match.end() :].lstrip(" -")
    return not rest or rest.split(" ", 1)[0].strip(",") in role_rows(language, "joins") or rest[0] in ",("


def is_noble(text: str, language: str = "en") -> bool:
    """Whether the words are a title that goes with a name before a comma: "2nd Duke of York", "Earl of Essex".

    >>> is_noble("1st duc de Broglie"), is_noble("Nizam of Hyderabad"), is_noble("commander of Z"), is_noble("Prince Eugene")
    (True, True, False, False)
    """
    words = _words(text)
    if words and words[0] in name_words(language, "articles"):
        words = words[1:]
    ordinal = bool(words) and words[0][0].isdigit()
    words = words[1:] if ordinal else words
    titles = role_rows(language, "after_comma")
    for length in (2, 1):
        if " ".join(words[:length]) in titles and len(words) > length:
            return ordinal or re.split("['’]", words[length])[0] in role_rows(language, "of_words")
    return False


def is_byname(text: str, language: str = "en") -> bool:
    """Whether the words after a comma are a byname: "the Black Prince", but not "the commander".

    >>> is_byname("the Black Prince"), is_byname("the army's commander"), is_byname("Duke of York")
    (True, False, False)
    """
    first, _, rest = flat(text).partition(" ")
    return (
        first.casefold() in name_words(language, "articles")
        and rest[:1].isupper()
        and not opens_role(rest, language)
        and not names_body(rest, language)
    )


def names_body(text: str, language: str = "en") -> bool:
    """Whether the last words are a formation: "Third Army", "Home Air Force"."""
    words = _words(text)
    rows = role_rows(language, "bodies")
    numbered = len(words) == 2 and words[1].isdigit() and words[0] in role_rows(language, "numbered")  # "JG 26"
    return len(words) > 1 and (words[-1] in rows or " ".join(words[-2:]) in rows or numbered)


def is_suffix(text: str, language: str = "en") -> bool:
    """Whether the words belong to the name before the comma: "Jr.", "VC, DSO".

    >>> is_suffix("Jr."), is_suffix("KCB"), is_suffix("Jones")
    (True, True, False)
    """
    words = [word.replace(".", "") for word in _words(text)]
    known = role_rows(language, "suffixes")
    return bool(words) and (" ".join(words) in known or all(word in known for word in words))


def is_time(text: str, language: str = "en") -> bool:
    """Whether the words say when, and nothing else.

    >>> [is_time(t) for t in ("until 1943", "6 May 1915~", "2000–08, 2012–present", "c. 480 BC", "1st Army", "May")]
    [True, True, True, True, False, False]
    """
    if len(text) > 100 or not any(c.isdigit() for c in text):
        return False
    known = role_rows(language, "time")
    words = [plain_word(word).rstrip("s") for word in re.findall(r"[^\W\d_]+", text)]
    return is_period(text) or (bool(words) and all(word in known or word + "s" in known for word in words))


def is_note(text: str, language: str = "en") -> bool:
    """Whether the words only tell something of the person: years, another name, kin, another script."""
    text = flat(text)
    if is_time(text, language) or says_when(text, language) or _QUOTED.match(text) or _foreign(text):
        return True
    words = _words(text)
    if len(words) > 1 and words[-1] in role_rows(language, "bynames"):
        return True
    if len(words) == 2 and re.search(r"['’]s?\Z", words[0]) and words[1] in role_rows(language, "relatives"):
        return True  # "Nitta's brother"
    if (words and words[-1] in role_rows(language, "callings")) or _is_full_name(text, language):
        return not names_command(text, language)
    return bool(_starts(language, "notes").match(plain_word(text))) and not _is_office(text, language)


def _is_full_name(text: str, language: str) -> bool:
    """Whether a name of a person shows itself by what stands inside it: "Hans von Köln"."""
    found = flat(text).split()
    inside = role_rows(language, "inside_names")
    return 2 < len(found) < 8 and found[0][0].isupper() and found[-1][0].isupper() and any(w in inside for w in found[1:-1])


@cache
def _many(language: str) -> re.Pattern[str]:
    offices = sorted(people_words(language)["roles"]["plural_offices"], key=len, reverse=True)
    return re.compile(r"(?:(?!and )[\w'’-]+ ){0,4}(?:" + "|".join(map(re.escape, offices)) + r") of\b[^;:\n]*", re.IGNORECASE)


def is_many(text: str, language: str = "en") -> bool:
    """Whether the words are several people by what they held, not by name: what follows are places.

    >>> is_many("Five Muslim kings of Seville, Elvas and Beja"), is_many("King of Leon and Castile"), is_many("Kings Alfonso and Sancho")
    (True, False, False)
    """
    return len(text) < 200 and bool(_many(language).fullmatch(flat(text)))


def _is_office(text: str, language: str) -> bool:
    """Whether the words are an office however they begin: "former Prime Minister of Iraq", "de facto leader"."""
    words = _words(text)
    if not words or words[0] in role_rows(language, "kin") or any(c.isdigit() for c in text):
        return False
    return names_command(text, language)


def _foreign(text: str) -> bool:
    """Whether the letters are not Latin ones: the name in its own script."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum("LATIN" not in unicodedata.name(c, "LATIN") for c in letters) * 2 > len(letters)


def _ends_in_person(line: Line, language: str) -> bool:
    """Whether a link that nothing leads to ends the line: "Commander of the Navy [[X]]", but not "of the [[Navy]]"."""
    for m in line.kinds("link"):
        before = line.text[: m.start - line.start].split()
        if before and m.end == line.end and plain_word(before[-1]) not in role_rows(language, "joins"):
            return names_command(" ".join(before), language) and not names_command(line.text[m.start - line.start :], language)
    return False


def post_place(line: Line, language: str = "en") -> int:
    """Where a linked office begins right behind a linked name: "[[Frank Messervy]] [[GOC]] [[7th Division]]"; 0: nowhere."""
    ends = {m.end for m in line.kinds("link") if not line.text[: max(m.start - line.start, 0)].strip()}
    places = (m.start - line.start for m in line.kinds("link") if m.start - 1 in ends)
    return next((place for place in places if opens_role(line.text[place:], language)), 0)


def _names_ship(line: Line, language: str) -> bool:
    """Whether the line is a ship's name, by its prefix or the title of its article: "HMS ''Victory''"."""
    if not line.kinds("italic"):
        return False
    words = _words(line.text)
    if len(words) > 1 and words[0] in role_rows(language, "ship_prefixes"):
        return True
    titles = (word for m in line.kinds("link") for word in _words(m.value or ""))
    return covered(line, "italic") and covered(line, "link") and not role_rows(language, "ship_words").isdisjoint(titles)


def is_role_line(line: Line, language: str = "en") -> bool:
    """Whether a line without brackets says what the person above it commanded.

    >>> from extract.richtext import plain
    >>> [is_role_line(plain(t).lines[0]) for t in ("commander of the 2nd zone", "Governor of Virginia", "King of Spain")]
    [True, True, False]
    """
    text = bare(line.text)
    if not text or line.kinds("flag", "lost-flag", "image") or len(text) > 200 or "(" in line.text:
        return False
    if _ends_in_person(line, language):
        return False
    if _names_ship(line, language):
        return True
    if opens_role(text, language) and not is_title(text, language):
        return True
    aside = covered(line, "small") or covered(line, "italic")
    return aside and (text[0].islower() or names_command(text, language)) and not is_noble(text, language)
