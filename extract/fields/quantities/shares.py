"""Which figures of one line are shares of others: behind a link, in a list, in brackets, by their sum."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .asides import is_share, take_share
from .draft import Draft
from .kinds import singulars
from .parts import fits
from .setting import Setting
from .words import PEOPLE


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
    _of_both(out)
    _arms(out)
    return _gone_on(out)


def _listed(whole: Draft, one: Draft, setting: Setting) -> bool:
    """Whether a figure goes on with the list of shares of a loss: "19,000 dead, including 6 archbishops, 12 bishops and 40 counts"."""
    if (
        one.joined not in (",", "and", "&")
        or one.own
        or one.share
        or one.is_text
        or not one.nouns
        or not (whole.vague or _holds(whole, one))
    ):
        return False
    return whole.category == one.category if whole.vague else is_share(whole, one, "", setting)


def _gone_on(drafts: list[Draft]) -> list[Draft]:
    """Figures behind a share that sum to the whole with it are shares, too: "1,042 casualties inc. 331 killed, 711 WIA"."""
    for place, whole in enumerate(drafts):
        if len(whole.parts) != 1 or whole.parts[0].bracketed or not whole.numeric or whole.min != whole.max:
            continue
        left = (whole.max or 0) - (whole.parts[0].max or 0)
        last = place
        for last in range(place + 1, len(drafts)):
            one = drafts[last]
            if not one.numeric or one.min != one.max or one.parts or not fits(whole, one) or one.joined not in (",", "and", "&"):
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


def _of_both(drafts: list[Draft]) -> None:
    """Let what stands in a bracket behind two fates, and is more than the second, be of both, and part of neither.

    "170,927 dead and 32,585 missing (162,394 South Koreans, 36,574 Americans)".
    """
    for place in range(len(drafts) - 1, 0, -1):
        one, two = drafts[place - 1], drafts[place]
        if not (one.own and two.own and one.numeric and two.numeric and two.joined in ("and", "&")):
            continue
        beside = list(itertools.takewhile(lambda draft: draft.bracketed, drafts[place + 1 :]))
        inside = [*two.parts, *beside]
        total = sum(draft.max or 0 for draft in inside)
        if any(draft.own or not draft.bracketed for draft in inside) or not two.max < total <= one.max + two.max:  # type: ignore[operator]
            continue
        drafts[place + 1 : place + 1 + len(beside)] = sorted(inside, key=lambda draft: draft.start)
        two.parts = []
        for draft in inside:
            draft.effects = tuple(dict.fromkeys((*one.effects, *two.effects)))


def _arms(drafts: list[Draft]) -> None:
    """Let the arm that makes up the rest of a body of men be counted in men: "20,000 (15,000 foot, 4,000 horse, 1,000 artillery)"."""
    for place in range(len(drafts) - 1, 0, -1):
        whole, one = drafts[place - 1], drafts[place]
        if whole.category in PEOPLE and whole.parts and one.numeric and one.category == "artillery" and not one.own:
            mass = one.nouns and singulars(one.nouns[-1])[-1] == one.nouns[-1]
            if (
                mass
                and (one.bracketed or one.joined in (",", "and", "&"))
                and one.max == (whole.max or 0) - sum(p.max or 0 for p in whole.parts)
            ):
                one.category = whole.category
                take_share(whole, drafts.pop(place))
                whole.end = max(whole.end, one.end)


def _holds(whole: Draft, part: Draft) -> bool:
    return whole.max is not None and sum(one.max or 0 for one in (*whole.parts, part)) <= whole.max


def _adverbial(whole: Draft, draft: Draft) -> bool:
    """ "1,000 aircraft lost, over 647 in December and 353 in January": a bare figure with a place or a time."""
    if not (draft.adverbial and draft.bare and draft.numeric and whole.numeric and draft.joined in (",", "and", "&")):
        return False
    if whole.bare or draft.lead or draft.restored or draft.max is None or whole.max is None:
        return False
    return sum(part.max or 0 for part in whole.parts) + draft.max <= whole.max
