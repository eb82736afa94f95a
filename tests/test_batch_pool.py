"""The engine, with pages that really hang, die and allocate: each costs itself, and what comes out is in order."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from extract.batch import pool
from extract.batch.desk import Desk, Limits
from extract.batch.job import Run, Settings
from extract.batch.pool import Pool
from extract.batch.progress import Progress
from extract.batch.report import Failure, RunReport, TaskReport
from extract.batch.spool import Spool, WorkFolder
from extract.batch.stop import Stop
from extract.errors import InputError, JobError

SECOND = Limits(seconds=1.0, memory=512 * 1024 * 1024)


def words(task: list[str], desk: Desk) -> None:
    """A job whose pages are words; some of them do what they say."""
    for number, word in enumerate(task):
        desk.read(f"{number}", word, partial(_lines, word))
        desk.report.pages += 1
        desk.report.size += len(word)
        desk.pulse()


def _lines(word: str) -> Iterator[bytes]:
    yield word.encode()
    if word == "loop":
        while True:
            pass
    elif word == "sleep in foreign code":
        ctypes.PyDLL(None).sleep(60)  # holds the interpreter's lock: no alarm gets through
    elif word == "segfault":
        ctypes.string_at(0)
    elif word == "exit":
        os._exit(3)
    elif word == "memory":
        bytearray(4 * 1024**3)
    elif word == "bug":
        raise ZeroDivisionError("of all things")
    elif word == "unreadable":
        raise InputError("not a page")
    elif word.startswith("dies once "):
        mark = Path(word.removeprefix("dies once "))
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)


class Stillborn:
    """A job that kills the process that unpacks it."""

    def __call__(self, task: list[str], desk: Desk) -> None: ...

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (5,)


def dies_between_pages(task: list[str], desk: Desk) -> None:
    desk.read("0", task[0], partial(_lines, task[0]))
    os._exit(9)


def cannot_be_opened(task: list[str], desk: Desk) -> None:
    if task == ["b"]:
        raise InputError("no such file", "b.xml")
    words(task, desk)


def work(
    folder: Path, tasks: list[list[str]], job=words, jobs: int = 2, limits: Limits = SECOND
) -> tuple[Run, list[str], list[Failure]]:
    with Stop() as stop, WorkFolder(folder) as kept:
        run = Run(kept, Settings(jobs, limits), Progress(1, quiet=True), stop, RunReport())
        run.phase("words", job, dict(enumerate(tasks)), lambda _, report: run.report.add(report))
    finished = run.folder.reports("words")
    found = [line.decode().strip() for index in finished for line in run.folder.lines("words", index)]
    return run, found, run.report.failures


def children() -> set[str]:
    """The processes below this one, zombies included, without multiprocessing's own tracker of resources."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text, line = status.read_text(), (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if re.search(rf"^PPid:\t{os.getpid()}$", text, re.MULTILINE) and b"resource_tracker" not in line:
            found.add(status.parent.name)
    return found


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_found_is_in_order_for_any_number_of_processes(tmp_path: Path, jobs: int) -> None:
    tasks = [[f"{task}-{page}" for page in range(7)] for task in range(9)]
    before = children()
    run, found, failures = work(tmp_path / "w", tasks, jobs=jobs)
    assert found == [word for task in tasks for word in task]
    assert (run.report.pages, failures, run.missing) == (63, [], [])
    assert children() == before


@pytest.mark.parametrize(
    ("word", "code", "reason"),
    [
        ("loop", "time", "not read within 1 seconds"),
        ("segfault", "died", "SIGSEGV"),
        ("exit", "died", "exit code 3"),
        ("memory", "memory", "--memory"),
        ("bug", "error", "ZeroDivisionError: of all things"),
        ("unreadable", "input", "not a page"),
    ],
)
def test_a_page_costs_itself_only_and_is_named_with_the_reason(tmp_path: Path, word: str, code: str, reason: str) -> None:
    run, found, failures = work(tmp_path / "w", [["a", "b"], ["c", word, "d"], ["e"]])
    assert found == ["a", "b", "c", "d", "e"]
    assert [(one.code, one.place, one.title) for one in failures] == [(code, "1", word)]
    assert reason in failures[0].reason
    assert not run.missing


def test_a_page_that_hangs_where_no_alarm_reaches_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.batch.pool._GRACE", 0.5)
    before, started = children(), time.monotonic()
    _, found, failures = work(tmp_path / "w", [["a", "sleep in foreign code", "b"]], jobs=1)
    assert found == ["a", "b"]
    assert [(one.code, one.title) for one in failures] == [("time", "sleep in foreign code")]
    assert time.monotonic() - started < 30
    assert children() == before


def test_several_bad_pages_of_one_task_are_each_left_out(tmp_path: Path) -> None:
    _, found, failures = work(tmp_path / "w", [["segfault", "a", "exit", "b", "loop", "memory", "bug", "c"]])
    assert found == ["a", "b", "c"]
    assert [one.title for one in failures] == ["segfault", "exit", "loop", "memory", "bug"]


def test_a_worker_that_somebody_killed_costs_nothing(tmp_path: Path) -> None:
    word = f"dies once {tmp_path / 'mark'}"
    _, found, failures = work(tmp_path / "w", [["a"], ["b", word, "c"]])
    assert found == ["a", "b", word, "c"]
    assert not failures


def test_a_task_that_cannot_be_done_is_reported_and_tried_again_by_the_next_run(tmp_path: Path) -> None:
    run, found, _ = work(tmp_path / "w", [["a"], ["b"], ["c"]], job=dies_between_pages)
    assert not found
    assert [(one.code, one.place) for one in run.missing] == [("task", "part 1"), ("task", "part 2"), ("task", "part 3")]
    run, found, _ = work(tmp_path / "w", [["a"], ["b"], ["c"]], job=cannot_be_opened)
    assert found == ["a", "c"]
    assert [(one.place, one.reason) for one in run.missing] == [("part 2", "b.xml: no such file")]
    run, found, _ = work(tmp_path / "w", [["a"], ["b"], ["c"]])
    assert found == ["a", "b", "c"]
    assert not run.missing


def test_finished_tasks_are_not_done_again(tmp_path: Path) -> None:
    work(tmp_path / "w", [["a"], ["b"]])
    _, found, _ = work(tmp_path / "w", [["x"], ["y"], ["c"]])
    assert found == ["a", "b", "c"]


def test_processes_that_cannot_begin_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_may_fork", lambda: False)  # a copy of this process unpacks nothing
    before = children()
    with pytest.raises(JobError, match=r"die before they begin \(exit code 5\)"):
        work(tmp_path / "w", [["a"]], job=Stillborn())
    assert children() == before


def test_a_task_is_whole_or_not_there(tmp_path: Path) -> None:
    """A worker killed anywhere leaves no half of a task under its name."""
    folder = WorkFolder(tmp_path / "w")
    news = Pool(words, {0: ["a", "loop", "b"]}, folder, "words", 1, Limits(seconds=30)).run()
    for _ in range(12):
        next(news)
    news.close()
    assert not [entry.name for entry in folder.path.iterdir() if entry.suffix in (".jsonl", ".done")]
    folder.close()


def test_a_run_that_is_killed_while_it_clears_up_leaves_no_job_to_go_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the folder is gone then: tasks said to be done lack their records."""
    folder = WorkFolder(tmp_path / "w")
    folder.begin({"job": "a"})
    with Spool(folder.path, "pages", 1) as spool:
        spool.write(b"{}")
        spool.finish(TaskReport())
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", lambda *_, **__: (tmp_path / "w" / "pages-000001.jsonl").unlink())
        folder.remove()
    with WorkFolder(tmp_path / "w") as again:
        assert not again.begin({"job": "a"})
        assert again.reports("pages") == {}


def test_a_work_folder_knows_its_job(tmp_path: Path) -> None:
    folder = WorkFolder(tmp_path / "w")
    assert not folder.begin({"command": ["a"], "version": "1"})
    assert folder.begin({"command": ["a"], "version": "1"})
    with pytest.raises(JobError, match=r'version was "1", is now "2".*--restart'):
        folder.begin({"command": ["a"], "version": "2"})
    with pytest.raises(JobError, match="another run is at work"):
        WorkFolder(tmp_path / "w")
    (folder.path / "words-000000.done").write_bytes(b"{}")
    assert not folder.begin({"command": ["b"]}, restart=True)
    assert not folder.reports("words")
    folder.remove()
    assert not folder.path.exists()


def test_a_broken_manifest_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    folder = WorkFolder(tmp_path / "w")
    (folder.path / "manifest.json").write_bytes(b'{"comm')
    with pytest.raises(JobError, match="--restart"):
        folder.begin({})
    folder.close()
