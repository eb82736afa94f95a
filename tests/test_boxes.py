"""Small boxes read whole: what a parameter gives once it has gone through the drawer, its reader and the pipeline.

A case of ``cases/boxes.toml`` is a box and the facts that it gives, a line each. A line begins with its section
("1 units", "2 casualties", "place"); of every section that a case names, all the lines are compared, so that nothing
may be missing and nothing too much; of a section in `none` there is no fact. `page`, instead of `box`: a flattened page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extract import extract

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases").joinpath("boxes.toml").read_text("utf-8"))["case"]


def shown(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value % 1 else f"{int(value)}"


def amount(item: Any) -> str:
    """ "≈300-400 men/personnel killed+wounded of=France phase=First day"."""
    if item.max is None:
        figure = "unknown" if item.unknown else f"vague {item.vague!r}" if item.vague else f"text {item.text!r}"
    else:
        figure = shown(item.min) if item.min == item.max else f"{shown(item.min)}-{shown(item.max)}"
        figure = {"at_least": ">=", "at_most": "<="}.get(item.bound or "", "") + figure
    words = [f"~{figure}" if item.approximate else figure, f"{item.what or ''}/{item.category or ''}", "+".join(item.effects)]
    words += [f"{key}={value}" for key in ("of", "phase", "date", "claimed_by", "group", "note") if (value := getattr(item, key))]
    return " ".join(word for word in words if word and word != "/")


def amounts(items: Iterable[Any], depth: int = 0) -> Iterator[str]:
    for item in items:
        yield ">" * depth + amount(item)
        yield from amounts(item.parts, depth + 1)


def people(items: Iterable[Any], depth: int = 0) -> Iterator[str]:
    for item in items:
        words = [">" * depth + f"[{item.group}] " * bool(item.group) + item.name]
        words += [f"{key}={value}" for key in ("rank", "role", "note") if (value := getattr(item, key, None))]
        words += [f"+{fate}" for fate in getattr(item, "fates", ())]
        yield " ".join(words)
        yield from people(getattr(item, "children", ()), depth + 1)


def facts(record: Any) -> Iterator[str]:
    if record.date:
        yield f"date {record.date.start}/{record.date.end}"
    if record.place:
        where = record.place.coordinates
        yield f"place {record.place.text}" + (f" @ {where.lat:g} {where.lon:g}" if where else "")
    if record.result:
        yield " ".join(
            ["result", record.result.outcome or "", *record.result.qualifiers, *(f"side={n}" for n in record.result.winner_sides)]
        )
    for line in record.notes:
        yield f"notes {line.text}"
    for number, side in enumerate(record.sides, 1):
        for section in ("belligerents", "commanders", "units"):
            yield from (f"{number} {section} {line}" for line in people(getattr(side, section)))
        for section in ("strength", "casualties"):
            yield from (f"{number} {section} {line}" for line in amounts(getattr(side, section)))
    for section in ("strength", "casualties"):
        yield from (f"0 {section} {line}" for line in amounts(getattr(record, section)))


def section(line: str) -> str:
    words = line.split(" ")
    return " ".join(words[:2]) if words[0].isdigit() else words[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_box(case: dict[str, Any]) -> None:
    if "page" in case:
        (record,) = extract(case["page"], format="text")
    else:
        template = case.get("template", "military conflict")
        (record,) = extract("{{Infobox " + template + "\n" + case["box"] + "\n}}", format="wikitext")
    wanted = {section(line) for line in case.get("facts", ())} | set(case.get("none", ()))
    assert [line for line in facts(record) if section(line) in wanted] == case.get("facts", [])
    codes = {warning.code for warning in record.warnings}
    assert not codes & set(case.get("without", ("unread-text", "field-failed")))
