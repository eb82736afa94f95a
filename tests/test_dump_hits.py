"""`battlebox dump --hits`: what a run leaves of where it found something, and what the next one makes of it."""

from __future__ import annotations

import bz2
import json
import os
import random
from pathlib import Path

import pytest

from extract.batch import dumps
from extract.cli import main
from extract.errors import JobError

from .test_dump_job import BOX, RURITANIA, page, run, told


def dump_of(folder: Path, suffix: str) -> tuple[Path, int]:
    """A dump of some 9 MB (ten blocks of bzip2) with a box near each end and one in the middle, and a byte far from all of them."""
    dice = random.Random(3)
    text = RURITANIA.read_text("utf-8")
    parts = [text[: text.index("  <page>")]]
    for number in range(1, 91):
        words = " ".join(f"{dice.getrandbits(40):x}" for _ in range(9_000))
        parts.append(page(number, BOX % (number, 2, 3) + words if number in (3, 45, 88) else words))
    data = "".join([*parts, "</mediawiki>\n"]).encode("utf-8")
    path = folder / f"wiki-20261101-pages-articles.xml{suffix}"
    packed = bz2.compress(data) if suffix else data
    path.write_bytes(packed)
    return path, len(packed) * 3 // 10


@pytest.mark.parametrize("suffix", ["", ".bz2"])
def test_the_next_run_reads_only_where_something_was_found(tmp_path: Path, suffix: str) -> None:
    dump, far = dump_of(tmp_path, suffix)
    hits = tmp_path / "hits.json"
    whole = run(dump, "-o", tmp_path / "whole.jsonl", "--hits", hits)
    assert whole.returncode == 0, whole.stderr
    assert [name for name, *_ in told(tmp_path / "whole.jsonl")] == ["Battle N3", "Battle N45", "Battle N88"]
    stat = dump.stat()
    with dump.open("r+b") as file:  # who reads here finds damage
        file.seek(far)
        file.write(b"\xff" * 5_000 if suffix else b"{{Infobox battle|conflict=Never read}}")
    os.utime(dump, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    again = run(dump, "-o", tmp_path / "again.jsonl", "--hits", hits)
    assert (again.returncode, again.stderr) == (0, whole.stderr)
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    (tmp_path / "titles").write_text("Page 45\n", "utf-8")
    assert run(dump, "-o", tmp_path / "one.jsonl", "--hits", hits, "--titles", tmp_path / "titles").returncode == 0
    assert [name for name, *_ in told(tmp_path / "one.jsonl")] == ["Battle N45"]


def test_names_that_the_dump_holds_are_kept(tmp_path: Path) -> None:
    for out in ("whole.jsonl", "again.jsonl"):
        assert run(RURITANIA, "-o", tmp_path / out, "--hits", tmp_path / "hits").returncode == 0
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_hits_of_another_dump_are_made_anew_and_other_files_are_left_alone(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xml"
    copy.write_bytes(RURITANIA.read_bytes())
    hits = tmp_path / "hits"
    assert run(copy, "-o", tmp_path / "a.jsonl", "--hits", hits).returncode == 0
    before = json.loads(hits.read_bytes())["key"]
    copy.write_bytes(RURITANIA.read_bytes().replace(b"Battle of Zenda", b"Battle of Hilda"))
    os.utime(copy, ns=(1, 1))
    assert run(copy, "-o", tmp_path / "b.jsonl", "--hits", hits).returncode == 0
    assert "Battle of Hilda" in [name for name, *_ in told(tmp_path / "b.jsonl")]
    assert json.loads(hits.read_bytes())["key"] != before
    mine = tmp_path / "mine.json"
    mine.write_text('{"a": 1}', "utf-8")
    refused = run(copy, "-o", tmp_path / "c.jsonl", "--hits", mine)
    assert refused.returncode == 2
    assert "mine.json: no file of hits (--hits)" in refused.stderr
    assert mine.read_text("utf-8") == '{"a": 1}'


@pytest.mark.parametrize("first", [True, False], ids=["hits first", "hits later"])
def test_a_stopped_run_does_not_go_on_with_what_hits_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """Where only hits were read, the names of the dump's own templates stand with the hits alone: to go on without them loses records."""
    hits, out = tmp_path / "hits", tmp_path / "out.jsonl"
    assert run(RURITANIA, "-o", tmp_path / "whole.jsonl", "--hits", hits).returncode == 0

    def full(*_: object) -> None:
        raise JobError("no room left on the disk")

    options = ["--hits", str(hits)]
    with monkeypatch.context() as patch:
        patch.setattr(dumps, "merge", full)
        assert main(["dump", str(RURITANIA), "-o", str(out), "--jobs", "1", "-q", *(options if first else [])]) == 2
    assert (tmp_path / "out.jsonl.battlebox").is_dir()
    refused = run(RURITANIA, "-o", out, *([] if first else options))
    assert refused.returncode == 2
    assert "--restart" in refused.stderr
    assert run(RURITANIA, "-o", out, *(options if first else [])).returncode == 0
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_first_run_that_was_stopped_goes_on_and_leaves_its_hits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hits, out = tmp_path / "hits", tmp_path / "out.jsonl"

    def full(*_: object) -> None:
        raise JobError("no room left on the disk")

    with monkeypatch.context() as patch:
        patch.setattr(dumps, "merge", full)
        assert main(["dump", str(RURITANIA), "-o", str(out), "--jobs", "1", "-q", "--hits", str(hits)]) == 2
    assert not hits.exists()
    assert run(RURITANIA, "-o", out, "--hits", hits).returncode == 0
    assert hits.exists()
    assert run(RURITANIA, "-o", tmp_path / "again.jsonl", "--hits", hits).returncode == 0
    assert (tmp_path / "again.jsonl").read_bytes() == out.read_bytes()
