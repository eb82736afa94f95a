"""First cut: flattened text gives no sides."""

from __future__ import annotations

from ..raw import RawInfobox


def assign(raw: RawInfobox, language: str = "en") -> RawInfobox:
    """The infobox with the cells of its sections put on sides where the evidence allows, and warnings that say so."""
    return raw
