"""The command line: `battlebox COMMAND …`.

Exit codes: 0 every input gave a record, 1 some input gave none or failed (each is named on standard error
with the reason), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from . import __version__

EXTRACT = """\
Read pages and write a record for each military-conflict infobox in them.

INPUT is a file, a folder (read recursively), or - for standard input. What it holds - flattened text, saved
HTML, wikitext - is recognized by its content."""

EXAMPLES = """\
examples:
  battlebox extract fixtures/battle-of-qalamoun.txt
  battlebox extract pages/ -o conflicts.jsonl
  curl -s https://en.wikipedia.org/wiki/Battle_of_Waterloo | battlebox extract - --format json"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give its exit code."""
    parser = _parser()
    args = parser.parse_args(arguments)
    try:
        return cast(int, args.run(args))
    except BrokenPipeError:  # the reader of our output went away (`| head`): not our failure
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - the interpreter flushes it at exit
        return 0
    except KeyboardInterrupt:
        print("battlebox: interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="battlebox",
        description="Turn the infoboxes of Wikipedia's military-conflict pages into data that a historian can trust.",
    )
    parser.add_argument("--version", action="version", version=f"battlebox {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    formatter = argparse.RawDescriptionHelpFormatter

    one = commands.add_parser(
        "extract", help="pages in, records out", description=EXTRACT, epilog=EXAMPLES, formatter_class=formatter
    )
    one.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder, or - for standard input")
    one.add_argument(
        "--from", dest="source", choices=("text", "html", "wikitext"), help="what the input is (default: by its content)"
    )
    one.add_argument("--language", metavar="CODE", help="language of the page (default: what the page says, else en)")
    one.add_argument(
        "--format",
        choices=("card", "json", "jsonl"),
        help="card for eyes (the default on a terminal), json, jsonl (the default elsewhere)",
    )
    one.add_argument("-o", "--output", metavar="FILE", help="write to FILE (.json or .jsonl) instead of standard output")
    one.add_argument(
        "--redirect",
        metavar="NAME=TEMPLATE",
        action="append",
        type=_redirect,
        default=[],
        help="another name of a template, as the wiki redirects it (may be given several times)",
    )
    one.add_argument("-q", "--quiet", action="store_true", help="no progress")
    one.set_defaults(run=_extract)

    two = commands.add_parser(
        "audit",
        help="how far to trust a batch",
        description="Read pages and say, field by field, how much of what they show ended up in records: pages with a value, items, "
        "share of visible characters, unread text, warnings by code, unknown templates and flags.",
    )
    two.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder, or - for standard input; .jsonl holds records")
    two.add_argument(
        "--from", dest="source", choices=("text", "html", "wikitext"), help="what the input is (default: by its content)"
    )
    two.add_argument("--language", metavar="CODE", help="language of the pages")
    two.add_argument("--format", choices=("table", "json"), default="table", help="table for eyes (default) or json")
    two.add_argument("-q", "--quiet", action="store_true", help="no progress")
    two.set_defaults(run=_audit)

    three = commands.add_parser(
        "schema",
        help="the JSON Schema of a record",
        description="Print the JSON Schema (2020-12) of a record, made from the types, or the lists behind it.",
    )
    three.add_argument("--kinds", action="store_true", help="instead: the infobox templates that count, with their aliases")
    three.add_argument("--warnings", action="store_true", help="instead: the codes of warnings and what they say")
    three.set_defaults(run=_schema)
    return parser


def _extract(args: argparse.Namespace) -> int:
    from .batch import run
    from .outputs import writer
    from .sources.files import find

    form = args.format or _form_of(args.output)
    found = find(args.inputs)
    with ExitStack() as stack:
        try:
            sink: IO[bytes] = stack.enter_context(Path(args.output).open("wb")) if args.output else sys.stdout.buffer
        except OSError as error:
            print(f"battlebox: cannot write {args.output}: {error.strerror}", file=sys.stderr)
            return 2
        out = stack.enter_context(writer(form, sink, color=_colored(args.output)))
        return run(found, out.write, format=args.source, language=args.language, redirects=dict(args.redirect), quiet=args.quiet)


def _audit(args: argparse.Namespace) -> int:
    from .audit import Auditor, render, to_json
    from .batch import run
    from .sources.files import find

    auditor = Auditor()
    code = run(find(args.inputs), auditor.add, format=args.source, language=args.language, quiet=args.quiet)
    audit = auditor.audit()
    if args.format == "json":
        sys.stdout.buffer.write(to_json(audit) + b"\n")
    else:
        print(render(audit))
    return code


def _schema(args: argparse.Namespace) -> int:
    import json

    if args.warnings:
        from .errors import CODES

        for code, meaning in CODES.items():
            print(f"{code:22} {meaning}")
    elif args.kinds:
        from .vocabulary import kinds

        for kind in kinds():
            print(f"{kind.kind}: {kind.template}")
            for name in sorted(kind.names):
                print(f"  {name}")
    else:
        from .record import json_schema

        print(json.dumps(json_schema(), indent=1, ensure_ascii=False))
    return 0


def _redirect(text: str) -> tuple[str, str]:
    name, sign, target = text.partition("=")
    if not sign or not name.strip() or not target.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=TEMPLATE")
    return name.strip(), target.strip()


def _form_of(output: str | None) -> str:
    if output:
        return "json" if output.lower().endswith(".json") else "card" if output.lower().endswith(".txt") else "jsonl"
    return "card" if sys.stdout.isatty() else "jsonl"


def _colored(output: str | None) -> bool:
    return not output and sys.stdout.isatty() and "NO_COLOR" not in os.environ
