"""Tells the sides of a flattened box apart: which lines of a section belong to whom.

The columns were lost; what is left is evidence of form (`shape`, `repetition`, `inline`), of names and words (`parties`, `prose`,
`names`) and of what is known (`people`, `wars`), weighed by `board`.
A line is given to a side only where the evidence is good (`SURE`); all others stay without one, and the record says why.
"""

from __future__ import annotations

from dataclasses import replace

from ...raw import RawCell, RawInfobox, RawWarning
from .board import Board
from .evidence import SECTIONS
from .joint import joint_from
from .reflow import reflowed
from .section import side_words


def assign(raw: RawInfobox, language: str = "en") -> RawInfobox:
    """The infobox with the cells of its sections put on sides where the evidence allows, and warnings that say so."""
    if any(warning.code == "breaks-lost" for warning in raw.warnings):
        return _tabular(raw, language)
    return Board(raw, language).assigned()


def _tabular(raw: RawInfobox, language: str) -> RawInfobox:
    """A box whose cells are real: each on its own side; one that stands alone in its row is on none, for its column cannot
    be trusted."""
    words = side_words(language)
    cells: list[RawCell] = []
    warnings = list(raw.warnings)
    for cell in raw.cells:
        if cell.role not in SECTIONS:
            cells.append(cell)
            continue
        if cell.side is None and cell.label != "joint":
            if cell.role == "casualties" and joint_from(cell.rich.lines, words) == 0:
                cell = replace(cell, label="joint")
            else:
                message = "a cell alone in its row: its column cannot be trusted"
                warnings.append(RawWarning("unassigned-side", message, cell.rich.text[:200], cell.param))
        cells.append(reflowed(cell, words))
    return replace(raw, cells=tuple(cells), warnings=tuple(warnings))
