"""Men of an army that go by what they serve: the "500 artillery" beside 1,800 infantry and 5,400 cavalry are no guns."""

from __future__ import annotations

from collections.abc import Sequence

from .draft import Draft
from .words import PEOPLE, Words

#: More guns than one to so many men no army of infantry and cavalry had.
_MEN_TO_A_GUN = 60
_MANY = 1_000_000


def count_gunners(drafts: Sequence[Draft], words: Words) -> None:
    """Take "artillery" beside infantry or cavalry for men, where it would be too many guns, or guns are counted beside it."""
    men: dict[tuple[int, str | None], int] = {}
    guns: dict[tuple[int, str | None], int] = {}
    for one in drafts:
        key = one.block, one.of
        if one.category == "personnel" and one.nouns and one.nouns[-1] in words.arms_of_men:
            men[key] = men.get(key, 0) + (one.max or 0)
        elif one.category == "artillery" and one.nouns and one.numeric and not is_arm(one, words):
            guns[key] = min(guns.get(key, _MANY), one.max or 0)
    for one in drafts:
        total = men.get((one.block, one.of), 0)
        if total and is_arm(one, words):
            beside = guns.get((one.block, one.of), _MANY) < (one.max or 0)
            one.category = "personnel" if beside or _MEN_TO_A_GUN * (one.max or 0) >= total else one.category


def is_arm(one: Draft, words: Words) -> bool:
    """Whether a figure counts an arm of service by the name of its guns ("500 artillery")."""
    return " ".join(one.nouns) in words.gunners and one.numeric and one.category == "artillery" and not one.own


def gunners(drafts: Sequence[Draft], rows: Sequence[int], whole: Draft, words: Words) -> list[int]:
    """The arm beside those of `rows` that makes up the rest of a body of men: "7,700 men: / 1,800 infantry / 5,400 cavalry /
    500 artillery" are men, too."""
    if not rows or whole.category not in PEOPLE or whole.min is None or whole.max is None:
        return []
    near = (place for place in range(rows[0], min(rows[-1] + 2, len(drafts))) if place not in rows)
    found = [place for place in near if is_arm(drafts[place], words) and drafts[place].depth == drafts[rows[-1]].depth]
    total = sum(drafts[place].max or 0 for place in (*rows, *found))
    if len(found) != 1 or not whole.min <= total <= whole.max:
        return []
    if any(drafts[place].category not in PEOPLE for place in rows):
        return []
    drafts[found[0]].category = whole.category
    return found
