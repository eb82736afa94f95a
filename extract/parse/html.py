"""Saved HTML -> infoboxes: which tables are conflict boxes, and which cell is which of the template's parameters."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Tag

from ..raw import Document, RawCell, RawInfobox, RawWarning
from .html_cells import Page
from .html_kinds import kind_of
from .html_layout import Layout
from .html_page import page_facts, position_at_title
from .html_references import references
from .html_rows import rows
from .html_scan import Cut, cuts


def infoboxes(document: Document) -> Iterator[RawInfobox]:
    """The conflict infoboxes of a saved page, in order, each once."""
    html = document.text
    title = document.origin.title or page_facts(html)[0].title
    seen: set[tuple[tuple[str, str], ...]] = set()
    earlier = False
    for cut in cuts(html):
        found = _read(document, cut, title, first=not earlier)
        earlier = earlier or "infobox" in cut.classes
        if found is None:
            continue
        drawn = tuple((cell.param, cell.rich.source) for cell in found.cells)
        if drawn not in seen:  # a page that holds a box twice, for desktop and mobile
            seen.add(drawn)
            yield found


def _read(document: Document, cut: Cut, title: str | None, *, first: bool) -> RawInfobox | None:
    source = document.text[cut.start : cut.end]
    box = BeautifulSoup(source, "lxml", multi_valued_attributes=None).find("table")
    if not isinstance(box, Tag):
        return None
    kind = kind_of(box)
    if kind is None:
        return None
    page = Page(document.language)
    layout = Layout(kind, page, title)
    for row in rows(box, frozenset(kind.labels)):
        layout.add(row)
    cells = layout.cells()
    if first and not any(m.kind == "coordinates" for c in cells for m in c.rich.marks):
        where = position_at_title((document.text[: cut.start], document.text[cut.end :]))
        if where is not None:
            cells = (*cells, RawCell("coordinates", "coordinates", where, label="Coordinates"))
    warnings = layout.warnings
    if not cut.closed:
        warnings.append(RawWarning("truncated-infobox", "the page ends inside the infobox's table", source[-60:].strip()))
    cited, more = references(document.text, page.references)
    return RawInfobox(
        kind=kind.kind,
        cells=tuple(cells),
        template=kind.template if kind else None,
        source=source,
        title=title,
        sides=layout.sides,
        linked=page.linked,
        references=cited,
        warnings=(*warnings, *more),
    )
