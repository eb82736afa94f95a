"""`battlebox extract`: pages in, records out."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from .options import RAW, add_source, colored

if TYPE_CHECKING:
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
        choices=("card", "json", "jsonl"),
        help="card for eyes (the default on a terminal), json, jsonl (the default elsewhere)",
    )
    one.add_argument("-o", "--output", metavar="FILE", help="write to FILE (.json or .jsonl) instead of standard output")
    one.add_argument("-q", "--quiet", action="store_true", help="no progress")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the inputs in order; give the exit code."""
    from ..batch import run as read_all
    from ..outputs import writer
    from ..sources.files import find

    form = args.format or _form_of(args.output)
    found = find(args.inputs)
    with ExitStack() as stack:
        try:
            sink: IO[bytes] = stack.enter_context(Path(args.output).open("wb")) if args.output else sys.stdout.buffer
        except OSError as error:
            print(f"battlebox: cannot write {args.output}: {error.strerror}", file=sys.stderr)
            return 2
        out = stack.enter_context(writer(form, sink, color=colored(args.output)))
        return read_all(
            found, out.write, format=args.source, language=args.language, redirects=dict(args.redirect), quiet=args.quiet
        )


def _form_of(output: str | None) -> str:
    if output:
        return "json" if output.lower().endswith(".json") else "card" if output.lower().endswith(".txt") else "jsonl"
    return "card" if sys.stdout.isatty() else "jsonl"
