"""Losses that a box gives among its notes."""

from __future__ import annotations

import pytest

import extract
from extract.fields.quantities.notes import gives_losses
from extract.richtext import plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Civilian casualties\n68 killed\n35 wounded", True),
        ("Total casualties:\n1,500,000 dead", True),
        ("Total losses: 5 ships", True),
        ("Civilian deaths: 500–600", True),
        ("Casualties of both sides are disputed", False),
        ("Casualties\nsee Aftermath", False),
        ("Civilian casualties", False),
        ("1 Involvement prior to 2008 disputed", False),
        ("", False),
    ],
)
def test_which_notes_are_losses(text: str, found: bool) -> None:
    assert gives_losses(plain(text)) is found


def test_they_are_of_no_side_and_stay_notes() -> None:
    notes = "'''Civilian casualties'''<br>68 killed"
    box = f"{{{{Infobox military conflict\n| conflict = X\n| combatant1 = A\n| combatant2 = B\n| notes = {notes}\n}}}}"
    (record,) = extract.extract(box)
    assert [(q.min, q.effects, q.category) for q in record.casualties] == [(68, ("killed",), "civilians")]
    assert [line.text for line in record.notes] == ["Civilian casualties", "68 killed"]
