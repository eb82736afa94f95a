"""Saved HTML -> infoboxes: which tables are conflict boxes, and which cell is which of the template's parameters.

Only the tables that may be infoboxes are parsed (`html_scan`); the rest of the page is searched as text for what
belongs to a box: its title, the coordinates at its title, the references that it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Tag

from ...raw import Document, RawCell, RawInfobox, RawWarning
from ...record import Reference
from ...vocabulary import kinds
from .cells import Page
from .kinds import kind_of, template_of
from .layout import Layout
from .page import page_facts
from .references import references
from .rows import rows
from .scan import Cut, cuts


def infoboxes(document: Document) -> Iterator[RawInfobox]:
    """The conflict infoboxes of a saved page, in order, each once."""
    html = document.text
    title = document.origin.title or page_facts(html)[0].title
    seen: set[tuple[tuple[str, str], ...]] = set()
    for cut in cuts(html):
        found = _read(document, cut, title)
        if found is None:
            continue
        drawn = tuple((cell.param, cell.rich.source) for cell in found.cells if cell.param != "coordinates")
        if drawn not in seen:  # a page may hold a box twice, for desktop and mobile
            seen.add(drawn)
            yield found


def _read(document: Document, cut: Cut, title: str | None) -> RawInfobox | None:
    html = document.text
    source = html[cut.start : cut.end]
    # what stands between tags is kept as it is: a bare break may part two names (see `cells`)
    soup = BeautifulSoup(source, "lxml", multi_valued_attributes=None, preserve_whitespace_tags={"table"})
    box = soup.find("table")
    if not isinstance(box, Tag):
        return None
    known = frozenset(label for kind in kinds() for label in kind.labels)
    lines = list(rows(box, known))
    found = kind_of(lines, cut.classes, template_of(html, cut.start, cut.opening))
    if found is None:
        return None
    page = Page(document.language, title)
    layout = Layout(found.kind, page)
    for row in lines:
        layout.add(row)
    cells = layout.cells()
    cited, warnings = references(html, {key: label for key, label in page.references.items() if not key.startswith("sup-")})
    cited.update(_notes(page.references, cells))
    if not cut.closed:
        warnings.append(RawWarning("truncated-infobox", "the page ends inside the infobox's table", source[-60:].strip()))
    for file in dict.fromkeys(page.unknown_flags):
        warnings.append(RawWarning("unknown-flag", "a flag that no table names", file))
    return RawInfobox(
        kind=found.kind.kind,
        cells=tuple(cells),
        template=found.template,
        source=source,
        title=title,
        sides=layout.sides,
        linked=page.linked,
        references=cited,
        warnings=tuple(warnings),
    )


def _notes(wanted: dict[str, str], cells: list[RawCell]) -> Iterator[tuple[str, Reference]]:
    """Notes that the box numbers by hand ("Russia¹"), looked up among the lines of its notes."""
    lines = [line.text for cell in cells if cell.role == "notes" for line in cell.rich]
    for key, label in wanted.items():
        if key.startswith("sup-"):
            text = next((line.removeprefix(label).strip() for line in lines if line.startswith(label)), "")
            yield key, Reference(id=key, text=text)
