"""`battlebox audit`: how far to trust a batch."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from .options import add_source

if TYPE_CHECKING:
    from .options import Commands

DESCRIPTION = (
    "Read pages and say, field by field, how much of what they show ended up in records: pages with a value, items, "
    "share of visible characters, unread text, warnings by code, unknown templates and flags."
)


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser("audit", help="how far to trust a batch", description=DESCRIPTION)
    one.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder, or - for standard input")
    add_source(one)
    one.add_argument("--format", choices=("table", "json"), default="table", help="table for eyes (default) or json")
    one.add_argument("-q", "--quiet", action="store_true", help="no progress")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the inputs and print the audit; give the exit code."""
    from ..audit import Auditor, render, to_json
    from ..batch import run as read_all
    from ..sources.files import find

    auditor = Auditor()
    code = read_all(
        find(args.inputs),
        auditor.add,
        format=args.source,
        language=args.language,
        redirects=dict(args.redirect),
        quiet=args.quiet,
    )
    audit = auditor.audit()
    if args.format == "json":
        sys.stdout.buffer.write(to_json(audit) + b"\n")
    else:
        print(render(audit))
    return code
