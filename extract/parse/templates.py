"""Templates: what each shows, by a row of `data/templates/<language>.toml` that names a verb out of a closed set.

A template without a row leaves its readable arguments and a warning that names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from mwparserfromhell.nodes import Template

from ..errors import DataError
from ..vocabulary import has_table, normal_name, table
from . import template_dates, template_flags, template_functions, template_notes, template_places, template_words
from .flags import entity_of
from .template_call import Call, Verb

if TYPE_CHECKING:
    from .canvas import Canvas

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"[A-Z]{2,4}")
_FUNCTION = re.compile(r"^(#?[^:|]{1,40}):\s*(.*)$", re.DOTALL)
_UNREADABLE = re.compile(
    r"^(?:[\d.,:;%#/-]*(?:px|em|pt|%)?|yes|no|y|n|true|false|left|right|center|none|auto|inherit|[\w-]+\s*:\s*[^ ].*;|https?://\S+|#[0-9a-f]{3,8})$",
    re.IGNORECASE,
)

VERBS: dict[str, Verb] = {
    **template_words.VERBS,
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
                if name.endswith("*"):
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


def draw(canvas: Canvas, node: Template) -> None:
    """Draws a template's call, or a parser function's."""
    name = str(node.name)
    if "{{" in name:
        name = canvas.plain(node.name)
    name = " ".join(_COMMENT.sub("", name).split())
    if function := _FUNCTION.match(name):
        if template_functions.draw(canvas, node, function[1].casefold().strip(), function[2]):
            return
        name = re.sub(r"^(?:safesubst|subst|template|msg)\s*:\s*", "", name, flags=re.IGNORECASE)
    key = normal_name(name)
    key = normal_name(canvas.page.redirects.get(key, key))
    if template_functions.draw_variable(canvas, name):
        return
    row = row_of(key, canvas.page.language)
    call = Call(canvas, node, name, key, row or {})
    if row is not None:
        VERBS[row["verb"]](call)
    elif _CODE.fullmatch(name) and entity_of(name).known:
        template_flags.country(call, name)
    else:
        _unknown(call)


def _unknown(call: Call) -> None:
    call.canvas.warn("unknown-template", f"no row for {call.name!r}; its readable arguments were kept", str(call.node))
    shown = [value for value in call.positional() if not _UNREADABLE.match(str(value).strip())]
    if not shown:
        names = table("templates/markup")["unknown"]["layout"]
        shown = [
            value
            for name, value in call.args.items()
            if not name.isdigit() and name.casefold() not in names and str(value).strip() and not _UNREADABLE.match(str(value).strip())
        ]
    for number, value in enumerate(shown):
        if number:
            call.canvas.builder.text(" ")
        call.canvas.nodes(value)
