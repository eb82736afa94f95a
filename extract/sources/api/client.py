"""Pages, revisions and lists of a wiki."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ...pages import Page, Revision
from ...vocabulary import kinds
from .http import ApiError, Http
from .names import wiki_address

#: Pages or revisions a call, for clients without special rights.
BATCH = 50
_PROPERTIES = "ids|timestamp|user|userid|comment|sha1|flags|contentmodel"


class Client:
    """A wiki's API; `settings` are those of `http.Http` (contact, rate, cache …)."""

    def __init__(self, wiki: str = "en", **settings: Any) -> None:
        self.base = wiki_address(wiki)
        self.http = Http(**settings)
        self._site: dict[str, Any] | None = None

    @property
    def address(self) -> str:
        """Where the Action API is."""
        return f"{self.base}/w/api.php"

    def site(self) -> Mapping[str, Any]:
        """`wikiid`, `lang`, `generator` and what else the wiki says of itself."""
        if self._site is None:
            said = self.http.api(self.address, {"action": "query", "meta": "siteinfo", "siprop": "general"})
            self._site = said["query"]["general"]
        return self._site

    def pages(
        self, *, titles: Iterable[str] = (), ids: Iterable[int] = (), revisions: Iterable[int] = (), content: bool = True
    ) -> Iterator[tuple[str, Page | ApiError]]:
        """What was asked for (as asked) and its page with one revision, in the order asked; redirects are followed.

        A page that is missing, invalid or without a revision is an `ApiError` beside its name.
        """
        for name, wanted in (("titles", titles), ("pageids", ids), ("revids", revisions)):
            for batch in _batches(map(str, wanted)):
                parameters = {"action": "query", name: "|".join(batch), **_revisions(content)}
                if name != "revids":
                    parameters["redirects"] = "1"
                yield from self._in_order(name, batch, *self._merged(parameters, keep=name == "revids" and content))

    def _in_order(
        self, name: str, batch: list[str], found: dict[int | str, dict[str, Any]], said: dict[str, Any]
    ) -> Iterator[tuple[str, Page | ApiError]]:
        to = {one["from"]: one["to"] for key in ("normalized", "converted", "redirects") for one in said.get(key, ())}
        by_title = {one.get("title"): one for one in found.values()}
        by_id = {one.get("pageid"): one for one in found.values()}
        by_revision = {revision["revid"]: (one, revision) for one in found.values() for revision in one.get("revisions", ())}
        for asked in batch:
            one: dict[str, Any] | None
            if name == "titles":
                title, seen = asked, {asked}
                while (step := to.get(title)) is not None and step not in seen:
                    title = step
                    seen.add(title)
                one = by_title.get(title)
            elif name == "pageids":
                one = by_id.get(int(asked)) or by_title.get(to.get(asked, ""))
                if one is None and len(found) == 1:
                    one = next(iter(found.values()))
            else:
                page, revision = by_revision.get(int(asked), (None, None))
                one = {**page, "revisions": [revision]} if page is not None else None
            yield asked, self._page(one, asked)

    def _page(self, one: dict[str, Any] | None, asked: str) -> Page | ApiError:
        if one is None:
            return ApiError("the wiki has no such page or revision", asked)
        if one.get("invalid"):
            return ApiError(f"no title of a page: {one.get('invalidreason', '')}", asked)
        if one.get("missing"):
            return ApiError("the wiki has no such page", asked)
        if not one.get("revisions"):
            return ApiError("the wiki gives no revision of this page", asked)
        return self.page_of(one, tuple(map(revision_of, one["revisions"])))

    def page_of(self, one: Mapping[str, Any], revisions: tuple[Revision, ...] = ()) -> Page:
        """The page as we have it, with address and wiki."""
        site, title = self.site(), one["title"]
        return Page(
            title=title, id=one.get("pageid"), namespace=one.get("ns", 0), wiki=site.get("wikiid"), language=site.get("lang"),
            url=f"{self.base}/wiki/{quote(title.replace(' ', '_'), safe='/:,()!*~')}", revisions=revisions,
        )  # fmt: skip

    def revisions(self, title: str, *, content: bool = True, at: str | None = None) -> tuple[Page, Iterator[Revision]]:
        """A page and its revisions, the oldest first, 50 a call; with `at` (ISO 8601) the one that stood then."""
        asked = {"action": "query", "titles": title, "redirects": "1", **_revisions(content), "rvlimit": "max", "rvdir": "newer"}
        if at is not None:
            asked |= {"rvdir": "older", "rvstart": at, "rvlimit": "1"}
        answers = self._answers(asked, limit=1 if at is not None else None)
        first = next(answers)
        (one,) = first["query"].get("pages") or [{"missing": True}]
        if one.get("missing") or one.get("invalid"):
            raise ApiError("the wiki has no such page", title)
        if at is not None and not one.get("revisions"):
            raise ApiError(f"the page did not exist yet at {at}", title)

        def all_() -> Iterator[Revision]:
            yield from map(revision_of, one.get("revisions", ()))
            for answer in answers:
                for page in answer["query"].get("pages", ()):
                    yield from map(revision_of, page.get("revisions", ()))

        return self.page_of(one), all_()

    def users(self, names: Iterable[str]) -> Iterator[str]:
        """Titles of the pages that use a template (or "Module:X"), redirects of it included."""
        seen: set[str] = set()
        for name in names:
            title = name if ":" in name else f"Template:{name}"
            asked = {"action": "query", "list": "embeddedin", "eititle": title, "einamespace": "0", "eilimit": "max"}
            yield from self._listed(asked, "embeddedin", seen)

    def infobox_users(self) -> Iterator[str]:
        """Titles of the pages that use an infobox of ours: by its templates' names and its Lua module."""
        names = sorted({kind.template for kind in kinds()})
        modules = sorted({f"Module:{module}" for kind in kinds() for module in kind.modules})
        return self.users([*names, *modules])

    def category(self, name: str, depth: int = 0) -> Iterator[str]:
        """Titles of the pages of a category, and of those below it down to `depth`; each once, circles or not."""
        seen: set[str] = set()
        done: set[str] = set()
        level = [name if ":" in name else f"Category:{name}"]
        for _ in range(depth + 1):
            below: list[str] = []
            for one in level:
                if one in done:
                    continue
                done.add(one)
                asked = {"action": "query", "list": "categorymembers", "cmtitle": one, "cmlimit": "max", "cmtype": "page|subcat"}
                for answer in self._answers(asked):
                    for member in answer["query"]["categorymembers"]:
                        if member["ns"] == 14:
                            below.append(member["title"])
                        elif member["ns"] == 0 and member["title"] not in seen:
                            seen.add(member["title"])
                            yield member["title"]
            level = below

    def template_redirects(self) -> dict[str, str]:
        """Other names of the infobox templates on this wiki, by its own redirects; for `extract(redirects=…)`."""
        found: dict[str, str] = {}
        for batch in _batches([f"Template:{kind.template}" for kind in kinds()]):
            asked = {
                "action": "query",
                "titles": "|".join(batch),
                "prop": "redirects",
                "rdlimit": "max",
                "rdnamespace": "10",
                "rdprop": "title",
            }
            pages, _ = self._merged(asked)
            for page in pages.values():
                for one in page.get("redirects", ()):
                    found[one["title"].partition(":")[2]] = page["title"].partition(":")[2]
        return found

    def html(
        self, title: str, *, parser: str = "parsoid", etag: str | None = None, revision: int | None = None
    ) -> tuple[str | None, str | None]:
        """A page as HTML and its ETag; (None, etag) where it is still the one with that `etag`. Raises `ApiError`."""
        if parser == "legacy":
            which = {"oldid": str(revision)} if revision else {"page": title, "redirects": "1"}
            asked = {"action": "parse", "prop": "text|revid|displaytitle", "disableeditsection": "1", **which}
            said = self.http.api(self.address, asked, keep=revision is not None)["parse"]
            head = f'<html lang="{self.site().get("lang", "en")}"><head><meta charset="utf-8"><title>{escape(said["title"])}</title></head>'
            return f"{head}<body>{said['text']}</body></html>", None
        where = f"revision/{revision}" if revision else f"page/{quote(title.replace(' ', '_'), safe='')}"
        answer = self.http.page(f"{self.base}/w/rest.php/v1/{where}/html", etag=etag, keep=revision is not None)
        if answer.status_code == 304:
            return None, etag
        if answer.status_code == 404:
            raise ApiError("the wiki has no such page", title)
        answer.encoding = "utf-8"
        return answer.text, answer.headers.get("ETag")

    def _listed(self, asked: dict[str, str], key: str, seen: set[str]) -> Iterator[str]:
        for answer in self._answers(asked):
            for one in answer["query"][key]:
                if one["title"] not in seen:
                    seen.add(one["title"])
                    yield one["title"]

    def _answers(self, asked: Mapping[str, str], *, keep: bool = False, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """All answers of a query; what goes on is sent back whole."""
        more: dict[str, str] = {}
        count = 0
        while True:
            answer = self.http.api(self.address, {**asked, **more}, keep=keep)
            answer.setdefault("query", {})
            yield answer
            count += 1
            if "continue" not in answer or count == limit:
                return
            more = answer["continue"]

    def _merged(self, asked: Mapping[str, str], *, keep: bool = False) -> tuple[dict[int | str, dict[str, Any]], dict[str, Any]]:
        """The pages of a query, what several answers say of one put together (a long result comes cut); and what was renamed."""
        found: dict[int | str, dict[str, Any]] = {}
        renamed: dict[str, list[Any]] = {}
        for answer in self._answers(asked, keep=keep):
            for key in ("normalized", "converted", "redirects"):
                renamed.setdefault(key, []).extend(answer["query"].get(key, ()))
            for one in answer["query"].get("pages", ()):
                mine = found.setdefault(one.get("pageid") or one.get("title", ""), {})
                for key, value in one.items():
                    if isinstance(value, list) and isinstance(mine.get(key), list):
                        mine[key] += [member for member in value if member not in mine[key]]
                    else:
                        mine[key] = value
        return found, renamed


def revision_of(said: Mapping[str, Any]) -> Revision:
    """A revision as we have it, from `prop=revisions`."""
    slot = said.get("slots", {}).get("main", {})
    hidden = bool(slot.get("texthidden") or said.get("texthidden"))
    return Revision(
        id=said.get("revid"), timestamp=said.get("timestamp"), parent_id=said.get("parentid") or None, user=said.get("user"),
        user_id=said.get("userid") or None, comment=said.get("comment"), minor=bool(said.get("minor")),
        text=None if hidden else slot.get("content"), sha1=said.get("sha1"), model=slot.get("contentmodel", "wikitext"),
        user_hidden=bool(said.get("userhidden")), comment_hidden=bool(said.get("commenthidden")), text_hidden=hidden,
    )  # fmt: skip


def _revisions(content: bool) -> dict[str, str]:
    return {"prop": "revisions", "rvslots": "main", "rvprop": _PROPERTIES + ("|content" if content else "")}


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(dict.fromkeys(names))
    while batch := list(islice(rest, BATCH)):
        yield batch


def cache_folder() -> Path:
    """Where answers that never change are kept: by the XDG base directory specification."""
    import os

    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "battlebox"
