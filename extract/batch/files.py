"""Files and folders as a job: slices of them to the processes, records in the order of the files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..api import extract
from ..outputs import Writer
from ..raw import Format, Origin
from ..record import Record, from_json, to_json
from ..sources.files import Found, Input
from .desk import Desk
from .job import Run, Settings, at_work, finish
from .output import Destination
from .report import TOOL, RunReport, TaskReport, printable, tell, tell_missing

#: A slice is closed at so many files or bytes, whichever comes first: small enough to lose one, large enough to be worth a file.
_FILES, _BYTES = 32, 2_000_000
STEM = "files"


@dataclass(frozen=True, slots=True)
class Reading:
    """How pages are read, where they do not say so themselves; as in `extract`."""

    format: Format | None = None
    language: str | None = None
    redirects: Mapping[str, str] | None = None

    def records(self, one: Input) -> Iterator[Record]:
        """The records of an input; raises `InputError` where there are none."""
        yield from extract(
            one.read(),
            format=self.format,
            language=self.language,
            origin=Origin(path=printable(one.path)),
            redirects=self.redirects,
        )


def slices(inputs: Sequence[Input]) -> dict[int, tuple[str, ...]]:
    """The paths, cut into tasks."""
    made: list[list[str]] = []
    size = _BYTES
    for one in inputs:
        if size >= _BYTES or len(made[-1]) >= _FILES:
            made.append([])
            size = 0
        made[-1].append(one.path)
        size += _stat(one.path)[0]
    return {index: tuple(paths) for index, paths in enumerate(made)}


def manifest(found: Found, reading: Reading) -> dict[str, Any]:
    """What makes a run over files the same run: its options and its files, by path, size and time of change."""
    digest = hashlib.sha256()
    for one in found.inputs:
        digest.update(f"{one.path}\0{_stat(one.path)}\n".encode("utf-8", "surrogateescape"))
    return {
        "job": "extract",
        "tool": TOOL,
        "options": {"from": reading.format, "language": reading.language, "redirects": dict(reading.redirects or {})},
        "number of files": len(found.inputs),
        "digest of the files' paths, sizes and times": digest.hexdigest(),
    }


def read_slice(reading: Reading, task: tuple[str, ...], desk: Desk) -> None:
    """Read the files of a slice."""
    for path in task:
        desk.read(path, "", partial(_lines, reading, path))
        desk.report.pages += 1
        desk.report.read += 1
        desk.report.size += 1  # progress counts files
        desk.pulse()


def _lines(reading: Reading, path: str) -> Iterator[bytes]:
    return map(to_json, reading.records(Input(path)))


def extract_files(
    found: Found, reading: Reading, settings: Settings, target: Destination | Callable[[], AbstractContextManager[Writer]]
) -> int:
    """Read the files in several processes; failures go to standard error. Gives the exit code.

    The records go to a `target` that is a file or folder at the end, or when the run is stopped; to one that is opened by a call
    (standard output) as the slices come in. Raises `JobError`.
    """
    report = RunReport(tool=TOOL, inputs=[one.path for one in found.inputs])
    tell_missing(found, report)
    tasks = slices(found.inputs)
    output = target.path if isinstance(target, Destination) else None
    with at_work(settings, output, manifest(found, reading), report, len(found.inputs), sized=False) as run:

        def read(write: Callable[[Record], None] | None) -> None:
            def done(index: int, task: TaskReport) -> None:
                report.add(task)
                run.progress.clear()
                tell(task.failures)
                if write is not None:
                    _hand_over(run, index, write)

            run.phase(STEM, partial(read_slice, reading), tasks, done)

        if not isinstance(target, Destination):
            with target() as out:
                read(out.write)
        else:
            read(None)
            with target.open(run.folder) as out:
                for index in run.folder.reports(STEM):
                    _hand_over(run, index, out.write)
        return finish(run, output)


def _hand_over(run: Run, index: int, write: Callable[[Record], None]) -> None:
    for line in run.folder.lines(STEM, index):
        record = from_json(line)
        run.report.boxes += 1
        run.report.count(record)
        write(record)


def _stat(path: str) -> tuple[int, int]:
    """Size in bytes and time of change in nanoseconds; zeros where it cannot be looked at (reading it will say why)."""
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
