"""What is known beforehand of who fought whom: the rows of ``wars.toml``, by the years of the box's date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from ...raw import RawCell
from ...vocabulary import table

_YEAR = re.compile(r"(?<![\d.,])\d{3,4}(?![\d.,]*\d)")
_BEFORE_CHRIST = re.compile(r"\bB\.?C\b")
#: Two that were foes belong on two sides; two that were allies may still stand on two in the box of a single clash.
AGAINST, BESIDE = -1.0, 0.5


class War(NamedTuple):
    first: int
    last: int
    sides: tuple[frozenset[str], frozenset[str]]


@cache
def wars() -> tuple[War, ...]:
    """The rows of ``wars.toml``."""
    rows = table("wars")["war"]
    return tuple(War(row["years"][0], row["years"][1], (frozenset(row["sides"][0]), frozenset(row["sides"][1]))) for row in rows)


def years_of(cells: Iterable[RawCell]) -> frozenset[int]:
    """The years (AD) that a box's date names."""
    found: set[int] = set()
    for cell in cells:
        if cell.role == "date" and not _BEFORE_CHRIST.search(cell.rich.text):
            found.update(int(m[0]) for m in _YEAR.finditer(cell.rich.text))
    return frozenset(found)


def known_pairs(parties: Sequence[Collection[str]], years: Collection[int]) -> dict[tuple[int, int], float]:
    """Parties (each given by its entities) that stood against each other (negative) or side by side (positive) in a war of
    these years, a < b. A war counts that the box's first party fought in, and that lasted through all the years named.

    >>> known_pairs([{"Union"}, {"Confederate States"}, {"Brazil"}], {1862})
    {(0, 1): -1.0}
    >>> known_pairs([{"Union"}, {"Confederate States"}], {1812})
    {}
    """
    if not years or not parties:
        return {}
    own = [frozenset(one) for one in parties]
    shared = {name for a, b in combinations(own, 2) for name in a & b}  # two parties of one country may be foes
    fought = [
        war for war in wars() if war.first <= min(years) and max(years) <= war.last and own[0] & (war.sides[0] | war.sides[1])
    ]
    found: dict[tuple[int, int], float] = {}
    for (a, one), (b, other) in combinations(enumerate(own), 2):
        told = {
            AGAINST if mine is not theirs else BESIDE
            for war in fought
            for mine in war.sides
            for theirs in war.sides
            if mine & one - shared and theirs & other - shared
        }
        if len(told) == 1:
            found[a, b] = told.pop()
    return found
