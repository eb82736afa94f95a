"""What a saved page says of itself: title, ids, time, address, language, and the coordinates at its title.

Read from the text by single searches, without a tree: MediaWiki's configuration (``wgPageName``), Parsoid's
``<meta>`` and ``about``, the permanent link in the footer, the canonical address, and the comment that a
browser or HTTrack leaves.
"""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import unquote

from ...raw import Origin
from ...richtext import title_of

_HEAD = 400_000
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^<>]{0,300}>(.{1,1000}?)</h1", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_SITE = re.compile(r"\s*[-–—|]\s*Wikip[^-–—|]*$|\s*[-–—|]\s*W\w{3,12}dia[^-–—|]*$")
_STRING = r"\"?\s*[:=]\s*\"((?:[^\"\\]|\\.)*+)\""
_NUMBER = r"\"?\s*[:=]\s*\"?(\d+)"
_LANGUAGE = re.compile(r"<(?:html|body)\b[^<>]{0,6000}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:-[a-zA-Z]+)*)", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^<>]{0,300}?\brel\s*=\s*[\"']?(?:canonical|dc:isVersionOf)\b[^<>]{0,600}>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HOST = re.compile(r"//([a-z][a-z-]{1,15})\.(?:m\.)?wikipedia\.org/")
_PERMANENT = re.compile(r"\.wikipedia\.org/w/index\.php\?title=([^\"'&<>\s]{1,400})&(?:amp;)?oldid=(\d+)")
_ABOUT = re.compile(r"Special:Redirect/revision/(\d+)[\"']")
_META = re.compile(
    r"<meta\b[^<>]{0,100}?\bproperty\s*=\s*[\"'](mw:pageId|dc:modified)[\"'][^<>]{0,100}?\bcontent\s*=\s*[\"']([^\"']+)"
)
_MIRRORED = re.compile(r"<!--\s*(?:Mirrored from (\S{1,500}) by HTTrack|saved from url=\(\d+\)(\S{1,500}))")
_MODIFIED = re.compile(r"\"dateModified\"\s*:\s*\"(\d{4}-\d\d-\d\dT[\d:.]+Z?)\"")
_EDITED = re.compile(r"last (?:edited|modified) on (\d{1,2}) ([A-Z][a-z]+) (\d{4}),? at (\d\d:\d\d)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Parsoid states the revision in the page's first tag.
_OPENING = 8000
_SNIPPET = 4000


def page_facts(html: str) -> tuple[Origin, str | None]:
    """Where the page came from, as far as it says, and its language.

    >>> page_facts('<html lang="en"><title>Battle of Ligny - Wikipedia</title>')
    (Origin(path=None, wiki=None, title='Battle of Ligny', page_id=None, revision_id=None, timestamp=None, url=None), 'en')
    """
    head, tail = html[:_HEAD], html[-_HEAD:]
    meta = {found[1]: found[2] for found in _META.finditer(head)}
    url = _address(head)
    permanent = next(_PERMANENT.finditer(tail), None)
    revision = (
        _variable(html, "wgRevisionId", _NUMBER) or _group(_ABOUT, html[:_OPENING]) or (permanent[2] if permanent else None)
    )
    host = _HOST.search(url or "") or (_HOST.search(tail, permanent.start() - 25, permanent.end()) if permanent else None)
    language = _variable(html, "wgPageContentLanguage", _STRING) or _group(_LANGUAGE, head)
    page = _variable(html, "wgArticleId", _NUMBER) or meta.get("mw:pageId")
    origin = Origin(
        wiki=f"{host[1].replace('-', '_')}wiki" if host else None,
        title=_title(html, head, permanent[1] if permanent else None),
        page_id=_positive(page),
        revision_id=_positive(revision),
        timestamp=_timestamp(meta.get("dc:modified"), tail, html),
        url=url,
    )
    return origin, language


def _variable(html: str, name: str, value: str) -> str | None:
    place = html.find(name)
    found = re.compile(value).match(html, place + len(name)) if place >= 0 else None
    return found[1] if found else None


def _group(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1] if found else None


def _positive(number: str | None) -> int | None:
    return int(number) if number and number.isdigit() and len(number) < 16 and int(number) > 0 else None


def _address(head: str) -> str | None:
    if (link := _CANONICAL.search(head)) and (found := _HREF.search(link[0])):
        return _absolute(unescape(found[1]))
    if found := _MIRRORED.search(head):
        return _absolute(found[1] or found[2])
    return None


def _absolute(url: str) -> str | None:
    if url.startswith("//"):
        return f"https:{url}"
    return url if "://" in url else f"https://{url}" if re.match(r"[a-z.-]+\.[a-z]{2,}/", url) else None


def _title(html: str, head: str, permanent: str | None) -> str | None:
    if named := _variable(html, "wgPageName", _STRING):
        try:
            return title_of(str(json.loads(f'"{named}"')))
        except ValueError:
            return title_of(named)
    if found := _TITLE.search(head):
        return _SITE.sub("", " ".join(unescape(found[1]).split())) or None
    if permanent:
        return title_of(unquote(permanent))
    place = head.find("<h1")
    if place >= 0 and (found := _HEADING.match(head, place)):
        return " ".join(unescape(_TAGS.sub("", found[1])).split()) or None
    return None


def _timestamp(modified: str | None, tail: str, html: str) -> str | None:
    if modified:
        return modified
    if found := _MODIFIED.search(tail) or _MODIFIED.search(html[:_HEAD]):
        return found[1]
    if (found := _EDITED.search(tail)) and found[2] in _MONTHS:
        return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}T{found[4]}Z"
    return None
