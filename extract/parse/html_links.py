"""Where a link of a saved page leads: to a page of the same wiki, or elsewhere.

Saved pages write the same link in many ways: ``/wiki/X``, ``./X`` (Parsoid), ``//en.m.wikipedia.org/wiki/X``,
``/w/index.php?title=X&action=edit&redlink=1`` (a page that does not exist), ``../../X.html`` (HTTrack).
A link into another language's Wikipedia is a page, but not one of this wiki: it is kept as an address.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from ..richtext import title_of

_WIKI = re.compile(r"(?:^|/)wiki/(?:index\.php/)?([^?#]+)")
_HTTRACK = re.compile(r"([^/?#]+?)(?:_?[0-9a-f]{4})?\.html?$", re.IGNORECASE)
_FILE = re.compile(r"(?:File|Image|Special|Help|Wikipedia|Template|Category|Portal|User|Talk|Media)(?: talk)?:", re.IGNORECASE)
_PROJECT = re.compile(r"^(?P<name>[a-z-]+)\.(?:m\.)?(?:wikipedia|wiktionary|wikidata|wikimedia|wikisource|wikiquote)\.org$")


class Target(NamedTuple):
    """A page's title, or an address elsewhere; both None for a place on the same page."""

    title: str | None = None
    url: str | None = None


def target_of(href: str, language: str = "en", external: bool = False) -> Target:
    """Where `href` leads; `external` says that the page marks it as leading out of the wiki.

    >>> target_of("/wiki/Western_Front_(World_War_I)#1914").title
    'Western Front (World War I)'
    >>> target_of("./Émile_Zola").title
    'Émile Zola'
    >>> target_of("/w/index.php?title=Xu_Shiheng&action=edit&redlink=1").title
    'Xu Shiheng'
    >>> target_of("https://de.wikipedia.org/wiki/Skagerrak")
    Target(title=None, url='https://de.wikipedia.org/wiki/Skagerrak')
    """
    href = href.strip()
    if not href or href[0] == "#" or href.startswith(("javascript:", "mailto:", "data:")):
        return Target()
    try:
        parts = urlsplit(href)
    except ValueError:
        return Target(url=href)
    host = (parts.hostname or "").lower()
    if host:
        known = _PROJECT.match(host)
        if external or not known or known["name"].removesuffix(".") != language or "wikipedia" not in host:
            return Target(url=f"https:{href}" if href.startswith("//") else href)
    if parts.path.endswith("index.php") and (titles := parse_qs(parts.query).get("title")):
        return _page(titles[0])
    if found := _WIKI.search(parts.path):
        return _page(re.sub(r"\.html?$", "", unquote(found[1])))
    if parts.path.startswith("./"):
        return _page(unquote(parts.path[2:]))
    if not host and (found := _HTTRACK.search(parts.path)):
        return _page(unquote(found[1]))
    return Target(url=href) if host else _page(unquote(parts.path.lstrip("./")))


def _page(title: str) -> Target:
    shown = title_of(title)
    return Target(shown) if shown and not _FILE.match(shown) else Target()
