"""Which figures are shares of others: in one line, in the lists below a figure, in lines that sum to a total.

CONTRACT.md: parts are figures that the page gives as a share of another; another measure of the same thing and an
addition stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from .asides import is_share, take_share
from .draft import Draft
from .kinds import is_generic
from .setting import Setting
from .words import PEOPLE

#: How many lines below a total may belong to it.
_REACH = 60


def attach_in_line(drafts: Sequence[Draft], setting: Setting, before: Draft | None = None) -> list[Draft]:
    """The figures of a line with shares put into what they are shares of; `before` is the last of the line above."""
    out: list[Draft] = []
    listing: Draft | None = None
    for draft in drafts:
        prior = out[-1] if out else before
        if listing is not None and setting.losses and _listed(listing, draft, setting):
            draft.including = True
            take_share(listing, draft)
            listing.end = max(listing.end, draft.end)
            continue
        listing = None
        if prior is not None and draft.share == "out_of":
            if draft.own and prior.own or not setting.losses and (draft.own or draft.nouns and not prior.nouns):
                if out:
                    draft.start = prior.start
                    out.pop()
                    draft.approximate = draft.approximate or prior.approximate
                    draft.claimed_by = draft.claimed_by or prior.claimed_by
                    take_share(draft, prior)
                    out.append(draft)
                    continue
            elif out:
                prior.end = draft.end  # "300 killed out of 500": of five hundred nothing is said
                if draft.own and not prior.own:
                    prior.effects, prior.own = draft.effects, True  # "17 guns out of 28 lost"
                continue
        if draft.listed and out and out[-1].listed:
            draft.share = ""  # "14 regiments: 11,000 infantry, 3,000 cavalry"
        if prior is not None and draft.share == "share" and not draft.is_text and is_share(prior, draft, "", setting):
            beside = _beside(draft)
            take_share(prior, draft)
            if out:
                prior.end = max(prior.end, draft.end)
                listing = prior if prior.own and not draft.own and not beside else None
            out.extend(beside)
            continue
        if out and _adverbial(out[-1], draft):
            take_share(out[-1], draft)
            out[-1].end = max(out[-1].end, draft.end)
            continue
        draft.share = ""
        out.extend([draft, *_beside(draft)])
    _deal_out(out)
    return _gone_on(out)


def _listed(whole: Draft, one: Draft, setting: Setting) -> bool:
    """Whether a figure goes on with the list of shares of a loss: "19,000 dead, including 6 archbishops, 12 bishops and 40 counts"."""
    if one.joined not in (",", "and", "&") or one.own or one.share or one.is_text or not one.nouns or not _holds(whole, one):
        return False
    return is_share(whole, one, "", setting)


def _gone_on(drafts: list[Draft]) -> list[Draft]:
    """Figures behind a share that sum to the whole with it are shares, too: "1,042 casualties inc. 331 killed, 711 WIA"."""
    for place, whole in enumerate(drafts):
        if len(whole.parts) != 1 or not whole.numeric or whole.min != whole.max:
            continue
        left = (whole.max or 0) - (whole.parts[0].max or 0)
        last = place
        for last in range(place + 1, len(drafts)):
            one = drafts[last]
            if not one.numeric or one.min != one.max or one.parts or not _fits(whole, one) or one.joined not in (",", "and", "&"):
                break
            left -= one.max or 0
            if left <= 0:
                break
        if left == 0 and last > place:
            for one in drafts[place + 1 : last + 1]:
                take_share(whole, one)
                whole.end = max(whole.end, one.end)
            return [*drafts[: place + 1], *_gone_on(drafts[last + 1 :])]
    return drafts


def _beside(draft: Draft) -> list[Draft]:
    """The figures in a draft's brackets that are no shares of it, taken out of its parts."""
    beside = [part for part in draft.parts if part.share == "beside"]
    draft.parts = [part for part in draft.parts if part.share != "beside"]
    for part in beside:
        part.share = ""
    return beside


def _deal_out(drafts: Sequence[Draft]) -> None:
    """Give parts to the figures whose fate they share: "226 killed, 828 wounded [19 officers killed, 62 officers wounded]"."""
    for place, draft in enumerate(drafts):
        own = [part for part in draft.parts if part.effects == draft.effects]
        if not own or len(own) == len(draft.parts):
            continue
        for part in [part for part in draft.parts if part.own and part not in own]:
            alike = [one for one in drafts[:place] if one.numeric and one.effects == part.effects and _holds(one, part)]
            if len(alike) == 1:
                draft.parts.remove(part)
                alike[0].parts.append(part)


def _holds(whole: Draft, part: Draft) -> bool:
    return whole.max is not None and sum(one.max or 0 for one in (*whole.parts, part)) <= whole.max


def _adverbial(whole: Draft, draft: Draft) -> bool:
    """ "1,000 aircraft lost, over 647 in December and 353 in January": a bare figure with a place or a time."""
    if not (draft.adverbial and draft.bare and draft.numeric and whole.numeric and draft.joined in (",", "and", "&")):
        return False
    if whole.bare or draft.lead or draft.restored or draft.max is None or whole.max is None:
        return False
    return sum(part.max or 0 for part in whole.parts) + draft.max <= whole.max


def attach_lines(drafts: Sequence[Draft], breaks: frozenset[int] = frozenset()) -> list[Draft]:
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
        below = _nested(drafts, place, breaks) or _summing(drafts, place, breaks) or _opened(drafts, place, breaks)
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
        if one.depth == drafts[place + 1].depth and one.numeric and _fits(whole, one):
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
        if at in breaks or one.block != whole.block or not one.numeric or not (unit or _fits(whole, one)):
            break
        if not (_narrower(whole, one) or one.nouns and not one.own):
            break
        total += one.max or 0
        rows.append(at)
    return rows if len(rows) > 1 and whole.max is not None and total <= whole.max * 1.02 else []


def _summing(drafts: Sequence[Draft], place: int, breaks: frozenset[int]) -> list[int]:
    whole = drafts[place]
    if not (is_generic(whole.nouns) or whole.total) or whole.max is None:
        return []
    rows: list[int] = []
    low = high = 0
    for at in range(place + 1, min(len(drafts), place + _REACH)):
        one = drafts[at]
        if at in breaks or one.block != whole.block:
            break
        if not one.numeric or not _fits(whole, one) or one.min is None or one.max is None:
            if one.is_text or not rows or whole.line == one.line:
                break
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
            small = whole.max < 10 and not whole.total and not _last(drafts, at, breaks, whole)
            return [] if small else rows  # "2 soldiers killed", "1 contractor killed", "1 sailor dead" sum by chance
        within = (whole.min or 0) <= low and high <= whole.max and whole.min != whole.max
        apart = drafts[rows[0]].line > whole.line and not whole.lead and (whole.total or whole.of is None)
        if within and apart and len(rows) > 1 and (whole.bare or whole.total) and _last(drafts, at, breaks, whole):
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
    return at + 1 >= len(drafts) or at + 1 in breaks or not _fits(whole, drafts[at + 1])


def _fits(whole: Draft, one: Draft) -> bool:
    """Whether what `one` counts lies within what `whole` counts."""
    if whole.known and one.known and whole.category != one.category and not {whole.category, one.category} <= PEOPLE:
        return False
    if not whole.known and one.known and one.category not in PEOPLE and whole.category in PEOPLE:
        return False
    return not whole.own or whole.effects == ("casualties",) or not one.own or set(one.effects) <= set(whole.effects)


def _narrower(whole: Draft, one: Draft) -> bool:
    """Whether `one` says more than `whole` does."""
    if whole.total or one.bare and one.lead:
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
    if len(parts) < 2 or any(part.including for part in parts):
        return True
    low, high = sum(part.min or 0 for part in parts), sum(part.max or 0 for part in parts)
    if whole.approximate or whole.bound or any(part.approximate or part.bound for part in parts):
        return low <= (whole.max or 0) * 1.1 and (whole.min or 0) <= high * 1.1
    return low <= (whole.max or 0) and (whole.min or 0) <= high
