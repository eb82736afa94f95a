"""What "Total:" gives below the figures that it sums up."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Label
from .draft import Draft

#: How many figures above a total may belong to it.
_REACH = 60


def sum_up(drafts: Sequence[Draft], label: Label, above: Sequence[Draft], since: int | None, *, headed: bool) -> None:
    """What figures behind "Total:" count: civilians, as a heading above has it, only where they are not far more.

    `above` are the figures before them, `since` is how many of these stand above that heading, if there is one, and `headed`
    says that a heading stands between.
    """
    for draft in drafts:
        draft.summed = label.value if above and not headed and above[-1].numeric and not above[-1].total else ""
        if since is not None and draft.category == "civilians" and not draft.nouns and label.category is None:
            below = sum(one.max or 0 for one in above[since:] if one.category == draft.category)
            if 0 < below * 11 < (draft.min or 0) * 10:
                draft.category, draft.known = "personnel", True  # "Civilians killed: / 700 / 500 / Total: 20,000"


def name_totals(top: Sequence[Draft]) -> None:
    """Let what "Total:" gives below figures, and is broken down by none, stand in a group of that name; where it is the sum
    of figures with one fate, that is its fate, too."""
    for place, draft in enumerate(top):
        if not draft.summed or draft.parts:
            continue
        draft.group = draft.group or draft.summed
        total = 0
        for one in reversed(top[max(0, place - _REACH) : place]):
            if (
                draft.own
                or draft.effects
                or one.category != draft.category
                or not one.numeric
                or one.effects != top[place - 1].effects
            ):
                break
            total += one.max or 0
            if total == draft.max:
                draft.effects = one.effects
