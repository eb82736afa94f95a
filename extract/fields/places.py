"""First cut: every line is an item."""

from __future__ import annotations

from .. import record
from ..richtext import RichText
from .base import Reading, Scope


def read(rich: RichText, scope: Scope) -> Reading[record.Place]:
    return Reading(tuple(record.Place(text=line.text, at=scope.at_line(line)) for line in rich))


def read_coordinates(rich: RichText, scope: Scope) -> Reading[record.Coordinates]:
    return Reading()
