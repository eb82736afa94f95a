"""What a label says of the figures of its line, and how far below it a label or a flag holds: to people, or to things, too."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...richtext import Line
from ..base import Scope
from .category import fitting_to
from .context import Label
from .draft import Draft
from .grammar import read_line
from .lines import label_end
from .setting import LONGEST_LINE, Setting
from .words import PEOPLE, Words, words_of


def count_as(drafts: Sequence[Draft], label: Label | None) -> None:
    """Let the figures behind a label count what it names ("Guns: 20"), where they name nothing of their own."""
    if label is None or not label.nouns:
        return
    if drafts[0].bare and drafts[0].numeric:
        drafts[0].nouns, drafts[0].known = label.nouns, label.category is not None
        drafts[0].what = drafts[0].what or (label.what if label.category else None)
    if label.category in PEOPLE and not label.effects:
        for draft in drafts:
            if draft.own and not draft.nouns and draft.category in PEOPLE:
                draft.what, draft.category = draft.what or label.what, label.category  # "Miners: 7 dead, 20 hurt"


def mark_others(drafts: Sequence[Draft], line: Line, words: Words) -> None:
    """Note of the figures of a line that they stand in the place of those above, not beside them: "or 200 cannon"."""
    first = line.text.split(" ", 1)[0].lower()
    if first in words.grammar["ors"]:
        drafts[0].start = line.start
        for draft in drafts:
            draft.noted(first if draft.numeric else None)


def fate_from_heading(draft: Draft, setting: Setting, label: Label | None, *, uprooted: bool) -> None:
    """What befell those whose own words do not say it, by the label or the heading above; `uprooted` where it befalls civilians."""
    if label is not None and label.other_fate and not draft.own:
        draft.restored = True  # "Dismissed: 966": no loss
    if draft.open_fate and "wounded" in setting.effects:
        draft.effects = ()  # "Injuries: 12 shot"
    if not draft.effects and setting.effects and not draft.is_text:
        draft.effects = fitting_to(setting.effects, draft)
        if (uprooted or label is not None and label.uprooted) and draft.category == "personnel" and not draft.nouns:
            draft.category = "civilians"


def opens(draft: Draft, line: Line, scope: Scope) -> bool:
    """Whether a line ends in a colon behind a figure that what follows breaks down: "9,000:", "1,300+ killed:"."""
    text = line.text.rstrip()
    plain = draft.bare or scope.losses and not draft.nouns
    plain = plain or text.rstrip(": ").rpartition(" ")[2] in words_of(scope.language).grammar["opening_shares"]
    return text.endswith(":") and plain


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


def dated_alone(found: Sequence[tuple[int, Label]]) -> bool:
    """Whether the labels of the lines so far (by their places) are two or more dates in a row, each of its own line.

    What follows the last of them is not said to be of its time: "1941: 67,000 / 1944: 214,000 / 2,000 volunteers".
    """
    if len(found) < 2:
        return False
    (one, label), (two, after) = found[-2:]
    return two == one + 1 and label.kind == after.kind == "date"


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
