"""The parent's side of the work: processes, tasks, and what to do when one of them does not come back.

A worker that dies over a page is not believed at once (somebody may have killed it): the task is done again, and the
page is left out if it kills a second time. One that sits on a page past its limit is killed, and the page left out.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from ..errors import JobError
from .desk import Desk, Limits, serve
from .report import Failure
from .spool import WorkFolder

#: So long the parent waits for news, in seconds, before it looks at the clock.
_TICK = 0.25
#: So much longer than its limit a page may take before the process is killed: first the worker tries itself.
_GRACE = 5.0
#: So many workers in a row may die before they are ready.
_STILLBORN = 3

Work = Callable[[Any, Desk], None]


@dataclass(frozen=True, slots=True)
class Event:
    """News of a task: it is `done`, it `failed`, or so far it has seen these pages, bytes and lines."""

    index: int
    pages: int = 0
    size: int = 0
    lines: int = 0
    done: bool = False
    failed: Failure | None = None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    ready: bool = False
    index: int | None = None
    page: tuple[str, str] | None = None
    since: float = 0.0
    late: bool = False


@dataclass(slots=True)
class Pool:
    """Does `tasks` (by number, in their order) with `work` in `jobs` processes; what they find goes to `folder` under `stem`."""

    work: Work
    tasks: Mapping[int, Any]
    folder: WorkFolder
    stem: str
    jobs: int
    limits: Limits = field(default_factory=Limits)
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: deque[int] = field(default_factory=deque)
    _left_out: dict[int, dict[str, Failure]] = field(default_factory=dict)
    _deaths: Counter[tuple[int, str | None]] = field(default_factory=Counter)
    _stillborn: int = 0

    def run(self) -> Generator[Event | None, None, None]:
        """Work, and give the news; None at each tick of the clock. Closing it ends all processes.

        Raises `JobError` where nothing can go on (a full disk, workers that do not even start).
        """
        self._waiting.extend(self.tasks)
        try:
            while self._waiting or any(worker.index is not None for worker in self._workers):
                self._hire()
                heard = wait([worker.line for worker in self._workers], timeout=_TICK)
                for worker in [worker for worker in self._workers if worker.line in heard]:
                    yield from self._listen(worker)
                self._hand_out()
                self._look_at_the_clock()
                yield None
        finally:
            self._dismiss(self._workers)

    def _hire(self) -> None:
        busy = sum(worker.index is not None for worker in self._workers)
        for _ in range(min(self.jobs, busy + len(self._waiting)) - len(self._workers)):
            context = get_context("fork") if _may_fork() else get_context("spawn")
            ours, theirs = context.Pipe()
            arguments = (theirs, self.work, self.folder.path, self.stem, self.limits)
            process = context.Process(target=serve, args=arguments, daemon=True)
            try:
                process.start()
            except OSError as error:
                raise JobError(f"cannot start a process ({error.strerror or error}); try fewer (--jobs)") from error
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def _listen(self, worker: _Worker) -> Iterator[Event]:
        """All that a worker has to say."""
        try:
            while worker.line.poll():
                kind, *said = worker.line.recv()
                if kind == "at":
                    worker.page, worker.since = (said[0], said[1]), time.monotonic()
                elif kind == "off":
                    worker.page = None
                elif kind == "seen" and worker.index is not None:
                    yield Event(worker.index, *said)
                else:
                    yield from self._task_over(worker, kind, said)
        except (EOFError, ConnectionResetError):
            yield from self._died(worker)

    def _task_over(self, worker: _Worker, kind: str, said: list[Any]) -> Iterator[Event]:
        index = worker.index
        if kind == "stop":
            raise JobError(said[0])
        if kind == "ready":
            worker.ready, self._stillborn = True, 0
        elif index is not None and kind == "done":
            yield Event(index, said[0], said[1], said[2], done=True)
        elif index is not None:
            yield Event(index, failed=self._failure(index, said[0]))
        worker.index = worker.page = None

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and worker.ready and worker.index is None:
                worker.index = self._waiting.popleft()
                with suppress(BrokenPipeError, ConnectionResetError):  # it died just now: `_listen` hears it
                    worker.line.send((worker.index, self.tasks[worker.index], self._left_out.get(worker.index, {})))

    def _died(self, worker: _Worker) -> Iterator[Event]:
        worker.process.join(1)  # its line broke, so it is about to end: how is worth knowing
        self._dismiss([worker])
        if worker.index is None:
            self._stillborn += not worker.ready
            if self._stillborn >= _STILLBORN:
                raise JobError(f"the processes die before they begin ({_how(worker)}); is --memory too low?")
            return
        index, page = worker.index, worker.page
        self._deaths[index, page and page[0]] += 1
        if page is not None and (worker.late or self._deaths[index, page[0]] > 1):
            code, reason = (
                ("time", self._too_long()) if worker.late else ("died", f"the process that read it died ({_how(worker)})")
            )
            self._left_out.setdefault(index, {})[page[0]] = Failure(code, page[0], reason, page[1])
        elif page is None and self._deaths[index, None] > 1:
            yield Event(index, failed=self._failure(index, f"the process died twice ({_how(worker)})"))
            return
        self._waiting.appendleft(index)

    def _failure(self, index: int, reason: str) -> Failure:
        path = getattr(self.tasks[index], "path", "")
        return Failure("task", f"{Path(path).name}, part {index + 1}" if path else f"part {index + 1}", reason)

    def _too_long(self) -> str:
        return f"not read within {self.limits.seconds:g} seconds (--page-seconds)"

    def _look_at_the_clock(self) -> None:
        for worker in self._workers:
            if worker.page is not None and time.monotonic() - worker.since > self.limits.seconds + _GRACE:
                worker.late = True
                worker.process.kill()  # its line breaks, and `_listen` hears it

    def _dismiss(self, workers: list[_Worker]) -> None:
        """End processes, and wait for them: no zombies."""
        for worker in list(workers):
            worker.process.kill()
        for worker in list(workers):
            worker.process.join()
            worker.line.close()
            self._workers.remove(worker)


def _may_fork() -> bool:
    """Whether a child may be a copy of this process, which spares it to load everything anew: where nothing else runs in it
    (another thread may hold a lock just then) and a child hears of its parent's end from the kernel (`desk.serve`)."""
    if sys.platform != "linux":
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


def _how(worker: _Worker) -> str:
    code = worker.process.exitcode or 0
    if code >= 0:
        return f"exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
    return f"{name}, out of memory?" if name == "SIGKILL" else name
