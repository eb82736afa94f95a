"""The command line: `battlebox COMMAND …`. A file a command; each imports what it needs when it runs.

Exit codes: 0 every input gave a record, 1 some input gave none or failed (each is named on standard error
with the reason), 2 wrong usage. A command that means something else by them says so in its help.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import cast

from .. import __version__
from . import audit, diff, dump, extract, fetch, history, schema

#: In the order of the help.
COMMANDS = (extract, fetch, dump, audit, diff, history, schema)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give its exit code."""
    args = parser().parse_args(arguments)
    try:
        return cast(int, args.run(args))
    except BrokenPipeError:  # the reader of our output went away (`| head`): not our failure
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - the interpreter flushes it at exit
        return 0
    except KeyboardInterrupt:
        print("battlebox: interrupted", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    made = argparse.ArgumentParser(
        prog="battlebox",
        description="Turn the infoboxes of Wikipedia's military-conflict pages into data that a historian can trust.",
    )
    made.add_argument("--version", action="version", version=f"battlebox {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return made
