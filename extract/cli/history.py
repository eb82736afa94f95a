"""`battlebox history`: who brought in which value of an infobox, and when."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .jobs import add_job, settings
from .options import RAW, add_redirects, colored
from .wiki import add_wiki

if TYPE_CHECKING:
    from ..lives import History
    from ..pages import Page, Revision
    from .options import Commands

DESCRIPTION = """\
Follow the infobox of a page through its revisions: what each changed, who brought in which value, what was reverted.

INPUT is a history dump or Special:Export file (XML, however compressed), a folder with a revision in each file (in the
order of their names, which may hold a revision's number and date), or the title or address of a page, whose history is
fetched from the wiki. With -o a dump is read as `battlebox dump` reads it: in several processes, and the same command
goes on where a run was stopped."""

#: A name with such an end that is not there is a file that is missing, not a title.
_FILES = frozenset((".xml", ".bz2", ".gz", ".zst", ".7z", ".json", ".jsonl"))

EXAMPLES = """\
examples:
  battlebox history export.xml
  battlebox history export.xml --blame --field casualties
  battlebox history export.xml --plot figures.svg
  battlebox history "Battle of Waterloo" --contact me@example.org --blame
  battlebox history enwiki-pages-meta-history1.xml.7z -o histories.sqlite"""


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "history", help="who brought in which value, and when", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=RAW
    )
    one.add_argument("inputs", nargs="*", metavar="INPUT", help="history dump, Special:Export file, folder of revisions")
    one.add_argument(
        "--title", action="append", default=[], metavar="TITLE", help="of these pages only (may be given several times)"
    )
    one.add_argument("--field", metavar="FIELD", help="of this field only: casualties, commanders, date …")
    one.add_argument("--blame", action="store_true", help="the values of the last revision, and who brought each in")
    one.add_argument(
        "--format", choices=("text", "json", "jsonl"), help="text (default on a terminal), json, jsonl (default elsewhere)"
    )
    one.add_argument("--plot", metavar="FILE", help="draw strength and casualties over the years to FILE (.svg, .png, .html)")
    one.add_argument(
        "-o", "--output", metavar="FILE", help="write to FILE: .jsonl, or .sqlite (tables revisions, changes, lives)"
    )
    one.add_argument("--language", metavar="CODE", help="language of the pages (default: what the dump says, else en)")
    add_redirects(one)
    add_wiki(one)
    add_job(one, page_seconds=600)
    one.add_argument("--schema", action="store_true", help="print the JSON Schema of a history, and nothing else")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the histories; give the exit code."""
    import json

    from ..errors import BattleboxError
    from ..lives import json_schema

    if args.schema:
        print(json.dumps(json_schema(), indent=1, ensure_ascii=False))
        return 0
    if not args.inputs:
        print("battlebox: give an INPUT", file=sys.stderr)
        return 2
    try:
        if args.output and all(Path(name).is_file() for name in args.inputs):
            return _job(args)
        count = _write(args)
    except (BattleboxError, OSError) as error:
        print(f"battlebox: {error}", file=sys.stderr)
        return 2
    if not count:
        print(f"battlebox: no history of an infobox in {', '.join(args.inputs)}", file=sys.stderr)
        return 1
    return 0


def _job(args: argparse.Namespace) -> int:
    """All pages of dumps into a file, by the engine of `dump`."""
    from ..batch.histories import Follow, run_histories
    from ..outputs.histories import opened
    from ..sources.dump import Wanted, open_dump

    dump = open_dump(args.inputs)
    redirects = dict(args.redirect)
    follow = Follow(Wanted(frozenset(redirects), frozenset({0})), dump.site, args.language, redirects, frozenset(args.title))
    return run_histories(dump, follow, settings(args), Path(args.output), opened)


def _write(args: argparse.Namespace) -> int:
    from ..outputs.histories import opened
    from ..report import plot, timeline

    count = 0
    if args.output:
        with opened(Path(args.output)) as sink:
            for found in _histories(args):
                sink.write(found)
                count += 1
        return count
    form = args.format or ("text" if sys.stdout.isatty() or args.blame else "jsonl")
    for found in _histories(args):
        count += 1
        if args.plot:
            if count > 1:
                print(f"battlebox: only the first page is drawn; choose one with --title (next: {found.title})", file=sys.stderr)
                break
            plot.plot(found, Path(args.plot))
        elif form == "text":
            text = timeline.blame(found, field=args.field) if args.blame else None
            sys.stdout.write(text or timeline.timeline(found, field=args.field, color=colored()))
        else:
            _json(found, form)
    return count


def _json(found: History, form: str) -> None:
    import msgspec

    data = msgspec.json.encode(found)
    sys.stdout.buffer.write((msgspec.json.format(data, indent=1) if form == "json" else data) + b"\n")
    sys.stdout.buffer.flush()


def _histories(args: argparse.Namespace) -> Iterator[History]:
    from ..lives import history

    redirects = dict(args.redirect)
    for name in args.inputs:
        for page, revisions in _pages(name, redirects, args):
            if args.title and page.title not in args.title:
                continue
            found = history(revisions, page, language=args.language, redirects=redirects)
            if found.steps:
                yield found


def _pages(name: str, redirects: dict[str, str], args: argparse.Namespace) -> Iterator[tuple[Page, Iterator[Revision]]]:
    from dataclasses import replace

    from ..errors import InputError
    from ..sources.dump import Trouble, Wanted, histories, open_dump
    from ..sources.revisions import folder

    path = Path(name)
    if not path.exists() and path.suffix.lower() not in _FILES:
        from ..sources.api import asked_by
        from .wiki import client_of

        try:
            asked = asked_by(name)
        except ValueError as error:
            raise InputError(f"neither a file nor the title of a page ({error})", name) from error
        client = client_of(args, asked.wiki)
        redirects.update(client.template_redirects())
        yield client.revisions(asked.title or name)
        return
    if path.is_dir() and (found := folder(path)) is not None:
        yield found
        return

    def trouble(one: Trouble) -> None:
        print(f"battlebox: {one.path}: {one.title + ': ' if one.title else ''}{one.reason}", file=sys.stderr)

    dump = open_dump([name])
    wanted = Wanted(frozenset(redirects), None)
    for part in dump.parts:
        for page, revisions in histories(part, wanted, trouble):
            yield replace(page, wiki=dump.site.wiki, language=dump.site.language), revisions
