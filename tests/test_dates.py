"""Dates: what is read from the words, and that what cannot be read gives nothing.

Notation of the cases: ``start/end``, one date where both are the same, ``a/..`` for what goes on, ``a/`` for an end that
is not known, nothing for no date; then, each after `` | ``: ``or a, b`` the alternatives, ``julian`` or ``gregorian``,
``old a/b`` the Old Style date, ``label: a/b`` a phase (``-`` without a label), ``!code`` a caution.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from edtf import parse_edtf

from extract import extract
from extract.errors import CODES
from extract.fields.base import Reading, Scope
from extract.fields.dates import looks_like_date, read, read_date, read_period
from extract.fields.dates.words import words
from extract.record import Date
from extract.richtext import Builder, plain
from extract.vocabulary import has_table, table

from .conftest import corpus

CASES = Path(__file__).parent / "cases"
ROWS = [
    pytest.param(text, want, id=f"{path.stem}: {text}")
    for path in sorted(CASES.glob("dates_*.toml"))
    for text, want in tomllib.loads(path.read_text("utf-8"))["cases"]
]


def interval(start: str | None, end: str | None, ongoing: bool = False) -> str:
    if start == end and not ongoing:
        return start or ""
    return f"{start or ''}/{'..' if ongoing else end or ''}"


def shown(reading: Reading[Date]) -> str:
    date = reading.first
    if date is None:
        return ""
    parts = [interval(date.start, date.end, date.ongoing)]
    if date.alternatives:
        parts.append("or " + ", ".join(date.alternatives))
    if date.calendar:
        parts.append(date.calendar)
    if date.old_style:
        parts.append("old " + interval(date.old_style.start, date.old_style.end))
    parts += [f"{phase.label or '-'}: {interval(phase.start, phase.end)}" for phase in date.phases]
    parts += [f"!{caution.code}" for caution in reading.cautions]
    return " | ".join(parts).removeprefix(" | ")


def reading(text: str) -> Reading[Date]:
    return read(plain(text), Scope("date"))


@pytest.mark.parametrize(("text", "want"), ROWS)
def test_reads_what_the_page_shows(text: str, want: str) -> None:
    assert shown(reading(text)) == want


def test_a_third_of_the_cases_give_nothing() -> None:
    nothing = sum(not row.values[1] or str(row.values[1]).startswith("!") for row in ROWS)
    assert len(ROWS) > 250
    assert nothing * 3 >= len(ROWS)


#: What the independent library cannot parse though the standard has it: the first of these in an interval.
_BEYOND_THE_LIBRARY = ("X~", "X?", "X%")


def strings(date: Date) -> list[str]:
    found = [date.start, date.end, *date.alternatives]
    found += [s for phase in date.phases for s in (phase.start, phase.end)]
    found += [date.old_style.start, date.old_style.end] if date.old_style else []
    return [s for s in found if s]


def check_edtf(date: Date) -> None:
    """Every string is EDTF by the judgment of a library that knows nothing of ours."""
    for text in strings(date):
        if not ("/" in text and any(sign in text for sign in _BEYOND_THE_LIBRARY)):
            parse_edtf(text, fail_silently=False)


@pytest.mark.parametrize(("text", "want"), ROWS)
def test_output_is_edtf_and_in_its_place(text: str, want: str) -> None:
    rich, found = plain(text), reading(text)
    date = found.first
    assert date is not None and date.at is not None
    assert (date.text, date.at.start, date.at.end) == (rich.source, 0, len(rich.source))
    check_edtf(date)
    for phase in date.phases:
        assert phase.at is not None
        assert rich.source[phase.at.start : phase.at.end] == phase.text
    for caution in found.cautions:
        assert caution.code in CODES
        assert caution.message
        assert caution.text in rich.source


def test_offsets_are_those_of_the_field() -> None:
    whole = plain("Unknown\n5 May 1900 (siege)\n6–8 June 1901 (relief)")
    part = whole.with_lines(whole.lines[1:])
    date = read(part, Scope("date")).first
    assert date is not None and date.at is not None
    assert date.at.start == 8 and date.text == whole.source[8:]
    assert [phase.text for phase in date.phases] == [whole.source[p.at.start : p.at.end] for p in date.phases if p.at]


def test_nothing_shown_is_nothing_read() -> None:
    assert read(Builder().build(), Scope("date")).items == ()
    assert read_date("") is None and read_date(" \n ") is None


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Jan 2009 – Oct 2012", ("2009-01", "2012-10")),
        ("by 2012", ("2012", "2012")),
        ("On 21 August 1914:", ("1914-08-21", "1914-08-21")),
        ("in 1864", ("1864", "1864")),
        ("since 2011", ("2011", "..")),
        ("2011–present", ("2011", "..")),
        ("until May 1940", ("1940-05", "1940-05")),
        ("1941–42", ("1941", "1942")),
        ("c. 480 BC", ("-0479~", "-0479~")),
        ("December 16", None),
        ("On 21 August", None),
        ("First phase: 1914", None),
        ("1914 or 1915", None),
        ("1914, 1916", None),
        ("12,000", None),
        ("21", None),
        ("3rd Division", None),
        ("2,000–3,000", None),
        ("100–200 men", None),
        ("155 mm", None),
        ("5/6", None),
        ("Total", None),
        ("present", None),
        ("", None),
        ("1900" * 100, None),
    ],
)
def test_period_is_strict(text: str, want: tuple[str, str] | None) -> None:
    assert read_period(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("December 16", True), ("On 21 August", True), ("1 October:", True), ("October 1914", True), ("1914–18", True),
        ("Spring 1914", True), ("29 February", True), ("5–9 May", True), ("30 February", False), ("16", False), ("16–20", False),
        ("August Storm", False), ("1st Division", False), ("Total:", False), ("1,914", False), ("May Uprising", False),
        ("", False), ("Unknown", False), ("present", False), ("3 May tanks", False),
    ],
)  # fmt: skip
def test_looks_like_date(text: str, want: bool) -> None:
    assert looks_like_date(text) is want


def test_language_tables_hold_together() -> None:
    """Each language's words stand under one kind each (checked as they are read), and no list that English has is missing."""
    english = table("languages/en/dates")
    for folder in sorted((Path(__file__).parent.parent / "extract/data/languages").iterdir()):
        if has_table(f"languages/{folder.name}/dates"):
            assert words(folder.name).phrases
            data = table(f"languages/{folder.name}/dates")
            assert set(data) == set(english)
            assert set(data["words"]) <= set(english["words"])
            assert set(data["labels"]) == set(english["labels"])
            assert sorted(map(int, data["months"])) == list(range(1, 13))
            assert sorted(map(int, data["seasons"])) == [21, 22, 23, 24]


@pytest.mark.parametrize("kind", ["html", "text", "wikitext"])
def test_no_wrong_date_on_real_pages(shared: Path, kind: str) -> None:
    """A wrong date counts ten times a missing one: right ones less ten times the wrong ones, of all, stays above 0.97."""
    gold_folder = shared / "gold" / {"html": "dev", "text": "dev-text", "wikitext": "dev-wikitext"}[kind]
    wanted = right = wrong = 0
    for page in corpus(kind):
        gold_file = gold_folder / f"{page.stem}.json"
        if not gold_file.exists():
            continue
        gold = json.loads(gold_file.read_text("utf-8")).get("date") or {}
        want = {key: gold[key] for key in ("start", "end", "ongoing") if gold.get(key)}
        scores = []
        for one in extract(page):
            date = one.date
            got = {} if date is None else {"start": date.start, "end": date.end, "ongoing": date.ongoing}
            hits = sum(got.get(key) == value for key, value in want.items())
            scores.append((hits, sum(bool(value) and want.get(key) != value for key, value in got.items())))
        best = max(scores, key=lambda score: score[0] - 10 * score[1], default=(0, 0))
        wanted, right, wrong = wanted + len(want), right + best[0], wrong + best[1]
    assert wrong == 0
    assert (right - 10 * wrong) / wanted > 0.97


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("First phase:\n12–20 February 2017\nSecond phase:\n20 February – 6 June 2017", 2),
        ("First phase: 12–20 February 2017\nSecond phase: 20 February – 6 June 2017", 2),
        ("5 April – 4 May 1799 (siege)\n4 May 1799 (assault)", 2),
    ],
)
def test_the_text_of_a_phase_has_its_label(text: str, phases: int) -> None:
    found = read_date(text)
    assert found is not None and len(found.phases) == phases
    assert all(phase.label and phase.label in phase.text for phase in found.phases)
