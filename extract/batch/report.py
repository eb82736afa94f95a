"""What a run has to say of itself: what it saw, what it found, what failed and why."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import msgspec

from .. import __version__
from ..record import Record
from ..sources.files import Found

#: What made a report, and whose work folder it is.
TOOL = f"battlebox {__version__}"


class Failure(msgspec.Struct, frozen=True, omit_defaults=True):
    """What gave no record though it should have, or a place that could not be read.

    `code` is "time" (over the limit), "memory", "died" (the process went with it), "error" (our fault), "input" (it cannot be
    read, or holds no box where one was promised), "damage" (a corrupt part of a file), "task" (a whole part of the input, which the
    next run tries again). `place` is where it lies, `title` the page's.
    """

    code: str
    place: str
    reason: str
    title: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.title}: {self.reason}" if self.title else f"{self.place}: {self.reason}"


class TaskReport(msgspec.Struct):
    """A task's own count: `pages` seen, of them `read` closely and `waiting` for a name; `size` is in bytes, as progress counts
    them, `lines` how many records it spooled; `names` are what the job learned for its second look, `hits` where in the file the
    pages begin that can matter (None: not to be said)."""

    pages: int = 0
    read: int = 0
    waiting: int = 0
    size: int = 0
    lines: int = 0
    failures: list[Failure] = []
    titles: list[str] = []
    names: list[Any] = []
    hits: list[tuple[int, int] | None] = []


class RunReport(msgspec.Struct):
    """What a run has to say at its end; the same for the same input, whatever the number of processes.

    `boxes` were found on the pages, `records` were written: fewer where `--kind` or `--category` narrowed them down, or a page
    stood in the input twice. `complete` is False where the run was stopped or a part of the input is missing.
    """

    tool: str = ""
    inputs: list[str] = []
    complete: bool = False
    pages: int = 0
    read: int = 0
    waiting: int = 0
    boxes: int = 0
    records: int = 0
    kinds: dict[str, int] = {}
    warnings: dict[str, int] = {}
    notes: list[str] = []
    failures: list[Failure] = []

    def add(self, task: TaskReport) -> None:
        """Count a task in."""
        self.pages += task.pages
        self.read += task.read
        self.waiting += task.waiting
        self.failures += task.failures

    def count(self, record: Record) -> None:
        """Count a record that was written."""
        self.records += 1
        self.kinds[record.kind] = self.kinds.get(record.kind, 0) + 1
        for warning in record.warnings:
            self.warnings[warning.code] = self.warnings.get(warning.code, 0) + 1

    def to_json(self) -> bytes:
        """The report as indented JSON, counts from the highest down."""
        inputs = list(map(printable, self.inputs))
        sorted_counts = msgspec.structs.replace(self, inputs=inputs, kinds=_ranked(self.kinds), warnings=_ranked(self.warnings))
        return msgspec.json.format(msgspec.json.encode(sorted_counts), indent=1) + b"\n"

    def lines(self, most: int = 20) -> list[str]:
        """For eyes: the counts, then the failures, `most` of them."""
        said = [
            f"{self.pages:,} pages seen, {self.read:,} read, {self.boxes:,} boxes found, {self.records:,} records written"
            + (f" ({_listed(self.kinds)})" if len(self.kinds) > 1 else "")
        ]
        if self.warnings:
            said.append(f"warnings in the records: {_listed(self.warnings)}")
        said += self.notes
        if self.failures:
            said.append(f"failures: {len(self.failures):,}")
            said += [f"  {failure}" for failure in self.failures[:most]]
            if len(self.failures) > most:
                said.append(f"  … and {len(self.failures) - most:,} more (--report FILE lists them all)")
        return said


def printable(name: str) -> str:
    """A file's name with the bytes that are no UTF-8 shown as such: JSON takes no others.

    >>> printable("caf\\udce9.txt")
    'caf\\\\udce9.txt'
    """
    return name.encode("utf-8", "backslashreplace").decode()


def tell(failures: Iterable[Failure]) -> None:
    """Name failures on standard error."""
    for failure in failures:
        print(f"battlebox: {failure}", file=sys.stderr)


def tell_missing(found: Found, report: RunReport) -> None:
    """Name the inputs that do not exist, and count them."""
    failures = [Failure("input", printable(error.place), error.reason) for error in found.missing]
    tell(failures)
    report.failures += failures


def _ranked(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in _ranked(counts).items())
