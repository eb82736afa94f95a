"""The table of templates: which drawing verb a template's name calls for, by a row of `data/templates/<language>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ...errors import DataError
from ...vocabulary import has_table, normal_name, table
from . import dates as template_dates
from . import figures as template_figures
from . import flags as template_flags
from . import notes as template_notes
from . import places as template_places
from . import ships as template_ships
from . import words as template_words
from .call import Verb

VERBS: dict[str, Verb] = {
    **template_words.VERBS,
    **template_ships.VERBS,
    **template_figures.VERBS,
    **template_flags.VERBS,
    **template_dates.VERBS,
    **template_places.VERBS,
    **template_notes.VERBS,
}


@cache
def _rows(language: str) -> tuple[Mapping[str, Mapping[str, Any]], tuple[tuple[str, Mapping[str, Any]], ...]]:
    """Rows by name, and those for names that only begin so ("campaignbox*")."""
    exact: dict[str, Mapping[str, Any]] = {}
    beginnings: list[tuple[str, Mapping[str, Any]]] = []
    for path in dict.fromkeys((f"templates/{language}", "templates/en")):
        if not has_table(path):
            continue
        for row in table(path)["rows"]:
            if row["verb"] not in VERBS:
                raise DataError(f"extract/data/{path}.toml: no drawing verb {row['verb']!r}")
            for name in row["names"]:
                if name.endswith("*") and name != "*":  # {{*}} is a template by that name
                    beginnings.append((name[:-1], row))
                else:
                    exact.setdefault(normal_name(name), row)
    return exact, tuple(beginnings)


def row_of(name: str, language: str = "en") -> Mapping[str, Any] | None:
    """The row for a template's name, or None.

    >>> row_of("Unbulleted list")["verb"]
    'list'
    """
    key = normal_name(name)
    exact, beginnings = _rows(language)
    if (row := exact.get(key)) is not None:
        return row
    return next((row for beginning, row in beginnings if key.startswith(beginning)), None)
