"""Units: cells of all kinds, each held against what a careful reader takes from it."""

from __future__ import annotations

import pytest

from extract.fields import units

from .namecells import Case, cases, check


@pytest.mark.parametrize("case", cases("units"))
def test_cell(case: Case) -> None:
    check(case, units.read, "units1")
