"""The raw article that this project began with, in full: flattened text whose columns and fate marks were lost."""

from __future__ import annotations

import hashlib

import pytest

from extract import extract
from extract.record import Quantity, Record

from .conftest import ROOT, SHARED

PAGE = ROOT / "fixtures" / "battle-of-qalamoun.txt"


@pytest.fixture(scope="module")
def record() -> Record:
    (only,) = extract(PAGE)
    return only


def figures(items: tuple[Quantity, ...]) -> list[tuple[object, ...]]:
    return [(q.min, q.max, q.vague, q.unknown, q.effects, q.phase) for q in items]


def test_the_fixture_is_the_seed_byte_for_byte() -> None:
    seed = SHARED / "seed" / "battle-of-qalamoun.txt"
    if not seed.exists():
        pytest.skip("the seed (../shared) is not on this machine")
    assert hashlib.sha256(PAGE.read_bytes()).digest() == hashlib.sha256(seed.read_bytes()).digest()


def test_what_stands_at_the_top(record: Record) -> None:
    assert record.source.format == "text"
    assert record.name == "Battle of Qalamoun"
    assert [m.text for m in record.part_of] == ["Syrian civil war"]
    assert record.place is not None
    assert record.place.text == "Qalamoun Mountains (An-Nabek District and Yabroud District), Syria"


def test_three_phases(record: Record) -> None:
    assert record.date is not None
    assert (record.date.start, record.date.end) == ("2013-11-15", "2014-04-26")
    assert [(p.label, p.start, p.end) for p in record.date.phases] == [
        ("First phase", "2013-11-15", "2013-12-15"),
        ("Second phase", "2014-02-10", "2014-03-16"),
        ("Third phase", "2014-03-17", "2014-04-26"),
    ]


def test_the_result(record: Record) -> None:
    result = record.result
    assert result is not None
    assert (result.outcome, result.qualifiers, result.winner_sides) == ("victory", ("decisive",), (1,))
    assert [w.text for w in result.winners] == ["Syrian Army", "Hezbollah"]


def test_two_sides_by_evidence(record: Record) -> None:
    one, two = record.sides
    assert [b.name for b in one.belligerents] == ["Syrian Arab Republic", "Hezbollah", "Arab Nationalist Guard"]
    assert [b.name for b in one.belligerents[0].children] == ["Syrian Armed Forces"]
    assert "Al-Nusra Front" in [b.name for b in two.belligerents]
    assert "Free Syrian Army" in [b.name for b in two.belligerents]
    told = {w.path for w in record.warnings if w.code == "inferred-side"}
    assert {f"/fields/{key}" for key in ("belligerents", "commanders", "strength", "casualties")} <= told
    assert all(" by: " in w.message for w in record.warnings if w.code == "inferred-side")


def test_commanders_with_roles_and_what_was_lost(record: Record) -> None:
    one, two = record.sides
    assert [(c.rank, c.name) for c in one.commanders] == [("Gen.", "Badi Ali")]
    assert [(c.name, c.role, c.fates) for c in two.commanders][:3] == [
        ("Abu Malek al-Tallah", "Qalamoun commander", ("wounded",)),
        ("Abu Azzam Al-Kuwaiti", "Qalamoun deputy commander", ()),
        ("Ahmed al-Assir", "Lebanon commander", ()),
    ]
    lost = [w.text.split("\n")[0].strip() for w in record.warnings if w.code == "lost-fate-mark"]
    assert lost == ["Abu Azzam Al-Kuwaiti", "Ahmad Nawaf Durra", "Bilal Kharyoush", "Salim Barakat", "Firas Qassem"]
    assert [w.path for w in record.warnings if w.code == "unclosed-parenthesis"] == ["/sides/1/commanders/1"]


def test_casualties_by_phase_with_claims_and_parts(record: Record) -> None:
    one, two = record.sides
    assert figures(one.casualties) == [
        (None, None, None, True, (), "First phase"),
        (180, 180, None, False, ("killed",), "Second phase"),
        (1800, 1800, None, False, ("killed", "wounded"), "Second phase"),
    ]
    assert [(p.min, p.of) for q in one.casualties for p in q.parts] == [(47, "Hezbollah"), (140, "Hezbollah")]
    assert [q.claimed_by for q in one.casualties] == [None, "Army", "opposition"]
    assert [(q.min, q.phase) for q in two.casualties] == [(100, "First phase"), (1479, "Second phase"), (None, "Second phase")]
    assert [(p.min, p.bound) for q in two.casualties for p in q.parts] == [(13, "at_least")]


def test_strength(record: Record) -> None:
    one, two = record.sides
    assert [(q.min, q.max, q.approximate) for q in one.strength] == [(10000, 10000, True), (15000, 15000, False)]
    assert [(q.min, q.max) for q in two.strength] == [(25000, 30000)]


def test_what_no_evidence_tells_stays_open(record: Record) -> None:
    assert record.unassigned is not None
    assert any(w.code == "unassigned-side" for w in record.warnings)
