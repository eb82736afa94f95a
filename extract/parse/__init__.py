"""Three drawers, one for each format: Document -> infoboxes as found (`RawInfobox`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..raw import Document, Format, RawInfobox

Drawer = Callable[[Document], Iterator[RawInfobox]]


def _html(document: Document) -> Iterator[RawInfobox]:
    from .html.drawer import infoboxes  # BeautifulSoup costs 0.2 s to import: only who reads HTML pays

    return infoboxes(document)


def _wikitext(document: Document) -> Iterator[RawInfobox]:
    from .wikitext.drawer import infoboxes

    return infoboxes(document, document.redirects)


def _text(document: Document) -> Iterator[RawInfobox]:
    from .text.drawer import infoboxes

    return infoboxes(document)


def drawers() -> dict[Format, Drawer]:
    """The drawer of each format."""
    return {"html": _html, "wikitext": _wikitext, "text": _text}
