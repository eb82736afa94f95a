"""Words without a figure, in a bracket or behind it, that say something of one: whose it is, when it held, how sure it is."""

from __future__ import annotations

from functools import cache

from ...record import Bound
from ..numbers.tokens import number_table
from .claims import claim_of, date_of, dated_claim
from .draft import Draft
from .setting import Setting
from .words import PEOPLE

#: Historians tell of so many at least.
_COUNTED = 10


def remark(draft: Draft, words: str, setting: Setting) -> None:
    """Read words without a figure that say something of one: whose it is, when, how sure, else a note."""
    words = " ".join(words.split()).strip(" ,;")
    words = words if words[-2:-1].isupper() and words[-3:-2] in (".", " ", "") else words.rstrip(".")
    if not words:
        return
    head, _, rest = words.partition(", ")
    if rest and not ((whole := date_of(words, setting.language)) and not whole[1]):
        if date_of(head, setting.language) or claim_of(head, setting.language):
            remark(draft, head, setting)
            remark(draft, rest, setting)
            return
        if _when(rest, setting):
            remark(draft, rest, setting)
            words = head
    head, dash, rest = words.partition(" – ")
    if dash and not any(c.isdigit() for c in rest) and (when := date_of(head, setting.language)) and not when[1]:
        draft.date, words = when[0], rest  # "(1943 – Bulgaria)"
    low = words.lower().rstrip(".")
    rows = setting.words.grammar
    if low == "?" or low in rows["approximately"]:
        draft.approximate = True
        return
    if draft.numeric and draft.bound is None and (bound := bounds(setting.language).get(low)):
        draft.bound = bound  # "7,500 foot (at most)"
        return
    others = low.rpartition(" ")[2] in rows["of_other_figures"]  # "modern estimates lower"
    stem = "" if others else next((stem for stem in rows["estimate_stems"] if stem in low), "")
    estimate = low.rpartition(" ")[2] in rows["estimates"] or bool(stem)
    draft.approximate = draft.approximate or estimate and draft.numeric
    if both := dated_claim(words, setting.language):
        draft.claimed_by, draft.date = draft.claimed_by or both[0], both[1]
        return
    last = low.rpartition(" ")[2]
    if last in rows["estimates"] and (when := date_of(words[: -len(last)], setting.language)):
        draft.date = when[0]  # "Sept. 1941 est."
        draft.noted(when[1])
        return
    if stem and (when := date_of(words[: low.index(stem)], setting.language)):
        draft.date = when[0]  # "2012 estimate"
        draft.noted(when[1])
        return
    if low.split(" ")[-1] in rows["spans"] and low.split(" ")[0] in setting.words.headings["ordinals"]:
        draft.date = words  # "113 killed (first two weeks)"
        return
    if when := _when(words, setting):
        draft.date, rest = when
        if rest:
            draft.noted(rest)
        return
    source, _, named = words.partition(": ")  # "Armenian sources: Hayton of Corycus"
    few = draft.numeric and (draft.max or 0) < _COUNTED and draft.category in PEOPLE
    names = setting.words.headings
    if few and (words.rpartition(" ")[2].lower() in names["surnames"] or low in names["media"]):
        draft.noted(words)  # "1 killed (Turnbull)" is his name
        return
    if who := claim_of(words, setting.language) or named and claim_of(source, setting.language):
        draft.noted(who[0] if draft.claimed_by and draft.claimed_by != who[0] else None)
        draft.claimed_by = draft.claimed_by or who[0]
        draft.noted(who[1] or named)
        return
    if low in names["standing"] and not draft.claimed_by:
        draft.claimed_by = words
        return
    draft.noted(words)


def _when(words: str, setting: Setting) -> tuple[str, str] | None:
    """The time that words name, also where they limit the figure to it ("in 2010 only")."""
    only = next((one for one in setting.words.grammar["only"] if words.lower().endswith(f" {one}")), "")
    return date_of(words[: len(words) - len(only)], setting.language)


@cache
def bounds(language: str) -> dict[str, Bound]:
    """The bounds that a bracket may say of the figure before it."""
    rows: dict[str, list[str]] = number_table(language)  # type: ignore[assignment]
    kinds: tuple[Bound, ...] = ("at_least", "at_most")
    return {phrase: kind for kind in kinds for place in ("before", "after") for phrase in rows[f"{kind}_{place}"]}
