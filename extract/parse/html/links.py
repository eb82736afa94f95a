"""Where a link of a saved page leads: to a page of the same wiki, or elsewhere.

Saved pages write the same link in many ways: ``/wiki/X``, ``./X`` (Parsoid), ``//en.m.wikipedia.org/wiki/X``,
``/w/index.php?title=X&action=edit&redlink=1`` (a page that does not exist), ``../wiki/X.html`` (HTTrack),
``../A/X`` (Kiwix). A link into another language's Wikipedia, a sister project or the web is kept as an address:
its page is not one of this wiki, so it gives no title. A link to a place on the page, a file or a page about
Wikipedia itself ("Wikipedia:Citation needed") is no link of the value.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from ...richtext import title_of

_WIKI = re.compile(r"(?:^|/)wiki/(?:index\.php/)?(.+)$")
_SCRIPT = re.compile(r"(?:^|/)index[0-9a-f]{0,4}\.(?:php|html?)$")
_SUFFIX = re.compile(r"\.html?$", re.IGNORECASE)
_RELATIVE = re.compile(r"^(?:\./|(?:\.\./)+(?:[AC]/)?)?")
_NAMESPACE = re.compile(
    r"(?:File|Image|Special|Help|Wikipedia|WP|Template|Category|Portal|User|Talk|Media|MediaWiki|Module|Draft|Book)(?: talk)?:",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?P<language>[a-z-]+)\.(?:m\.)?wikipedia\.org$")


class Target(NamedTuple):
    """A page's title, or an address elsewhere; both None for what is no link of the value."""

    title: str | None = None
    url: str | None = None


def target_of(href: str, language: str = "en", external: bool = False) -> Target:
    """Where `href` leads; `external` says that the page marks it as leading out of the wiki.

    >>> target_of("/wiki/Western_Front_(World_War_I)#1914").title
    'Western Front (World War I)'
    >>> target_of("./Émile_Zola").title, target_of("../../en.wikipedia.org/wiki/Ligny.html").title
    ('Émile Zola', 'Ligny')
    >>> target_of("/w/index.php?title=Xu_Shiheng&action=edit&redlink=1").title
    'Xu Shiheng'
    >>> target_of("https://de.wikipedia.org/wiki/Skagerrak")
    Target(title=None, url='https://de.wikipedia.org/wiki/Skagerrak')
    """
    href = href.strip()
    if not href or href[0] == "#" or href.startswith(("javascript:", "mailto:", "data:", "about:")):
        return Target()
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return Target(url=href)
    if host:
        own = _HOST.match(host)
        if external or own is None or own["language"] != language:
            return Target(url=f"https:{href}" if href.startswith("//") else href)
    elif parts.scheme and "/wiki/" not in parts.path and not parts.path.startswith("/"):
        return _page(href)  # "Foo: a history" looks like an address with a scheme
    if _SCRIPT.search(parts.path):
        titles = parse_qs(parts.query).get("title")
        return _page(titles[0]) if titles else Target(url=href)
    if found := _WIKI.search(parts.path):
        return _page(_SUFFIX.sub("", unquote(found[1])))
    if host or parts.path.startswith("/"):
        return Target(url=href) if host else Target()
    return _page(_SUFFIX.sub("", unquote(_RELATIVE.sub("", parts.path))))


def _page(title: str) -> Target:
    shown = title_of(title)
    return Target(shown) if shown and not _NAMESPACE.match(shown) else Target()
