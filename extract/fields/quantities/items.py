"""Drafts as the record's quantities, with the references that stand at each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ...record import Quantity
from ...richtext import RichText
from ..base import Caution, Scope
from ..numbers.tokens import glued, vocabulary
from .draft import Draft
from .parts import sums
from .words import PEOPLE

_REFERENCE = re.compile(
    r"\s?\[(?:\d{1,3}|[A-Za-z]{1,2}|(?:note|nb|n|N|Note)\s?\d{1,3}|[A-Za-z -]{1,40}(?:needed|\?))\](?:\s?:\s?\d{1,4}(?:[–-]\d{1,4})?)?"
)
_ODD = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4,}|\d\s?×\s?\d")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LONG = re.compile(r"(?<![\d,.])\d{6,20}(?![\d,.])")


def over_references(draft: Draft, source: str) -> None:
    """Let a draft end behind the reference numbers that flattened text leaves in it."""
    while match := _REFERENCE.match(source, draft.end):
        draft.end = match.end()


def default_effects(draft: Draft, scope: Scope) -> None:
    """A bare number is "casualties" for people, "lost" for materiel."""
    if not scope.losses:
        return
    if draft.restored and (draft.nominal or not draft.own):
        draft.effects = ()
    elif not draft.effects and (draft.numeric or draft.vague is not None):
        if scope.effect:
            draft.effects = (scope.effect,)  # type: ignore[assignment]
        else:
            draft.effects = ("casualties",) if draft.category in PEOPLE or draft.category is None else ("lost",)
    if draft.category in PEOPLE and draft.effects == ("lost",):
        draft.effects = ("casualties",)
    for part in draft.parts:
        if not part.effects or part.open_fate and "wounded" in draft.effects:
            part.effects = draft.effects  # "Injuries: 20 (12 shot)"
        part.restored = part.restored and not draft.effects  # "24 captured (14 released)": captured they were
        default_effects(part, scope)


def inherit(whole: Draft, rich: RichText, language: str) -> None:
    """Parts are of whom their whole is, of its time and of its claimant, where they do not say otherwise."""
    for part in whole.parts:
        part.of = part.of or whole.of
        part.phase, part.claimed_by = part.phase or whole.phase, part.claimed_by or whole.claimed_by
        if not part.date and not _timed(rich.words(part.start, part.end), language):
            part.date = whole.date
        inherit(part, rich, language)


def _timed(text: str, language: str) -> bool:
    """Whether words name a time that no reader took in ("500 in 1944", "647 in December")."""
    months = vocabulary(language)["months"]
    return any(word.lower() in months or _YEAR.fullmatch(word) for word in _WORD.findall(text))


def cautions(top: Sequence[Draft], rich: RichText, longest: int) -> list[Caution]:
    """What to tell of the drafts: parts that do not sum, figures of nobody knows whom, drafts without a figure that hold a
    numeral no count can be ("12,00", "10½ divisions")."""
    found = []
    for index, draft in enumerate(top):
        text = rich.words(draft.start, draft.end)
        if draft.parts and not sums(draft):
            found.append(Caution("parts-do-not-sum", "the parts do not sum to this figure", text, index))
        if draft.unowned:
            found.append(Caution("unclear-owner", "flags of several stand above; whose this figure is is not said", text, index))
        if draft.fraction:
            found.append(Caution("unread-quantity", "a figure that is no whole number; kept as text", text, index))
            continue
        if draft.is_text and (_ODD.search(text[:longest]) or any(glued(run) for run in _LONG.findall(text[:longest]))):
            found.append(Caution("unread-quantity", "a figure that could not be read as a quantity", text, index))
    return found


def quantities(top: Sequence[Draft], rich: RichText, scope: Scope) -> list[Quantity]:
    """The record's quantities; a reference belongs to the figure before it."""
    refs = sorted((m.start, str(m.value)) for m in rich.marks if m.kind == "ref")
    places = [place for place, _ in refs]
    items = []
    for index, draft in enumerate(top):
        until = min((d.start for d in top[index + 1 : index + 2] if d.start > draft.start), default=rich.end + 1)
        first, last = bisect_left(places, draft.start + 1), bisect_left(places, max(until, draft.end) + 1)
        ids = tuple(dict.fromkeys(name for place, name in refs[first:last] if place <= until))
        items.append(_item(draft, ids, refs, places, rich, scope))
    return items


def _item(
    draft: Draft, ids: tuple[str, ...], refs: list[tuple[int, str]], places: list[int], rich: RichText, scope: Scope
) -> Quantity:
    parts = []
    for part in draft.parts:
        first, last = bisect_left(places, part.start + 1), bisect_left(places, part.end + 1)
        parts.append(_item(part, tuple(dict.fromkeys(name for _, name in refs[first:last])), refs, places, rich, scope))
    figured = draft.numeric or draft.vague is not None
    return Quantity(
        text=rich.words(draft.start, draft.end),
        at=scope.at(draft.start, draft.end),
        min=draft.min,
        max=draft.max,
        approximate=draft.approximate,
        bound=draft.bound,
        vague=draft.vague,
        unknown=draft.unknown,
        what=draft.what if figured or draft.unknown else None,
        category=draft.category if figured or draft.unknown and draft.known else None,
        effects=draft.effects if scope.losses else (),
        of=draft.of,
        phase=draft.phase,
        date=draft.date,
        claimed_by=draft.claimed_by,
        group=draft.group,
        note=draft.note,
        block=scope.block,
        parts=tuple(parts),
        refs=ids,
    )
