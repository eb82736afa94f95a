"""Where it happened: the words of the field without its coordinates, and the coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import record
from ..richtext import Line, RichText, Span
from .base import Caution, Reading, Scope, links_of
from .coordinates import Position, find

_WORD = re.compile(r"[^\W_]")
#: Stands between the place and its coordinates and belongs to neither.
_EDGE = " /;,|\n"
#: A field with more than this many positions is a list of places; the rest stays text.
_MOST = 20


def read(rich: RichText, scope: Scope) -> Reading[record.Place]:
    """The place that a field names.

    >>> from extract.richtext import plain
    >>> place = read(plain("Krivolak, Serbia\\nCoordinates: 41°31′38″N 22°07′15″E"), Scope("place")).first
    >>> place.text, place.coordinates.lat, place.at.end
    ('Krivolak, Serbia', 41.5272222, 16)
    """
    found = list(_positions(rich, scope))
    lines = [part for line in rich for part in _without(line, [span for _, span in found])]
    several = [where for where, _ in found[1:] if not _same(where, found[0][0])]
    stretch = _stretch(lines, found, several=bool(several))
    if not stretch and not found:
        return Reading()
    text = rich.source[stretch[0].start : stretch[-1].end] if stretch else ""
    place = record.Place(
        text=text,
        at=scope.at(stretch[0].start, stretch[-1].end) if stretch else None,
        lines=tuple(
            record.Line(text=line.text, at=scope.at_line(line), depth=line.depth, links=links_of(line, scope)) for line in lines
        ),
        links=tuple(link for line in lines for link in links_of(line, scope)),
        coordinates=found[0][0] if found else None,
    )
    more = found[1:]
    headings = tuple(
        record.Heading(text=rich.source[span.start : span.end], at=scope.at(*span), kind="label")
        for _, span in more
        if span.start < span.end
    )
    cautions = [Caution("several-values", "several positions; the first is taken", rich.source[s.start : s.end]) for _, s in more]
    return Reading((place,), headings, tuple(cautions[:1] if several else ()))


def read_coordinates(rich: RichText, scope: Scope) -> Reading[record.Coordinates]:
    """The first position that a field of coordinates gives, by its markup or its text."""
    found = list(_positions(rich, scope))
    headings = tuple(
        record.Heading(text=rich.source[span.start : span.end], at=scope.at(*span), kind="label")
        for _, span in found[1:]
        if span.start < span.end
    )
    return Reading((found[0][0],) if found else (), headings)


def _positions(rich: RichText, scope: Scope) -> Iterator[tuple[record.Coordinates, Span]]:
    """Each position in the field with the words that give it, marks before text."""
    marked = [m for m in rich.marks if m.kind == "coordinates" and isinstance(m.value, (tuple, list)) and len(m.value) == 3]
    spans: list[Span] = []
    for mark in marked[:_MOST]:
        lat, lon, precision = mark.value
        if any(span.start <= mark.start < span.end for span in spans):
            continue
        span = _widened(rich, Span(mark.start, mark.end), scope)
        spans.append(span)
        at = scope.at(*span) if span.start < span.end else None
        yield record.Coordinates(lat=lat, lon=lon, precision_deg=precision, at=at), span
    for line in rich:
        place = 0
        while len(spans) < _MOST:
            where = find(line.text[place : place + 2000], scope.language)
            if where is None:
                break
            span = Span(line.start + place + where.start, line.start + place + where.end)
            place += where.end
            if not any(s.start < span.end and span.start < s.end for s in spans):
                spans.append(span)
                yield _coordinates(where, scope, span), span


def _widened(rich: RichText, span: Span, scope: Scope) -> Span:
    """A mark's words with what repeats them: "Coordinates:" in front, another form behind."""
    for line in rich:
        if line.start <= span.start < line.end and span.start < span.end:
            where = find(line.text, scope.language)
            if where and line.start + where.start <= span.start and line.start + where.end >= span.end:
                return Span(line.start + where.start, line.start + where.end)
            return Span(span.start, min(span.end, line.end)) if span.end <= line.end else span
    return span


def _coordinates(where: Position, scope: Scope, span: Span) -> record.Coordinates:
    return record.Coordinates(lat=where.lat, lon=where.lon, precision_deg=where.precision_deg, at=scope.at(*span))


def _same(a: record.Coordinates, b: record.Coordinates) -> bool:
    slack = max(a.precision_deg or 0.02, b.precision_deg or 0.02) * 1.01
    return abs(a.lat - b.lat) <= slack and abs(a.lon - b.lon) <= slack


def _without(line: Line, spans: Sequence[Span]) -> Iterator[Line]:
    """The parts of a line outside the spans, edges trimmed; parts without a word are left out."""
    place = line.start
    for start, end in sorted(spans):
        if end <= line.start or start >= line.end or start == end:
            continue
        yield from _trimmed(line, place, start, opened=True)
        place = max(place, end)
    yield from _trimmed(line, place, line.end, opened=place == line.start)


def _trimmed(line: Line, start: int, end: int, *, opened: bool) -> Iterator[Line]:
    first, last = start - line.start, end - line.start
    if first >= last:
        return
    while not opened and first < last and line.text[first] in _EDGE + ").":
        first += 1
    if end < line.end:
        while last > first and line.text[last - 1] in _EDGE + "(:":
            last -= 1
    part = line.slice(first, last)
    if part and _WORD.search(part.text):
        yield part


def _stretch(lines: Sequence[Line], found: Sequence[tuple[record.Coordinates, Span]], *, several: bool) -> list[Line]:
    """The lines that stand together, no position between them; of several such runs the longest.

    In a list of places with a position each it is the first: the one whose position is taken.
    """
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1].end if runs else None
        if last is None or any(span.start < span.end and last <= span.start < line.start for _, span in found):
            runs.append([])
        runs[-1].append(line)
    if several:
        return runs[0] if runs else []
    return max(runs, key=lambda run: sum(len(line.text) for line in run), default=[])
