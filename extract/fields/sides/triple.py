"""Splits of a section into three cells, and how likely it is that a box has three.

Nineteen boxes in twenty have two sides, so three must be shown: by lines that show three cells (`three`), or by the evidence of
`several`: what the article says of the conflict, who takes part in it, and the empty lines between the belligerents. Where
that leaves it open, both are weighed, and a line is given to a side only where it would be that side's in either case.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from .model import Candidate, Split, score
from .repetition import YEAR
from .section import Features, Place, Section, Words, heading_key, is_inner

#: Of a section's places so many are tried as the second cell's beginning, and behind each so many as the third's.
FIRST, NEXT = 12, 12
#: Three sides that are less likely than this are not weighed.
LEAST = 0.05
#: What a conflict is, an article says near its beginning.
LEAD = 3000

#: Gives the candidates for two cells of a section, by its form alone.
Form = Callable[[Section], Sequence[Candidate]]


def triples(section: Section, found: Sequence[Candidate], weights: Mapping[str, float], form: Form) -> list[Candidate]:
    """The likeliest splits of a section into three cells, and those with one or two of them where others are empty."""
    made: list[Candidate] = []
    lines = len(section.lines)
    parted = sorted((c for c in found if c.split.place), key=lambda c: -score(c.features, weights))[:FIRST]
    for first in parted:
        place = first.split.place
        assert place is not None
        rest = form(section.behind(place))
        behind = sorted((c for c in rest if c.split.place), key=lambda c: -score(c.features, weights))[:NEXT]
        for second in behind:
            third = second.split.place
            assert third is not None
            at = Place(place.line + third.line, third.offset + (place.offset if third.line == 0 else 0))
            more = {"uneven-lines": abs(3 * place.line / lines - 1.0) + abs(3 * at.line / lines - 2.0)}
            if third.line == 0:
                more["inline-again"] = 1.0
            made.append(Candidate(Split.at(place, at), _both(first.features, second.features) | more))
        for sides in ((1, 2), (1, 3), (2, 3)):
            split = Split(((Place(0), sides[0]), (place, sides[1])))
            made.append(Candidate(split, {**first.features, "cell-empty": 1.0}))
    whole = next((c for c in found if c.split.place is None), None)
    if whole is not None:
        made.extend(Candidate(Split.whole(side), {**whole.features, "cell-empty": 1.0}) for side in (1, 2, 3))
    return made


def _both(first: Features, second: Features) -> Features:
    """The evidence for two places. What is said of a half says nothing of a third, and that an empty line is the first or
    the only one is said of the whole section alone."""
    found = {name: value for name, value in second.items() if name not in ("first-gap", "only-gap", "only-gap-people")}
    for name, value in first.items():
        if not name.startswith("last-line"):
            found[name] = found.get(name, 0.0) + value
    return {name: value for name, value in found.items() if not name.startswith("uneven-")}


def several(article: str, main: Section, words: Words) -> Features:
    """What speaks for three sides, where the lines of no section show three cells."""
    found: Features = {"three": 1.0}
    lead = " ".join(article[:LEAD].casefold().split())
    if any(phrase in lead for phrase in words.sets["several"]):
        found["three-said"] = 1.0
    names = [line.text.partition("(")[0].strip().casefold() for line in main.lines]
    if len(names) > 2 and names[0] not in words.sets["alone"] and any(name in words.sets["alone"] for name in names[1:]):
        found["three-alone"] = 1.0
    inner = {n for n, line in enumerate(main.lines) if main.heads[n] and is_inner(heading_key(line) or "", words)}
    gaps = [n for n in range(1, len(main.lines)) if main.is_gap(n) and main.free[n] and n not in inner and n - 1 not in inner]
    if main.lead and len(gaps) == 2:
        found["three-gaps"] = 1.0
    if len(inner) == 3 and len({heading_key(main.lines[n]) for n in inner}) == 1:
        found["three-helped"] = 1.0
    years = [int(m[0]) for n, line in enumerate(main.lines) if main.heads[n] and (m := YEAR.search(line.text))]
    if sum(later < earlier for earlier, later in pairwise(years)) == 2:
        found["three-periods"] = 1.0
    return found


def chance(features: Features, weights: Mapping[str, float]) -> float:
    """How likely three sides are; 0 where they need not be weighed."""
    found = 1 / (1 + math.exp(-score(features, weights)))
    return found if found >= LEAST else 0.0
