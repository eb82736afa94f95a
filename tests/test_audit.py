"""The audit counts what records hold and what they do not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract import extract
from extract.audit import audit, render, to_json

from .conftest import corpus

PAGE = """{{Infobox battle
| conflict = Battle of X
| date = sometime or other
| combatant1 = [[A]]
| combatant2 = {{strange template|B}}
| strength1 = 5,000 men
}}"""


def test_a_field_without_a_value_is_counted_as_shown_only() -> None:
    found = audit(extract(PAGE))
    fields = {field.field: field for field in found.fields}
    assert (fields["date"].shown, fields["date"].valued) == (1, 0)
    assert (fields["strength"].shown, fields["strength"].valued, fields["strength"].items) == (1, 1, 1)
    assert fields["strength"].share == 1.0
    assert found.unknown_templates == {"strange template": 1}


def test_a_date_with_an_end_alone_is_a_value() -> None:
    found = audit(extract(PAGE.replace("sometime or other", "before 1200")))
    assert next(field.valued for field in found.fields if field.field == "date") == 1


def test_the_sums_are_those_of_the_fields() -> None:
    found = audit(extract(PAGE) * 3)
    assert found.records == 3
    assert found.characters == sum(field.characters for field in found.fields)
    assert found.read == sum(field.read for field in found.fields)
    assert found.characters % 3 == 0


def test_nothing_gives_an_empty_audit() -> None:
    found = audit([])
    assert found.records == 0
    assert "0 records" in render(found)
    assert json.loads(to_json(found))["fields"] == []


def test_the_command_gives_a_table_and_json(tmp_path: Path) -> None:
    (tmp_path / "x.wikitext").write_text(PAGE, "utf-8")
    command = [sys.executable, "-m", "extract", "audit", str(tmp_path)]
    table = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "strange template (1)" in table
    value = json.loads(subprocess.run([*command, "--format", "json"], capture_output=True, timeout=60, check=True).stdout)
    assert value["records"] == 1


@pytest.mark.parametrize("form", ["html", "text", "wikitext"])
def test_nearly_everything_on_real_pages_is_read(form: str, shared: Path) -> None:
    found = audit(record for page in corpus(form) for record in extract(page))
    assert found.read / found.characters >= 0.995
