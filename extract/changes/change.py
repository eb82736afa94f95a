"""What a difference between two records is."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Kind = Literal["added", "removed", "moved", "changed", "reordered"]
Level = Literal["value", "writing", "markup", "references", "order"]


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference that a reader of both boxes would name.

    `level`: "value" where a fact is another one; "writing" where the same is written otherwise ("3,000", "3000"); "markup" where
    only links, flags or wikitext differ; "references"; "order". `field` is the record's key ("commanders", "date") or, of a text
    that no item holds, the parameter. `name` is what the item is called. `keys` are the keys that differ, `old` and `new` their
    values (of an item added or removed: all that it says). `path_old` and `path_new` are JSON Pointers into the two records,
    `side_old` and `side_new` sides from 1. `meaning` says it in words.
    """

    kind: Kind
    level: Level
    field: str
    name: str | None = None
    keys: tuple[str, ...] = ()
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    side_old: int | None = None
    side_new: int | None = None
    path_old: str | None = None
    path_new: str | None = None
    meaning: str = ""


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a list of changes."""
    schema = msgspec.json.schema(tuple[Change, ...])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://battlebox/1/changes", **schema}
