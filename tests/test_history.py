"""Who brought in which value: lives with gaps, reverts, hidden parts; the lives say at each step what the box says."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract
from extract.errors import InputError, JobError
from extract.lives import History, history, json_schema
from extract.lives.values import values
from extract.pages import Page, Revision
from extract.report import plot, timeline

from .conftest import ROOT
from .test_dump_pages import export
from .test_dump_pages import history as page_of

BOX = (
    "{{Infobox military conflict|conflict=Battle of X|date=1 May 1800|combatant1=A|combatant2=B"
    "|commander1=[[Foo]]|strength1=3,000|casualties2=500 killed}}\nText."
)


def states(*texts: str | None) -> list[Revision]:
    """Revisions 1, 2, 3 … on the first days of 2001, by U1, U2, U3 …; None: the text is hidden."""
    return [
        Revision(
            id=n, parent_id=n - 1 or None, timestamp=f"2001-{1 + n // 28:02}-{1 + n % 28:02}T00:00:00Z", user=f"U{n}", comment=f"c{n}",
            text=text, text_hidden=text is None,
        )
        for n, text in enumerate(texts, 1)
    ]  # fmt: skip


CHANGED = BOX.replace("3,000", "9,000")
BLANKED = BOX.replace("500 killed", "")


def life(found: History, field: str, value: str) -> tuple[list[tuple[int | None, int | None]], int]:
    """The stays of a value as revision ids, and how often it was contested."""
    (one,) = [one for one in found.lives if one.field == field and one.value == value]
    ids = [(found.steps[s.begin].revision_id, None if s.end is None else found.steps[s.end].revision_id) for s in one.spans]
    return ids, one.contested


def test_a_value_that_comes_back_is_one_life_with_gaps() -> None:
    found = history(states("no box yet", BOX, CHANGED, BOX, BLANKED, BOX))
    assert life(found, "strength", "3,000") == ([(2, 3), (4, None)], 1)
    assert life(found, "strength", "9,000") == ([(3, 4)], 0)
    assert life(found, "casualties", "500 killed") == ([(2, 5), (6, None)], 1)
    assert life(found, "commanders", "Foo") == ([(2, None)], 0)
    assert [(one.revision_id, one.reverts_to, one.reverted_by) for one in found.steps] == [
        (2, None, None),
        (3, None, 4),
        (4, 2, None),
        (5, None, 6),
        (6, 2, None),
    ]
    assert found.revisions == 6 and found.parsed == 3
    assert {one.value for one in found.blame()} == {"Battle of X", "1 May 1800", "A", "B", "Foo", "3,000", "500 killed"}


def test_identical_boxes_cost_no_parse_and_no_step() -> None:
    found = history(states(*[BOX + "x" * n for n in range(40)]))
    assert (found.revisions, found.parsed, len(found.steps)) == (40, 1, 1)


def test_a_hidden_text_tells_nothing_and_is_told() -> None:
    found = history(states(BOX, None, BOX))
    assert life(found, "strength", "3,000") == ([(1, None)], 0)
    assert [one.text_hidden for one in found.steps] == [False, True]
    assert [(one.code, one.text) for one in found.warnings] == [("hidden-text", "revision 2")]


def test_the_box_removed_and_brought_back() -> None:
    found = history(states(BOX, "vandalized", BOX))
    assert [[one.meaning for one in step.changes] for step in found.steps] == [
        ["infobox added"],
        ["infobox removed"],
        ["infobox added"],
    ]
    assert life(found, "strength", "3,000") == ([(1, 2), (3, None)], 1)


def test_order_doubles_and_missing_parents() -> None:
    one, two, three, four = states(BOX, CHANGED, BLANKED, BOX)
    found = history([four, two, one, two])
    assert [step.revision_id for step in found.steps] == [1, 2, 4]
    assert {one.code for one in found.warnings} == {"duplicate-revision", "missing-parent"}
    crossed = [one, msgspec_free(two, 2), msgspec_free(three, 1), msgspec_free(four, 2)]
    assert "merged-history" in {one.code for one in history(crossed).warnings}
    assert not history([one, two, three, four]).warnings
    assert history([]) == History()


def msgspec_free(one: Revision, parent: int) -> Revision:
    """The revision under another parent."""
    from dataclasses import replace

    return replace(one, parent_id=parent - 1 if one.id == 2 else parent)


PIECES = (
    ["3,000", "9,000", "c. 3,000", "3,000–4,000"],
    ["[[Foo]]", "[[Foo]]{{KIA}}", "[[Foo]]<br>[[Bar]]", "[[Bar]]", ""],
    ["500 killed", ""],
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(st.none(), st.just("gone"), st.tuples(*map(st.sampled_from, PIECES))), max_size=12))
def test_lives_say_what_the_boxes_say(edits: list[object]) -> None:
    """Nothing invented, nothing lost: at each revision those alive are the values of its box."""
    texts: list[str | None] = []
    for edit in edits:
        if isinstance(edit, tuple):
            a, b, c = edit
            texts.append(BOX.replace("3,000", a).replace("[[Foo]]", b).replace("500 killed", c))
        else:
            texts.append(edit)  # type: ignore[arg-type]
    found = history(states(*texts))
    at = {step.revision_id: n for n, step in enumerate(found.steps)}
    now = -1
    shown: str | None = None
    for number, text in enumerate(texts, 1):
        now = at.get(number, now)
        shown = shown if text is None else text
        alive = sorted(
            (one.field, one.side or 0, json.dumps(one.facts, sort_keys=True))
            for one in found.lives
            if any(s.begin <= now and (s.end is None or now < s.end) for s in one.spans)
        )
        try:
            record = extract(shown or "", format="wikitext")[0]
        except InputError:
            assert alive == []
            continue
        wanted = [(v.key.field, v.key.side or 0, json.dumps(v.facts, sort_keys=True)) for v in values(record)]
        assert alive == sorted(wanted)
    for one in found.blame():
        assert found.steps[one.spans[0].begin].changes, "whoever is blamed changed something"


def test_histories_follow_their_schema_and_come_back() -> None:
    found = history(states(BOX, CHANGED, None, BOX), Page("Battle of X", 7))
    data = msgspec.json.encode(found)
    jsonschema.validate(json.loads(data), json_schema())
    assert msgspec.json.decode(data, type=History) == found


def battlebox(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", "history", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "export.xml"
    texts = ["stub", BOX, CHANGED, BOX, BLANKED.replace("[[Foo]]", "[[Foo]]{{KIA}}")]
    file.write_bytes(
        export(page_of("Battle of X", 5, texts), page_of("Siege of Y", 6, [BOX.replace("Battle of X", "Siege of Y")]))
    )
    return file


def test_the_command(dump: Path, tmp_path: Path) -> None:
    told = battlebox(str(dump), "--title", "Battle of X", "--format", "text").stdout
    assert told.startswith("Battle of X: 5 revisions, 2000-01-01 to 2004-01-01; the box changed in 4 of them\n")
    assert "revision 102 · 2002-01-01 00:00:00 · U102 · c102\n  (reverted by revision 103)\n" in told
    assert "    ~ personnel: figure 3,000 → 9,000\n" in told and "    ~ Foo: fate added: killed\n" in told
    blamed = battlebox(str(dump), "--title", "Battle of X", "--blame", "--field", "strength").stdout
    assert blamed.splitlines()[-1].split() == ["strength", "1", "3,000", "2001-01-01", "U101", "101", "1×"]
    lines = [json.loads(line) for line in battlebox(str(dump)).stdout.splitlines()]
    assert [one["title"] for one in lines] == ["Battle of X", "Siege of Y"]
    jsonschema.validate(lines[0], json.loads(battlebox("--schema").stdout))
    assert battlebox(str(dump), "-o", str(tmp_path / "out.sqlite")).returncode == 0
    database = sqlite3.connect(tmp_path / "out.sqlite")
    assert database.execute("SELECT count(DISTINCT life) FROM lives WHERE contested > 0").fetchone() == (1,)
    who = "SELECT r.user FROM lives l JOIN revisions r ON r.page = l.page AND r.step = l.begin_step WHERE l.value = '9,000'"
    assert database.execute(who).fetchall() == [("U102",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_dump_is_followed_by_any_number_of_processes(tmp_path: Path) -> None:
    file = tmp_path / "history.xml"
    pages = [page_of(f"Battle {n}", n, [BOX, CHANGED, BOX] * (n % 5 + 1)) for n in range(1, 90)]
    file.write_bytes(export(*pages))
    outputs = []
    for jobs in ("1", "3"):
        out = tmp_path / f"out{jobs}.jsonl"
        done = battlebox(str(file), "-o", str(out), "--jobs", jobs)
        assert done.returncode == 0, done.stderr
        assert not out.with_name(out.name + ".battlebox").exists()
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    assert [json.loads(line)["title"] for line in outputs[0].splitlines()] == [f"Battle {n}" for n in range(1, 90)]
    report = tmp_path / "report.json"
    assert (
        battlebox(str(file), "-o", str(tmp_path / "some.sqlite"), "--title", "Battle 7", "--report", str(report)).returncode == 0
    )
    assert json.loads(report.read_bytes())["pages"] == 89
    assert sqlite3.connect(tmp_path / "some.sqlite").execute("SELECT title FROM pages").fetchall() == [("Battle 7",)]


def test_a_stopped_history_of_a_dump_goes_on(tmp_path: Path) -> None:
    file, out = tmp_path / "history.xml", tmp_path / "out.jsonl"
    file.write_bytes(export(*[page_of(f"Battle {n}", n, [BOX, CHANGED, BOX + str(n)] * 20) for n in range(1, 60)]))
    whole = tmp_path / "whole.jsonl"
    assert battlebox(str(file), "-o", str(whole)).returncode == 0
    command = [sys.executable, "-m", "extract", "history", str(file), "-o", str(out), "-q"]
    for wait in (0.4, 0.9):
        process = subprocess.Popen(command, cwd=ROOT)
        time.sleep(wait)
        process.kill()
        process.wait()
    done = battlebox(str(file), "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == whole.read_bytes()


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_bytes(export())
    assert "no history" in battlebox(str(tmp_path / "x.xml")).stderr
    assert "no such file" in battlebox(str(tmp_path / "none.xml")).stderr
    assert battlebox().returncode == 2


def test_a_folder_of_revisions(tmp_path: Path, shared: Path) -> None:
    for number, text in enumerate([BOX, CHANGED, BOX], 11):
        (tmp_path / f"{number:08}.wikitext").write_text(text)
    told = battlebox(str(tmp_path), "--format", "text").stdout
    assert "revision 12 · (user unknown) · 00000012.wikitext\n  (reverted by revision 13)" in told
    real = battlebox(str(shared / "corpus" / "revisions" / "American_Revolutionary_War"))
    assert json.loads(real.stdout)["revisions"] == 5


@pytest.mark.parametrize("form", ["svg", "png", "html"])
def test_figures_are_drawn(form: str, tmp_path: Path) -> None:
    found = history(
        states(BOX, CHANGED, BOX.replace("3,000", "2,000–4,000"), BOX.replace("3,000", "at least 3,000")), Page("Battle of X")
    )
    one, two = tmp_path / f"one.{form}", tmp_path / f"two.{form}"
    plot.plot(found, one)
    plot.plot(found, two)
    data = one.read_bytes()
    assert data == two.read_bytes()
    assert data.startswith({"svg": b"<?xml", "png": b"\x89PNG", "html": b"<!doctype html>"}[form])
    assert form != "html" or (b"<svg" in data and b"figure 3,000" in data)


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    none = history(states("{{Infobox battle|conflict=X|strength1=unknown}}"))
    with pytest.raises(JobError, match="nothing to draw"):
        plot.plot(none, tmp_path / "x.svg")
    with pytest.raises(JobError, match=r"ends in \.svg"):
        plot.plot(none, tmp_path / "x.gif")
    assert "reverted" not in timeline.timeline(none)
