"""What a reader sees, with what a pointer would show laid over it.

Every source (wikitext, HTML, flattened text) is drawn into `RichText`: lines of text, and marks over
them. The text of a field is its lines joined by ``"\\n"``; all offsets count code points from 0, half
open, **in the text of the whole field**, so a slice of a rich text keeps its place.

Mark kinds and the value each carries (a mark with ``start == end`` stands at a point):

=============  ==========  ==============================================================
kind           stands      value
=============  ==========  ==============================================================
link           over text   title of the target page (str), as `title_of` writes it
url            over text   address (str)
flag           at a point  name of the entity whose flag it is (str)
ref            at a point  id of a reference (str), a key of ``RawInfobox.references``
fate           both        a fate of CONTRACT.md: "killed", "captured", ... (str)
date           over text   EDTF or ISO 8601 date that the markup states (str)
coordinates    both        (lat, lon, precision_deg) in decimal degrees, WGS 84
image          at a point  (file name or "", alternative text or "")
bold, italic   over text   None
small          over text   None
lost-flag      at a point  None; flattened text only: a flag stood here (U+00A0 at the line's start)
lost-fate      at a point  None; flattened text only: a fate mark stood here (U+00A0 at the line's end)
=============  ==========  ==============================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\x00]+")


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
    that touch it, by field offsets.
    """

    text: str
    start: int = 0
    depth: int = 0
    block: int = 0
    gap: bool = False
    marks: tuple[Mark, ...] = ()

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
        return replace(self, text=part, start=first, marks=marks)

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

    def text(self, words: str) -> None:
        """Add text; runs of white space become one space, none at the edges of a line."""
        words = unicodedata.normalize("NFC", _INVISIBLE.sub("", words))
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
            self.text(line.text)
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
            lines.append(Line(draft.text, start, draft.depth, draft.block, draft.gap, marks))
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
            gap = self._breaks > 1 and bool(self._drafts)
            self._drafts.append(_Draft(text, self._line_depth, self.block, gap, self._marks))
            self._breaks = 0
            self._marks = []
        elif self._marks and self._drafts and all(m[0] in _TRAILING for m in self._marks):
            last = self._drafts[-1]
            last.marks.extend((k, len(last.text), len(last.text), v) for k, _, _, v in self._marks)
            self._marks = []
        # other marks without text (a flag alone before a break) wait for the text they stand before
        self._buffer = ""
        self._space = False


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


_OPENERS = {"(": ")", "[": "]"}


def unclosed(text: str) -> bool:
    """Whether a bracket opened in `text` is still open at its end."""
    depth = 0
    for char in text:
        if char in "([":
            depth += 1
        elif char in ")]" and depth:
            depth -= 1
    return depth > 0


def is_aside(text: str) -> bool:
    """Whether all of `text` is one bracketed aside: "(until 1943)"."""
    text = text.strip().rstrip(".,;")
    return (
        len(text) > 2
        and text[0] in _OPENERS
        and text[-1] == _OPENERS[text[0]]
        and not unclosed(text[:-1][1:])
        and (text.count(text[0]) == 1 or not _closes_early(text))
    )


def _closes_early(text: str) -> bool:
    depth = 0
    for place, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth == 0 and place < len(text) - 1:
                return True
    return False


def join(lines: Sequence[Line], source: str) -> Line:
    """Lines that stand one after another as one, joined by what stands between them in the field."""
    first, last = lines[0], lines[-1]
    marks: dict[Mark, None] = {}
    for line in lines:
        for mark in line.marks:
            marks.setdefault(mark)
    return replace(first, text=source[first.start : last.end], marks=tuple(marks))


def fold(rich: RichText, *, limit: int = 6) -> tuple[Line, ...]:
    """Lines with what a break split joined again.

    Joined are a bracket left open at a break (for at most `limit` lines: one that never closes must not
    swallow the field) and a line that is nothing but one bracketed aside, unless a rule stands between.

    >>> [line.text for line in fold(plain("A. Sambi\\n(President)\\nBacar (POW,\\nlater freed)"))]
    ['A. Sambi\\n(President)', 'Bacar (POW,\\nlater freed)']
    """
    groups: list[list[Line]] = []
    lines = rich.lines
    number = 0
    while number < len(lines):
        group = [lines[number]]
        number += 1
        if unclosed(group[0].text):
            for last in range(number, min(number + limit, len(lines))):
                if lines[last].block != group[0].block:
                    break
                if not unclosed("\n".join([group[0].text, *(line.text for line in lines[number : last + 1])])):
                    group.extend(lines[number : last + 1])
                    number = last + 1
                    break
        if groups and groups[-1][-1].block == group[0].block and is_aside("\n".join(line.text for line in group)):
            groups[-1].extend(group)
        else:
            groups.append(group)
    return tuple(join(group, rich.source) for group in groups)


_FILE_SPACE = re.compile(r"[ _]+")


def title_of(target: str) -> str | None:
    """A link's target as a page title: underscores as spaces, first letter upper, no fragment; None for none.

    >>> title_of("western_Front_(World_War_I)#1914")
    'Western Front (World War I)'
    """
    title = _FILE_SPACE.sub(" ", target.split("#", 1)[0]).strip(" :")
    return title[0].upper() + title[1:] if title else None
