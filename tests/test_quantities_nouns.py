"""What kind of thing a noun phrase counts; None is left to the cell (people, unless it says otherwise)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extract.fields.quantities.kinds import noun_category, singulars
from extract.fields.quantities.words import words_of
from extract.vocabulary import table

KINDS = tomllib.loads((Path(__file__).parent / "cases" / "quantities_nouns.toml").read_text("utf-8"))


@pytest.mark.parametrize(("phrase", "category"), [(phrase, category) for category, row in KINDS.items() for phrase in row])
def test_category(phrase: str, category: str) -> None:
    assert (noun_category(re.findall(r"[\w'’-]+|/", phrase.lower())) or "none") == category


@pytest.mark.parametrize(
    ("phrase", "category"), [("rifles", "other"), ("muskets", "other"), ("riflemen", "personnel"), ("guns", "artillery")]
)
def test_arms_are_things_in_losses(phrase: str, category: str) -> None:
    assert noun_category(phrase.split(), losses=True) == category


def test_rows_are_lower_case_and_stand_once() -> None:
    """A noun has one category; a row that no text can match is no row."""
    rows = table("languages/en/counted")
    seen: dict[str, str] = {}
    names = (
        "personnel",
        "civilians",
        "ships",
        "aircraft",
        "vehicles",
        "artillery",
        "animals",
        "other",
        "aircraft_names",
        "vehicle_names",
    )
    for name in names:
        for noun in rows[name]:
            assert noun == noun.lower(), noun
            assert seen.setdefault(noun, name) == name, noun
    for row in rows["designation"]:
        re.compile(row["pattern"])


def test_effects_stand_once() -> None:
    seen: dict[str, str] = {}
    for effect, row in table("languages/en/quantities")["effects"].items():
        for phrase in row:
            assert seen.setdefault(phrase, effect) == effect, phrase


def test_singulars() -> None:
    assert words_of("en").longest >= 3
    assert "boss" in singulars("boss") and "battery" in singulars("batteries") and "sortie" in singulars("sorties")
