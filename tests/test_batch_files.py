"""Folders through the engine: the same bytes for any number of processes, and after any interruption."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import ROOT, corpus

BOX = (
    "{{{{Infobox military conflict\n| conflict = Battle {n}\n| date = {day} May 1800\n| place = [[Marengo]]\n"
    "| result = French victory\n| combatant1 = {{{{flag|France}}}}\n| combatant2 = [[Austria]]\n"
    "| commander1 = [[Napoleon]] {{{{KIA}}}}\n| strength1 = {n},000 men\n| casualties1 = {n} killed, 2 wounded\n}}}}\nIt was fought."
)
PAGES = 150


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages of all three forms, and among them what is none."""
    folder = tmp_path_factory.mktemp("pages")
    for n in range(PAGES):
        (folder / f"{n:04}.wikitext").write_text(BOX.format(n=n + 1, day=n % 28 + 1), "utf-8")
    shutil.copy(ROOT / "fixtures" / "battle-of-qalamoun.txt", folder / "0100a.txt")
    (folder / "0050a.wikitext").write_text("'''A''' is a [[village]] in [[B]] and [[C]].", "utf-8")
    (folder / "0099a.html").write_bytes(b"")
    for page in corpus("wikitext")[:5]:
        shutil.copy(page, folder / f"0120{page.name}")
    return folder


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "extract", "extract", *map(str, arguments)]


def run(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), capture_output=True, timeout=120, check=False, cwd=ROOT, **more)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an uninterrupted run with one process gives."""
    out = tmp_path_factory.mktemp("whole") / "out.jsonl"
    done = run(pages, "-o", out, "--jobs", 1)
    assert done.returncode == 1
    assert not out.with_name("out.jsonl.battlebox").exists()
    return out.read_bytes()


def test_the_engine_gives_what_one_after_another_gives(pages: Path, whole: bytes) -> None:
    from extract.batch import run as serial
    from extract.record import to_json
    from extract.sources.files import find

    lines: list[bytes] = []
    assert serial(find([str(pages)]), lambda record: lines.append(to_json(record)), quiet=True) == 1
    assert b"".join(line + b"\n" for line in lines) == whole
    assert len(lines) > PAGES


def test_order_and_messages_are_the_same_for_any_number_of_processes(pages: Path, whole: bytes, tmp_path: Path) -> None:
    several = [run(pages, "--jobs", jobs, "--report", tmp_path / f"{jobs}.json") for jobs in (2, 3)]
    for done in several:
        assert done.returncode == 1
        assert done.stdout == whole
        said = done.stderr.decode()
        assert said.index("0050a.wikitext: no infobox") < said.index("0099a.html: the input is empty")
        assert "failures: 2" in said
    assert (tmp_path / "2.json").read_bytes() == (tmp_path / "3.json").read_bytes()
    report = json.loads((tmp_path / "2.json").read_bytes())
    assert report["records"] == report["boxes"] == whole.count(b"\n")
    assert report["complete"]
    assert [Path(one["place"]).name for one in report["failures"]] == ["0050a.wikitext", "0099a.html"]


def workers_of(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text() and b"spawn_main" in (status.parent / "cmdline").read_bytes():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


def alive(pid: int) -> bool:
    """Whether a process runs (one that nobody has waited for yet does not)."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def started(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)


def wait_for_spool(folder: Path, number: int) -> None:
    """Until a run has finished so many slices."""
    deadline = time.monotonic() + 60
    while len(list(folder.glob("*.done"))) < number and time.monotonic() < deadline:
        time.sleep(0.01)


def test_kill_9_at_random_moments_changes_nothing(pages: Path, whole: bytes, tmp_path: Path) -> None:
    """The parent or one of its workers, seven times; then the same command to its end."""
    out, dice = tmp_path / "out.jsonl", random.Random(4)
    for round_ in range(7):
        process = started(pages, "-o", out, "--jobs", 2)
        time.sleep(0.3 + dice.random() * 0.9)
        workers = workers_of(process.pid)
        if round_ % 2 and workers:
            os.kill(dice.choice(workers), signal.SIGKILL)
            time.sleep(dice.random() * 0.3)
            workers = workers_of(process.pid)
        process.kill()
        process.communicate()
        deadline = time.monotonic() + 10
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not any(map(alive, workers)), "workers outlive their parent"
        if out.exists():  # it was through before we came
            assert out.read_bytes() == whole
            out.unlink()
    assert run(pages, "-o", out, "--jobs", 2).returncode == 1
    assert out.read_bytes() == whole
    assert sorted(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_what_it_has_and_says_how_to_go_on(
    pages: Path, whole: bytes, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out = tmp_path / "out.jsonl"
    process = started(pages, "-o", out, "--jobs", 2)
    wait_for_spool(tmp_path / "out.jsonl.battlebox", 2)
    process.send_signal(number)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == code
    assert "the same command goes on from here" in said
    assert "Traceback" not in said
    part = out.read_bytes().splitlines()
    rest = iter(whole.splitlines())
    assert part
    assert all(line in rest for line in part), "not the records of the whole, in their order"
    assert len(part) < whole.count(b"\n")
    resumed = run(pages, "-o", out, "--jobs", 1)
    assert b"going on where an earlier run stopped" in resumed.stderr
    assert out.read_bytes() == whole
    assert sorted(tmp_path.iterdir()) == [out]


def test_another_job_does_not_go_on_in_its_place(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(pages, "-o", out, "--jobs", 1)
    wait_for_spool(tmp_path / "out.jsonl.battlebox", 1)
    process.send_signal(signal.SIGSTOP)  # however long the second takes to start, the first is not done by then
    second = run(pages, "-o", out)
    assert second.returncode == 2
    assert b"another run is at work" in second.stderr
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=60)
    other = run(pages, "-o", out, "--language", "de")
    assert other.returncode == 2
    assert b"holds another job: options was" in other.stderr
    assert b"--restart" in other.stderr
    assert run(pages, "-o", out, "--restart", "-q").returncode == 1


def test_a_full_disk_is_an_error_that_says_what_to_do_and_resumes(pages: Path, whole: bytes, tmp_path: Path) -> None:
    """Files may not grow past 40 kB: as good as full."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    out = tmp_path / "out.jsonl"
    done = run(pages, "-o", out, "--jobs", 2, preexec_fn=small)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert "cannot write" in said
    assert "File too large" in said
    assert "the same command goes on" in said
    assert "Traceback" not in said
    assert run(pages, "-o", out, "--jobs", 2).returncode == 1
    assert out.read_bytes() == whole


def test_no_process_is_left_and_none_is_a_zombie(pages: Path, tmp_path: Path) -> None:
    process = started(pages, "-o", tmp_path / "out.jsonl", "--jobs", 2)
    process.communicate(timeout=120)
    assert not workers_of(process.pid)


def test_a_few_files_start_no_process(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    files = sorted(pages.glob("*.wikitext"))[:3]
    done = run(*files, "-o", out, "--report", tmp_path / "report.json")
    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads((tmp_path / "report.json").read_bytes())["records"] == 3


def test_a_full_disk_ends_the_run_of_a_few_files_too(pages: Path) -> None:
    """The device that is always full; a file that cannot be read beside it is told as that."""
    done = run(*sorted(pages.glob("*.wikitext"))[:2], pages / "not there", "-o", "/dev/full", "--format", "jsonl")
    assert done.returncode == 2
    assert b"cannot write /dev/full: No space left" in done.stderr
    assert b"our fault" not in done.stderr
    assert b"not there: no such file" in done.stderr


def test_a_reader_that_goes_away_is_no_failure(pages: Path) -> None:
    line = " ".join(command(pages)) + " -q --jobs 2 | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, timeout=60, check=False, cwd=ROOT)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("number", [1, 40])
def test_names_that_are_no_utf_8_cost_nothing(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(number):
        (folder / f"{n}.wikitext").write_text(BOX.format(n=n + 1, day=1), "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.wikitext")).write_text(BOX.format(n=9, day=1), "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/no caf\xe9.wikitext")).write_text("[[a]] [[b]] [[c]]", "utf-8")
    done = run(folder, "--format", "jsonl", "--report", tmp_path / "report.json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == number + 1
    assert b"no caf\\udce9.wikitext: no infobox" in done.stderr
    assert json.loads((tmp_path / "report.json").read_bytes())["records"] == number + 1


@pytest.mark.parametrize("option", [["--jobs", "0"], ["--jobs", "x"], ["--memory", "-1"]])
def test_wrong_options_exit_with_2(pages: Path, option: list[str]) -> None:
    assert run(pages, *option).returncode == 2
