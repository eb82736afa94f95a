"""Physical lines of a flattened text, and which of them are prose, chrome or headings of the page.

Everything here looks at one line at a time, so a page of any size costs time in proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ...vocabulary import has_table, table

NBSP = "\u00a0"
_BULLET = re.compile(r"[ \t]*[•*·-] ?(?=[\S\u00a0]|$)")
_FOOTNOTE = re.compile(r"\s*(\d{1,3})\. \^ ?(.*)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?:\[[^\[\]]{1,30}\])*\s*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\s*\d{1,2}\s*$")


class Row(NamedTuple):
    """A line of the document: where it starts (code points from 0), and its text without the line end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip(" \t\r\f\v")

    @property
    def body(self) -> str:
        """The text without indentation, bullet and edges; U+00A0 stays, it is evidence."""
        return self.text[self.body_start :].rstrip(" \t\r")

    @property
    def body_start(self) -> int:
        """The column where the text begins, after indentation and bullet."""
        bullet = _bullet(self.text)
        return bullet if bullet else len(self.text) - len(self.text.lstrip(" \t"))

    @property
    def bullet(self) -> bool:
        return bool(_bullet(self.text))

    @property
    def indent(self) -> int:
        """Columns before the text or its bullet."""
        return len(self.text) - len(self.text.lstrip(" \t"))


def _bullet(text: str) -> int:
    """The column after a list's bullet; 0 where there is none ("- 5 ships" is a list, "-5" is not)."""
    found = _BULLET.match(text)
    if not found or (found.end() < 2) or (text[found.end() - 1] != " " and found.end() < len(text)):
        return 0
    return found.end()


def rows_of(text: str) -> list[Row]:
    """The lines of a text, with their places.

    >>> [(r.start, r.body, r.bullet) for r in rows_of("Belligerents\\n  • \\u00a0France")]
    [(0, 'Belligerents', False), (13, '\\xa0France', True)]
    """
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Row(start, line))
        start += len(line) + 1
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that stand around a box (``sections.toml``)."""

    chrome: frozenset[str]
    stops: tuple[str, ...]
    stop_lines: frozenset[str]
    headings: frozenset[str]
    verbs: frozenset[str]
    map_captions: tuple[str, ...]
    captions: tuple[str, ...]
    tags: frozenset[str]
    part_of: str
    sure: dict[str, frozenset[str]]
    fates: dict[str, str]
    frame: tuple[str, ...]
    edit: str
    place_labels: frozenset[str]
    no_places: frozenset[str]
    vague: frozenset[str]
    rows_too: frozenset[str]
    table_heads: frozenset[str]
    endings: frozenset[str]
    figure: re.Pattern[str]
    open_end: re.Pattern[str]
    count: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """The words of a language, English where there is no table for it."""
    path = f"languages/{language}/sections"
    data = table(path if has_table(path) else "languages/en/sections")
    return Words(
        frozenset(data["chrome"]), tuple(data["stops"]), frozenset(data["stop_lines"]), frozenset(data["headings"]),
        frozenset(data["verbs"]), tuple(data["map_captions"]), tuple(data["captions"]), frozenset(data["tags"]), data["part_of"],
        {kind: frozenset(labels) for kind, labels in data["sure"].items()},
        dict(data["fates"]),
        tuple(data["frame"]), data["edit"], frozenset(data["place_labels"]), frozenset(data["no_places"]), frozenset(data["vague"]),
        frozenset(data["rows_too"]), frozenset(data["table_heads"]), frozenset(data["endings"]),
        re.compile(rf"\d|\b(?i:{'|'.join(data['figure_words'])})\b"),
        re.compile(rf"(?:,|&|\b(?:{'|'.join(data['open_ends'])}))$", re.IGNORECASE),
        re.compile(
            rf"[~≈]?\d|(?:{'|'.join(data['count_openings'])}) |.{{1,40}}\(\d+ (?:{'|'.join(data['counted'])})\)"
            rf"|[^:()]{{1,40}}:\s?(?:(?:{'|'.join(data['about'])}) |[~≈])?(?!1\d{{3}}\b|20\d\d\b)\d",
            re.IGNORECASE,
        ),
    )  # fmt: skip


def is_chrome(row: Row, words: Words) -> bool:
    """Whether the site's frame left this line."""
    body = row.body
    return body in words.chrome or body.startswith(words.frame)


def is_digit(row: Row) -> bool:
    """Whether the line is nothing but one or two digits."""
    return bool(_DIGITS.match(row.text))


def footnote(row: Row) -> tuple[str, str] | None:
    """Number and text of a line of a list of footnotes ("  1. ^ Smith 1999")."""
    found = _FOOTNOTE.match(row.text)
    return (found[1], found[2]) if found else None


def is_prose(row: Row, words: Words, *, least: int = 90) -> bool:
    """Whether the line is a paragraph of an article: long, with a sentence's end and a finite verb.

    >>> siege = "The siege was the last of the war. It lasted for three years and ended in 1645, when the town fell."
    >>> tanks = "75 tanks of which 60 destroyed by the 1st Romanian Armored Division on the first day of the offensive"
    >>> is_prose(Row(0, siege), words_of("en")), is_prose(Row(0, tanks), words_of("en"))
    (True, False)
    """
    text = row.text
    if len(text) > 1500:
        return not row.bullet
    if len(text) < least or row.bullet or not _SENTENCE_END.search(text[-60:]):
        return False
    return any(word in words.verbs for word in _WORD.findall(text))


def reads_as_sentence(row: Row) -> bool:
    """Whether the line ends as a sentence does and most of its words are in lower case."""
    found = _WORD.findall(row.text[:1000])
    return not row.bullet and bool(_SENTENCE_END.search(row.text[-60:])) and sum(w[0].islower() for w in found) * 2 > len(found)


def is_heading(row: Row, words: Words) -> bool:
    """Whether the line is a heading of the article's body that we know, or one marked "[edit]"."""
    body = row.body
    return body.endswith(words.edit) or body in words.headings


def content_words(text: str) -> set[str]:
    """Words of four letters and more and proper nouns, folded, for telling what a line is about."""
    return {word.casefold() for word in _WORD.findall(text) if len(word) > 3 or word[0].isupper()}


def blank_before(rows: Sequence[Row], index: int) -> bool:
    """Whether the line has an empty one above it."""
    return index > 0 and rows[index - 1].blank
