"""A run from its beginning to its end: phases of tasks, signals, what is done already, the order of what comes out."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from .desk import Limits
from .pool import Event, Pool, Work
from .progress import Progress
from .report import Failure, RunReport, TaskReport
from .spool import WorkFolder


class Stop:
    """Ctrl-C, SIGTERM and SIGHUP become a flag while this is open: `signal` is the one that came, 0 for none.

    A second one ends the program at once, as it would have without us.
    """

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(one) != signal.SIG_IGN:  # nohup stays nohup
                    self._before[one] = signal.signal(one, self._caught)
        return self

    def __exit__(self, *_: object) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)

    def _caught(self, number: int, _: FrameType | None) -> None:
        if self.signal:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        self.signal = number

    @property
    def code(self) -> int:
        """The exit code of a run that was stopped: 130 for Ctrl-C, 143 for SIGTERM."""
        return 128 + self.signal


@dataclass(slots=True)
class Run:
    """What all phases of a run share."""

    folder: WorkFolder
    jobs: int
    limits: Limits
    progress: Progress
    stop: Stop
    report: RunReport
    missing: list[Failure] = field(default_factory=list)

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
        pool = Pool(work, left, self.folder, stem, self.jobs, self.limits)
        with closing(pool.run()) as news:
            for event in news:
                if self.stop.signal:
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
