"""The rows of ``people.toml`` name known entities, and nobody stands in two rows that do not say so."""

from __future__ import annotations

import pytest

from extract.fields.demonyms import fold
from extract.fields.sides.people import led_for
from extract.vocabulary import table

ROWS = table("people")["people"]


def test_every_party_is_an_entity() -> None:
    entities = table("demonyms")["entities"]
    assert not [(row["of"], row["names"][:1]) for row in ROWS if not row["of"] or any(one not in entities for one in row["of"])]


def test_names_stand_once() -> None:
    seen: dict[str, list[str]] = {}
    for row in ROWS:
        for name in row["names"]:
            assert seen.setdefault(fold(name), row["of"]) == row["of"], name
            assert len(name) > 3, name


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Gen. Robert E. Lee", {"Confederate States"}),
        ("Stonewall Jackson", {"Confederate States"}),
        ("Smith Lee", set()),
        ("Robert Lee Johnson", set()),
        ("Unknown", set()),
        ("", set()),
    ],
)
def test_led_for(text: str, entities: set[str]) -> None:
    assert led_for(text) == entities
