"""The tables that records are laid out in: one definition for Parquet, SQLite, CSV, the data package and the dictionary.

Keys: `conflict` names an infobox, `path` an item of it (a JSON Pointer into its record, RFC 6901), so that any two tables join
on them, and a row can be found again in the JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...vocabulary import table as knowledge

Type = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `description` says unit, range and source of its values."""

    name: str
    type: Type
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` are the columns that tell its rows apart, `parents` the columns that point to rows of other tables."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parents: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order in which they are written (a table after those it points to)."""
    data = knowledge("tables")
    shared = {name: _columns(rows) for name, rows in data["shared"].items()}
    made = {}
    for name, one in data["tables"].items():
        columns = [column for group in one.get("begin", []) for column in shared[group]]
        columns += _columns(one["columns"])
        columns += [column for group in one.get("end", []) for column in shared[group]]
        parents = [((*row["columns"],), row["table"], (*row["to"],)) for row in one.get("parents", [])]
        if name != "conflicts":
            parents.insert(0, (("conflict",), "conflicts", ("conflict",)))
        made[name] = Table(name, one["description"], tuple(columns), tuple(one["key"]), tuple(parents))
    return made


def _columns(rows: list[list[str]]) -> tuple[Column, ...]:
    """A row is name, type (with `!`: never empty) and description."""
    return tuple(Column(name, type_.rstrip("!"), words, type_.endswith("!")) for name, type_, words in rows)  # type: ignore[arg-type]
