"""Which item of the old record is which of the new one: by identity, not by place in a list.

Rounds, from sure to likely; in each, pairs are taken from the best down. All measures are the same both ways, so diff(b, a) is
the mirror of diff(a, b).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from difflib import SequenceMatcher

from .items import Item, fold

#: Lists longer than this are matched by identity alone: similarity compares each with each.
_MOST = 120
#: So alike two names must be to be one, from 0 to 1.
_ALIKE = 0.75
_FIGURES = ("strength", "casualties")
Pair = tuple[Item, Item]


def match(old: list[Item], new: list[Item], swap: dict[int | None, int | None]) -> tuple[list[Pair], list[Item], list[Item]]:
    """Pairs, and those left over on both sides. `swap` tells which old side is which new one, where they changed places."""
    pairs: list[Pair] = []
    left, right = _by_field(old), _by_field(new)
    for field in sorted({*left, *right}):
        a, b = left.get(field, []), right.get(field, [])
        for keys in _rounds(field, swap):
            a, b = _identical(a, b, *keys, pairs)
        if len(a) <= _MOST and len(b) <= _MOST:
            a, b = _alike(a, b, _likeness(field, swap), pairs)
        left[field], right[field] = a, b
    return pairs, [one for rest in left.values() for one in rest], [one for rest in right.values() for one in rest]


def _by_field(found: Iterable[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for one in found:
        groups[one.field].append(one)
    return dict(groups)


Key = Callable[[Item], Hashable | None]


def _rounds(field: str, swap: dict[int | None, int | None]) -> Iterator[tuple[Key, Key]]:
    """For each round what must be the same, of an old and of a new item (None: not in this round)."""

    def both(key: Callable[[Item, int | None], Hashable | None]) -> tuple[Key, Key]:
        return lambda one: key(one, swap.get(one.side, one.side)), lambda one: key(one, one.side)

    def said(one: Item) -> str:
        return repr(sorted(one.facts.items()))

    yield both(lambda one, side: (side, one.parent, one.link, said(one)))
    yield both(lambda one, side: (side, said(one)))
    if field in _FIGURES:
        yield both(lambda one, side: (side, fold(one.text)))
        yield both(lambda one, side: (side, bool(one.parent), fold(one.name), one.facts.get("min"), one.facts.get("max")))
        yield both(lambda one, side: (side, bool(one.parent), fold(one.name)))
        yield both(lambda one, side: said(one) if one.facts.get("max") else None)
        return
    yield both(lambda one, side: (side, one.link) if one.link else None)
    yield both(lambda one, side: (side, one.key) if one.key else None)
    yield both(lambda one, side: one.link)
    yield both(lambda one, side: one.key or None)


def _identical(old: list[Item], new: list[Item], mine: Key, theirs: Key, pairs: list[Pair]) -> tuple[list[Item], list[Item]]:
    """Pair what has the same key, in order; gives what is left."""
    waiting: dict[Hashable, list[Item]] = defaultdict(list)
    for one in new:
        if (key := theirs(one)) is not None:
            waiting[key].append(one)
    counts: dict[Hashable, int] = defaultdict(int)
    rest, taken = [], set()
    for one in old:
        key = mine(one)
        if key is None or counts[key] >= len(waiting.get(key, ())):
            rest.append(one)
            continue
        other = waiting[key][counts[key]]
        counts[key] += 1
        taken.add(other.place)
        pairs.append((one, other))
    return rest, [one for one in new if one.place not in taken]


def _alike(
    old: list[Item], new: list[Item], likeness: Callable[[Item, Item], float], pairs: list[Pair]
) -> tuple[list[Item], list[Item]]:
    scored = []
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            if score := likeness(one, other):
                # who stands at like places comes first; equal numbers, so that the other way round gives the same
                scored.append((-score, abs(one.place - other.place), one.place + other.place, i, j))
    used_old: set[int] = set()
    used_new: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((old[i], new[j]))
    return [one for i, one in enumerate(old) if i not in used_old], [one for j, one in enumerate(new) if j not in used_new]


def _likeness(field: str, swap: dict[int | None, int | None]) -> Callable[[Item, Item], float]:
    def figures(one: Item, other: Item) -> float:
        """Alike in what is counted; a figure's own words count less."""
        if swap.get(one.side, one.side) != other.side or bool(one.parent) != bool(other.parent):
            return 0.0
        keys = ("effects", "category", "phase", "of", "claimed_by", "what", "min", "max")
        same = sum(2 if key in ("effects", "category") else 1 for key in keys if _same(one, other, key))
        most = sum(2 if key in ("effects", "category") else 1 for key in keys if key in one.facts or key in other.facts)
        score = same / most if most else 0.0
        return score if score >= 0.5 else 0.0

    def names(one: Item, other: Item) -> float:
        if swap.get(one.side, one.side) != other.side or (
            one.link and other.link and one.link != other.link and not _near(one, other)
        ):
            return 0.0
        score = _ratio(one.key, other.key)
        return score if score >= _ALIKE else 0.0

    def lines(one: Item, other: Item) -> float:
        score = _ratio(one.text, other.text)
        return score if score >= 0.6 else 0.0

    if field in _FIGURES:
        return figures
    return names if field in ("belligerents", "units", "commanders") else lines


def _near(one: Item, other: Item) -> bool:
    return one.key in other.key or other.key in one.key


def _same(one: Item, other: Item, key: str) -> bool:
    return key in one.facts and one.facts.get(key) == other.facts.get(key)


def _ratio(one: str, other: str) -> float:
    """How alike two texts are, the same both ways."""
    if not one or not other:
        return 0.0
    a, b = sorted((one[:400], other[:400]))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5:
        return 0.0
    return matcher.ratio()


def swapped(old: list[Item], new: list[Item]) -> dict[int | None, int | None]:
    """Which old sides became which new ones, where two changed places: all parties of each stand on the other's."""

    def parties(found: list[Item]) -> dict[int, set[str]]:
        sides: dict[int, set[str]] = defaultdict(set)
        for one in found:
            if one.field == "belligerents" and one.side is not None and one.parent is None:
                sides[one.side].add(one.link or one.key)
        return sides

    before, after = parties(old), parties(new)
    for one in sorted(before):
        for other in sorted(before):
            if (
                one < other
                and before[one] & after.get(other, set())
                and before[other] & after.get(one, set())
                and not before[one] & after.get(one, set())
                and not before[other] & after.get(other, set())
            ):
                return {one: other, other: one}
    return {}
