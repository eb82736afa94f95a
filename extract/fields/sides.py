"""Tells the sides of a flattened box apart: which lines of a section belong to whom.

The columns were lost; what is left is evidence (see `side_shape`, `side_inline`, `side_parties`), weighed by `side_model`.
A line is given to a side only where the evidence is good (`SURE`); all others stay without one, and the record says why.
"""

from __future__ import annotations

from ..raw import RawInfobox
from .side_board import Board


def assign(raw: RawInfobox, language: str = "en") -> RawInfobox:
    """The infobox with the cells of its sections put on sides where the evidence allows, and warnings that say so."""
    if raw.linked or all(cell.side is not None for cell in raw.cells if cell.role == "belligerents"):
        pass
    return Board(raw, language).assigned()
