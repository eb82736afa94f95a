"""`battlebox fetch`: pages straight from a wiki."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import FORMS, RAW, colored
from .wiki import add_wiki, client_of

if TYPE_CHECKING:
    from ..pages import Page
    from ..sources.api import Client
    from .options import Commands

DESCRIPTION = """\
Get pages from Wikipedia (or another MediaWiki) and write their records, or save the pages.

TITLE is a page's title, or its address in any language edition (/wiki/…, ?title=…, ?oldid=…, ?curid=…, mobile or not)."""

EXAMPLES = """\
examples:
  battlebox fetch "Battle of Waterloo" --contact me@example.org
  battlebox fetch --category "Battles of the Waterloo campaign" --depth 1 --save waterloo/
  battlebox fetch "Siege of Mariupol" --at 2022-04-01 --format card"""


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "fetch", help="pages straight from Wikipedia", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=RAW
    )
    one.add_argument("names", nargs="*", metavar="TITLE", help="title or address of a page")
    one.add_argument("--titles", metavar="FILE", help="titles or addresses, one a line (- for standard input)")
    one.add_argument("--page-id", type=int, action="append", default=[], metavar="N", help="page by its number")
    one.add_argument("--revision", type=int, action="append", default=[], metavar="N", help="revision by its number")
    one.add_argument("--category", action="append", default=[], metavar="NAME", help="pages of a category")
    one.add_argument("--depth", type=int, default=0, metavar="N", help="so many levels of categories below it (default 0)")
    one.add_argument(
        "--uses-template",
        action="append",
        default=[],
        metavar="NAME",
        help="pages that use a template; 'infobox': any infobox that counts, by name or module",
    )
    one.add_argument("--at", metavar="TIME", help="the revision that stood then (2015-06-01, 2015-06-01T12:00:00Z)")
    one.add_argument(
        "--html",
        nargs="?",
        const="parsoid",
        choices=("parsoid", "legacy"),
        help="rendered pages instead of wikitext (default: parsoid)",
    )
    one.add_argument("--format", choices=FORMS, help="as of extract")
    one.add_argument("-o", "--output", metavar="FILE", help="write the records to FILE instead of standard output")
    one.add_argument(
        "--save",
        metavar="DIR",
        help="save the pages in DIR instead, each with a file that says its source; goes on where it stopped",
    )
    add_wiki(one)
    one.add_argument("-q", "--quiet", action="store_true", help="no progress")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Fetch; give the exit code."""
    from ..errors import BattleboxError

    try:
        return _Fetch(args).run()
    except (BattleboxError, ValueError) as error:
        print(f"battlebox: {error}", file=sys.stderr)
        return 2


class _Fetch:
    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.failed = self.done = 0
        self.clients: dict[str, Client] = {}
        self.redirects: dict[str, dict[str, str]] = {}

    def run(self) -> int:
        from ..errors import JobError

        args = self.args
        if not (args.names or args.titles or args.page_id or args.revision or args.category or args.uses_template):
            raise JobError("say what to fetch: a TITLE, --titles, --page-id, --revision, --category or --uses-template")
        client = self.client(None)
        if args.save:
            self._save(client)
        else:
            self._extract()
        return 1 if self.failed else 0

    def client(self, wiki: str | None) -> Client:
        from ..sources.api.names import wiki_address

        base = wiki_address(wiki or self.args.wiki)
        if base not in self.clients:
            self.clients[base] = client_of(self.args, base)
        return self.clients[base]

    def _fail(self, name: str, error: Any) -> None:
        self.failed += 1
        print(f"battlebox: {name}: {getattr(error, 'reason', error)}", file=sys.stderr)

    def _progress(self) -> None:
        self.done += 1
        if not self.args.quiet and sys.stderr.isatty():
            sent = sum(one.http.sent for one in self.clients.values())
            print(f"\r\x1b[K{self.done} pages, {sent} requests", end="", file=sys.stderr, flush=True)

    def _asked(self) -> Iterator[tuple[Client, dict[str, list[Any]]]]:
        """What is asked of each wiki."""
        from ..errors import InputError
        from ..sources.api import asked_by

        args, names = self.args, list(self.args.names)
        if args.titles:
            try:
                lines = sys.stdin.read() if args.titles == "-" else Path(args.titles).read_text("utf-8")
            except OSError as error:
                raise InputError(error.strerror or str(error), args.titles) from error
            names += [line.strip() for line in lines.splitlines() if line.strip() and not line.startswith("#")]
        home = self.client(None)
        wikis: dict[str, tuple[Client, dict[str, list[Any]]]] = {}

        def of(client: Client) -> dict[str, list[Any]]:
            return wikis.setdefault(client.base, (client, {"titles": [], "ids": [], "revisions": []}))[1]

        for name in names:
            try:
                one = asked_by(name)
            except ValueError as error:
                self._fail(name, error)
                continue
            mine = of(self.client(one.wiki))
            for key, value in (("titles", one.title), ("ids", one.page_id), ("revisions", one.revision_id)):
                if value is not None:
                    mine[key].append(value)
        mine = of(home)
        mine["ids"] += args.page_id
        mine["revisions"] += args.revision
        for name in args.category:
            mine["titles"] += home.category(name, args.depth)
        for name in args.uses_template:
            mine["titles"] += home.infobox_users() if name.casefold() == "infobox" else home.users([name])
        yield from wikis.values()

    def _pages(self, *, content: bool) -> Iterator[tuple[Client, str, Page]]:
        """The pages asked for, each with the one revision; what is missing is told and passed over."""
        from dataclasses import replace

        from ..sources.api import ApiError

        for client, asked in self._asked():
            if self.args.at:
                at = self.args.at if "T" in self.args.at else f"{self.args.at}T23:59:59Z"
                for title in dict.fromkeys(asked["titles"]):
                    try:
                        page, revisions = client.revisions(title, at=at, content=content)
                        yield client, title, replace(page, revisions=tuple(revisions)[:1])
                    except ApiError as error:
                        self._fail(title, error)
                asked = {**asked, "titles": []}
            for name, found in client.pages(**asked, content=content):
                if isinstance(found, ApiError):
                    self._fail(name, found)
                else:
                    yield client, name, found

    def _extract(self) -> None:
        from ..api import extract
        from ..errors import InputError
        from ..outputs import About, open_sink, writer
        from ..raw import Origin

        args = self.args
        form = args.format or ("card" if sys.stdout.isatty() else "jsonl")
        if args.output:
            sink = open_sink(
                Path(args.output), args.format, about=About(sources=tuple(client.base for client in self.clients.values()))
            )
        else:
            sink = writer(form, sys.stdout.buffer, color=colored())
        with sink as out:
            for client, name, page in self._pages(content=not args.html):
                (revision,) = page.revisions
                origin = Origin(
                    wiki=page.wiki,
                    title=page.title,
                    page_id=page.id,
                    revision_id=revision.id,
                    timestamp=revision.timestamp,
                    url=page.url,
                )
                try:
                    text: str | None = revision.text
                    if args.html:
                        text, _ = client.html(
                            page.title, parser=args.html, revision=revision.id if args.at or args.revision else None
                        )
                    if text is None:
                        raise InputError("the text of this revision is hidden")
                    kind: Any = "html" if args.html else "wikitext"
                    for record in extract(
                        text, format=kind, language=page.language, origin=origin, redirects=self._names(client)
                    ):
                        out.write(record)
                except InputError as error:
                    self._fail(name, error)
                self._progress()

    def _names(self, client: Client) -> dict[str, str]:
        """The wiki's own names of the templates, asked once."""
        if client.base not in self.redirects:
            self.redirects[client.base] = client.template_redirects()
        return self.redirects[client.base]

    def _save(self, client: Client) -> None:
        """Save what is not there yet in this revision: first the numbers, then the texts, 50 a call."""
        from ..errors import InputError
        from ..sources.api import ApiError, Saved

        args, saved = self.args, Saved(Path(self.args.save))
        suffix = ".html" if args.html else ".wikitext"
        waiting: dict[tuple[str, int], tuple[str, Page]] = {}

        def take(some: Client) -> None:
            texts = some.pages(revisions=[number for base, number in waiting if base == some.base])
            for number, found in texts:
                name, page = waiting.pop((some.base, int(number)))
                if isinstance(found, ApiError) or found.revisions[0].text is None:
                    self._fail(name, found if isinstance(found, ApiError) else "the text of this revision is hidden")
                    continue
                revision = found.revisions[0]
                saved.save(page, revision.text or "", suffix, revision_id=revision.id, timestamp=revision.timestamp)
                self._progress()

        for client_, name, page in self._pages(content=False):
            (revision,) = page.revisions
            known = saved.known(page, suffix)
            if args.html:
                try:
                    text, etag = client_.html(
                        page.title, parser=args.html, etag=(known or {}).get("etag"), revision=revision.id if args.at else None
                    )
                    if text is not None:
                        saved.save(page, text, suffix, revision_id=revision.id, timestamp=revision.timestamp, etag=etag)
                    self._progress()
                except InputError as error:
                    self._fail(name, error)
            elif known and known.get("revision_id") == revision.id:
                self._progress()
            elif revision.id is not None:
                waiting[client_.base, revision.id] = name, page
                if sum(base == client_.base for base, _ in waiting) >= 50:
                    take(client_)
        for one in self.clients.values():
            take(one)
