"""A page of an export as `Page` and `Revision`: schemas 0.3 to 0.11 (https://www.mediawiki.org/xml/)."""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree

from ...pages import Page, Revision
from .types import DumpError, Site

_HIDDEN = "deleted"


def page_of(data: bytes, site: Site | None = None, *, texts: bool = True) -> Page:
    """The page of `<page>…</page>`; raises `DumpError` where that is no XML. `texts`: whether revisions keep their text."""
    try:
        # the page stands alone here, without a document type: there is nothing to expand
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise DumpError(f"broken XML: {error}") from error
    revisions = tuple(_revision(one, texts=texts) for one in root.findall("revision"))
    redirect = root.find("redirect")
    return Page(
        title=root.findtext("title") or "",
        id=_number(root.findtext("id")),
        namespace=_number(root.findtext("ns")) or 0,
        redirect=redirect.get("title") if redirect is not None else None,
        wiki=site.wiki if site else None,
        language=site.language if site else None,
        revisions=revisions,
    )


def revision_of(data: bytes) -> Revision:
    """The revision of `<revision>…</revision>`; raises `DumpError` where that is no XML."""
    try:
        return _revision(ElementTree.fromstring(data), texts=True)
    except ElementTree.ParseError as error:
        raise DumpError(f"a revision is broken XML: {error}") from error


def _revision(node: ElementTree.Element, *, texts: bool) -> Revision:
    text = node.find("text")
    who, comment = node.find("contributor"), node.find("comment")
    hidden = text is not None and text.get(_HIDDEN) is not None
    words = None if text is None or hidden else text.text or ""
    slot = text is not None and words == "" and (text.get("bytes") or "0") != "0"  # a stub: the text is not in this dump
    digest = node.findtext("sha1") or (text.get("sha1") if text is not None else None)
    return Revision(
        id=_number(node.findtext("id")),
        timestamp=node.findtext("timestamp"),
        parent_id=_number(node.findtext("parentid")) or None,
        user=None if who is None else who.findtext("username") or who.findtext("ip"),
        user_id=None if who is None else _number(who.findtext("id")),
        comment=None if comment is None or comment.get(_HIDDEN) is not None else comment.text or "",
        minor=node.find("minor") is not None,
        text=words if texts and not slot else None,
        sha1=_hexadecimal(digest) or (hashlib.sha1(words.encode()).hexdigest() if words else None),
        model=node.findtext("model") or "wikitext",
        user_hidden=who is not None and who.get(_HIDDEN) is not None,
        comment_hidden=comment is not None and comment.get(_HIDDEN) is not None,
        text_hidden=hidden,
    )


def _number(text: str | None) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        return None


def _hexadecimal(digest: str | None) -> str | None:
    """A sha1 as the API writes it; exports write it in base 36."""
    if not digest:
        return None
    try:
        return f"{int(digest, 36):040x}" if len(digest) < 40 else digest
    except ValueError:
        return None
