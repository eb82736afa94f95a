"""A record put together again from its rows in the tables, by their paths (JSON Pointers) alone."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import msgspec

from extract.record import Record

Row = dict[str, Any]
#: Columns that place a row or sum others up: none of them stands in a record's item.
ROUND = {"conflict", "path", "side", "scope", "depth", "parent", "measure", "role", "style", "number"}
LISTS = {"fates": " ", "effects": " ", "qualifiers": "; ", "winner_sides": " "}


def record_of(database: sqlite3.Connection, conflict: str) -> Record:
    """The record of a key."""

    def rows(table: str) -> list[Row]:
        found = database.execute(f'SELECT * FROM "{table}" WHERE conflict = ?', (conflict,))
        names = [one[0] for one in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    (main,) = rows("conflicts")
    tree: dict[str, Any] = {"sides": {}}
    for row in rows("sides"):
        tree["sides"][row["side"] - 1] = {"index": row["side"]}
    for table in ("belligerents", "units", "commanders", "quantities", "phases", "lines", "mentions", "headings", "verdicts"):
        for row in rows(table):
            keep = {"depth"} if table == "lines" else {"role"} if table == "commanders" else set()
            put(tree, row["path"], item({name: value for name, value in row.items() if name not in ROUND - keep}))
    for row in sorted(rows("citations"), key=lambda row: (row["path"], row["number"])):
        put(tree, f"{row['path']}/refs/{row['number']}", row["reference"])
    tree["references"] = [
        {"id": row["reference"]}
        | {name: row[name] for name in ("name", "text", "title", "url", "template")}
        | ({"parameters": json.loads(row["parameters"])} if row["parameters"] else {})
        for row in sorted(rows("references"), key=lambda row: row["number"])
    ]
    tree["fields"] = {
        row["field"]: {name: row[name] for name in ("label", "text", "wikitext")}
        | {"span": None if row["span_start"] is None else [row["span_start"], row["span_end"]]}
        for row in sorted(rows("fields"), key=lambda row: row["number"])
    }
    tree["warnings"] = [
        {name: row[name] for name in ("code", "path", "message", "text")}
        for row in sorted(rows("warnings"), key=lambda row: row["number"])
    ]
    conflict_of(main, tree)
    if not tree["sides"]:
        del tree["sides"]
    return msgspec.convert(lists(tree), Record)


def conflict_of(row: Row, tree: dict[str, Any]) -> None:
    """What stands once in a record."""
    tree["source"] = {
        name: row[name]
        for name in (
            "wiki", "language", "page_id", "revision_id", "timestamp", "title", "url", "format", "template", "sha256",
        )
    } | {"path": row["file"], "index": row["box"]}  # fmt: skip
    tree |= {"schema": row["schema"], "kind": row["kind"], "name": row["name"]}
    if row["date_text"] is not None:
        tree.setdefault("date", {}).update(
            start=row["start"], end=row["end"], ongoing=bool(row["ongoing"]), calendar=row["calendar"], text=row["date_text"],
            alternatives=(row["date_alternatives"] or "").split(), at=at(row, "date_"),
        )  # fmt: skip
    if row["place"] is not None or "place" in tree or row["latitude"] is not None:
        place = tree.setdefault("place", {})
        place |= {"text": row["place"], "at": at(row, "place_")}
        if row["latitude"] is not None:
            spot = {"lat": row["latitude"], "lon": row["longitude"], "precision_deg": row["precision_deg"]}
            place["coordinates"] = spot | {"at": at(row, "coordinates_")}
    if "result" in tree:
        tree["result"]["disputed"] = bool(row["disputed"])
    if row["image"] is not None or row["image_caption"] is not None or row["image_alt"] is not None:
        tree["image"] = {"file": row["image"], "caption": row["image_caption"], "alt": row["image_alt"]}


def item(row: Row) -> Row:
    """A row as an item of a record."""
    made = {name: value for name, value in row.items() if not name.startswith("at_")}
    made |= {name: made[name].split(sign) if made[name] else [] for name, sign in LISTS.items() if name in made}
    made |= {name: bool(made[name]) for name in ("approximate", "unknown") if name in made}
    if "winner_sides" in made:
        made["winner_sides"] = [int(side) for side in made["winner_sides"]]
    return made | {"at": at(row)}


def at(row: Row, of: str = "") -> Row | None:
    if row.get(f"{of}at_field") is None:
        return None
    return {"field": row[f"{of}at_field"], "start": row[f"{of}at_start"], "end": row[f"{of}at_end"]}


def put(tree: dict[Any, Any], path: str, value: Any) -> None:
    """Set what a JSON Pointer points to; a list is made as a dictionary of numbers."""
    *way, last = (int(step) if step.isdigit() else step for step in path.split("/")[1:])
    for step in way:
        tree = tree.setdefault(step, {})
    if isinstance(value, dict) and isinstance(tree.get(last), dict):
        tree[last].update(value)
    else:
        tree[last] = value


def lists(value: Any) -> Any:
    """The dictionaries of numbers as lists; what is None is left out, as JSON's default is."""
    if isinstance(value, dict):
        if value and all(isinstance(name, int) for name in value):
            return [lists(value[number]) for number in range(len(value))]
        return {name: lists(one) for name, one in value.items()}
    return [lists(one) for one in value] if isinstance(value, list) else value
