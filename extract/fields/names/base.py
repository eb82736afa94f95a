"""Lines of names: what is the name, what a note, a heading, a pointer; shared by the readers of parties, units and people.

Nothing here knows a language: the words are rows of ``data/languages/<language>/names.toml``. Every part that is
given back is a `Line` with its place in the field, so that an item can say where it stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ...richtext import Line
from ...vocabulary import has_table, table
from ..base import own_flag, refs_of
from .links import link_of

_YEARS = re.compile(r"^[\W\d]*\b\d{3,4}\b[\W\d]*(?:present|date|now)?\W*$", re.IGNORECASE)
#: A note digit of a source that lost its markup: "Russia1". Not "M23", not "TF74", not "PT-109".
_STRAY = re.compile(r"(?:(?<=[^\W\d_A-Z]{3})[1-9]\d?|[¹²³⁴-⁹]{1,2})$")
#: References' numbers and letters of a source that lost their markup: "Supported by:[12][a]".
_REFS = re.compile(r"(?:\[\w{1,3}\] ?)+$")
_AROUND = " '\"‘’“”*.,;:–—-…§"
#: No name with its notes is longer; what is gets no second look.
LONGEST = 1500
EDGE = " \n\t,;:–—-·•*"


class Name(NamedTuple):
    """A name as shown, the page it links to, whose flag stands before it, the references at it, and where it stands."""

    text: str
    link: str | None
    flag: str | None
    refs: tuple[str, ...]
    line: Line


def flat(text: str) -> str:
    """One line of it.

    >>> flat("until\\n1943")
    'until 1943'
    """
    return " ".join(text.split())


@cache
def words(language: str, key: str) -> tuple[str, ...]:
    """A row of ``names.toml`` (English where the language has no such file)."""
    path = f"languages/{language}/names"
    return tuple(table(path if has_table(path) else "languages/en/names")[key])


@cache
def pattern(language: str, key: str) -> re.Pattern[str]:
    """A row of ``names.toml`` as one pattern of alternatives, to be used with `fullmatch` or `match`."""
    return re.compile("(?:" + "|".join(words(language, key)) + ")", re.IGNORECASE)


def without_refs(text: str) -> str:
    """A line of flattened text without the references glued to its end.

    >>> without_refs("Supported by:[12][a]")
    'Supported by:'
    """
    return _REFS.sub("", text).rstrip()


def bare(text: str) -> str:
    """A line for comparison: without colon, points, quotes, and brackets all around it, single spaces.

    >>> bare("''Supported by'':"), bare("(full list...)"), bare("Allies (from 1941):")
    ('Supported by', 'full list', 'Allies (from 1941)')
    """
    text = _REFS.sub("", flat(text)).strip(_AROUND)
    while text[:1] in "([" and text[-1:] in ")]" and opener_of(text) == 0:
        text = text[1:-1].strip(_AROUND)
    return text


def is_pointer(text: str, language: str = "en") -> bool:
    """Whether the line points elsewhere and names nobody.

    >>> [is_pointer(t) for t in ("full list...", "and others", "See order of battle", "see below", "Other tribes")]
    [True, True, True, True, False]
    """
    words = flat(text)
    return len(words) < 160 and bool(pattern(language, "pointers").fullmatch(bare(text) or words))


def is_nothing(text: str, language: str = "en") -> bool:
    """Whether the line says that nobody is known.

    >>> is_nothing("Unknown"), is_nothing("?"), is_nothing("Unknown gunmen")
    (True, True, False)
    """
    words = flat(text)
    return len(words) < 30 and bool(pattern(language, "nothing").fullmatch(bare(text) or words))


@cache
def _states() -> frozenset[str]:
    entities = table("flags")["entities"]
    return frozenset(n.casefold() for name, others in entities.items() for n in (name, *others) if len(n) > 3)


def is_state(name: str) -> bool:
    """Whether the name is one of those that have a flag: a state, now and then an alliance or a movement.

    >>> is_state("Kingdom of Italy"), is_state("British")
    (True, False)
    """
    return flat(name).casefold() in _states()


def is_period(text: str) -> bool:
    """Whether the text is nothing but years: "1941–45", "(1914)".

    >>> is_period("1975–79"), is_period("1976–present"), is_period("47th Regiment")
    (True, True, False)
    """
    return len(text) < 40 and bool(_YEARS.match(text))


@cache
def _figure(language: str) -> re.Pattern[str]:
    about = "|".join(words(language, "about"))
    return re.compile(rf"(?:[~<>≈c]\.? ?|(?:{about}) )?\d[\d,.]*(?:\s*[–-]\s*\d[\d,.]*)?\+? +[a-z]")


def is_count(text: str, language: str = "en") -> bool:
    """Whether the text begins with a figure of something: "some 20,000 men".

    >>> is_count("some 20,000 men"), is_count("20th Division")
    (True, False)
    """
    return bool(_figure(language).match(text))


def covered(line: Line, kind: str) -> bool:
    """Whether a mark of this kind (bold, italic, small, link) lies over all letters of the line."""
    marks = line.kinds(kind)
    if not marks:
        return False
    open_ = [True] * len(line.text)
    for m in marks:
        for place in range(max(m.start - line.start, 0), min(m.end - line.start, len(line.text))):
            open_[place] = False
    return not any(left and char.isalnum() for left, char in zip(open_, line.text, strict=True))


def opener_of(text: str) -> int:
    """The place of the bracket that the one at the end of `text` closes, or -1."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        if text[place] in ")]":
            depth += 1
        elif text[place] in "([":
            depth -= 1
            if depth == 0:
                return place
    return -1


def unclosed_at(text: str) -> int:
    """The place of the first bracket that never closes, or -1."""
    stack: list[int] = []
    for place, char in enumerate(text):
        if char in "([":
            stack.append(place)
        elif char in ")]" and stack:
            stack.pop()
    return stack[0] if stack else -1


def says_when(text: str, language: str = "en") -> bool:
    """Whether a note's words say when or since when: "until 1943", "from 24 January 2020", "1975–79".

    >>> says_when("from 24 January 2020"), says_when("since 2013"), says_when("Maoist")
    (True, True, False)
    """
    first = flat(text).casefold().split(" ")[0] if text else ""
    return is_period(text) or (first in words(language, "note_openings") and any(c.isdigit() for c in text))


def name_of(line: Line, language: str = "en") -> Name:
    """The name in a line that holds one, without notes, marks, footnotes, and words that only lead to it.

    >>> from extract.richtext import plain
    >>> name_of(plain("and Russia1:").lines[0]).text
    'Russia'
    """
    part = _trimmed(line, language)
    flags = line.kinds("flag")
    text, link = flat(part.text), link_of(part, words(language, "conjunctions"))
    return Name(
        text=text,
        link=link,
        flag=own_flag(flags[0].value, text, link) if flags else None,
        refs=refs_of(line),
        line=part,
    )


@cache
def _head(language: str) -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(words(language, "heads")) + r")\s+(?=[^\W_])", re.IGNORECASE)


def _trimmed(line: Line, language: str) -> Line:
    text = line.text
    start = len(text) - len(text.lstrip(EDGE + "/|+"))
    end = max(len(text.rstrip(EDGE + "†‡§^?")), start)
    if (match := _head(language).match(text, start, end)) and not line.marks_over(match, "link"):
        start = match.end()
    last = text[:end].rsplit(None, 1)
    if len(last) == 2 and last[1].casefold() in words(language, "conjunctions"):
        end = len(last[0].rstrip(EDGE))  # "Rohillas and" / "Durranis"
    if stray := _STRAY.search(text[:end]):
        end = stray.start()
    return line.slice(start, end)


class Heading(NamedTuple):
    """A heading at the beginning of a line: its words without the colon, its place, what follows on the line, what it is."""

    text: str
    line: Line
    rest: Line | None = None
    kind: str = "group"
    firm: bool = False


@cache
def _inline(language: str) -> re.Pattern[str]:
    known = "|".join(words(language, "headings"))
    return re.compile(rf"(?P<head>{known})\s*(?::|(?<=\bby)\s|(?<=\bfrom)\s)", re.IGNORECASE)


def heading_of(line: Line, language: str = "en") -> Heading | None:
    """The heading that the line is, or begins with, by its words and its colon alone; None where it is neither.

    A line that ends in a colon is one, whatever it says; so is one of the known headings; and of a line
    "Supported by: France" the rest is given, too. `firm` says that the words are known ones.

    >>> from extract.richtext import plain
    >>> [heading_of(plain(t).lines[0]).text for t in ("Supported by:", "Kurdish tribes:", "Co-belligerents")]
    ['Supported by', 'Kurdish tribes', 'Co-belligerents']
    >>> heading_of(plain("Supported by: France").lines[0]).rest.text
    'France'
    >>> heading_of(plain("United Kingdom").lines[0])
    """
    text = flat(line.text)
    words_ = bare(text)
    if not words_ or len(text) > 300:
        return None
    kind = "label" if words_.casefold() in words(language, "labels") else "group"
    known = len(words_) < 100 and bool(pattern(language, "headings").fullmatch(words_))
    if known or text.rstrip("'\" ").endswith(":"):
        return Heading(words_, line, None, kind, known)
    match = _inline(language).match(line.text[:100])
    certain = match and (":" in match.group() or any(w in match["head"].casefold() for w in words(language, "firm")))
    if match and certain and (rest := line.slice(match.end())) and not rest.text[0].islower():
        return Heading(bare(match["head"]), line.slice(0, match.end()), rest, kind, True)
    return None


def without_tail(text: str, language: str = "en") -> str:
    """A name over its members without the words that lead over to them.

    >>> without_tail("Fourteenth Area Army units include"), without_tail("Indian sepoys of"), without_tail("Mounted Corps's")
    ('Fourteenth Area Army', 'Indian sepoys', 'Mounted Corps')
    """
    match = _tail(language).fullmatch(text.rstrip(EDGE)) if len(text) < 300 else None
    return match["name"].rstrip(EDGE) if match else text


@cache
def _tail(language: str) -> re.Pattern[str]:
    return re.compile(r"(?P<name>.*?[^\W_])(?:\s+(?:" + "|".join(words(language, "tails")) + r")|['’]s)", re.IGNORECASE)
