"""A worker process: takes tasks, reads their pages one by one, spools what they give; no page passes between processes.

A page that takes too long, needs too much memory or fails costs itself only. What Python can stop (an alarm, a refused
allocation) is stopped here; a page that takes the process with it, or sits in foreign code where no alarm reaches, is
dealt with by the parent (`batch/pool.py`), which is told before each page where we are.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from ..errors import InputError, JobError
from .report import Failure, TaskReport, printable
from .spool import Later, Spool

#: So often a worker says how far it is, in seconds.
_PULSE = 0.2


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost: seconds of time, bytes of memory of its process (None: no limit)."""

    seconds: float = 60.0
    memory: int | None = None


class _OutOfTime(BaseException):
    """Past the limit of a page; no `Exception`, so that no reader takes it for a failure of its own."""


class Desk:
    """What a task's function works at: `read` each page through it, say how far you are, fill in `report`."""

    def __init__(self, line: Connection, spool: Spool, skip: Mapping[str, Failure], limits: Limits) -> None:
        self._line, self._spool, self._skip, self._limits = line, spool, skip, limits
        self._timed = False
        self._told = 0.0
        self.report = TaskReport()
        signal.signal(signal.SIGALRM, self._alarm)

    def read(self, place: str, title: str, page: Callable[[], Iterable[bytes]]) -> int | None:
        """Write the lines that `page` gives, all or none; gives their number, None where it failed (which is reported).

        `place` tells the page from all others of the task, the same in every run.
        """
        if (known := self._skip.get(place)) is not None:
            self.fail(known.code, known.place, known.reason, known.title)
            return None
        self._line.send(("at", place, title))
        try:
            lines = self._within_limits(page)
        except _OutOfTime:
            self.fail("time", place, f"not read within {self._limits.seconds:g} seconds (--page-seconds)", title)
        except MemoryError:
            gc.collect()
            self.fail("memory", place, "needs more memory than a process may take (--memory)", title)
        except InputError as error:
            self.fail("input", place, error.reason, title)
        except Exception as error:
            self.fail("error", place, f"our fault, please report it: {type(error).__name__}: {error}", title)
        else:
            for one in lines:
                self._spool.write(one)
            return len(lines)
        finally:
            self._line.send(("off",))
        return None

    def put_aside(self, place: str, title: str, data: bytes, lines: int = 0) -> None:
        """Keep a page for the second look; `lines` is how many lines it gave just now."""
        self.report.waiting += 1
        self._spool.put_aside(Later(self._spool.count - lines, lines, place, title, data))

    def copy(self, line: bytes) -> None:
        """Write a line that another task made."""
        self._spool.write(line)

    @property
    def written(self) -> int:
        """How many lines the task has given so far."""
        return self._spool.count

    def fail(self, code: str, place: str, reason: str, title: str = "") -> None:
        """Report what gave no record."""
        self.report.failures.append(Failure(code, *map(printable, (place, reason, title))))

    def pulse(self) -> None:
        """Tell the parent how far we are, as `report` has it, now and then."""
        now = time.monotonic()
        if now - self._told > _PULSE:
            self._told = now
            self._line.send(("seen", self.report.pages, self.report.size, self._spool.count))

    def _within_limits(self, page: Callable[[], Iterable[bytes]]) -> list[bytes]:
        self._timed = True
        signal.setitimer(signal.ITIMER_REAL, self._limits.seconds)
        try:
            return list(page())
        finally:
            self._timed = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _alarm(self, _: int, __: FrameType | None) -> None:
        if self._timed:
            self._timed = False
            raise _OutOfTime


def serve(line: Connection, work: Callable[[Any, Desk], None], folder: Path, stem: str, limits: Limits) -> None:
    """The life of a worker: tasks from the parent, one after another, until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group: the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with_the_parent()
    _limit_memory(limits.memory)
    _keep_memory()
    try:
        line.send(("ready",))
        while True:
            line.send(_task(line, work, folder, stem, limits, *line.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent hung up


def _task(
    line: Connection,
    work: Callable[[Any, Desk], None],
    folder: Path,
    stem: str,
    limits: Limits,
    index: int,
    task: Any,
    skip: Mapping[str, Failure],
) -> tuple[Any, ...]:
    """Do a task; gives what the parent is told: ("done", report), ("failed", why) or, where nothing can go on, ("stop", why)."""
    try:
        with Spool(folder, stem, index) as spool:
            desk = Desk(line, spool, skip, limits)
            work(task, desk)
            spool.finish(desk.report)
            return "done", desk.report.pages, desk.report.size, spool.count
    except JobError as error:
        return "stop", str(error)
    except InputError as error:
        return "failed", str(error)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except MemoryError:
        return "failed", "needs more memory than a process may take (--memory)"
    except Exception as error:
        return "failed", f"our fault, please report it: {type(error).__name__}: {error}"


def _die_with_the_parent() -> None:
    """A parent that is killed cannot say so: nobody is to work on for nobody."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: reaches even a process that sits in foreign code
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _keep_memory() -> None:
    """Where the C library is glibc: megabytes that are freed and asked for again at each block of a dump stay with the process.
    To give them back to the system each time costs a tenth of the job (malloc(3), mallopt(3))."""
    if sys.platform != "linux":
        return
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(-1, 32 << 20)  # M_TRIM_THRESHOLD
        library.mallopt(-3, 8 << 20)  # M_MMAP_THRESHOLD


def _limit_memory(limit: int | None) -> None:
    """Data and heap, not files that are mapped: a dump may be."""
    if limit is None:
        return
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
