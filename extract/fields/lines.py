"""Fields that are kept as lines (territory, causes, goals, notes) and mentions (part of)."""

from __future__ import annotations

from .. import record
from ..richtext import RichText
from .base import Reading, Scope, links_of


def read(rich: RichText, scope: Scope) -> Reading[record.Line]:
    """Each visible line of the field, with its depth and links."""
    return Reading(
        tuple(record.Line(text=line.text, at=scope.at_line(line), depth=line.depth, links=links_of(line, scope)) for line in rich)
    )
