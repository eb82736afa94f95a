"""Small flattened boxes and who stands where in them.

A case of ``cases/sides_*.toml`` is a text and, by section, the words on each side: `sides` has a list for each side, items as written.
`open` has the items that are on no side, since a careful reader of the text alone could not tell. Every item of a section
that the case names is compared. `warns` are words that a warning must hold.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract import extract

TABLES = sorted(Path(__file__).with_name("cases").glob("sides_*.toml"))
CASES: list[Any] = [
    pytest.param(
        case,
        id=f"{path.stem[6:]}: {case['about']}",
        marks=[pytest.mark.xfail(reason=case["miss"], strict=True)] if "miss" in case else [],
    )
    for path in TABLES
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
_CHANCE = re.compile(r"probability (\d\.\d\d)")


def words_of(side: Any, section: str) -> list[str]:
    """The items of a section as written, those below others behind them."""
    found: list[str] = []
    todo = list(getattr(side, section)) if side is not None else []
    while todo:
        item = todo.pop(0)
        found.append(getattr(item, "name", None) or item.text)
        todo = [*getattr(item, "children", ()), *todo]
    return found


@pytest.mark.parametrize("case", CASES)
def test_sides(case: dict[str, Any]) -> None:
    (record,) = extract(case["text"], format="text")
    named = set(case.get("sides", {})) | set(case.get("open", {}))
    told = {section: [words_of(side, section) for side in record.sides] for section in named}
    left = {section: words_of(record.unassigned, section) for section in named}
    for section in named:
        sides = [*case.get("sides", {}).get(section, [])]
        width = max(len(sides), len(told[section]))
        assert told[section] + [[]] * (width - len(told[section])) == sides + [[]] * (width - len(sides)), section
    assert left == {section: case.get("open", {}).get(section, []) for section in named}
    said = " / ".join(warning.message for warning in record.warnings)
    for words in case.get("warns", []):
        assert words in said, said


@pytest.mark.parametrize("case", CASES)
def test_what_is_put_on_a_side_names_its_evidence(case: dict[str, Any]) -> None:
    (record,) = extract(case["text"], format="text")
    for warning in record.warnings:
        if warning.code == "inferred-side" and (chance := _CHANCE.search(warning.message)):
            assert 0.5 < float(chance[1]) <= 1.0
            assert " by: " in warning.message


def test_a_third_of_the_cases_tells_nothing() -> None:
    """A table of cases that are all told would teach guessing."""
    told = [case.values[0] for case in CASES]
    assert sum("open" in case for case in told) * 3 >= len(told)
