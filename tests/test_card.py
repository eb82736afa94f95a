"""The card: nothing of the record that a reader needs is lost on it, and nothing is said twice."""

from __future__ import annotations

import pytest

from extract import extract
from extract.outputs.card import card


def rows(text: str, **parameters: str) -> list[str]:
    """The card's lines of a box with these parameters, single spaces."""
    body = "".join(f"\n| {name} = {value}" for name, value in parameters.items())
    (record,) = extract(f"{{{{Infobox {text}\n| conflict = X{body}\n}}}}", format="wikitext")
    return [" ".join(line.split()).strip(" │") for line in card(record, 160).split("\n")]


def conflict(**parameters: str) -> list[str]:
    return rows("military conflict", combatant1="United States", combatant2="{{flag|United Kingdom}}", **parameters)


def test_every_verdict_stands_on_the_card() -> None:
    lines = conflict(result="See [[#Aftermath|Aftermath]]<br>Tactical British victory<br>Strategic American victory")
    assert "Result victory, tactical, side 2 “British victory”" in lines
    assert "victory, strategic, side 1 “American victory”" in lines


def test_details_are_said_once() -> None:
    lines = conflict(result="American victory; [[Treaty of Paris]]")
    assert sum("Treaty of Paris" in line for line in lines) == 1
    assert "Result victory, side 1 “American victory”" in lines


def test_the_status_stands_beside_a_result() -> None:
    lines = rows("civil conflict", status="Strike suppressed", result="Arrest of the leaders")
    assert "Status Strike suppressed" in lines
    assert not any(line.startswith("Status") for line in rows("military conflict", status="Ongoing"))


@pytest.mark.parametrize(
    ("casualties", "shown"),
    [
        ("1,155 captured in the town", "1,155 captured “1,155 captured in the town”"),
        ("10,000 drowned", "10,000 killed “10,000 drowned”"),
        ("the treasury captured", "captured “the treasury captured”"),
        ("about 40 dead", "~40 killed"),
        ("over 300 men killed", "≥ 300 men killed"),
        ("1,200 killed (since 1992)", "1,200 killed (since 1992)"),
        ("1,200 killed (1973–1978)", "1,200 killed (1973–1978)"),
        ("1,200 soldiers killed (1990s)", "1,200 soldiers killed (1990s)"),
        ("10,000 Herero", "10,000 Herero casualties"),
        ("120 (according to Livy)", "120 casualties (by Livy)"),
    ],
)
def test_words_that_no_key_holds_are_shown_as_the_page_has_them(casualties: str, shown: str) -> None:
    assert shown in conflict(casualties1=casualties)


def test_a_part_is_not_said_with_the_whole() -> None:
    lines = conflict(casualties1="180 killed (47 Hezbollah fighters)")
    assert "180 killed" in lines and not any("“" in line for line in lines)
