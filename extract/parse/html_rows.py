"""The rows of an infobox as a reader sees them: headers, labeled values, cells side by side.

Nested tables are opened: the one that holds date, place and result (2013 to 2020) and those that hold the
sides of a civil conflict; what is left beside them, when it is only a digit or two, is an annotation of
whoever saved the page and no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bs4.element import Comment, NavigableString, PageElement, Tag

from ..vocabulary import table
from .html_cells import attribute, classes, is_hidden

_SPACES = re.compile(r"[\s\u00a0\u200b]+")
_STRAY = re.compile(r"\d{0,2}")
_REFERENCE = re.compile(r"\[[^\[\]]{1,12}\]")

RowKind = Literal["header", "label", "cells", "full"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its nodes, the column it begins in (from 0) and how many it spans."""

    nodes: tuple[PageElement, ...]
    tag: Tag
    column: int = 0
    span: int = 1

    @property
    def empty(self) -> bool:
        """Whether it shows nothing: no words and no image."""
        return not label_of(self.nodes) and not any(
            isinstance(node, Tag) and (node.name == "img" or node.find("img")) for node in self.nodes
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a header or a label by its words, and the cells that hold values."""

    kind: RowKind
    label: str
    cells: tuple[Cell, ...]
    tag: Tag


def label_of(nodes: tuple[PageElement, ...]) -> str:
    """The words that the nodes show, on one line, without reference numbers."""
    return _SPACES.sub(" ", _REFERENCE.sub("", "".join(_shown(nodes)))).strip()


def _shown(nodes: tuple[PageElement, ...] | Iterator[PageElement]) -> Iterator[str]:
    for node in nodes:
        if type(node) is NavigableString:
            yield str(node)
        elif isinstance(node, Tag):
            if node.name == "br":
                yield " "
            elif not is_hidden(node) and not (node.name == "sup" and "reference" in classes(node)):
                yield from _shown(node.children)


def rows(box: Tag, known: frozenset[str], depth: int = 0) -> Iterator[Row]:
    """The rows of a table, in order; `known` are the labels that a cell in bold may be taken for."""
    for tr in _own_rows(box):
        cells = tuple(_cells(tr))
        if not cells or is_hidden(tr):
            continue
        if len(cells) == 1:
            yield from _single(tr, cells[0], known, depth)
        elif len(cells) == 2 and _is_label(cells[0], known) and cells[1].tag.name == "td":
            yield Row("label", label_of(cells[0].nodes), cells[1:], tr)
        elif all(cell.tag.name == "th" for cell in cells):
            yield Row("cells", "", cells, tr)
        else:
            yield Row("cells", "", cells, tr)


def _single(tr: Tag, cell: Cell, known: frozenset[str], depth: int) -> Iterator[Row]:
    label = label_of(cell.nodes)
    if cell.tag.name == "th" or (label.lower().rstrip(":") in known and _is_bold(cell)):
        yield Row("header", label, (cell,), tr)
        return
    inner = _nested(cell) if depth < 3 else None
    if inner is None:
        yield Row("full", "", (cell,), tr)
        return
    yield from rows(inner, known, depth + 1)
    rest = tuple(node for node in _without(cell, inner))
    if not _STRAY.fullmatch(label_of(rest)):
        yield Row("full", "", (Cell(rest, cell.tag, cell.column, cell.span),), tr)


def _own_rows(box: Tag) -> Iterator[Tag]:
    for child in box.children:
        if isinstance(child, Tag):
            if child.name == "tr":
                yield child
            elif child.name in ("tbody", "thead", "tfoot", "section"):
                yield from _own_rows(child)


def _cells(tr: Tag) -> Iterator[Cell]:
    column = 0
    for child in tr.children:
        if isinstance(child, Tag) and child.name in ("td", "th"):
            given = attribute(child, "colspan")
            span = min(int(given), 20) if given.isdigit() and int(given) else 1
            yield Cell(tuple(child.children), child, column, span)
            column += span


def _is_label(cell: Cell, known: frozenset[str]) -> bool:
    if cell.tag.name == "th" or "infobox-label" in classes(cell.tag):
        return True
    return _is_bold(cell) and label_of(cell.nodes).lower().rstrip(":") in known


def _is_bold(cell: Cell) -> bool:
    """Whether all that the cell shows is bold (boxes of before 2008 have no header cells)."""
    shown = [node for node in cell.nodes if not isinstance(node, NavigableString) or str(node).strip()]
    shown = [node for node in shown if not isinstance(node, Comment)]
    return len(shown) == 1 and isinstance(shown[0], Tag) and (
        shown[0].name in ("b", "strong", "big", "center", "font", "div") and (shown[0].name in ("b", "strong") or bool(shown[0].find("b")))
    )


def _nested(cell: Cell) -> Tag | None:
    """The table that is all the cell holds: rows with labels, or the columns of a civil conflict's sides."""
    if any(name in _navigation() for node in cell.nodes if isinstance(node, Tag) for name in classes(node)):
        return None
    tables = [node for node in cell.nodes if isinstance(node, Tag) and node.name == "table"]
    if not tables:
        wrappers = [node for node in cell.nodes if isinstance(node, Tag) and not is_hidden(node)]
        if len(wrappers) == 1 and wrappers[0].name == "div":
            tables = [node for node in wrappers[0].children if isinstance(node, Tag) and node.name == "table"]
    if len(tables) != 1 or is_hidden(tables[0]) or any(name in _navigation() for name in classes(tables[0])):
        return None
    return tables[0]


def _navigation() -> frozenset[str]:
    return frozenset(table("html")["navigation"]["classes"])


def _without(cell: Cell, inner: Tag) -> Iterator[PageElement]:
    for node in cell.nodes:
        if node is not inner and not (isinstance(node, Tag) and inner in node.descendants):
            yield node
