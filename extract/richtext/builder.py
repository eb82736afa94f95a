"""Draws rich text: the only writer of offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from .values import Line, Mark, RichText

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
#: Spaces that no browser runs together: at the beginning of a line they indent it.
_KEPT = "\u00a0\u2002\u2003\u2007\u3000"
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\x00]+")

#: Marks that, alone on a line, belong to the line above: a reference or a dagger after a break.
_TRAILING = frozenset({"ref", "fate", "lost-fate"})


@dataclass(slots=True)
class _Open:
    kind: str
    value: Any
    start: int  # column in the current line


@dataclass(slots=True)
class _Draft:
    text: str
    depth: int
    block: int
    gap: bool
    indent: int
    marks: list[tuple[str, int, int, Any]]


@dataclass(slots=True)
class Builder:
    """The only writer of offsets: whoever can walk a tree can draw on it.

    >>> b = Builder()
    >>> with_link = b.open("link", "George Meade")
    >>> b.text("George  G.")
    >>> b.newline()
    >>> b.text("Meade")
    >>> b.close(with_link)
    >>> rich = b.build()
    >>> rich.text
    'George G.\\nMeade'
    >>> [(m.kind, m.start, m.end) for m in rich.marks]
    [('link', 0, 9), ('link', 10, 15)]
    """

    depth: int = 0
    block: int = 0
    _drafts: list[_Draft] = field(default_factory=list)
    _buffer: str = ""
    _marks: list[tuple[str, int, int, Any]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _breaks: int = 0
    _line_depth: int = 0
    _space: bool = False
    _indent: int = 0

    def text(self, words: str) -> None:
        """Add text; runs of white space become one space, none at the edges of a line."""
        words = unicodedata.normalize("NFC", _INVISIBLE.sub("", words))
        if not self._buffer and words[:1].isspace() and not self._marks:
            blank = words[: len(words) - len(words.lstrip())]
            self._indent += sum(blank.count(space) for space in _KEPT)
        words = _SPACES.sub(" ", words)
        if not words:
            return
        if words[0] == " ":
            self._space = True
            words = words[1:]
            if not words:
                return
        if not self._buffer:
            self._line_depth = self.depth
        elif self._space:
            self._buffer += " "
        self._space = words[-1] == " "
        self._buffer += words[:-1] if self._space else words

    def newline(self) -> None:
        """A line break that the reader sees (`<br>`); two in a row leave a gap."""
        self._end_line()
        self._breaks += 1

    def wrap(self) -> None:
        """A break of the source that the reader sees as a space, with a mark at it."""
        if self._buffer:
            self.point("wrap")
        self.text(" ")

    def fresh_line(self) -> None:
        """Begin a new line unless one has just begun (the edge of a paragraph, a list item, a cell)."""
        self._end_line()

    def gap(self) -> None:
        """An empty line."""
        self._end_line()
        self._breaks = 2

    def rule(self) -> None:
        """A rule across the cell: what follows is another block."""
        self._end_line()
        self.block += 1

    def open(self, kind: str, value: Any = None) -> _Open:
        """Begin a mark over the text that follows; give what `close` needs."""
        mark = _Open(kind, value, self._column())
        self._open.append(mark)
        return mark

    def close(self, mark: _Open) -> None:
        self._flush(mark)
        self._open = [m for m in self._open if m is not mark]

    def point(self, kind: str, value: Any = None) -> None:
        """A mark at this point of the text."""
        if not self._buffer:
            self._line_depth = self.depth
        column = len(self._buffer)
        self._marks.append((kind, column, column, value))

    def draw(self, rich: RichText) -> None:
        """Copy lines that were drawn elsewhere to this place, with their marks."""
        for number, line in enumerate(rich.lines):
            if number:
                self.fresh_line()
            depth = self.depth
            self.depth += line.depth
            base = self._column()
            self.text(_KEPT[0] * line.indent + line.text)
            self.depth = depth
            for m in line.marks:
                self._marks.append((m.kind, base + m.start - line.start, base + m.end - line.start, m.value))

    def build(self) -> RichText:
        """The rich text drawn so far."""
        self._end_line()
        for draft in self._drafts:  # a mark on a line of its own (a reference after a break) belongs to the line above
            draft.marks.sort(key=lambda m: (m[1], m[2]))
        lines: list[Line] = []
        start = 0
        for draft in self._drafts:
            marks = tuple(Mark(k, start + a, start + b, v) for k, a, b, v in draft.marks)
            lines.append(Line(draft.text, start, draft.depth, draft.block, draft.gap, marks, draft.indent))
            start += len(draft.text) + 1
        return RichText(tuple(lines), "\n".join(line.text for line in lines))

    @property
    def waiting(self) -> tuple[tuple[str, Any], ...]:
        """Marks (kind, value) that no text has followed yet; after `build`, what stands at the end of the cell alone."""
        return tuple((kind, value) for kind, _, _, value in self._marks)

    def _column(self) -> int:
        return len(self._buffer) + (1 if self._space and self._buffer else 0)

    def _flush(self, mark: _Open) -> None:
        end = len(self._buffer)
        if mark.start < end:
            self._marks.append((mark.kind, mark.start, end, mark.value))

    def _end_line(self) -> None:
        for mark in self._open:
            self._flush(mark)
            mark.start = 0
        text = self._buffer
        if text:
            self._marks = [m for m in self._marks if m[0] != "wrap" or m[1] < len(text)]
            gap = self._breaks > 1 and bool(self._drafts)
            self._drafts.append(_Draft(text, self._line_depth, self.block, gap, self._indent, self._marks))
            self._breaks = 0
            self._marks = []
        elif self._marks and self._drafts and all(m[0] in _TRAILING for m in self._marks):
            last = self._drafts[-1]
            last.marks.extend((k, len(last.text), len(last.text), v) for k, _, _, v in self._marks)
            self._marks = []
        # other marks without text (a flag alone before a break) wait for the text they stand before
        self._buffer = ""
        self._space = False
        self._indent = 0


def plain(text: str, *, start: int = 0) -> RichText:
    """Rich text without marks, for a string that has none.

    >>> [line.text for line in plain("18 June 1815\\nWaterloo")]
    ['18 June 1815', 'Waterloo']
    """
    builder = Builder()
    for number, line in enumerate(text.split("\n")):
        if number:
            builder.newline()
        builder.text(line)
    return builder.build()
