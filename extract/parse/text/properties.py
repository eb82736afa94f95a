"""Boxes that reached us as lists of properties ("Commander1: …", "- Combatant1: …", "combatant1=…"): the key carries the side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...raw import RawCell, RawInfobox, RawWarning
from ...richtext import Span
from ...vocabulary import InfoboxKind, kinds, normal_name
from .draw import Pen
from .pipes import BREAKS_LOST
from .rows import Row, Words

_PROPERTY = re.compile(
    r"\s*(?:[-*•|+]\s*|\d+\.\s+)?\**_*([A-Za-z][A-Za-z _-]{2,28}?\s?_?\d?[a-d]?)\**_*\s?[:=]\**_*(?:\s+|$|(?=\S))"
)
_BREAK = re.compile(r"<br ?/?>|\\n", re.IGNORECASE)
#: A person's name of more words is several, whose breaks were lost.
LONGEST_NAME = 5
#: Names in a list on one line: commas part them, but not inside brackets and not before "Jr.".
_LISTED = re.compile(r"<br ?/?>|\\n| ?,(?= (?!Jr\b|Sr\b|I{1,3}\b)[^\W\d_])(?![^(]{0,80}\)) ?|; ", re.IGNORECASE)
#: So many properties of one kind of box make a list of them; one of them must have a side.
ENOUGH = 4
#: A value may go on for so many lines, and so many lines of other things may stand between two properties.
LONGEST_VALUE, LONGEST_GAP = 40, 3


def property_boxes(rows: Sequence[Row], words: Words, title: str) -> Iterator[tuple[int, int, RawInfobox]]:
    """First row, row after the last, and the box, for each list of properties."""
    run: list[tuple[int, str, int]] = []  # row, key, column of the value
    seen: set[str] = set()
    for number, row in enumerate(rows):
        found = _PROPERTY.match(row.text) if row.text else None
        key = _key(found[1]) if found else None
        if key is None or found is None:
            continue
        if run and (number - run[-1][0] > LONGEST_VALUE or key in seen):
            yield from _box(run, rows, words, title)
            run, seen = [], set()
        run.append((number, key, found.end()))
        seen.add(key)
    if run:
        yield from _box(run, rows, words, title)


def _key(text: str) -> str | None:
    """A parameter of some kind of box, as the templates call it: "Commander 1" -> "commander1"; None for other words."""
    name = normal_name(text)
    for form in (name, name.replace(" ", ""), name.replace("-", "")):
        if any(kind.slot(form) for kind in kinds()):
            return form
    for kind in kinds():
        param = kind.param_of_label(name)
        if param is not None and kind.slot(param):
            return param
    return None


def _kind(keys: Sequence[str]) -> InfoboxKind | None:
    best: tuple[int, InfoboxKind] | None = None
    for kind in kinds():
        slots = [slot for key in keys if (slot := kind.slot(key))]
        sides = {slot.side for slot in slots if slot.side}
        if len(slots) >= ENOUGH and len(sides) > 1 and (best is None or len(slots) > best[0]):
            best = (len(slots), kind)
    return best[1] if best else None


def _box(
    run: Sequence[tuple[int, str, int]], rows: Sequence[Row], words: Words, title: str
) -> Iterator[tuple[int, int, RawInfobox]]:
    kind = _kind([key for _, key, _ in run])
    if kind is None:
        return
    pen = Pen(words)
    cells: list[RawCell] = []
    last = run[-1][0] + 1
    for place, (number, key, column) in enumerate(run):
        slot = kind.slot(key)
        stop = run[place + 1][0] if place + 1 < len(run) else _stop(rows, number + 1)
        names = slot is not None and slot.role in ("belligerents", "commanders", "units")
        pieces = _pieces(rows, number, column, stop, _LISTED if names else _BREAK)
        rich = pen.draw(pieces, people=slot is not None and slot.role == "commanders")
        last = stop
        if not rich:
            continue
        span = Span(rows[number].start + column, rows[stop - 1].end)
        role = slot.role if slot else None
        side = slot.side if slot and any(char.isdigit() for char in key) else None  # "Strength" without a number tells no side
        cells.append(RawCell(key, role, rich, side=side, block=slot.block if slot else None, span=span))
    if not any(cell.role == "name" for cell in cells) and (named := _title_above(rows, run[0][0])):
        name = next(param for param, slot in kind.exact.items() if slot.role == "name")
        cells.insert(0, RawCell(name, "name", pen.draw([(named, 0)])))
    sides = max((cell.side or 0 for cell in cells if cell.role in ("belligerents", "commanders")), default=0)
    first = run[0][0]
    source = "\n".join(row.text for row in rows[first:last])
    joined = any(
        len(line.text.partition("(")[0].split()) > LONGEST_NAME for c in cells if c.role == "commanders" for line in c.rich
    )
    raw = RawInfobox(
        kind=kind.kind,
        cells=tuple(cells),
        source=source,
        span=Span(rows[first].start, rows[last - 1].end),
        title=title or None,
        sides=sides,
        linked=False,
        references=pen.references,
        warnings=(RawWarning("breaks-lost", BREAKS_LOST),) if joined else (),
    )
    yield first, last, raw


def _pieces(rows: Sequence[Row], number: int, column: int, stop: int, breaks: re.Pattern[str]) -> list[tuple[Row, int]]:
    """The lines of a value: the rest of the key's line, parted at breaks, and the lines below it."""
    pieces: list[tuple[Row, int]] = []
    for part in breaks.split(rows[number].text[column:].rstrip(" \t\r|")):
        pieces.append((Row(0, part), 0))
    pieces += [(rows[n], 0) for n in range(number + 1, stop)]
    while pieces and pieces[-1][0].blank:
        pieces.pop()
    return pieces


def _stop(rows: Sequence[Row], start: int) -> int:
    """Where the last value ends: at the first empty line."""
    stop = start
    while stop < len(rows) and not rows[stop].blank and stop - start < LONGEST_GAP and rows[stop].text.startswith((" ", "\t")):
        stop += 1
    return stop


def _title_above(rows: Sequence[Row], first: int) -> Row | None:
    """The heading right above the list."""
    for number in range(first - 1, max(-1, first - 4), -1):
        row = rows[number]
        if not row.blank:
            text = row.body.strip("#*= ")
            return Row(row.start, text) if text and len(text) < 120 and not text.endswith((".", ":")) else None
    return None
