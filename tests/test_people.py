"""The rows of ``people.toml`` name known entities, and nobody stands in two rows that do not say so."""

from __future__ import annotations

import pytest

from extract.fields.demonyms import fold
from extract.fields.sides.people import led_for, rows
from extract.vocabulary import table

ROWS = list(rows())


def test_every_party_is_an_entity() -> None:
    entities = table("demonyms")["entities"]
    assert not [(of, names[:1]) for of, names in ROWS if not of or any(one not in entities for one in of)]


def test_names_stand_once() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for of, names in ROWS:
        for name in names:
            assert seen.setdefault(fold(name), of) == of, name
            assert len(name) > 3, name


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Gen. Robert E. Lee", {"Confederate States"}),
        ("Stonewall Jackson", {"Confederate States"}),
        ("Bernardo O’Higgins", {"Chile"}),
        ("Smith Lee", set()),
        ("Robert Lee Johnson", set()),
        ("Unknown", set()),
        ("", set()),
    ],
)
def test_led_for(text: str, entities: set[str]) -> None:
    assert led_for(text) == entities
