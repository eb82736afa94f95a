"""Promises that every real page must keep: places, nothing lost, the schema, the way to JSON and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from extract import extract, from_json, json_schema, to_json
from extract.coverage import covered, gaps, places_of
from extract.errors import CODES, NoInfobox
from extract.pipeline import UNREAD_ROLES
from extract.record import At, Record
from extract.vocabulary import kind_named

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@cache
def records(path: Path) -> tuple[Record, ...]:
    return tuple(extract(path))


def items(value: Any) -> Iterator[Any]:
    """Every item of a record that has a text and a place."""
    if isinstance(value, msgspec.Struct):
        if isinstance(getattr(value, "at", None), At):
            yield value
        for name in value.__struct_fields__:
            yield from items(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from items(one)


def test_every_page_gives_a_record(corpus_page: Path) -> None:
    try:
        assert records(corpus_page)
    except NoInfobox as error:
        pytest.fail(f"{corpus_page.name}: {error}")


def test_every_item_stands_where_it_says(corpus_page: Path) -> None:
    for record in records(corpus_page):
        for item in items(record):
            at = item.at
            assert at.field in record.fields, f"{at.field} is no field"
            words = record.fields[at.field].text[at.start : at.end]
            assert words == getattr(item, "text", words), f"{type(item).__name__} at {at}"


def test_every_item_has_a_place(corpus_page: Path) -> None:
    for record in records(corpus_page):
        for value in places_of(record):
            assert 0 <= value.start <= value.end
        for side in (*record.sides, *([record.unassigned] if record.unassigned else [])):
            for key in ("belligerents", "commanders", "units", "strength", "casualties"):
                for item in getattr(side, key):
                    assert item.at is not None, f"{key}: {item.text!r} has no place"


def test_nothing_visible_is_lost(corpus_page: Path) -> None:
    """What no item covers is listed by a warning `unread-text`."""
    for record in records(corpus_page):
        masks = covered(record)
        warned = [w.text for w in record.warnings if w.code == "unread-text"]
        kind = kind_named(record.kind)
        for name, field in record.fields.items():
            slot = kind.slot(name)
            if slot and slot.role not in UNREAD_ROLES:
                for run in gaps(field.text, masks[name]):
                    assert run in warned, f"{name}: {run!r} is neither read nor warned of"


def test_every_record_follows_the_schema(corpus_page: Path) -> None:
    for record in records(corpus_page):
        VALIDATOR.validate(json.loads(to_json(record)))
        assert from_json(to_json(record)) == record


def test_every_warning_is_in_the_list_and_points_into_the_record(corpus_page: Path) -> None:
    for record in records(corpus_page):
        value = json.loads(to_json(record))
        for warning in record.warnings:
            assert warning.code in CODES
            assert warning.message
            here: Any = value
            for step in warning.path.split("/")[1:]:
                step = step.replace("~1", "/").replace("~0", "~")
                here = here[int(step)] if isinstance(here, list) else here[step]


def test_fields_keep_every_parameter(corpus_page: Path) -> None:
    for record in records(corpus_page):
        assert record.fields
        if record.source.format == "wikitext":
            page = corpus_page.read_text("utf-8")
            for name, field in record.fields.items():
                if field.span:
                    assert page[field.span[0] : field.span[1]] == field.wikitext, name
