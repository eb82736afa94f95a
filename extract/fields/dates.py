"""First cut: every line is an item."""

from __future__ import annotations

from .. import record
from ..richtext import RichText
from .base import Reading, Scope


def read(rich: RichText, scope: Scope) -> Reading[record.Date]:
    return Reading(tuple(record.Date(text=line.text, at=scope.at_line(line)) for line in rich))
