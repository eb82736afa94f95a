"""A section of a flattened box as the telling of sides sees it: its lines, and the places where a side may begin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from ...raw import RawCell
from ...richtext import Line, is_aside, unclosed
from ...vocabulary import has_table, table

#: A line longer than this is searched for a second cell only in its first part.
LONGEST_LINE = 400

#: Roles whose lines are figures.
COUNTED = frozenset({"strength", "casualties", "polstrength", "milstrength"})

#: A line in lower case of up to so many letters is a word like "unknown" and no continuation of the line above.
LONGEST_DENIAL = 14

#: A heading over figures has no more letters than this.
LONGEST_TITLE = 30

_DAY = re.compile(r"[^\W\d_]+ \d{1,2}|\d{1,2} [^\W\d_]+|\d{4}")
_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"[~≈<>±+(]*\d")


#: The evidence for a split: kinds of ``sides.toml`` and how much of each.
Features = dict[str, float]


class Place(NamedTuple):
    """Where a side begins: a line, and an offset in it (0: the line's start)."""

    line: int
    offset: int = 0


class Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.casefold().strip(",;:")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``sides.toml``, as sets."""

    sets: Mapping[str, frozenset[str]]

    def has(self, key: str, word: str) -> bool:
        return word in self.sets[key]


@cache
def side_table(language: str) -> Mapping[str, Any]:
    """The table of a language, English where it has none."""
    path = f"languages/{language}/sides"
    return table(path if has_table(path) else "languages/en/sides")


@cache
def side_words(language: str) -> Words:
    return Words({key: frozenset(words) for key, words in side_table(language)["words"].items()})


def tokens(text: str) -> list[Token]:
    """The words of a line with their places.

    >>> [t.text for t in tokens("98,787 60,000")]
    ['98,787', '60,000']
    """
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text[:LONGEST_LINE])]


def is_number(word: str) -> bool:
    """Whether a word begins with a figure ("~10,000", "2nd" aside).

    >>> [is_number(w) for w in ("~10,000", "2nd", "B-52", "25–30")]
    [True, False, False, True]
    """
    return bool(_NUMBER.match(word)) and not re.match(r"[~(]?\d+(?:st|nd|rd|th)\b", word)


def is_heading(line: Line) -> bool:
    """Whether the line is a heading by its colon."""
    return line.text.rstrip().endswith(":")


def heading_key(line: Line) -> str | None:
    """What a line says before its colon ("Kocgiri: 3,000 rebels" -> "kocgiri"), without brackets; None without one.

    >>> heading_key(Line("German attack (6–15 March 1945):"))
    'german attack'
    """
    text = re.sub(r"\([^()]*\)", "", line.text)
    before, colon, _ = text.partition(":")
    if not colon or len(before) > 60 or not before.strip():
        return None
    return " ".join(before.casefold().split())


def is_inner(key: str, words: Words) -> bool:
    """Whether a heading stands inside one side ("supported by") and begins none."""
    return any(words.has("inner", word) for word in key.split())


def _is_broken_down(line: Line) -> bool:
    """Whether a line with a colon is a figure whose parts stand below it ("125,000–160,000, including:")."""
    breaking = side_words("en").sets["breaking"]
    return is_number(line.text) and any(word.strip(".,:").casefold() in breaking for word in line.text.split()[1:])


def _behind(line: Line, number: int, offset: int) -> Place:
    """The place of the next word behind an offset; where none follows, the next line's start."""
    while offset < len(line.text) and line.text[offset] == " ":
        offset += 1
    return Place(number, offset) if offset < len(line.text) else Place(number + 1)


def _is_title(lines: Sequence[Line], number: int) -> bool:
    """Whether a line without a figure stands as a heading over a line with one ("American", "December 16")."""
    text = lines[number].text
    if len(text) > LONGEST_TITLE or number + 1 == len(lines) or is_aside(text) or lines[number].depth > lines[number + 1].depth:
        return False
    if any(side_words("en").has("effects", word.casefold().strip(".,")) for word in text.split()):
        return False
    plain = not any(char.isdigit() for char in text) or bool(_DAY.fullmatch(text))
    return plain and any(char.isdigit() for char in lines[number + 1].text) and text[:1].isupper() and len(text.split()) <= 3


@dataclass(slots=True)
class Section:
    """A section: its cell, its role, its lines, and which lines may begin a side (not an aside, not inside a bracket)."""

    cell: RawCell
    role: str
    lines: tuple[Line, ...]
    free: tuple[bool, ...]
    heads: tuple[bool, ...]

    @classmethod
    def of(cls, cell: RawCell, stop: int | None = None) -> Section:
        """The section of a cell, without its lines from `stop` on."""
        lines = cell.rich.lines[:stop]
        free: list[bool] = []
        open_for = 0  # lines that a bracket has been open: one that never closes must not tie the rest together
        text = ""
        for number, line in enumerate(lines):
            inside = bool(text) and unclosed(text) and open_for < 2 and any(")" in nxt.text for nxt in lines[number : number + 2])
            goes_on = line.text[:1].islower() and cell.role not in COUNTED and len(line.text) > LONGEST_DENIAL
            free.append(number > 0 and not inside and not line.text.startswith(("(", "[")) and not goes_on)
            if inside:
                text, open_for = f"{text}\n{line.text}", open_for + 1
            else:
                text, open_for = line.text, 0
        counted = cell.role in COUNTED
        heads = tuple(
            (is_heading(line) and not (counted and _is_broken_down(line))) or (counted and _is_title(lines, n))
            for n, line in enumerate(lines)
        )
        return cls(cell, cell.role or "", lines, tuple(free), heads)

    @property
    def counted(self) -> bool:
        """Whether its lines are figures."""
        return self.role in COUNTED

    @property
    def lead(self) -> bool:
        """Whether an empty line stands above its first line: its first cell holds paragraphs."""
        return bool(self.lines) and self.lines[0].gap

    @property
    def cuts(self) -> list[Place]:
        """Where cells end for certain: at tabs, or between the flags of three parties and more on one line."""
        found = [
            _behind(line, number, mark.start - line.start)
            for number, line in enumerate(self.lines)
            for mark in line.kinds("cell")
        ]
        if not found and self.role == "belligerents" and len(self.lines) == 1:
            inside = [flag for flag in self.marks_at("lost-flag", 0) if flag]
            found = [Place(0, flag) for flag in inside] if len(inside) > 1 else []
        return found

    def is_gap(self, number: int) -> bool:
        """Whether an empty line stands above a line, which is neither a rule nor the beginning of a list."""
        line, above = self.lines[number], self.lines[number - 1]
        return line.gap and line.block == above.block and line.depth <= above.depth

    def behind(self, place: Place) -> Section:
        """The section from a place on, as if it were one by itself."""
        first, *rest = self.lines[place.line :]
        lines = (first.slice(place.offset), *rest)
        return Section(self.cell, self.role, lines, (False, *self.free[place.line + 1 :]), self.heads[place.line :])

    def marks_at(self, kind: str, line: int) -> list[int]:
        """Offsets in the line of its marks of this kind."""
        return [m.start - self.lines[line].start for m in self.lines[line].kinds(kind)]
