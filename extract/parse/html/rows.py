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

from .nodes import attribute, classes, is_hidden, label_of, words

_STRAY = re.compile(r"\d{0,2}")
_BOLD = ("b", "strong")
_AROUND_BOLD = ("big", "center", "font", "div", "span", "small")

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


def rows(box: Tag, known: frozenset[str], depth: int = 0) -> Iterator[Row]:
    """The rows of a table, in order; `known` are the labels that a cell in bold may be taken for."""
    for child in box.children if depth == 0 else ():
        if isinstance(child, Tag) and child.name == "caption" and not is_hidden(child):
            cell = Cell(tuple(child.children), child)
            yield Row("header", label_of(cell.nodes), (cell,))
    for tr in _own_rows(box):
        cells = tuple(_cells(tr))
        if not cells or is_hidden(tr):
            continue
        if len(cells) == 1:
            yield from _single(cells[0], known, depth)
        elif len(cells) == 2 and cells[1].tag.name == "td" and _is_label(cells[0], known):
            yield Row("label", label_of(cells[0].nodes), cells[1:])
        else:
            yield Row("cells", "", cells)


def _single(cell: Cell, known: frozenset[str], depth: int) -> Iterator[Row]:
    label = label_of(cell.nodes)
    if cell.tag.name == "th" or (_plain(label) in known and is_bold(cell)):
        yield Row("header", label, (cell,))
        return
    inner = _nested(cell) if depth < 3 else None
    if inner is None:
        yield Row("full", "", (cell,))
        return
    yield from rows(inner, known, depth + 1)
    rest = tuple(_without(cell, inner))
    if not _STRAY.fullmatch(label_of(rest)):
        yield Row("full", "", (Cell(rest, cell.tag, cell.column, cell.span),))


def _plain(label: str) -> str:
    return label.casefold().rstrip(": ")


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
            given = attribute(child, "colspan").strip()
            span = min(max(int(given), 1), 20) if given.isdigit() else 1
            yield Cell(tuple(child.children), child, column, span)
            column += span


def _is_label(cell: Cell, known: frozenset[str]) -> bool:
    if cell.tag.name == "th" or "infobox-label" in classes(cell.tag):
        return True
    return _plain(label_of(cell.nodes)) in known and is_bold(cell)


def is_bold(cell: Cell) -> bool:
    """Whether all that the cell shows is bold (boxes of before 2008 have no header cells)."""
    if "bold" in attribute(cell.tag, "style"):
        return True
    nodes: tuple[PageElement, ...] = cell.nodes
    for _ in range(4):
        shown = [node for node in nodes if not isinstance(node, Comment) and (isinstance(node, Tag) or str(node).strip(" \n\t:"))]
        if len(shown) != 1 or isinstance(shown[0], NavigableString):
            return False
        only = shown[0]
        if not isinstance(only, Tag) or only.name in _BOLD:
            return isinstance(only, Tag)
        if only.name not in _AROUND_BOLD:
            return False
        nodes = tuple(only.children)
    return False


def _nested(cell: Cell) -> Tag | None:
    """The table that is all the cell holds: rows with labels, or the columns of a civil conflict's sides."""
    nodes: tuple[PageElement, ...] = cell.nodes
    for _ in range(3):
        tags = [node for node in nodes if isinstance(node, Tag) and node.name != "br" and not is_hidden(node)]
        tables = [tag for tag in tags if tag.name == "table"]
        if any(not words("navigation", "classes").isdisjoint(classes(tag)) for tag in tags):
            return None
        if len(tables) == 1:
            return tables[0]
        if tables or len(tags) != 1 or tags[0].name != "div":
            return None
        nodes = tuple(tags[0].children)
    return None


def _without(cell: Cell, inner: Tag) -> Iterator[PageElement]:
    """What the cell shows beside the table; a wrapper of the table has nothing else that could be read."""
    around = {id(tag) for tag in inner.parents}
    for node in cell.nodes:
        if node is not inner and id(node) not in around:
            yield node
