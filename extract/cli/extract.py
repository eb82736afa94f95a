"""`battlebox extract`: pages in, records out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from .jobs import add_job, settings
from .options import FORMS, RAW, add_source, colored

if TYPE_CHECKING:
    from ..outputs import About, Writer
    from .options import Commands

DESCRIPTION = """\
Read pages and write a record for each military-conflict infobox in them.

INPUT is a file, a folder (read recursively), or - for standard input. What it holds - flattened text, saved
HTML, wikitext - is recognized by its content."""

EXAMPLES = """\
examples:
  battlebox extract fixtures/battle-of-qalamoun.txt
  battlebox extract pages/ -o conflicts.jsonl
  curl -s https://en.wikipedia.org/wiki/Battle_of_Waterloo | battlebox extract - --format json"""


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "extract", help="pages in, records out", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=RAW
    )
    one.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder, or - for standard input")
    add_source(one)
    one.add_argument(
        "--format",
        choices=FORMS,
        help="card for eyes (the default on a terminal), jsonl (the default elsewhere), json, geojson; tables (parquet, sqlite, csv: "
        "with -o), packed lines (jsonl.gz, jsonl.zst); default with -o: by the name of FILE",
    )
    one.add_argument("-o", "--output", metavar="FILE", help="write to FILE (or a folder of tables) instead of standard output")
    add_job(one)
    one.set_defaults(run=run)


#: So many files are read in this process: to start others would take longer.
_FEW = 24


def run(args: argparse.Namespace) -> int:
    """Read the inputs in order; give the exit code."""
    from ..batch.files import Reading, extract_files
    from ..batch.job import write_report
    from ..batch.output import Destination
    from ..batch.report import TOOL, RunReport
    from ..batch.serial import passed_over
    from ..batch.serial import run as read_all
    from ..errors import JobError
    from ..sources.files import find

    found = find(args.inputs)
    output = Path(args.output) if args.output else None
    job = settings(args)
    try:
        if len(found.inputs) <= _FEW or any(one.path == "-" for one in found.inputs):
            report = RunReport(tool=TOOL, inputs=[one.path for one in found.inputs])
            with _writer(args, output) as out:
                code = read_all(
                    found,
                    out.write,
                    format=args.source,
                    language=args.language,
                    redirects=dict(args.redirect),
                    quiet=args.quiet,
                    report=report,
                )
            if job.report is not None:
                write_report(report, job.report)
            return code
        reading = Reading(args.source, args.language, dict(args.redirect))
        if output is None:
            code = extract_files(found, reading, job, partial(_writer, args, None))
        else:
            target = Destination(output, args.format, _about(args))
            target.check()
            code = extract_files(found, reading, job, target)
        if found.skipped and not args.quiet:
            print(passed_over(found.skipped), file=sys.stderr)
        return code
    except JobError as error:
        print(f"battlebox: {error}", file=sys.stderr)
        return 2


@contextmanager
def _writer(args: argparse.Namespace, output: Path | None) -> Iterator[Writer]:
    from ..errors import JobError
    from ..outputs import open_sink, writer

    if output is None:
        form = args.format or ("card" if sys.stdout.isatty() else "jsonl")
        if form not in ("card", "json", "jsonl", "geojson"):
            raise JobError(f"{form} goes to a file or folder: give it with -o")
        with writer(form, sys.stdout.buffer, color=colored()) as out:
            yield out
        return
    with open_sink(output, args.format, about=_about(args)) as out:
        yield out


def _about(args: argparse.Namespace) -> About:
    from ..outputs import About

    return About(f"battlebox {__version__}", tuple(args.inputs))
