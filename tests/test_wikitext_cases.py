"""Drawn wikitext by cases outside the code: `tests/cases/wikitext_*.toml`, a source and what a reader sees of it."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.parse.templates.rows import VERBS, row_of
from extract.parse.wikitext.canvas import Canvas, Page
from extract.parse.wikitext.drawing import HANDLERS
from extract.richtext import RichText
from extract.vocabulary import normal_name, table

FILES = sorted((Path(__file__).parent / "cases").glob("wikitext_*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem.removeprefix('wikitext_')}: {case['name']}")
    for file in FILES
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


def drawn(source: str) -> tuple[RichText, Page]:
    page = Page(handlers=HANDLERS, title="Battle of X")
    return Canvas(page, "p").value(source), page


def lines(rich: RichText) -> list[str]:
    found, block = [], 0
    for line in rich:
        found += ["----"] * (line.block - block)
        block = line.block
        found.append(("~" if line.gap else "") + "  " * line.depth + line.text)
    return found


def marks(rich: RichText) -> list[str]:
    found = []
    for line in rich:
        for mark in line.marks:
            value = " ".join(map(str, mark.value)) if isinstance(mark.value, tuple) else str(mark.value or "")
            found.append(f"{mark.kind}: {rich.source[mark.start : mark.end]}" + (f" -> {value}" if value else ""))
    return found


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    rich, page = drawn(case["source"])
    assert lines(rich) == case["lines"]
    assert marks(rich) == case.get("marks", [])
    assert [warning.code for warning in page.warnings] == case.get("warnings", [])


def test_every_row_names_a_verb_and_no_name_stands_twice() -> None:
    rows = table("templates/en")["rows"]
    assert {row["verb"] for row in rows} <= set(VERBS)
    names = Counter(normal_name(name) for row in rows for name in row["names"])
    assert [name for name, count in names.items() if count > 1] == []


def test_names_that_only_begin_so() -> None:
    row = row_of("Campaignbox Thirty Years' War")
    assert row is not None and row["verb"] == "nothing"
    assert row_of("Campaign") is None


HOSTILE = [
    "{{", "[[", "}}", "]]", "{{a|", "{{{a|", "[[a|", "<ref>", "<small>", "<!--", "<nowiki>", "<li>", "<a b=\"", "''", "'''",
    "\n*", "*", ":;", "\n{|", "{|\n|-\n|", "\n==", "\n----", "[http://a ", "[//", "&amp", "&#", "{{a|[[b|<small>", "<div {{", "†",
    "__", "{{!}}", "\n|", "||", "{{flag|", "{{#if:",
]  # fmt: skip


@pytest.mark.parametrize("junk", HOSTILE)
def test_hostile_values_take_no_longer_than_their_length(junk: str) -> None:
    source = junk * (100_000 // len(junk))
    drawn(source[:5000])
    start = time.process_time()
    drawn(source[:25_000])
    short = time.process_time() - start
    start = time.process_time()
    drawn(source)
    assert time.process_time() - start < 12 * short + 0.5


def test_deep_nesting_costs_no_stack() -> None:
    for opener, closer in (("{{small|", "}}"), ("[[a|", "]]"), ("<small>", "</small>"), ("{{#if:x|", "}}"), ("<ref>", "</ref>")):
        rich, _ = drawn(opener * 3000 + "A" + closer * 3000)
        assert len(rich.lines) <= 1


MARKUP = [
    "{{", "}}", "[[", "]]", "|", "=", "''", "'''", "\n", "*", "----", "<br>", "<ref>", "</ref>", "<small>", "</small>", "<!--", "-->",
    "flag", "KIA", "A", " ", "{|", "|}", "&lt;", "ubl", ";", ":",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKUP), max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_offsets_hold_whatever_comes(source: str) -> None:
    rich, _ = drawn(source)
    assert rich.source == "\n".join(line.text for line in rich)
    for line in rich:
        assert rich.source[line.start : line.end] == line.text
        for mark in line.marks:
            assert 0 <= mark.start <= mark.end <= len(rich.source)
