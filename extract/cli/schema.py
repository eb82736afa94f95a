"""`battlebox schema`: the JSON Schema of a record, and the lists behind it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .options import Commands


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "schema",
        help="the JSON Schema of a record",
        description="Print the JSON Schema (2020-12) of a record, made from the types, or the lists behind it.",
    )
    one.add_argument("--kinds", action="store_true", help="instead: the infobox templates that count, with their aliases")
    one.add_argument("--warnings", action="store_true", help="instead: the codes of warnings and what they say")
    one.add_argument("--tables", action="store_true", help="instead: the tables and their columns (Parquet, SQLite, CSV)")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print; give the exit code."""
    import json

    if args.warnings:
        from ..errors import CODES

        for code, meaning in CODES.items():
            print(f"{code:22} {meaning}")
    elif args.tables:
        from ..outputs.tables.package import dictionary

        print(dictionary())
    elif args.kinds:
        from ..vocabulary import kinds

        for kind in kinds():
            print(f"{kind.kind}: {kind.template}")
            for name in sorted(kind.names):
                print(f"  {name}")
    else:
        from ..record import json_schema

        print(json.dumps(json_schema(), indent=1, ensure_ascii=False))
    return 0
