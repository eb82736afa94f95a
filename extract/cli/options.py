"""What several commands share: the subparsers' type, options of the same name and meaning, how output is chosen."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

#: What records can be written as; a copy of `outputs.FORMS` (a test compares), which costs too much to load for a help.
FORMS = ("card", "json", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "sqlite", "csv", "geojson")

#: Epilogs keep their lines.
RAW = argparse.RawDescriptionHelpFormatter


def add_source(command: argparse.ArgumentParser) -> None:
    """--from, --language and --redirect: what a page is, where it does not say so itself."""
    command.add_argument(
        "--from", dest="source", choices=("text", "html", "wikitext"), help="what the input is (default: by its content)"
    )
    command.add_argument("--language", metavar="CODE", help="language of the page (default: what the page says, else en)")
    add_redirects(command)


def add_redirects(command: argparse.ArgumentParser) -> None:
    """--redirect: other names of templates."""
    command.add_argument(
        "--redirect",
        metavar="NAME=TEMPLATE",
        action="append",
        type=redirect,
        default=[],
        help="another name of a template, as the wiki redirects it (may be given several times)",
    )


def redirect(text: str) -> tuple[str, str]:
    """The two names of "NAME=TEMPLATE"."""
    name, sign, target = text.partition("=")
    if not sign or not name.strip() or not target.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=TEMPLATE")
    return name.strip(), target.strip()


def colored(output: str | None = None) -> bool:
    """Whether to write in colors: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return not output and sys.stdout.isatty() and "NO_COLOR" not in os.environ
