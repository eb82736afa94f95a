"""What the commands that read many pages share: options about processes, limits and reports."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..batch.job import Settings


def add_job(command: argparse.ArgumentParser, *, page_seconds: float = 60.0) -> None:
    """--jobs, --page-seconds, --memory, --report, --restart and -q."""
    command.add_argument("--jobs", type=_positive, metavar="N", default=0, help="processes (default: one for each processor)")
    command.add_argument(
        "--page-seconds",
        type=float,
        metavar="S",
        default=page_seconds,
        help=f"leave a page out that takes longer (default: {page_seconds:g})",
    )
    command.add_argument(
        "--memory",
        type=_positive,
        metavar="MB",
        default=1024,
        help="leave a page out that takes a process past this (default: 1024)",
    )
    command.add_argument("--report", metavar="FILE", help="write what was seen, found and missed to FILE, as JSON")
    command.add_argument("--restart", action="store_true", help="begin anew instead of going on where an earlier run stopped")
    command.add_argument("-q", "--quiet", action="store_true", help="no progress, no report on standard error")


def settings(args: argparse.Namespace) -> Settings:
    """The options as the engine takes them."""
    from pathlib import Path

    from ..batch.desk import Limits
    from ..batch.job import Settings

    limits = Limits(args.page_seconds, args.memory * 1024 * 1024)
    return Settings(args.jobs, limits, args.restart, Path(args.report) if args.report else None, args.quiet)


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return number
