"""The lines that a reader sees, the marks over them, and the rich text that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Code points ``[start, end)`` of a field's text."""

    start: int
    end: int


class Mark(NamedTuple):
    """Something a pointer would show; offsets are into the field's text."""

    kind: str
    start: int
    end: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line (or, after `fold`, several that belong together, joined by ``"\\n"``).

    `start` is its place in the field's text; `depth` how many lists it is nested in (0: none);
    `block` goes up at each rule; `gap` says that an empty line stands before it; `marks` are those
    that touch it, by field offsets; `indent` counts the no-break spaces that stood before its first word.
    """

    text: str
    start: int = 0
    depth: int = 0
    block: int = 0
    gap: bool = False
    marks: tuple[Mark, ...] = ()
    indent: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def kinds(self, *kinds: str) -> tuple[Mark, ...]:
        """The marks of these kinds, in order."""
        return tuple(m for m in self.marks if m.kind in kinds)

    def marks_over(self, span: re.Match[str] | Span | tuple[int, int], *kinds: str) -> tuple[Mark, ...]:
        """Marks that touch part of this line; `span` is in offsets of the *line* (a match on its text)."""
        start, end = span.span() if isinstance(span, re.Match) else span
        start, end = start + self.start, end + self.start
        return tuple(
            m
            for m in self.marks
            if (not kinds or m.kind in kinds)
            and (start <= m.start <= end if m.start == m.end else m.start < end and start < m.end)
        )

    def slice(self, start: int, end: int | None = None) -> Line:
        """Part of the line by offsets of the line, edges trimmed, keeping its place and its marks."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        if not part:
            end = start
        first, last = self.start + start, self.start + start + len(part)
        marks = tuple(
            Mark(m.kind, max(m.start, first), min(m.end, last), m.value)
            for m in self.marks
            if (first <= m.start <= last if m.start == m.end else m.start < last and first < m.end)
        )
        return Line(part, first, self.depth, self.block, self.gap, marks, self.indent)

    def split(self, pattern: re.Pattern[str]) -> Iterator[Line]:
        """The parts of the line between the matches of `pattern`, without empty ones."""
        last = 0
        for match in pattern.finditer(self.text):
            if part := self.slice(last, match.start()):
                yield part
            last = match.end()
        if part := self.slice(last):
            yield part

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class RichText:
    """Lines of a field, and `source`, the text of the whole field that their offsets count in."""

    lines: tuple[Line, ...] = ()
    source: str = ""

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        return self.lines[0].start if self.lines else 0

    @property
    def end(self) -> int:
        return self.lines[-1].end if self.lines else 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        seen: dict[Mark, None] = {}
        for line in self.lines:
            for mark in line.marks:
                seen.setdefault(mark)
        return tuple(seen)

    def words(self, start: int, end: int) -> str:
        """The words of the field at ``[start, end)``."""
        return self.source[start:end]

    def with_lines(self, lines: Iterable[Line]) -> RichText:
        """The same field, other lines of it."""
        return RichText(tuple(lines), self.source)

    def __bool__(self) -> bool:
        return bool(self.lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


_FILE_SPACE = re.compile(r"[ _]+")


def title_of(target: str) -> str | None:
    """A link's target as a page title: underscores as spaces, first letter upper, no fragment; None for none.

    >>> title_of("western_Front_(World_War_I)#1914")
    'Western Front (World War I)'
    """
    title = _FILE_SPACE.sub(" ", target.split("#", 1)[0]).strip(" :")
    return title[0].upper() + title[1:] if title else None
