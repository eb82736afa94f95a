"""The values of a record: what lives and dies in a history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from ..changes.items import fold, items, said_by
from ..record import Record

_SCALARS = ("name", "date", "place", "result")


class Key(NamedTuple):
    """What makes two values of different revisions one: field, side, name and facts; `number` tells twins apart."""

    field: str
    side: int | None
    name: str
    facts: str
    number: int = 0


class Value(NamedTuple):
    """A value as a revision has it."""

    key: Key
    name: str
    text: str
    facts: dict[str, Any]


def values(record: Record) -> list[Value]:
    """All values of a record, in its order; lines and headings are the words of others and are left to the changes."""
    seen: Counter[Key] = Counter()
    found = []
    for one in _values(record):
        number = seen[one.key]
        seen[one.key] += 1
        found.append(one._replace(key=one.key._replace(number=number)))
    return found


def _values(record: Record) -> Iterator[Value]:
    for field in _SCALARS:
        value = getattr(record, field)
        if value is None or field == "name" and value == record.source.title:
            continue
        facts = _facts(field, value)
        text = value if isinstance(value, str) else value.text
        yield Value(Key(field, None, "", _packed(facts)), field, text, facts)
    for item in items(record, {}):
        if item.field in ("headings", "result details", "verdicts", "phases"):
            continue
        facts = {key: value for key, value in item.facts.items() if key != "name"}
        figures = item.field in ("strength", "casualties")
        name = "" if figures else item.key
        yield Value(Key(item.field, item.side, name, _packed(facts)), item.name, item.text, facts)


def _facts(field: str, value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"text": fold(value)}
    said: dict[str, Any] = said_by(value)
    if field == "date":
        kept = {key: said.get(key) for key in ("start", "end", "ongoing", "alternatives") if said.get(key)}
    elif field == "result":
        kept = {key: said.get(key) for key in ("outcome", "qualifiers", "winner_sides", "disputed") if said.get(key)}
        kept |= {"winners": [one["text"] for one in said.get("winners", ())]} if said.get("winners") else {}
    else:
        spot = said.get("coordinates") or {}
        kept = {key: spot[key] for key in ("lat", "lon") if key in spot} | {"text": fold(said["text"])}
    return kept or {"text": fold(said["text"])}


def _packed(facts: dict[str, Any]) -> str:
    return msgspec.json.encode(facts, order="deterministic").decode()
