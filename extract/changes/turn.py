"""A change the other way round."""

from __future__ import annotations

import msgspec

from .change import Change, Kind
from .words import describe

_TURNED: dict[Kind, Kind] = {"added": "removed", "removed": "added"}


def mirror(change: Change) -> Change:
    """The change as it looks the other way round: diff(b, a) is the mirror of diff(a, b)."""
    turned = msgspec.structs.replace(
        change,
        kind=_TURNED.get(change.kind, change.kind),
        old=change.new,
        new=change.old,
        side_old=change.side_new,
        side_new=change.side_old,
        path_old=change.path_new,
        path_new=change.path_old,
    )
    return msgspec.structs.replace(turned, meaning=describe(turned))
