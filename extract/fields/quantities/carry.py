"""How far below its line a label or a flag holds: to figures of people, or of things, too."""

from __future__ import annotations

from collections.abc import Sequence

from ...richtext import Line
from .draft import Draft
from .grammar import read_line
from .lines import label_end
from .setting import Setting
from .words import PEOPLE

#: No line of an infobox is longer.
LONGEST_LINE = 4_000


def counts_people(drafts: Sequence[Draft]) -> bool | None:
    """Whether the first figure of a line counts people; None where there is none."""
    first = next((draft for draft in drafts if draft.numeric or draft.vague is not None), None)
    return None if first is None else first.category in PEOPLE


def parallel(lines: Sequence[Line], setting: Setting) -> bool:
    """Whether below two labels that count people each ("France: 200 killed") a line of things follows."""
    labelled_people = False
    found = 0
    for line in lines:
        end = label_end(line, setting) if len(line.text) <= LONGEST_LINE else 0
        if end:
            labelled_people = counts_people(read_line(line.text[end:], setting)) is True
        elif labelled_people and counts_people(read_line(line.text[:LONGEST_LINE], setting)) is False:
            found += 1
            labelled_people = False
    return found > 1
