"""Which kind of infobox a table is: by the template that Parsoid names, else by the words of its headers and labels."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from typing import Any, NamedTuple

from ...vocabulary import InfoboxKind, kind_named, kind_of_template, normal_name, table
from .rows import Row

_DATA = re.compile(r"\bdata-mw\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
_ABOUT = re.compile(r"\babout\s*=\s*[\"'](#mwt\d+)[\"']")
#: Parsoid's data on the element that a transclusion begins with may be as long as the template's whole source.
_LONGEST = 600_000


class Found(NamedTuple):
    """The kind of a table, and its template's name as the page states it (None where it does not)."""

    kind: InfoboxKind
    template: str | None


def kind_of(rows: Sequence[Row], classes: frozenset[str], template: str | None = None) -> Found | None:
    """The kind of a table with these rows, or None where it is no infobox of a known kind.

    A telling word is enough ("Belligerents"); of the words that other boxes use, too, several are needed
    (``[signs]`` in ``data/html.toml``). A table without the class of an infobox must have both.
    """
    if template and (known := kind_of_template(template)):
        return Found(known, template)
    headers = {_plain(row.label) for row in rows if row.kind == "header"}
    labels = {_plain(row.label) for row in rows if row.kind == "label"}
    signs = table("html")["signs"]
    best, most = None, 0
    for name, sign in signs.items():
        if name == "bare":
            continue
        telling = 10 * len(headers & set(sign["headers"])) + 15 * len(labels & set(sign["labels"]))
        others = len((headers | labels if sign["rows"] else headers) & set(sign["several"]))
        enough = others >= sign["least"] if telling else 0 < sign["alone"] <= others
        if "infobox" not in classes:
            enough = bool(telling) and bool(others or labels)
        if enough and telling + others > most:
            best, most = name, telling + others
    if best is None and _is_bare(headers, labels, classes, signs["bare"]):
        best = signs["bare"]["kind"]
    return Found(kind_named(best), None) if best else None


def _plain(label: str) -> str:
    return normal_name(label).rstrip(": ")


def _is_bare(headers: set[str], labels: set[str], classes: frozenset[str], sign: dict[str, Any]) -> bool:
    return (
        {"infobox", sign["class"]} <= classes
        and len(headers) <= 1  # its name
        and labels <= set(sign["labels"])
        and labels >= set(sign["needs"])
        and not labels.isdisjoint(sign["verdicts"])
    )


def template_of(html: str, start: int, end: int) -> str | None:
    """The name of the template behind the table whose opening tag is ``html[start:end]``, where Parsoid states it.

    >>> page = '''<table class="infobox" data-mw='{"parts":[{"template":{"target":{"wt":"Infobox battle\\\\n"}}}]}'>'''
    >>> template_of(page, 0, len(page))
    'Infobox battle'
    """
    found = _DATA.search(html, start, end)
    if found is None and (about := _ABOUT.search(html, start, end)):
        first = html.find(f'about="{about[1]}"')
        opening = html.rfind("<", 0, first) if 0 <= first < start else -1
        if opening >= 0:
            found = _DATA.search(html, opening, min(start, opening + _LONGEST))
    if found is None:
        return None
    try:
        parts = json.loads(unescape(found[1] or found[2] or ""))["parts"]
        names = [str(part["template"]["target"]["wt"]) for part in parts if isinstance(part, dict) and "template" in part]
    except (ValueError, KeyError, TypeError):
        return None
    return next((" ".join(name.split()) for name in names if name.strip()), None)
