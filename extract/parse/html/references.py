"""The references that a box points at, looked up in the page's lists by their ids, without parsing the page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from ...raw import RawWarning
from ...record import Reference

_ITEM = re.compile(r"<li\b[^<>]{0,200}?\bid\s*=\s*[\"']?cite(?:_|&#95;)note-([^\"'<>\s]+)[^<>]*>")
_END = re.compile(r"</li\s*>|<li\b[^<>]{0,200}?\bid\s*=\s*[\"']?cite(?:_|&#95;)note-|</ol\s*>")
_UNSEEN = re.compile(
    r"<(?P<tag>style|script|sup)\b[^<>]*>.{0,2000}?</(?P=tag)\s*>"
    r"|<span\b[^<>]*\bclass\s*=\s*\"(?:[^\"<>]* )?(?:mw-cite-backlink|cs1-maint|Z3988|cs1-hidden-error)\b[^<>]*>"
    r".{0,2000}?</span\s*>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(
    r"<a\b(?=[^<>]{0,1000}?\b(?:class|rel)\s*=\s*[\"']?[^\"'<>]*\b(?:external|mw:ExtLink)\b)"
    r"[^<>]{0,1000}?\bhref\s*=\s*[\"']([^\"'<>]+)[\"'][^<>]*>(.{0,1000}?)</a\s*>",
    re.DOTALL,
)
_NUMBERED = re.compile(r"^(.+)-\d+$")
#: A reference is no longer than this; what follows is not read.
_LONGEST = 8_000


def references(html: str, wanted: dict[str, str]) -> tuple[dict[str, Reference], list[RawWarning]]:
    """The references named in `wanted` (id -> label shown), and a warning for each that the page does not define."""
    if not wanted:
        return {}, []
    keys = {_plain(key): key for key in wanted}
    found: dict[str, Reference] = {}
    for match in _ITEM.finditer(html):
        key = keys.get(_plain(match[1]))
        if key is not None and key not in found:
            found[key] = _reference(key, html[match.end() : match.end() + _LONGEST])
    warnings = []
    for key, label in wanted.items():
        if key not in found:
            found[key] = Reference(id=key, name=_name(key))
            warnings.append(RawWarning("undefined-reference", "the page does not hold the text of this reference", f"[{label}]"))
    return {key: found[key] for key in wanted}, warnings


def _plain(key: str) -> str:
    return unquote(unescape(key)).replace(" ", "_")


def _name(key: str) -> str | None:
    """The name that the page gave a reference: its id without the running number."""
    numbered = _NUMBERED.match(key)
    return numbered[1].replace("_", " ") if numbered else None


def _reference(key: str, source: str) -> Reference:
    end = _END.search(source)
    body = _UNSEEN.sub("", source[: end.start()] if end else source)
    link = _LINK.search(body)
    return Reference(
        id=key,
        name=_name(key),
        text=_words(body).lstrip("^ ↑").strip(),
        title=_words(link[2]).strip(" \"“”'") or None if link else None,
        url=unescape(link[1]) if link else None,
    )


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
