"""`battlebox dump`: a wiki's dump in, records out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from .jobs import add_job, settings
from .options import FORMS, RAW, redirect

if TYPE_CHECKING:
    from .options import Commands

#: A copy of `Record.kind`'s values (a test compares), which cost too much to load for a help.
KINDS = ("military_conflict", "military_operation", "civil_conflict", "civilian_attack")

DESCRIPTION = """\
Read a dump of a wiki and write a record for each military-conflict infobox in it.

PATH is a dump (.xml, .bz2, .gz, .zst, .7z, or the .tar.gz of Wikimedia Enterprise) or a folder of them, as Wikimedia
publishes them or Special:Export and dumpBackup.php write them; of a history the latest revision counts. Pages count by
their template under any of its names: those of `battlebox schema --kinds`, the redirects that the dump itself holds, and
templates that hold a box of their own ("{{2026 X war infobox}}").

What is done is kept in OUT.battlebox until all is done: stopped or killed, the same command goes on from there."""

EPILOG = """\
examples:
  battlebox dump enwiki-20261101-pages-articles-multistream.xml.bz2 -o conflicts.jsonl.gz
  battlebox dump mediawiki_content_current/enwiki/2026-11-01/xml/bzip2 -o conflicts.parquet --report report.json
  battlebox dump enwiki-20261101-pages-articles.xml.bz2 -o sieges.sqlite --category "Sieges of the Napoleonic Wars"

exit codes: 0 done, 1 done with failures (listed), 2 wrong usage, unusable input or a full disk, 130 stopped by Ctrl-C,
143 by SIGTERM"""


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "dump", help="a wiki's dump in, records out", description=DESCRIPTION, epilog=EPILOG, formatter_class=RAW
    )
    one.add_argument("paths", nargs="+", metavar="PATH", help="dump file, or folder of dump files")
    one.add_argument("-o", "--output", metavar="OUT", required=True, help="file (or folder of tables) to write")
    one.add_argument("--format", choices=FORMS[1:], help="what to write (default: by the name of OUT, else jsonl)")
    one.add_argument(
        "--titles",
        metavar="FILE",
        help="only pages whose titles stand in FILE, a line each; of a multistream dump with its index only their streams are read",
    )
    one.add_argument(
        "--hits",
        metavar="FILE",
        help="where in the dump the pages stand that can matter: the first run writes it, the next over the same dump read only there",
    )
    one.add_argument(
        "--category", metavar="NAME", action="append", default=[], help="only pages whose text puts them in it (repeatable)"
    )
    one.add_argument("--kind", action="append", default=[], choices=KINDS, help="only records of this kind (repeatable)")
    one.add_argument(
        "--namespace", metavar="N", type=int, action="append", default=[], help="pages of this namespace (repeatable; default: 0)"
    )
    one.add_argument("--incomplete", action="store_true", help="read a folder though files or check sums of it are missing")
    one.add_argument(
        "--from",
        dest="source",
        choices=("html", "wikitext"),
        help="what to read where a page is there in both (default: wikitext)",
    )
    one.add_argument("--language", metavar="CODE", help="language of the pages (default: what the dump says)")
    one.add_argument(
        "--redirect", metavar="NAME=TEMPLATE", action="append", type=redirect, default=[],
        help="another name of a template, where the dump does not hold it (repeatable)",
    )  # fmt: skip
    add_job(one)
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the dump; give the exit code."""
    from ..batch.articles import Asked, category_name
    from ..batch.dumps import run_dump
    from ..batch.output import Destination
    from ..batch.streams import only_streams
    from ..errors import BattleboxError
    from ..outputs import About
    from ..sources.dump import open_dump

    try:
        titles = _titles(args.titles)
        dump = open_dump(args.paths, incomplete=args.incomplete)
        dump = only_streams(dump, titles) if titles and not args.hits else dump
        sources = tuple(Path(file).name for file in dump.files)
        about = About(f"battlebox {__version__}", sources, dump.site.wiki, dump.date)
        target = Destination(Path(args.output), args.format, about)
        target.check()
        asked = Asked(
            args.source or "wikitext",
            args.language,
            dict(args.redirect),
            frozenset(args.kind),
            frozenset(category_name(name.removeprefix("Category:")) for name in args.category),
        )
        hits = Path(args.hits) if args.hits else None
        namespaces = frozenset(args.namespace) or frozenset({0})
        return run_dump(dump, asked, settings(args), target, titles=titles, namespaces=namespaces, hits=hits)
    except (BattleboxError, OSError) as error:
        print(f"battlebox: {error}", file=sys.stderr)
        return 2


def _titles(path: str | None) -> frozenset[str]:
    """The titles of a file, as MediaWiki writes them; raises `JobError` where there are none."""
    from ..batch.articles import category_name
    from ..errors import JobError

    if path is None:
        return frozenset()
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JobError(f"cannot read {path}: {error}") from error
    titles = frozenset(category_name(line) for line in lines if line.strip())
    if not titles:
        raise JobError(f"{path}: no titles in it (one a line)")
    return titles
