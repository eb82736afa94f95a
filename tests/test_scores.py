"""What was reached on annotated pages, held: the scores may only rise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FLOORS = tomllib.loads((Path(__file__).parent / "scores.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, str]:
    """The scorer's own output, once for each form."""
    found = {}
    for form, floor in FLOORS.items():
        command = [
            sys.executable, str(shared / "gold" / "score.py"), "--gold", str(shared / "gold" / floor["gold"]),
            "--inputs", str(shared / "corpus" / form), "--command", f"{sys.executable} -m extract extract --format jsonl",
        ]  # fmt: skip
        found[form] = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True).stdout
    return found


@pytest.mark.parametrize("form", FLOORS)
def test_the_overall_score_does_not_fall(form: str, tables: dict[str, str]) -> None:
    found = re.search(r"overall F1 ([\d.]+) \(precision ([\d.]+)", tables[form])
    assert found, tables[form]
    assert float(found[1]) >= FLOORS[form]["overall"], tables[form]
    assert float(found[2]) >= FLOORS[form]["precision"], tables[form]


@pytest.mark.parametrize(("form", "field"), [(form, field) for form in FLOORS for field in FLOORS[form].get("fields", {})])
def test_no_field_falls(form: str, field: str, tables: dict[str, str]) -> None:
    row = re.search(rf"^{field} +\d+ +([\d.]+) +([\d.]+) +([\d.]+)$", tables[form], re.MULTILINE)
    assert row, f"{field} is not in the scorer's table"
    assert float(row[3]) >= FLOORS[form]["fields"][field]


@pytest.mark.parametrize("form", FLOORS)
def test_every_page_gives_a_record(form: str, tables: dict[str, str]) -> None:
    assert "; 0 pages without a record" in tables[form]
