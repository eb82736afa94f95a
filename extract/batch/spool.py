"""The work folder of a job: what each task has found, finished or not there at all.

    OUT.battlebox/
      manifest.json           what the job was asked to do; another job may not go on in its place
      lock                    held by the run that is at work
      pages-000003.jsonl      the records of task 3, one a line, in order
      pages-000003.later      pages of task 3 that wait for a name (see `batch/dump.py`)
      pages-000003.done       its report, as JSON; renamed into place last: where it stands, the task is done

A file is written under a temporary name, brought to the disk (fsync) and renamed, so a process that is killed at any
moment leaves whole tasks or nothing. `kill -9` costs the tasks that were under way.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from ..errors import JobError
from .report import TaskReport

_SUFFIX = ".battlebox"
_MANIFEST = "manifest.json"


class Later(NamedTuple):
    """A page put aside: `line` is how many lines of the task stand before it, `lines` how many it gave itself so far
    (they give way to what it gives later), `place` and `title` name it, `data` is what the job needs to read it again."""

    line: int
    lines: int
    place: str
    title: str
    data: bytes


class Spool:
    """What one task finds, on its way to the disk; used as a context, it leaves nothing behind where that fails.

    Raises `JobError` where the disk does not take it.
    """

    def __init__(self, folder: Path, stem: str, index: int) -> None:
        self._base = folder / f"{stem}-{index:06}"
        self._lines: IO[bytes] = self._temporary(".jsonl").open("wb")
        self._later: IO[bytes] | None = None
        self.count = 0

    def _temporary(self, suffix: str) -> Path:
        return Path(f"{self._base}{suffix}.tmp")

    def write(self, line: bytes) -> None:
        """Add a record's line (JSON, without the line's end)."""
        with _disk(self._base):
            self._lines.write(line + b"\n")
        self.count += 1

    def put_aside(self, later: Later) -> None:
        """Add a page that is read later."""
        with _disk(self._base):
            if self._later is None:
                self._later = self._temporary(".later").open("wb")
            packed = msgspec.msgpack.encode(later)
            self._later.write(len(packed).to_bytes(4, "big") + packed)

    def finish(self, report: TaskReport) -> None:
        """The task is done: all of it is brought to the disk, the report last."""
        report.lines = self.count
        with _disk(self._base):
            for suffix, file in ((".later", self._later), (".jsonl", self._lines)):
                if file is not None:
                    self._land(suffix, file)
            file = self._temporary(".done").open("wb")
            file.write(msgspec.json.encode(report))
            self._land(".done", file)

    def _land(self, suffix: str, file: IO[bytes]) -> None:
        file.flush()
        os.fsync(file.fileno())
        file.close()
        self._temporary(suffix).replace(f"{self._base}{suffix}")

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        for suffix, file in ((".jsonl", self._lines), (".later", self._later)):
            if file is not None:
                with suppress(OSError):  # it could not write what it held back: that error was raised before
                    file.close()
            with suppress(OSError):
                self._temporary(suffix).unlink(missing_ok=True)


class WorkFolder:
    """The folder beside the output in which a job keeps what it has done; made where it is not there. As a context it
    lets go of its lock at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _disk(path):
            path.mkdir(exist_ok=True)
        self._lock = _lock(path / "lock")

    @classmethod
    def beside(cls, output: Path) -> WorkFolder:
        """The work folder of an output."""
        return cls(Path(f"{str(output).rstrip('/')}{_SUFFIX}"))

    def begin(self, manifest: Mapping[str, Any], *, restart: bool = False) -> bool:
        """Write the manifest, or go on where the same job stopped (then it gives True); raises `JobError` for another job.

        `restart` throws away what an earlier run left.
        """
        said = json.loads(json.dumps(manifest))
        file = self.path / _MANIFEST
        if restart:
            self._clear()
        try:
            left = json.loads(file.read_bytes())
        except FileNotFoundError:
            left = None
        except ValueError as error:
            raise JobError(f"{file} cannot be read ({error}); use --restart to begin anew") from error
        if left is None:
            self._clear()  # nothing here belongs to a job that had begun
            with _disk(file):
                temporary = file.with_suffix(".tmp")
                temporary.write_text(json.dumps(said, indent=1, ensure_ascii=False), "utf-8")
                temporary.replace(file)
            return False
        if left != said:
            raise JobError(
                f"{self.path} holds another job: {_difference(left, said)}; finish that one, or use --restart to begin anew"
            )
        return True

    def _clear(self) -> None:
        for entry in self.path.iterdir():
            if entry.name != "lock":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def reports(self, stem: str) -> dict[int, TaskReport]:
        """The reports of the finished tasks by number, in order."""
        numbers = sorted(int(file.stem.rpartition("-")[2]) for file in self.path.glob(f"{stem}-*.done"))
        return {number: self.report(stem, number) for number in numbers}

    def report(self, stem: str, index: int) -> TaskReport:
        """The report of a finished task."""
        return msgspec.json.decode((self.path / f"{stem}-{index:06}.done").read_bytes(), type=TaskReport)

    def lines(self, stem: str, index: int) -> Iterator[bytes]:
        """The records of a finished task, a line each."""
        return lines(self.path, stem, index)

    def later(self, stem: str, index: int) -> Iterator[Later]:
        """The pages that a finished task put aside."""
        return later(self.path, stem, index)

    def __enter__(self) -> WorkFolder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            self._lock.close()

    def remove(self) -> None:
        """The job is done: nothing is left of the folder. The manifest goes first: what a run that is killed here leaves is no job."""
        with suppress(OSError):
            (self.path / _MANIFEST).unlink(missing_ok=True)
        self.close()
        shutil.rmtree(self.path, ignore_errors=True)


def lines(folder: Path, stem: str, index: int) -> Iterator[bytes]:
    """The records of a finished task, a line each with its end."""
    with (folder / f"{stem}-{index:06}.jsonl").open("rb") as file:
        yield from file


def later(folder: Path, stem: str, index: int) -> Iterator[Later]:
    """The pages that a finished task put aside."""
    file = folder / f"{stem}-{index:06}.later"
    if not file.exists():
        return
    with file.open("rb") as packed:
        while size := packed.read(4):
            yield msgspec.msgpack.decode(packed.read(int.from_bytes(size, "big")), type=Later)


def _lock(path: Path) -> IO[bytes] | None:
    """The open file that keeps a second run out; None where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    with _disk(path):
        file = path.open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise JobError(f"{path.parent} is in use: another run is at work on the same output") from error
    return file


def _difference(left: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """In words, the first thing in which two manifests differ."""
    for key in (*left, *said):
        if left.get(key) != said.get(key):
            return f"{key} was {_short(left.get(key))}, is now {_short(said.get(key))}"
    return "it differs"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:200] + "…"


class _disk:
    """Turns what the disk refuses into an error that says what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            raise JobError(f"cannot write {self.path}: {error.strerror or error}") from error
