"""A run from its beginning to its end: phases of tasks, what is done already, the order of what comes out, the report."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import JobError
from .desk import Limits
from .pool import Event, Pool, Work
from .progress import Progress
from .report import Failure, RunReport, TaskReport
from .spool import WorkFolder
from .stop import Stop


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run, which changes nothing of what comes out: processes (0: one for each processor), what a page may cost,
    whether to begin anew, where the report goes, whether to keep quiet."""

    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    restart: bool = False
    report: Path | None = None
    quiet: bool = False

    @property
    def processes(self) -> int:
        """How many processes to use."""
        return self.jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()) or os.cpu_count() or 1


@dataclass(slots=True)
class Run:
    """What all phases of a run share. `missing` are the parts of the input that could not be read; `stopped` says that a signal
    came before all was read (one that comes later changes nothing)."""

    folder: WorkFolder
    settings: Settings
    progress: Progress
    stop: Stop
    report: RunReport
    missing: list[Failure] = field(default_factory=list)
    stopped: bool = False

    def phase(
        self, stem: str, work: Work, tasks: Mapping[int, Any], done: Callable[[int, TaskReport], None] | None = None
    ) -> bool:
        """Do the tasks that no earlier run has done; `done` hears of each, in order. Gives whether all of them are."""
        finished = self.folder.reports(stem)
        finished = {index: report for index, report in finished.items() if index in tasks}
        failed: dict[int, Failure] = {}
        count = _Count(finished)
        self.progress.begin(count.size)
        order = iter(tasks)
        waits = next(order, None)

        def tell() -> None:
            nonlocal waits
            while waits is not None and (waits in finished or waits in failed):
                if waits in failed:
                    self.missing.append(failed[waits])
                elif done is not None:
                    done(waits, finished[waits])
                waits = next(order, None)

        tell()
        left = {index: task for index, task in tasks.items() if index not in finished}
        pool = Pool(work, left, self.folder, stem, self.settings.processes, self.settings.limits)
        with closing(pool.run()) as news:
            for event in news:
                if self.stop.signal:
                    self.stopped = True
                    return False
                if event is not None:
                    count.hear(event)
                    if event.done:
                        finished[event.index] = self.folder.report(stem, event.index)
                    elif event.failed is not None:
                        failed[event.index] = event.failed
                    tell()
                self.progress.show(count.size, count.pages, count.lines)
        self.progress.clear()
        return not failed


@contextmanager
def at_work(
    settings: Settings, output: Path | None, manifest: Mapping[str, Any], report: RunReport, total: int, *, sized: bool
) -> Iterator[Run]:
    """A run with its work folder: beside `output`, or one that goes at the end where there is none to go on with.

    `total` is what progress counts to, bytes where `sized`. Raises `JobError`.
    """
    if settings.report is not None and not settings.report.parent.is_dir():
        raise JobError(f"cannot write {settings.report}: there is no folder {settings.report.parent}")
    with Stop() as stop:
        progress = Progress(total, settings.quiet, sized=sized)
        if output is None:
            with tempfile.TemporaryDirectory(prefix="battlebox-") as temporary, WorkFolder(Path(temporary)) as folder:
                yield Run(folder, settings, progress, stop, report)
            return
        with WorkFolder.beside(output) as folder:
            if folder.begin(manifest, restart=settings.restart) and not settings.quiet:
                print(f"battlebox: going on where an earlier run stopped ({folder.path})", file=sys.stderr)
            try:
                yield Run(folder, settings, progress, stop, report)
            except JobError as error:
                raise JobError(f"{error}; what is done stays, the same command goes on from here") from error


def finish(run: Run, output: Path | None) -> int:
    """The end of a run: its report is given, and where all is done the work folder goes. Gives the exit code."""
    run.progress.clear()
    report, stopped = run.report, run.stopped
    report.failures += run.missing
    report.complete = not stopped and not run.missing
    if run.settings.report is not None:
        write_report(report, run.settings.report)
    if not run.settings.quiet:
        for line in report.lines():
            print(f"battlebox: {line}", file=sys.stderr)
    if output is not None and report.complete:
        run.folder.remove()
    elif output is not None:
        what = "stopped" if stopped else "a part of the input is missing"
        print(f"battlebox: {what}: {output} holds what is done; the same command goes on from here", file=sys.stderr)
    elif stopped:
        print("battlebox: stopped", file=sys.stderr)
    return run.stop.code if stopped else 1 if report.failures else 0


def write_report(report: RunReport, path: Path) -> None:
    """Write the report as JSON; raises `JobError` where that cannot be done."""
    try:
        path.write_bytes(report.to_json())
    except OSError as error:
        raise JobError(f"cannot write {path}: {error.strerror}") from error


class _Count:
    """Pages, bytes and lines of all tasks, finished or under way."""

    def __init__(self, finished: Mapping[int, TaskReport]) -> None:
        self._pages = {index: report.pages for index, report in finished.items()}
        self._size = {index: report.size for index, report in finished.items()}
        self._lines = {index: report.lines for index, report in finished.items()}

    def hear(self, event: Event) -> None:
        if event.failed is None:
            self._pages[event.index], self._size[event.index], self._lines[event.index] = event.pages, event.size, event.lines

    @property
    def pages(self) -> int:
        return sum(self._pages.values())

    @property
    def size(self) -> int:
        return sum(self._size.values())

    @property
    def lines(self) -> int:
        return sum(self._lines.values())
