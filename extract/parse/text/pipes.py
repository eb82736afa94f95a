"""Boxes that reached us as tables with pipes (trafilatura, Markdown): the sides are real cells.

What is lost in them is of another kind: the breaks inside a cell are spaces, the nested table with date and place stands
below or is missing, a row may run over several lines until it has all its pipes, and where a cell was empty the column of
the one beside it cannot be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...raw import RawCell, RawInfobox, RawWarning
from ...richtext import Builder, RichText, Span
from ...vocabulary import InfoboxKind, kinds
from .draw import Pen
from .labels import section_role
from .rows import Row, Words, is_digit, is_prose

_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?$")
_BOLD = re.compile(r"\*\*|__|(?<![\w*])[*_](?=\w)|(?<=[\w.,)])[*_](?![\w*])")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
#: A row may run over so many lines; a table may be interrupted by so many lines that are none of it.
LONGEST_ROW, LONGEST_GAP = 60, 4
#: A cell runs over no more lines without a pipe than this, and none of them is longer than this.
LONGEST_CELL, LONGEST_LINE = 12, 150


BREAKS_LOST = "line breaks inside cells are lost; names and figures were told apart by their words"


@dataclass(slots=True)
class Table:
    """Rows of cells, each with the lines of the document that it stands in."""

    first: int
    last: int
    cells: list[list[str]]
    at: list[tuple[int, int]]


def pipe_boxes(rows: Sequence[Row], words: Words, title: str) -> Iterator[tuple[int, int, RawInfobox]]:
    """First row, row after the last, and the box, for each box of pipes."""
    group: list[Table] = []
    for table in _tables(rows):
        if not table.cells:
            continue
        if group and (table.first - group[-1].last > LONGEST_GAP or _titled(table, group)):
            yield from _box(group, rows, words, title)
            group = []
        group.append(table)
    if group:
        yield from _box(group, rows, words, title)


def _titled(table: Table, group: Sequence[Table]) -> bool:
    """Whether a table begins another box: the one before it is complete, and this one has sections of its own."""
    return any(_kind([one]) for one in group) and _kind([table]) is not None


def _tables(rows: Sequence[Row]) -> Iterator[Table]:
    """The tables: each is known by the rule below its head, which says how many pipes a row has."""
    floor = 0
    for number, row in enumerate(rows):
        if number < floor or "-" not in row.text or "|" not in row.text or not _RULE.match(row.text):
            continue
        wanted = _pipes(row.text)
        outer = row.text.lstrip().startswith("|")
        head = number
        while head > floor and number - head < LONGEST_GAP and _count(rows, head, number) < wanted and "|" in rows[head - 1].text:
            head -= 1
        table = Table(head, number + 1, [], [])
        if head < number:
            _add(table, rows, head, number, outer)
        place = number + 1
        while place < len(rows):
            last = _row_end(rows, place, wanted)
            if last is None or any(_RULE.match(rows[n].text) for n in range(place, min(last + 1, len(rows)))):
                break
            _add(table, rows, place, last, outer)
            place = last
        table.last = floor = max(place, number + 1)
        yield table


def _pipes(text: str) -> int:
    return text.count("|") - text.count("\\|")


def _count(rows: Sequence[Row], first: int, last: int) -> int:
    return sum(_pipes(rows[n].text) for n in range(first, last))


def _add(table: Table, rows: Sequence[Row], first: int, last: int, outer: bool) -> None:
    table.cells.append(_cells("\n".join(rows[n].text for n in range(first, last)), outer))
    table.at.append((first, last))


def _row_end(rows: Sequence[Row], first: int, wanted: int) -> int | None:
    """The line after a row that begins at `first`: where all its pipes have been met, or where no more can follow; None
    where no row begins."""
    count, last = 0, first
    while last < len(rows) and last - first < LONGEST_ROW and count < wanted:
        here = _pipes(rows[last].text)
        if here == 0 and not _more(rows, last, bool(count)):
            break
        if count and here >= wanted:
            break  # a whole row: the one before it was cut short
        count += here
        last += 1
    return last if count else None


def _more(rows: Sequence[Row], number: int, inside: bool) -> bool:
    """Whether a line without a pipe stands inside a row: pipes follow before any prose or empty line."""
    for n in range(number, min(len(rows), number + LONGEST_CELL)):
        text = rows[n].text
        if "|" in text:
            return not _RULE.match(text) and (inside or text.lstrip().startswith("|") or _pipes(text) > 0)
        if not text.strip() or len(text) > LONGEST_LINE:
            return False
    return False


def _cells(text: str, outer: bool) -> list[str]:
    body = text.strip()
    if outer:
        body = body.removeprefix("|")
        body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", body)]


def _kind(tables: Sequence[Table]) -> InfoboxKind | None:
    """The kind of box whose labels stand in the tables, or None for another table."""
    labels = [row[0] for table in tables for row in table.cells if row and row[0]]
    best: tuple[int, InfoboxKind] | None = None
    for kind in kinds():
        known = [label for label in labels if kind.param_of_label(_bare(label))]
        sections = [label for label in known if section_role(kind, _bare(label))]
        if len(known) > 1 and sections and (best is None or len(known) > best[0]):
            best = (len(known), kind)
    return best[1] if best else None


def _heads(row: Sequence[str], kind: InfoboxKind) -> int:
    """How many cells of a row are labels: more than one make the head of another table ("Date", "Location", "Casualties")."""
    return sum(1 for cell in row if cell and kind.param_of_label(_bare(cell)))


def _bare(text: str) -> str:
    return _BOLD.sub("", text).strip()


def _box(group: list[Table], rows: Sequence[Row], words: Words, title: str) -> Iterator[tuple[int, int, RawInfobox]]:
    while group and _kind(group) is not None and _kind(group[1:]) is not None and not _has_title(group[0]):
        group = group[1:]  # another table of the article above the box
    kind = _kind(group)
    if kind is None:
        return
    first, last = group[0].first, group[-1].last
    cells = list(_Reader(group, kind, rows, words).cells())
    sides = max((cell.side or 0 for cell in cells), default=0)
    source = "\n".join(row.text for row in rows[first:last])
    yield (
        first,
        last,
        RawInfobox(
            kind=kind.kind,
            cells=tuple(cells),
            source=source,
            span=Span(rows[first].start, rows[last - 1].end),
            title=title.partition("|")[0].strip() or None,
            sides=sides,
            linked=False,
            warnings=(RawWarning("breaks-lost", BREAKS_LOST),),
        ),
    )


def _has_title(table: Table) -> bool:
    return bool(table.cells) and sum(1 for cell in table.cells[0] if cell) == 1


class _Reader:
    def __init__(self, group: Sequence[Table], kind: InfoboxKind, rows: Sequence[Row], words: Words) -> None:
        self.group, self.kind, self.rows, self.words = group, kind, rows, words
        self.pen = Pen(words)

    def cells(self) -> Iterator[RawCell]:
        """The cells of the box, in order."""
        pending: list[str] = []  # headers whose rows come later, in the same order (a nested table for each)
        head: list[str] = []
        sections: dict[str, list[tuple[list[str], tuple[int, int]]]] = {}
        labels: dict[str, str] = {}
        seen: set[str] = set()
        for table in self.group:
            if _heads(table.cells[0], self.kind) > 1:
                continue  # a table of the article
            if all(role in sections for role in pending):
                pending = []
            for row, at in zip(table.cells, table.at, strict=True):
                filled = [cell for cell in row if cell]
                if not filled:
                    continue
                label = _bare(row[0])
                role = section_role(self.kind, label) if len(filled) == 1 and row[0] else None
                param = self.kind.param_of_label(label)
                if role is not None:
                    waiting = [p for p in pending if p not in sections] if self.kind.kind == "civil_conflict" else []
                    pending = [*waiting, role]
                    labels[role] = label
                elif param is not None and len(filled) > 1 and (not pending or self.kind.slot(param)):
                    yield from self._row(param, label, row[1:], at, seen)
                elif pending:
                    target = next((p for p in pending if p not in sections), pending[-1])
                    sections.setdefault(target, []).append((row, at))
                elif len(filled) == 1 and not is_digit(Row(0, filled[0])):
                    head.append(filled[0])
        yield from self._head(head)
        for role, found in sections.items():
            yield from self._section(role, labels.get(role), found)

    def _head(self, head: list[str]) -> Iterator[RawCell]:
        if not head:
            return
        name = next(param for param, slot in self.kind.exact.items() if slot.role == "name")
        yield RawCell(name, "name", self._draw(head[0]))
        rest = head[1:]
        for text in rest:
            if text.startswith(self.words.part_of + " "):
                yield RawCell("partof", "part_of", self._draw(text[len(self.words.part_of) :]), label=self.words.part_of)
                rest = [other for other in rest if other is not text]
                break
        captions = [text for text in rest if not is_prose(Row(0, text), self.words, least=400)]
        if captions:
            yield RawCell("caption", "caption", self._draw("\n".join(captions)))

    def _row(self, param: str, label: str, values: list[str], at: tuple[int, int], seen: set[str]) -> Iterator[RawCell]:
        slot = self.kind.slot(param)
        text = "\n".join(value for value in values if value)
        if not text or param in seen:
            return
        seen.add(param)
        span = Span(self.rows[at[0]].start, self.rows[at[1] - 1].end)
        yield RawCell(param, slot.role if slot else "other", self._draw(text), label=label, span=span)

    def _section(self, role: str, label: str | None, found: list[tuple[list[str], tuple[int, int]]]) -> Iterator[RawCell]:
        """A section's cells: those of a row with several are sides; a lone one below them is of all."""
        several = [row for row, _ in found if sum(1 for cell in row if cell) > 1]
        builder = Builder()
        lines: list[tuple[int, int, int | None, bool]] = []  # first line, row after, side, joint
        count = 0
        for row, _ in found:
            filled = [(column, cell) for column, cell in enumerate(row) if cell]
            for column, cell in filled:
                rich = self._draw(cell, people=role == "commanders")
                if not rich:
                    continue
                builder.fresh_line()
                builder.draw(rich)
                lone = len(filled) == 1 and column == 0
                side = None if lone else column + 1
                joint = lone and bool(several) and role == "casualties"
                lines.append((count, count + len(rich), side, joint))
                count += len(rich)
        whole = builder.build()
        span = Span(self.rows[found[0][1][0]].start, self.rows[found[-1][1][1] - 1].end)
        for first, last, side, joint in lines:
            rich = whole.with_lines(whole.lines[first:last])
            yield RawCell(role, role, rich, side=side, label="joint" if joint else label, span=span)

    def _draw(self, text: str, people: bool = False) -> RichText:
        text = _BREAK.sub("\n", _BOLD.sub("", text.replace("\\|", "|")))
        return self.pen.draw([(Row(0, line), 0) for line in text.split("\n")], people=people)
