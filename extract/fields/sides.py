"""Tells the sides of a flattened box apart: which lines of a section belong to whom.

The columns were lost; what is left is evidence (see `side_shape`, `side_inline`, `side_parties`), weighed by `side_model`.
A line is given to a side only where the evidence is good (`SURE`); all others stay without one, and the record says why.
"""

from __future__ import annotations

from dataclasses import replace

from ..raw import RawInfobox
from .side_board import SECTIONS, Board
from .side_reflow import reflowed
from .side_section import side_words


def assign(raw: RawInfobox, language: str = "en") -> RawInfobox:
    """The infobox with the cells of its sections put on sides where the evidence allows, and warnings that say so."""
    if any(warning.code == "breaks-lost" for warning in raw.warnings):
        words = side_words(language)
        raw = replace(raw, cells=tuple(reflowed(cell, words) if cell.role in SECTIONS else cell for cell in raw.cells))
    return Board(raw, language).assigned()
