"""How far below its line a label or a flag holds: to figures of people, or of things, too."""

from __future__ import annotations

import itertools
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
    """Whether below most labels that count people ("France: 200 killed"), and two at least, a line of things follows."""
    labelled_people = False
    found = labels = 0
    for line in lines:
        end = label_end(line, setting) if len(line.text) <= LONGEST_LINE else 0
        if end:
            labelled_people = counts_people(read_line(line.text[end:], setting)) is True
            labels += labelled_people
        elif labelled_people and counts_people(read_line(line.text[:LONGEST_LINE], setting)) is False:
            found += 1
            labelled_people = False
    return found > 1 and found * 2 > labels


def flag_reach(lines: Sequence[Line]) -> dict[int, str]:
    """What a flag above a line holds for, by the line's place: "people" without a noun, "things" too where the next flag ends
    what is told of one party, or nothing.

    Below flags of which each has one line, those behind the last one may be of all: "[A] 2 killed / [B] 1 killed / 9 wounded".
    """
    flagged = [place for place, line in enumerate(lines) if line.kinds("flag")]
    if not flagged:
        return {}
    found: dict[int, str] = {}
    for place in range(flagged[0], flagged[-1]):
        found[place] = "things"
    if len(flagged) > 1 and all(after - one == 1 for one, after in itertools.pairwise(flagged)):
        found.update(dict.fromkeys(range(flagged[-1] + 1, len(lines)), "nothing"))
    return found
