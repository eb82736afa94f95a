"""What stands between the sources and the field readers: documents, and infoboxes as they were found.

Nothing here is interpreted, and nothing is lost: every parameter or row is a `RawCell`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .record import Reference
from .richtext import RichText, Span

Format = Literal["wikitext", "html", "text"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from, as far as it is known."""

    path: str | None = None
    wiki: str | None = None
    title: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    timestamp: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RawWarning:
    """A warning about an infobox or one of its fields, before the record's shape is known.

    `param` names the field it is about (None: the whole infobox), `text` the words that gave rise to it.
    """

    code: str
    message: str
    text: str = ""
    param: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page: its text, in one of the three formats; `warnings` are of its bytes and their encoding.

    `redirects` maps further names of templates to those that the tables know ("Infobox bataille" -> "Infobox military
    conflict"), as a wiki's own redirects do.
    """

    text: str
    format: Format
    language: str = "en"
    origin: Origin = Origin()
    warnings: tuple[RawWarning, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawCell:
    """A parameter of the template, or a cell of the rendered box.

    `param` is the template's own name for it ("combatant1"), `role` the record's key that it is read
    into ("belligerents"; None: kept in `fields` only), `side` its 1-based side (None: not of one side, or,
    in flattened text, not yet known), `block` the letter of "combatant1a", `label` the row's label on the
    page. `wikitext` and `span` (in the document's text) are None where the form has none. Of cells that
    share a `param`, the first gives `fields` its text; the others hold slices of it (their lines' offsets
    are into that text).
    """

    param: str
    role: str | None
    rich: RichText
    side: int | None = None
    block: str | None = None
    label: str | None = None
    wikitext: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RawInfobox:
    """An infobox as found. `source` is its own source text (hashed into the record), `article` the
    prose of the page where a reader of the sides may look for evidence ("" where it is not needed)."""

    kind: str
    cells: tuple[RawCell, ...]
    template: str | None = None
    source: str = ""
    span: Span | None = None
    title: str | None = None
    sides: int = 0
    linked: bool = True
    references: dict[str, Reference] = field(default_factory=dict)
    article: str = ""
    warnings: tuple[RawWarning, ...] = ()

    def cell(self, param: str) -> RawCell | None:
        """The first cell of that parameter."""
        return next((c for c in self.cells if c.param == param), None)
