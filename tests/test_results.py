"""Results: what headlines say, who won, and which side that is."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.fields.base import Party, Scope
from extract.fields.results import read
from extract.record import Belligerent, Commander, Result, Side, Unit
from extract.richtext import Builder, plain

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases").joinpath("results.toml").read_text("utf-8"))["case"]
SCOPE = Scope("result")


def sides_of(*sides: list[str]) -> tuple[Side, ...]:
    return tuple(
        Side(index=number, belligerents=tuple(Belligerent(name=name, text=name) for name in names))
        for number, names in enumerate(sides, 1)
    )


def marked(case: dict[str, Any]) -> Any:
    """A case for pytest; `miss` says why it is not read yet."""
    marks = [pytest.mark.xfail(reason=case["miss"], strict=True)] if "miss" in case else []
    return pytest.param(case, marks=marks, id=case["text"][:60])


def result_of(text: str, sides: tuple[Side, ...] = (), scope: Scope = SCOPE) -> Result:
    found = read(plain(text), scope, sides=sides).first
    assert found is not None
    return found


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_headline(case: dict[str, Any]) -> None:
    found = result_of(case["text"], sides_of(*case.get("sides", ())))
    assert found.outcome == case.get("outcome")
    assert list(found.qualifiers) == case.get("qualifiers", [])
    assert [winner.text for winner in found.winners] == case.get("winners", [])
    assert found.disputed == case.get("disputed", False)
    if "sides" in case:
        assert list(found.winner_sides) == case.get("won", [])
    if "details" in case:
        assert [line.text for line in found.details] == case["details"]
    if "verdicts" in case:
        assert len(found.verdicts) == case["verdicts"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_item_stands_where_it_says(case: dict[str, Any]) -> None:
    rich = plain(case["text"])
    found = result_of(case["text"])
    items = [found, *found.winners, *found.details, *found.verdicts]
    for item in items:
        assert item.at is not None
        assert rich.source[item.at.start : item.at.end] == item.text
    assert found.text == rich.source


def test_a_third_of_the_cases_names_no_winner() -> None:
    assert len(CASES) >= 200
    assert sum(not case.get("winners") for case in CASES) * 3 >= len(CASES)


def test_a_leader_tells_the_side() -> None:
    sides = (
        Side(index=1, commanders=(Commander(name="Gaius Julius Caesar", text="Gaius Julius Caesar"),)),
        Side(index=2, commanders=(Commander(name="Ariovistus", text="Ariovistus"),)),
    )
    assert result_of("Victory for Ariovistus", sides).winner_sides == (2,)
    assert result_of("Caesarian victory", sides).winner_sides == (1,)


def test_a_unit_tells_the_side() -> None:
    sides = (
        Side(
            index=1,
            belligerents=(Belligerent(name="British Empire", text=""),),
            units=(Unit(name="Egyptian Expeditionary Force", text=""),),
        ),
        Side(index=2, belligerents=(Belligerent(name="Ottoman Empire", text=""),)),
    )
    assert result_of("Egyptian Expeditionary Force victory", sides).winner_sides == (1,)


def test_a_link_and_a_flag_tell_the_side() -> None:
    sides = (
        Side(index=1, belligerents=(Belligerent(name="Republicans", link="Second Spanish Republic", text=""),)),
        Side(index=2, belligerents=(Belligerent(name="La Royale", flag="Kingdom of France", text=""),)),
    )
    assert result_of("French victory", sides).winner_sides == (2,)
    assert result_of("Spanish Republic victory", sides).winner_sides == (1,)


def test_a_link_in_the_result_tells_the_side() -> None:
    builder = Builder()
    mark = builder.open("link", "Union (American Civil War)")
    builder.text("Northern")
    builder.close(mark)
    builder.text(" victory")
    found = read(builder.build(), SCOPE, sides=sides_of(["Confederate States"], ["United States"])).first
    assert found is not None
    assert found.winners[0].link == "Union (American Civil War)"
    assert found.winner_sides == (2,)


def test_a_flag_without_a_name_tells_the_side() -> None:
    builder = Builder()
    builder.point("flag", "France")
    builder.text("Victory")
    found = read(builder.build(), SCOPE, sides=sides_of(["England"], ["Kingdom of France"])).first
    assert found is not None
    assert found.winner_sides == (2,)


def test_a_supporter_weighs_less_than_a_belligerent() -> None:
    supported = Belligerent(name="United States", group="Supported by", text="")
    sides = (
        Side(index=1, belligerents=(Belligerent(name="South Vietnam", text=""), supported)),
        Side(index=2, belligerents=(Belligerent(name="United States", text=""),)),
    )
    assert result_of("American victory", sides).winner_sides == (2,)


def test_a_name_whose_side_is_unknown_may_be_the_one_that_is_meant() -> None:
    loose = Scope("result", parties=(Party(None, "Kingdom of France"),))
    found = read(plain("French victory"), loose, sides=sides_of(["French Royalists"], ["England"]))
    assert found.first is not None
    assert found.first.winner_sides == ()


def test_an_unknown_winner_is_warned_of() -> None:
    reading = read(plain("Genoese victory"), SCOPE, sides=sides_of(["Pisa"], ["Venice"]))
    assert [caution.code for caution in reading.cautions] == ["unknown-winner"]
    assert not read(plain("Genoese victory"), SCOPE, sides=sides_of(["Genoa"], ["Venice"])).cautions
    assert not read(plain("Inconclusive"), SCOPE, sides=sides_of(["Genoa"], ["Venice"])).cautions


def test_labels_of_verdicts() -> None:
    found = result_of("First siege: Ottoman victory\nSecond siege: Venetian victory", sides_of(["Venice"], ["Ottoman Empire"]))
    assert [(v.label, v.winner_sides) for v in found.verdicts] == [("First siege", (2,)), ("Second siege", (1,))]


def test_nothing_from_nothing() -> None:
    assert read(plain(""), SCOPE).items == ()


@pytest.mark.parametrize(
    "junk",
    [
        "victory " * 12_000,
        "victory, " * 11_000,
        "a" * 100_000,
        "and " * 25_000,
        "(" * 100_000,
        "X victory\n" * 10_000,
        "decisive " * 11_000 + "victory",
        "disputed " * 10_000,
        "X-" * 50_000 + "Y victory",
        "defeat of the " * 7_000,
    ],
)
def test_junk_takes_no_time(junk: str) -> None:
    rich = plain(junk)
    start = time.process_time()
    read(rich, SCOPE, sides=sides_of(["France"], ["England"]))
    assert time.process_time() - start < 2.0  # a second, twice over for a busy machine


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa f\n,;:.()/-&–’victory decisive French defeat of the draw"), max_size=120))
def test_any_text_is_read_and_stands_where_it_says(text: str) -> None:
    rich = plain(text)
    found = read(rich, SCOPE, sides=sides_of(["France"], ["England"])).first
    if found is None:
        assert not rich
        return
    for item in (found, *found.winners, *found.details, *found.verdicts):
        assert item.at is not None
        assert rich.source[item.at.start : item.at.end] == item.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bolshevik/Polish victory", "Polish"),
        ("Bolshevik and Zulu victory", "Zulu"),
        ("Bolshevik victory", None),
        ("Bolshevik and Soviet Russian victory", None),
    ],
)
def test_a_second_winner_of_no_one_side_is_warned_of(text: str, told: str | None) -> None:
    sides = sides_of(["Ukraine", "Poland"], ["Soviet Russia", "Bolsheviks"], ["Poland"])
    reading = read(plain(text), SCOPE, sides=sides)
    assert reading.first is not None and reading.first.winner_sides == (2,)
    assert [(one.code, one.text) for one in reading.cautions] == ([("unknown-winner", told)] if told else [])


def test_the_qualifier_behind_a_verdict_is_its_own() -> None:
    found = result_of("US tactical victory\nInconclusive strategic outcome", sides_of(["United States"], ["North Vietnam"]))
    assert [(one.qualifiers, one.text) for one in found.verdicts] == [
        (("tactical",), "US tactical victory"),
        (("strategic",), "Inconclusive strategic outcome"),
    ]


@pytest.mark.parametrize(
    ("text", "warned"), [("Serb (JNA) victory", True), ("Decisive victory", False), ("Victory (disputed)", False)]
)
def test_a_victory_whose_winner_hides_behind_a_bracket_is_warned_of(text: str, warned: bool) -> None:
    reading = read(plain(text), SCOPE, sides=sides_of(["Serbs"], ["Croatia"]))
    assert [one.code for one in reading.cautions] == ["unknown-winner"] * warned


def test_a_verdict_begins_with_its_words() -> None:
    """The comma between two verdicts is of neither."""
    text = "Military stalemate, political victory of the Greeks"
    found = result_of(text, sides_of(["Portugal"], ["Greece"]))
    assert [one.text for one in found.verdicts] == ["Military stalemate", "political victory of the Greeks"]
    assert [text[one.at.start : one.at.end] for one in found.verdicts if one.at] == [one.text for one in found.verdicts]
