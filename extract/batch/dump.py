"""What workers do with a dump: a first look at each part, and a second at the pages that waited for a name.

    pages  a worker reads its part, passes over what cannot matter as bytes, and makes records of the pages that call a template
           that counts; it puts aside pages that may call one under a name that only the dump knows, and collects those names
           from namespace 10.
    late   the names are known: the pages that were put aside are read, and what they give is put in its place.

The second look costs the disk what the pages put aside weigh, and no second pass over the dump.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import msgspec

from ..pages import Page
from ..record import Record, to_json
from ..sources.dump import Part, RawPage, Seen, Site, Trouble, Wanted, pages, parse
from .articles import Asked, latest, records_of
from .desk import Desk
from .hits import PartHits, stretches
from .names import Named, Names
from .spool import later, lines

PAGES = "pages"

_TITLE = re.compile(rb"<title>([^<]{0,2000})</title>")
_TEMPLATE = re.compile(rb'<ns>10</ns>\s*<id>\d+</id>\s*<redirect title="([^"]*)"')
_NAME = re.compile(rb'"name"\s*:\s*"((?:[^"\\]|\\.){0,2000})"')
#: What a box under another name looks like: a parameter that only such boxes have, or the call of a war's own template.
_PARAMETER = re.compile(r"\|\s*combatant1a?\s*=")
_OWN = re.compile(r"\{\{[^{}|\[\]]{1,200}nfobox[\s_]*(?:\||\}\})")


@dataclass(frozen=True, slots=True)
class AndRedirects(Wanted):
    """What may matter, and all redirects among templates: one may lead to another, or to a war's own template."""

    def __reduce__(self) -> tuple[object, ...]:
        return AndRedirects, (self.names, self.namespaces)

    def why(self, page: bytes) -> Literal["hit", "deferred", "template"] | None:
        """Why a page matters, None where it does not."""
        return "template" if _TEMPLATE.search(page, 0, 5_000) else Wanted.why(self, page)


def listeners(desk: Desk) -> tuple[Callable[[Trouble], None], Callable[[Seen], None]]:
    """What a reader of dumps tells its troubles and its progress: both come to the desk's report."""

    def trouble(one: Trouble) -> None:
        desk.fail("damage", f"{Path(one.path).name}, byte {one.offset}", one.reason, one.title)

    def seen(one: Seen) -> None:
        desk.report.pages, desk.report.size = one.pages, one.size
        desk.pulse()

    return trouble, seen


@dataclass(frozen=True, slots=True)
class First:
    """The first look at a part. `titles`, where there are any, are all that count; `hits`, by the part's number, are where an
    earlier run has found what can matter: the rest is not read."""

    asked: Asked
    wanted: Wanted
    site: Site
    titles: frozenset[str] = frozenset()
    hits: Mapping[int, PartHits] = field(default_factory=dict)

    def __call__(self, part: Part, desk: Desk) -> None:
        known = self.hits.get(part.number)
        for stretch in stretches(part, known):
            for raw in pages(stretch, self.wanted, *listeners(desk)):
                title = title_of(raw)
                if raw.why == "template":
                    self._learn(raw, title, desk)
                    continue
                desk.report.hits.append(raw.span)
                if not self.titles or title in self.titles:
                    self._look(raw, title, desk)
        if known is not None:
            desk.report.pages, desk.report.size = known.pages, part.size

    def _look(self, raw: RawPage, title: str, desk: Desk) -> None:
        if raw.why == "deferred":
            desk.put_aside(raw.place, title, pack(raw))
            return
        look = _Look(self.asked, self.wanted, self.site, raw)
        made = desk.read(raw.place, title, look.lines)
        desk.report.read += 1
        if made is not None and look.more:
            desk.put_aside(raw.place, title, pack(raw), made)

    def _learn(self, raw: RawPage, title: str, desk: Desk) -> None:
        name = title.partition(":")[2]
        redirect = _TEMPLATE.search(raw.data, 0, 5_000)
        if redirect is not None:  # there are hundreds of thousands
            desk.report.names.append(Named(name, _text(redirect[1]).partition(":")[2]))
            return

        def learn() -> Iterator[bytes]:
            revision = latest(parse(raw))
            if revision is not None and revision.text and revision.model == "wikitext":
                desk.report.names.append(Named(name, text=revision.text))
            return iter(())

        desk.read(raw.place, title, learn)


@dataclass(frozen=True, slots=True)
class Second:
    """The second look at a part, by its number: what the first gave is copied, with the pages put aside in their places."""

    asked: Asked
    wanted: Wanted
    site: Site
    names: Names
    folder: Path

    def __call__(self, number: int, desk: Desk) -> None:
        given, taken = lines(self.folder, PAGES, number), 0
        for one in later(self.folder, PAGES, number):
            while taken < one.line:
                desk.copy(next(given).rstrip())
                taken += 1
            look = _Look(self.asked, self.wanted, self.site, unpack(one.data), self.names)
            made = desk.read(one.place, one.title, look.lines)
            for _ in range(one.lines):  # what the page gave before gives way, unless it failed now
                before = next(given).rstrip()
                taken += 1
                if made is None:
                    desk.copy(before)
            desk.report.read += 1
            desk.report.size += 1
            desk.pulse()
        for line in given:
            desk.copy(line.rstrip())


class _Look:
    """One look at a page: its records, and whether there may be `more` under a name that is not known yet."""

    def __init__(self, asked: Asked, wanted: Wanted, site: Site, raw: RawPage, names: Names | None = None) -> None:
        self._asked, self._wanted, self._site, self._raw, self._names = asked, wanted, site, raw, names or Names()
        self.more = False

    def lines(self) -> Iterator[bytes]:
        """The records, a line each; raises `DumpError` where the page is broken."""
        page = of_site(parse(self._raw), self._site)
        if self._wanted.namespaces is not None and page.namespace not in self._wanted.namespaces:
            return
        found = list(records_of(page, self._asked, self._names))
        self.more = _more(page, self._asked, found)
        yield from map(to_json, found)


def _more(page: Page, asked: Asked, found: Sequence[Record]) -> bool:
    revision = latest(page, asked.format)
    text = revision.text if revision is not None else None
    if not text or revision is None or revision.format == "html":
        return False
    known = sum(name in record.fields for record in found for name in ("combatant1", "combatant1a"))
    return len(_PARAMETER.findall(text)) > known or _OWN.search(text) is not None


def of_site(page: Page, site: Site) -> Page:
    """The page with what its dump says of the wiki, where it does not say so itself.

    >>> site = Site("enwiki", "en", "https://en.wikipedia.org/wiki/Main_Page")
    >>> of_site(Page("Battle of X/Y?"), site).url
    'https://en.wikipedia.org/wiki/Battle_of_X/Y%3F'
    """
    url = page.url
    if url is None and site.base:
        # the letters that MediaWiki leaves as they are (wfUrlencode)
        url = site.base.rpartition("/")[0] + "/" + quote(page.title.replace(" ", "_"), safe=";@$!*(),/~:")
    return replace(page, wiki=page.wiki or site.wiki, language=page.language or site.language, url=url)


def title_of(raw: RawPage) -> str:
    """The page's title, without parsing it: it may be the page that no parser survives."""
    if raw.kind == "xml":
        found = _TITLE.search(raw.data, 0, 10_000)
        return _text(found[1]) if found else ""
    found = _NAME.search(raw.data)
    try:
        return str(msgspec.json.decode(b'"' + found[1] + b'"')) if found else ""
    except msgspec.DecodeError:
        return ""


def _text(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace"))


def pack(raw: RawPage) -> bytes:
    """A page as bytes, to be read again."""
    return msgspec.msgpack.encode((raw.data, raw.kind, raw.place, raw.why))


def unpack(data: bytes) -> RawPage:
    """The page that was packed."""
    page, kind, place, why = msgspec.msgpack.decode(data)
    return RawPage(page, kind, place, why)
