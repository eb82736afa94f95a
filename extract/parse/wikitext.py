"""To be written."""

from __future__ import annotations

from collections.abc import Iterator

from ..raw import Document, RawInfobox


def infoboxes(document: Document) -> Iterator[RawInfobox]:
    """The military-conflict infoboxes of a page of wikitext."""
    yield from ()
