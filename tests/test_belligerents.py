"""Parties: cells of all kinds, each held against what a careful reader takes from it."""

from __future__ import annotations

import pytest

from extract.fields import belligerents

from .namecells import Case, cases, check

FILES = ("belligerents_headings", "belligerents_nesting", "belligerents_notes", "belligerents_several")


@pytest.mark.parametrize("case", cases(*FILES))
def test_cell(case: Case) -> None:
    check(case, belligerents.read, "combatant1")
