"""What changed between two boxes: each change once, nothing else, the same both ways."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import jsonpatch
import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract
from extract.changes import Change, diff, json_schema, mirror, patch
from extract.errors import InputError
from extract.record import Record, replace
from extract.report import diff_html

from .conftest import ROOT, SHARED, corpus

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "diff.toml").read_text("utf-8"))
CASES, PAIRS = TABLE["case"], TABLE["pair"]


def wikitext(page: str) -> str:
    file = SHARED / "corpus" / "wikitext" / f"{page}.wikitext"
    if not file.exists():
        pytest.skip("the corpus of real pages (../shared) is not on this machine")
    return file.read_text("utf-8")


def edited(text: str, edits: list[list[str]], *, last: bool = False) -> str:
    for old, new in edits:
        assert old in text, f"{old!r} does not stand on the page"
        place = text.rindex(old) if last else text.index(old)
        text = text[:place] + new + text[place + len(old) :]
    return text


def told(changes: tuple[Change, ...]) -> list[str]:
    return [f"{one.level} {one.kind} {one.field}: {one.meaning}" for one in changes]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_edits_of_real_boxes(case: dict[str, object]) -> None:
    begin = edited(wikitext(str(case["page"])), case.get("before", []))  # type: ignore[arg-type]
    end = edited(begin, case["edits"], last=bool(case.get("skip_first")))  # type: ignore[arg-type]
    old, new = extract(begin, format="wikitext")[0], extract(end, format="wikitext")[0]
    found = told(diff(old, new))
    if any(str(one).endswith(": wikitext") for one in case["want"]):  # type: ignore[attr-defined]
        found = [re.sub(r": wikitext .*", ": wikitext", one, flags=re.DOTALL) for one in found]
    assert found == case["want"]


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair['old']}-{pair['new']}" for pair in PAIRS])
def test_real_revisions(pair: dict[str, str], shared: Path) -> None:
    states: list[Record | None] = []
    for name in (pair["old"], pair["new"]):
        try:
            states.append(extract(shared / "corpus" / "revisions" / pair["folder"] / f"{name}.wikitext")[0])
        except InputError:
            states.append(None)
    assert told(diff(*states)) == pair["want"]


def records() -> list[Record]:
    found = list(extract(ROOT / "fixtures" / "battle-of-qalamoun.txt"))
    for page in [one for kind in ("wikitext", "html", "text") for one in corpus(kind)]:
        try:
            found += extract(page)
        except InputError:
            continue
    return found


RECORDS = records()


def test_a_box_does_not_differ_from_itself() -> None:
    for record in RECORDS:
        assert diff(record, record) == (), record.source.title
    assert diff(None, None) == ()


def states() -> list[tuple[Record | None, Record | None]]:
    """Revisions that follow each other, and boxes that have nothing in common."""
    pairs: list[tuple[Record | None, Record | None]] = list(pairwise(RECORDS))
    if SHARED.is_dir():
        for folder in sorted((SHARED / "corpus" / "revisions").iterdir()):
            before: Record | None = None
            for file in sorted(folder.iterdir()):
                try:
                    now: Record | None = extract(file)[0]
                except InputError:
                    now = None
                pairs.append((before, now))
                before = now
    return pairs


STATES = states()


def test_the_other_way_round_is_the_mirror() -> None:
    for old, new in STATES:
        there, back = diff(old, new), diff(new, old)
        assert sorted(map(repr, map(mirror, there))) == sorted(map(repr, back))


def test_patches_lead_from_one_record_to_the_other() -> None:
    for old, new in STATES:
        before, after = (json.loads(msgspec.json.encode(one)) for one in (old, new))
        steps = json.loads(json.dumps(patch(old, new)))
        assert jsonpatch.apply_patch(before, steps) == after
        assert (steps == []) == (before == after)


def test_changes_follow_their_schema() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for old, new in STATES:
        validator.validate(json.loads(msgspec.json.encode(diff(old, new))))


SMALL = [one for one in RECORDS if one.sides and sum(len(side.commanders) for side in one.sides) in range(2, 12)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_mutation_is_told_and_mirrored(data: st.DataObject) -> None:
    """Take people away, shuffle them, change a figure: value changes are told exactly for what was done."""
    record = data.draw(st.sampled_from(SMALL))
    number = data.draw(st.integers(0, len(record.sides) - 1))
    side = record.sides[number]
    people = list(side.commanders)
    kept = [one for one in people if data.draw(st.booleans())]
    order = data.draw(st.permutations(kept))
    changed = replace(side, commanders=tuple(order))
    sides = tuple(changed if n == number else one for n, one in enumerate(record.sides))
    new = replace(record, sides=sides)
    there = diff(record, new)
    gone = [one for one in there if one.kind == "removed" and one.field == "commanders"]
    demoted = [one for one in there if one.keys == ("demoted",)]
    assert len(gone) + len(demoted) == len(people) - len(kept)
    assert not [one for one in there if one.kind == "added"]
    assert any(one.level == "order" for one in there) == (list(order) != kept and _told_apart(kept))
    assert sorted(map(repr, map(mirror, there))) == sorted(map(repr, diff(new, record)))
    before, after = (json.loads(msgspec.json.encode(one)) for one in (record, new))
    assert jsonpatch.apply_patch(before, json.loads(json.dumps(patch(record, new)))) == after


def _told_apart(people: list[object]) -> bool:
    said = [(one.name, one.link) for one in people]  # type: ignore[attr-defined]
    return len(set(said)) == len(said)


def test_sides_that_changed_places_are_one_change() -> None:
    text = wikitext("Battle_of_Palo_Hincado")
    turned = re.sub(r"(\|\s*(?:combatant|commander|strength|casualties))([12])", lambda m: m[1] + "21"[int(m[2]) - 1], text)
    assert told(diff(extract(text)[0], extract(turned)[0])) == ["value moved sides: sides 1 and 2 changed places"]


def test_the_whole_box_removed_or_added() -> None:
    box = RECORDS[0]
    assert [one.meaning for one in diff(box, None)] == ["infobox removed"]
    assert [one.meaning for one in diff(None, box)] == ["infobox added"]


def test_a_heading_renamed_is_told_once() -> None:
    box = "{{Infobox battle|conflict=X|combatant1=A<br>'''Supported by:'''<br>[[B]]<br>[[C]]<br>[[D]]|combatant2=E}}"
    old, new = extract(box)[0], extract(box.replace("Supported by", "Co-belligerents"))[0]
    assert told(diff(old, new)) == ["value changed headings: text Supported by: → Co-belligerents:"]


@pytest.mark.parametrize("level", ["writing", "order", "references", "markup"])
def test_levels_can_be_left_out(level: str) -> None:
    case = next(case for case in CASES if case["want"] and str(case["want"][0]).startswith(level))
    begin = wikitext(str(case["page"]))
    old, new = extract(begin, format="wikitext")[0], extract(edited(begin, case["edits"]), format="wikitext")[0]
    assert diff(old, new) and not diff(old, new, ignore=[level])


def battlebox(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", "diff", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


BOX = "{{Infobox battle|conflict=Battle of X|combatant1=A|combatant2=B|strength1=3,000|commander1=[[Foo]]{{KIA}}}}"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.wikitext", tmp_path / "new.wikitext"
    old.write_text(BOX)
    new.write_text(BOX.replace("3,000", "3,000–4,000").replace("{{KIA}}", "{{POW}}"))
    return old, new


def test_the_command(files: tuple[Path, Path]) -> None:
    old, new = map(str, files)
    same, other = battlebox(old, old), battlebox(old, new)
    assert (same.returncode, same.stdout) == (0, "")
    assert other.returncode == 1
    assert other.stdout == (
        "commanders, side 1\n  ~ Foo: fate killed → captured\nstrength, side 1\n"
        "  ~ personnel: range widened 3,000 → 3,000–4,000\n"
    )
    said = json.loads(battlebox(old, new, "--format", "json").stdout)
    assert [one["keys"] for one in said] == [["fates"], ["range"]]
    jsonschema.validate(said, json.loads(battlebox("--schema").stdout))
    before, after = (json.loads(msgspec.json.encode(extract(path)[0])) for path in files)
    before["source"]["path"], after["source"]["path"] = old, new
    assert jsonpatch.apply_patch(before, json.loads(battlebox(old, new, "--format", "patch").stdout)) == after


def test_the_command_says_what_is_wrong(files: tuple[Path, Path], tmp_path: Path) -> None:
    old = str(files[0])
    assert battlebox(old, str(tmp_path / "none")).returncode == 2
    assert "no such file" in battlebox(old, str(tmp_path / "none")).stderr
    assert battlebox(old).returncode == 2
    assert "--ignore knows" in battlebox(old, old, "--ignore", "everything").stderr
    (tmp_path / "plain.wikitext").write_text("== No box ==\n[[A]] and '''b'''\n")
    gone = battlebox(old, str(tmp_path / "plain.wikitext"))
    assert (gone.returncode, gone.stdout) == (1, "infobox\n  - infobox removed\n")


def test_records_and_revisions_are_read_too(files: tuple[Path, Path], tmp_path: Path) -> None:
    from .test_dump_pages import export, history

    lines = tmp_path / "old.jsonl"
    lines.write_bytes(msgspec.json.encode(extract(files[0])[0]))
    assert battlebox(str(lines), str(files[1])).returncode == 1
    dump = tmp_path / "history.xml"
    dump.write_bytes(export(history("Battle of X", 5, [BOX, BOX.replace("A|", "C|"), "no box"])))
    assert battlebox(f"{dump}@100", f"{dump}@100").returncode == 0
    changed = battlebox(f"{dump}@100", f"{dump}@101")
    assert changed.returncode == 1 and "belligerents, side 1" in changed.stdout
    assert battlebox(f"{dump}@100", f"{dump}@102").stdout == "infobox\n  - infobox removed\n"
    assert "no such revision" in battlebox(f"{dump}@100", f"{dump}@7").stderr


def test_the_page_marks_what_differs(files: tuple[Path, Path]) -> None:
    old, new = (extract(path)[0] for path in files)
    page = diff_html.render(old, new, diff(old, new))
    assert page.count("<main>") == 1 and "<del>3,000</del>" in page and "<ins>3,000–4,000</ins>" in page
    assert "fate killed → captured" in page and "{{<del>" not in page
    evil = replace(new, name="<script>alert(1)</script>")
    assert "<script>" not in diff_html.render(old, evil, diff(old, evil))
