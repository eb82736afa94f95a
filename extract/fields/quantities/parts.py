"""Which figures are shares of others that stand above them: in the lists below a figure, in lines that sum to a total.

CONTRACT.md: parts are figures that the page gives as a share of another; another measure of the same thing and an
addition stand beside it. Those of one line are in `shares`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .arms import gunners
from .asides import take_share
from .draft import Draft
from .kinds import is_generic
from .words import PEOPLE, words_of

#: How many lines below a total may belong to it.
_REACH = 60


def attach_lines(drafts: Sequence[Draft], breaks: frozenset[int] = frozenset(), language: str = "en") -> list[Draft]:
    """Top-level figures with those below them that break them down: a nested list, or lines that sum to it.

    `breaks` are the places in `drafts` before which a heading or a rule ends what stands above.
    """
    out: list[Draft] = []
    taken: set[int] = set()
    drafts, breaks = _opened_within(drafts, breaks)
    for place, draft in enumerate(drafts):
        if place in taken:
            continue
        out.append(draft)
        if not draft.numeric or draft.parts or draft.max == 0:
            continue
        below = _nested(drafts, place, breaks) or _summing(drafts, place, breaks, language) or _opened(drafts, place, breaks)
        below = [*below, *gunners(drafts, below, draft, words_of(language))]
        for one in below:
            taken.add(one)
            take_share(draft, drafts[one])
    return out


def _opened_within(drafts: Sequence[Draft], breaks: frozenset[int]) -> tuple[Sequence[Draft], frozenset[int]]:
    """The figures, with what stands below a colon put into the figure before it where another such figure stands above."""
    opening = [place for place, draft in enumerate(drafts) if draft.opens and draft.numeric]
    if len(opening) < 2:
        return drafts, breaks
    left: list[int] = []  # the places that stay, from the last on
    for place in reversed(range(len(drafts))):
        if drafts[place].opens and place > opening[0]:
            below = left[: -_REACH - 1 : -1]
            broken = frozenset(number for number, old in enumerate(below, 1) if old in breaks)
            for _ in _opened([drafts[place], *(drafts[old] for old in below)], 0, broken):
                drafts[place].parts.append(_as_share(drafts[place], drafts[left.pop()]))
        left.append(place)
    left.reverse()
    return [drafts[place] for place in left], frozenset(number for number, place in enumerate(left) if place in breaks)


def _as_share(whole: Draft, one: Draft) -> Draft:
    take_share(whole, one)
    return whole.parts.pop()


def _nested(drafts: Sequence[Draft], place: int, breaks: frozenset[int]) -> list[int]:
    whole = drafts[place]
    if place + 1 < len(drafts) and drafts[place + 1].line == whole.line:
        return []
    rows: list[int] = []
    total = 0
    for at in range(place + 1, min(len(drafts), place + _REACH)):
        one = drafts[at]
        if one.depth <= whole.depth or one.block != whole.block or at in breaks and not one.group:
            break
        if one.depth == drafts[place + 1].depth and one.numeric and fits(whole, one):
            rows.append(at)
            total += one.max or 0
    return rows if rows and whole.max is not None and total <= whole.max * 1.02 else []


def _opened(drafts: Sequence[Draft], place: int, breaks: frozenset[int]) -> list[int]:
    """The lines below a figure with a colon, as far as they fit into it ("9,000:")."""
    whole = drafts[place]
    rows: list[int] = []
    if not whole.opens:
        return rows
    total = 0
    for at in range(place + 1, min(len(drafts), place + _REACH)):
        one = drafts[at]
        unit = one.category == "other" and one.nouns and not one.own and whole.category in PEOPLE
        if at in breaks or one.block != whole.block or not one.numeric or not (unit or fits(whole, one)):
            break
        if not (_narrower(whole, one) or one.nouns and not one.own):
            break
        total += one.max or 0
        rows.append(at)
    return rows if len(rows) > 1 and whole.max is not None and total <= whole.max * 1.02 else []


def _summing(drafts: Sequence[Draft], place: int, breaks: frozenset[int], language: str) -> list[int]:
    whole = drafts[place]
    if not (is_generic(whole.nouns) or whole.total) or whole.max is None:
        return []
    rows: list[int] = []
    low = high = 0
    for at in range(place + 1, min(len(drafts), place + _REACH)):
        one = drafts[at]
        if at in breaks or one.block != whole.block:
            break
        if not one.numeric or not fits(whole, one) or one.min is None or one.max is None:
            if rows and low and [at] == gunners(drafts, rows, whole, words_of(language)) and drafts[rows[0]].line > whole.line:
                return [*rows, at]
            break
        if not _narrower(whole, one):
            break
        if whole.known and one.known and whole.category != one.category and not whole.total:
            break
        low, high = low + one.min, high + one.max
        rows.append(at)
        if low > (whole.min or 0) and high > whole.max:
            return []
        if low == whole.min and high == whole.max and len(rows) > 1:
            few = len(rows) < 3 and not (whole.total or whole.lead) and all(_of_party(whole, drafts[row]) for row in rows)
            small = few or whole.max < 10 and not whole.total and not _last(drafts, at, breaks, whole)
            return [] if small else rows  # "2 soldiers killed", "1 contractor killed", "1 sailor dead" sum by chance
        within = (whole.min or 0) <= low and high <= whole.max and whole.min != whole.max
        apart = drafts[rows[0]].line > whole.line and not whole.lead and (whole.total or whole.of is None)
        dated = len({drafts[row].date for row in rows if drafts[row].date}) > 1  # strengths of two years are no shares
        if within and not dated and apart and len(rows) > 1 and (whole.bare or whole.total) and _last(drafts, at, breaks, whole):
            return rows
        if (
            whole.bare
            and not whole.effects
            and len(rows) > 1
            and abs(high - whole.max) * 100 <= whole.max
            and _last(drafts, at, breaks, whole)
        ):
            return rows
    return []


def _last(drafts: Sequence[Draft], at: int, breaks: frozenset[int], whole: Draft) -> bool:
    return at + 1 >= len(drafts) or at + 1 in breaks or not fits(whole, drafts[at + 1])


def fits(whole: Draft, one: Draft) -> bool:
    """Whether what `one` counts lies within what `whole` counts."""
    if whole.known and one.known and whole.category != one.category and not {whole.category, one.category} <= PEOPLE:
        return False
    if not whole.known and one.known and one.category not in PEOPLE and whole.category in PEOPLE:
        return False
    return not whole.own or whole.effects == ("casualties",) or not one.own or set(one.effects) <= set(whole.effects)


def _of_party(whole: Draft, one: Draft) -> bool:
    """Whether a bare figure is that of one party below the bare figure of all ("309,000 / United States: 192,000 / ...")."""
    sure = whole.bare and whole.figure == whole.start and not (whole.approximate or whole.bound)
    return sure and one.of is not None and one.of != whole.of and one.date in (None, whole.date)


def _narrower(whole: Draft, one: Draft) -> bool:
    """Whether `one` says more than `whole` does."""
    if whole.total or one.bare and (one.lead or _of_party(whole, one)):
        return True
    if one.nouns and one.nouns != whole.nouns and (not whole.nouns or not is_generic(one.nouns) or one.category in PEOPLE):
        return not whole.own or one.own
    return one.own and (not whole.own or whole.effects == ("casualties",) or one.what != whole.what or _longer(one, whole))


def _longer(one: Draft, whole: Draft) -> bool:
    return one.end - one.figure > 0 and whole.effects == one.effects


def sums(whole: Draft) -> bool:
    """Whether the parts of a figure are fewer than two, or sum to it as far as can be said."""
    parts = [part for part in whole.parts if part.numeric and part.effects == whole.effects or not whole.own]
    parts = [part for part in parts if part.numeric]
    if len(parts) < 2 or any(part.including for part in parts) or all(part.bound == "at_least" for part in parts):
        return True  # "at least 63 badly; at least 3 in danger" are not all
    low, high = sum(part.min or 0 for part in parts), sum(part.max or 0 for part in parts)
    if whole.approximate or whole.bound or any(part.approximate or part.bound for part in parts):
        return low <= (whole.max or 0) * 1.1 and (whole.min or 0) <= high * 1.1
    return low <= (whole.max or 0) and (whole.min or 0) <= high
