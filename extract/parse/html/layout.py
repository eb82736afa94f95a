"""From rows to cells under the template's own parameter names: sections, sides, blocks, the row across all sides.

Module:Infobox military conflict (since 2014) draws a section's header, then a row with a cell for each side
(a missing side's place is taken by the cell before it), one more row for each block a to d, and at last a row
across all columns for the parameter numbered one past the last side. So a cell's side is that of the column it
begins in, and a cell across all columns is the joint one, unless it is drawn as a side's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4.element import Tag

from ...raw import RawCell
from ...richtext import Line, Mark, RichText
from ...vocabulary import InfoboxKind, normal_name
from .cells import Page, draw
from .images import pictures
from .nodes import attribute, classes, label_of, words
from .rows import Cell, Row, is_bold

_BLOCKS = (None, "a", "b", "c", "d")
_PART_OF = re.compile(r"part of\b:?", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center")
_WIDE = re.compile(r"width\s*:\s*100%")
_NOTES = re.compile(r"border-top\s*:[^;]*\bsolid\b")


@dataclass(slots=True)
class _Section:
    """A header and the rows below it."""

    param: str
    label: str
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    width: int = 2


class Layout:
    """Collects rows, then gives cells."""

    def __init__(self, kind: InfoboxKind, page: Page) -> None:
        self.kind, self.page = kind, page
        self.found: list[RawCell | _Section] = []
        self.section: _Section | None = None
        self.named = False
        self.sectioned = self.labeled = False
        self.sides = 0

    def add(self, row: Row) -> None:
        """Take the next row."""
        {"header": self._header, "label": self._label, "cells": self._cells, "full": self._full}[row.kind](row)

    def _header(self, row: Row) -> None:
        cell = row.cells[0]
        param = self.kind.param_of_label(row.label)
        if not self.named and param is None:
            self._named(cell)
            return
        if not row.label:
            self.section = None
            self.sectioned = True
            return
        self.sectioned = True
        if param is None:
            param = self._unknown_header()
        self.section = _Section(param, row.label, width=cell.span)
        self.found.append(self.section)

    def _unknown_header(self) -> str:
        """The first header without a known name is over the belligerents ("The Allies"); a later one over the losses
        where the template takes a name for them (`casualties_label`)."""
        if self._takes_sides("combatant"):
            return "header" if self._seen("combatant") else "combatant"
        losses = self.kind.slot("casualties_label") is not None and self._seen("side") and not self._seen("casualties")
        return "casualties" if losses else "header"

    def _label(self, row: Row) -> None:
        self.labeled = True
        param = self.kind.param_of_label(row.label)
        slot = self.kind.slot(param) if param else None
        name = param or re.sub(r"\s+", "_", normal_name(row.label).rstrip(":")) or "unlabeled"
        self._keep(name, slot.role if slot else None, row.cells[0], row.label.rstrip(":"))

    def _cells(self, row: Row) -> None:
        if self.section is not None:
            self.section.rows.append(row.cells)
        elif len(row.cells) == 2 and is_bold(row.cells[0]):
            self._label(Row("label", label_of(row.cells[0].nodes), row.cells[1:]))
        elif any(not cell.empty for cell in row.cells):
            self.section = _Section("combatant" if self._takes_sides("combatant") else "side", "")
            self.section.rows.append(row.cells)
            self.found.append(self.section)

    def _full(self, row: Row) -> None:
        cell = row.cells[0]
        if cell.empty:
            return
        tags = [node for node in cell.nodes if isinstance(node, Tag)]
        if _is_navigation(tags):
            self._keep("campaignbox", "navigation", cell, None)
        elif _is_map(tags):
            self._keep("map", "map", cell, None)
        elif not self.sectioned and not self.labeled:
            self._top(cell)
        elif self.section is None or (_NOTES.search(attribute(cell.tag, "style")) and not _centered(cell)):
            self._keep("notes", "notes", cell, None)
        else:
            self.section.rows.append(row.cells)

    def _top(self, cell: Cell) -> None:
        rich = draw(cell.nodes, self.page)
        if images := pictures(cell.nodes):
            self._image(images, rich)
        elif rich and (found := _PART_OF.match(rich.source)):
            self.found.append(RawCell("partof", "part_of", _from(rich, found.end()), label="Part of"))
        elif not self.named and rich:
            self._named(cell)
        elif rich:
            slot = self.kind.slot("subtitle")
            self.found.append(RawCell("subtitle", slot.role if slot else "notes", rich))

    def _named(self, cell: Cell) -> None:
        self.named = True
        self._keep(next((name for name, slot in self.kind.exact.items() if slot.role == "name"), "name"), "name", cell, None)

    def _image(self, images: list[tuple[str, str]], rich: RichText) -> None:
        marks = tuple(Mark("image", 0, 0, image) for image in images)
        self.found.append(RawCell("image", "image", RichText((Line("", marks=marks),), "")))
        lines = [replace(line, marks=tuple(m for m in line.marks if m.value not in images)) for line in rich.lines]
        if lines:
            self.found.append(RawCell("caption", "caption", rich.with_lines(lines)))

    def _keep(self, param: str, role: str | None, cell: Cell, label: str | None) -> None:
        rich = draw(cell.nodes, self.page)
        if rich:
            self.found.append(RawCell(param, role, rich, label=label))

    def _takes_sides(self, param: str) -> bool:
        return self.kind.slot(f"{param}1") is not None

    def _seen(self, param: str) -> bool:
        return any(isinstance(one, _Section) and one.param == param for one in self.found)

    def cells(self) -> list[RawCell]:
        """All cells, sides told apart."""
        sections = [one for one in self.found if isinstance(one, _Section) and self._takes_sides(one.param)]
        starts = self._columns(sections)
        self.sides = len(starts)
        cells: list[RawCell] = []
        for one in self.found:
            if isinstance(one, RawCell):
                cells.append(one)
            elif self._takes_sides(one.param):
                cells.extend(self._sided(one, starts))
            else:
                cells.extend(self._plain(one))
        return list(_named_apart(cells))

    def _columns(self, sections: list[_Section]) -> list[int]:
        """Where each side's column begins."""
        widest: tuple[Cell, ...] = ()
        wide = 0
        for section in sections:
            for row in section.rows:
                if len(row) > len(widest):
                    widest = row
                if len(row) > 1 and sum(cell.span for cell in row) == section.width:
                    wide = max(wide, section.width)
        if wide > max(2, len(widest)):
            return list(range(wide))
        return [cell.column for cell in widest]

    def _sided(self, section: _Section, starts: list[int]) -> list[RawCell]:
        cells: list[RawCell] = []
        block = joint = 0
        last = False  # whether the row above was the joint one
        for row in section.rows:
            if len(row) == 1 and _of_all(row[0], len(starts)):
                if last and not attribute(row[0].tag, "style"):  # a page without styles: there is one joint row, then notes
                    cells.append(RawCell("notes", "notes", draw(row[0].nodes, self.page)))
                else:
                    side = max(len(starts), 2) + 1  # the module draws two columns at the least
                    cells.append(self._side_cell(section, row[0], side, _BLOCKS[min(joint, 4)]))
                    joint += 1
                last = True
                continue
            for cell in row:
                side = sum(1 for start in starts if start <= cell.column) if len(row) > 1 else 1
                if not cell.empty:
                    cells.append(self._side_cell(section, cell, side, _BLOCKS[min(block, 4)]))
            block, last = block + 1, False
        return cells

    def _side_cell(self, section: _Section, cell: Cell, side: int, block: str | None) -> RawCell:
        slot = self.kind.slot(f"{section.param}1")
        param = f"{section.param}{side}{block or ''}"
        return RawCell(param, slot.role if slot else None, draw(cell.nodes, self.page), side, block, section.label)

    def _plain(self, section: _Section) -> list[RawCell]:
        slot = self.kind.slot(section.param)
        return [
            RawCell(section.param, slot.role if slot else None, draw(cell.nodes, self.page), label=section.label)
            for row in section.rows
            for cell in row
            if not cell.empty
        ]


def _named_apart(cells: list[RawCell]) -> Iterator[RawCell]:
    """The cells with names that none shares (two rows of notes): a name stands for one text in the record."""
    count: Counter[str] = Counter()
    for cell in cells:
        count[cell.param] += 1
        yield cell if count[cell.param] == 1 else replace(cell, param=f"{cell.param}_{count[cell.param]}")


def _centered(cell: Cell) -> bool:
    return bool(_CENTERED.search(attribute(cell.tag, "style")))


def _of_all(cell: Cell, sides: int) -> bool:
    """Whether a cell across all columns is the joint one: a side's (whose other sides are missing) has a width and
    is not centered; of a box with one column only what is centered and spans is not that column's."""
    if sides == 1:
        return _centered(cell) and cell.span > 1
    return _centered(cell) or not _WIDE.search(attribute(cell.tag, "style"))


def _around(tags: list[Tag]) -> Iterator[frozenset[str]]:
    """The classes of each of the elements and of the first ones in them."""
    for tag in tags:
        for one in (tag, *tag.find_all(class_=True, limit=12)):
            yield frozenset(classes(one))


def _is_navigation(tags: list[Tag]) -> bool:
    return any(named & words("navigation", "classes") for named in _around(tags))


def _is_map(tags: list[Tag]) -> bool:
    return any(named & words("maps", "classes") or named >= words("maps", "together") for named in _around(tags))


def _from(rich: RichText, place: int) -> RichText:
    """The rest of a drawn text, as a text of its own."""
    cut = place + len(rich.source[place:]) - len(rich.source[place:].lstrip(" \n:"))
    lines = []
    for line in rich.lines:
        if line.end <= cut:
            continue
        part = line.slice(max(cut - line.start, 0))
        marks = tuple(Mark(m.kind, m.start - cut, m.end - cut, m.value) for m in part.marks)
        lines.append(replace(part, start=part.start - cut, marks=marks))
    return RichText(tuple(lines), rich.source[cut:])
