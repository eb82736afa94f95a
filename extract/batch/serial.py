"""Many inputs, one after another: what fails costs only itself and is named with its reason."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping

from ..api import extract
from ..errors import InputError
from ..raw import Format, Origin
from ..record import Record
from ..sources.files import Found


def run(
    found: Found,
    write: Callable[[Record], None],
    *,
    format: Format | None = None,
    language: str | None = None,
    redirects: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> int:
    """Read every input in order and hand each record to `write`; failures go to standard error.

    Gives the exit code: 0 when every input gave a record, 1 otherwise.
    """
    failed = len(found.missing)
    for error in found.missing:
        print(f"battlebox: {error}", file=sys.stderr)
    progress = _Progress(len(found.inputs), quiet)
    records = 0
    for number, one in enumerate(found.inputs, 1):
        try:
            for record in extract(
                one.read(), format=format, language=language, origin=Origin(path=one.path), redirects=redirects
            ):
                write(record)
                records += 1
        except InputError as error:
            failed += 1
            progress.clear()
            print(f"battlebox: {one.path}: {error.reason}", file=sys.stderr)
        except (BrokenPipeError, KeyboardInterrupt):
            raise
        except Exception as error:
            failed += 1
            progress.clear()
            print(f"battlebox: {one.path}: our fault, please report it: {type(error).__name__}: {error}", file=sys.stderr)
        progress.show(number, records)
    progress.clear()
    if found.skipped and not quiet:
        print(f"battlebox: passed over {found.skipped} files that are no pages (style sheets, images, data)", file=sys.stderr)
    return 1 if failed else 0


class _Progress:
    """One line on a terminal, redrawn at most ten times a second; nothing elsewhere or for a few inputs."""

    def __init__(self, total: int, quiet: bool) -> None:
        self.total = total
        self.on = not quiet and total > 1 and sys.stderr.isatty()
        self.started = time.monotonic()
        self.shown = 0.0

    def show(self, done: int, records: int) -> None:
        now = time.monotonic()
        if self.on and (now - self.shown > 0.1 or done == self.total):
            self.shown = now
            left = (now - self.started) / done * (self.total - done)
            print(f"\r\x1b[K{done}/{self.total} pages, {records} records, {left:.0f} s left", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
