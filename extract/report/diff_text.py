"""Changes for a terminal: grouped by field and side, removed and added lines marked as a diff marks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..changes import Change

_RED, _GREEN, _YELLOW, _DIM, _BOLD, _END = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
_SIGNS = {"added": "+", "removed": "-", "moved": ">", "changed": "~", "reordered": "%"}
_COLORS = {"added": _GREEN, "removed": _RED}


def render(changes: Iterable[Change], *, color: bool = False) -> str:
    """The changes as text, a heading for each field and side."""
    return "\n".join(_lines(changes, color))


def _lines(changes: Iterable[Change], color: bool) -> Iterator[str]:
    def paint(text: str, how: str) -> str:
        return f"{how}{text}{_END}" if color else text

    ordered = sorted(changes, key=lambda one: (one.level != "value", one.field, _side(one)))
    for heading, members in groupby(ordered, key=heading_of):
        yield paint(heading, _BOLD)
        for one in members:
            name = f"{one.name}: " if one.name and one.kind not in ("added", "removed") else ""
            meaning = one.meaning.partition(": ")[2] if one.kind in ("added", "removed") and not one.keys else one.meaning
            level = "" if one.level == "value" else paint(f"  [{one.level}]", _DIM)
            how = _COLORS.get(one.kind, _YELLOW if one.level == "value" else _DIM)
            yield "  " + paint(f"{_SIGNS[one.kind]} {name}{meaning or one.meaning}", how) + level


def heading_of(change: Change) -> str:
    """The heading that a change stands under: its field and, where one is known, its side."""
    side = _side(change)
    return f"{change.field}, side {side}" if side else change.field


def _side(change: Change) -> int:
    return change.side_new or change.side_old or 0
