"""The lines of a cell of names with what a reader's eye takes in: nesting, icons, weight, what stands below.

A line break inside a name is undone here (`fold` has done the brackets): a link that goes on in the next line, a line
that begins with "of", a line that ends in "of the".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...richtext import Line, RichText, fold, join
from ..base import Scope
from .base import covered, says_when, without_refs, words
from .breaks import apart
from .helpers import leads_to_helper
from .several import cut, has_icon

_DASH = re.compile(r"[–—\-•·*→↳└├│─>○◦▪■●]+[–—\-•·*→↳└├│─>○◦▪■●\s]*|:\s+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of names. `level` counts nesting by lists and by spaces (two a list) and by a dash before the words (one);
    `plain` is neither bold nor italic; `strong` is so all over, `small` in small print all over."""

    line: Line
    level: int
    icon: bool
    strong: bool
    small: bool
    linked: bool
    colon: bool

    @property
    def block(self) -> int:
        return self.line.block

    @property
    def text(self) -> str:
        return self.line.text


def entry_of(line: Line, depth: int = 0) -> Entry:
    """The line as an entry, without a dash or bullet at its beginning; `depth` is that of its indent."""
    level = 2 * (line.depth + depth)
    if (dash := _DASH.match(line.text)) and _is_bullet(line.text, dash.end()):
        line = cut(line, dash.end(), len(line.text))
        level += 1
    return Entry(
        line=line,
        level=level,
        icon=has_icon(line),
        strong=covered(line, "bold") or covered(line, "italic"),
        small=covered(line, "small"),
        linked=bool(line.kinds("link", "url")),
        colon=without_refs(line.text).rstrip("'\" ").endswith(":"),
    )


def _is_bullet(text: str, end: int) -> bool:
    """Whether what ends here is a bullet before words: not a minus, nor all of the line."""
    if end >= len(text):
        return False
    return not text[end].isdigit() or text[end - 1] not in "–—-─~>" or bool(_ORDINAL.match(text, end))


def entries_of(rich: RichText, scope: Scope) -> tuple[Entry, ...]:
    """The entries of a cell, in order."""
    found: list[Entry] = []
    lines = [
        part
        for whole in fold(rich)
        for one in apart(whole, scope.language)
        for part in _without_heading(one, scope.language)
        if part.text
    ]
    for line, depth in zip(lines, _indents(lines), strict=True):
        entry = entry_of(line, depth)
        if found and _goes_on(found[-1], entry, scope.language):
            joined = join([found[-1].line, entry.line], rich.source)
            found[-1] = replace(entry_of(joined), level=found[-1].level, icon=found[-1].icon)
        else:
            found.append(entry)
    return tuple(found)


#: By fewer no-break spaces than this no line is indented; by so many it is brought in line with a name behind a flag.
_INDENT, _ICON = 2, range(5, 9)


def _indents(lines: Sequence[Line]) -> list[int]:
    """How deep no-break spaces set each line off from the ones above it.

    Only where two lines are set off so, below one that is not. Where no line so set off has a flag, and one above them has,
    spaces as wide as a flag only bring the names in line. The second line of a long name ("of Tuscany") is none of them.
    """
    depths = [0] * len(lines)
    deep = [n for n, line in enumerate(lines) if line.indent >= _INDENT and not line.depth and not line.text[0].islower()]
    if len(deep) < 2 or deep[0] == 0:
        return depths
    if not any(has_icon(lines[n]) for n in deep) and all(lines[n].indent in _ICON for n in deep) and _below_icon(lines):
        return depths
    steps: list[int] = []
    for width in sorted({lines[n].indent for n in deep}):
        if not steps or width - steps[-1] >= _INDENT:
            steps.append(width)
    for n in deep:
        depths[n] = sum(lines[n].indent >= step for step in steps)
    return depths


def _below_icon(lines: Sequence[Line]) -> bool:
    above = lines[0]
    for line in lines:
        if line.indent < _INDENT:
            above = line
        elif has_icon(above):
            return True
    return False


def _without_heading(line: Line, language: str) -> tuple[Line, ...]:
    """The line, and a heading in it, which no break parts from the name before it: "Roman Republic **Allies:**",
    "[[Iraq]], supported by: [[Iran]]"."""
    for link in line.kinds("link"):
        end = link.end - line.start
        helper = leads_to_helper(line.text, language, end)
        if helper is not None and line.text[helper.end()] == ":":
            return cut(line, 0, end), cut(line, end, len(line.text))
    if line.text.endswith(":"):
        for mark in line.kinds("bold"):
            at = mark.start - line.start
            if at > 0 and mark.end >= line.end - 1 and line.text[at - 1] == " " and _LETTER.search(line.text[:at]):
                return cut(line, 0, at), cut(line, at, len(line.text))
    return (line,)


def _goes_on(above: Entry, entry: Entry, language: str) -> bool:
    """Whether the entry is the rest of the name above it, which a line break split."""
    if says_when(entry.text, language):
        return False
    if entry.icon or above.block != entry.block or above.colon or entry.level != above.level or entry.line.gap:
        return False
    if not _LETTER.search(above.text) or not _LETTER.search(entry.text):
        return False
    if _same_link(above.line, entry.line):
        return True
    if above.strong != entry.strong and not entry.text[0].islower():
        return False
    first = entry.text.split()[0]
    if first in words(language, "continuations"):
        return True
    last = above.text.split()[-1]
    return last in words(language, "hanging") and entry.level == above.level and not above.strong


def _same_link(above: Line, line: Line) -> bool:
    before = [m for m in above.kinds("link") if m.end == above.end]
    after = [m for m in line.kinds("link") if m.start == line.start]
    return bool(before and after and before[-1].value == after[0].value)


def has_members(entries: Sequence[Entry], number: int) -> bool:
    """Whether lines stand below the entry in lists of their own."""
    below = number + 1
    return below < len(entries) and entries[below].level > entries[number].level and entries[below].block == entries[number].block
