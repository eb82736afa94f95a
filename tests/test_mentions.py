"""What a conflict was part of: one mention a link, else one a name."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract
from extract.fields.base import Scope
from extract.fields.mentions import read
from extract.richtext import Builder, RichText, plain, title_of

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases").joinpath("mentions.toml").read_text("utf-8"))[
    "case"
]
SCOPE = Scope("partof")
_LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


def drawn(text: str) -> RichText:
    """Rich text of a line with [[links]]."""
    builder = Builder()
    for number, line in enumerate(text.split("\n")):
        if number:
            builder.newline()
        place = 0
        for match in _LINK.finditer(line):
            builder.text(line[place : match.start()])
            mark = builder.open("link", title_of(match[1]))
            builder.text(match[2] or match[1])
            builder.close(mark)
            place = match.end()
        builder.text(line[place:])
    return builder.build()


def uncovered(rich: RichText) -> str:
    reading = read(rich, SCOPE)
    mask = [False] * len(rich.source)
    for item in (*reading.items, *reading.headings):
        assert item.at is not None
        assert rich.source[item.at.start : item.at.end] == item.text
        assert not any(mask[item.at.start : item.at.end])
        mask[item.at.start : item.at.end] = [True] * (item.at.end - item.at.start)
    rest = "".join(char for char, seen in zip(rich.source, mask, strict=True) if not seen)
    return "".join(char for char in rest if char.isalnum())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_mentions(case: dict[str, Any]) -> None:
    found = read(drawn(case["text"]), SCOPE).items
    assert [f"{one.text} -> {one.link}" if one.link else one.text for one in found] == case["want"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_nothing_is_lost(case: dict[str, Any]) -> None:
    assert uncovered(drawn(case["text"])) == ""


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    "junk",
    [
        "and " * 25_000,
        "x and y " * 12_000,
        "a\n" * 50_000,
        ", " * 50_000,
        "the War and the " * 6_000,
        "(" * 100_000,
        "w" * 100_000,
    ],
)
def test_junk_takes_no_time(junk: str) -> None:
    rich = plain(junk)
    start = time.process_time()
    read(rich, SCOPE)
    assert time.process_time() - start < 2.0  # a second, twice over for a busy machine


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["the ", "War ", "and ", "of ", "[[A War]] ", "[[B|x, y]]", ", ", "; ", "\n", "(", ")", "Part of ", "1812", "/"]
        ),
        max_size=14,
    )
)
def test_any_text_is_covered_once(parts: list[str]) -> None:
    assert uncovered(drawn("".join(parts))) == ""


def test_a_long_list_of_links_takes_little_time() -> None:
    junk = "[[A war]], [[B war]] and " * 4000
    start = time.process_time()
    (found,) = extract("{{Infobox military conflict|conflict=X|partof=" + junk + "}}")
    assert time.process_time() - start < 2
    assert found.part_of[0].link == "A war"
    assert not [one for one in found.warnings if one.code == "unread-text"]
