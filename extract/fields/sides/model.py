"""Weighs the evidence: how likely each way to part a section into sides is.

A *split* is a way to part a section: all of it to one side, or side 2 from a place on. Its score is the sum of the weights
of its evidence (log-odds, ``sides.toml``); scores become probabilities over all splits of the section. The belligerents
come first: what their split says of who is on which side is evidence for the other sections, and what those say comes
back to it, since every split of the belligerents is weighed with the best that the others can do under it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from .parties import Ties
from .section import Place, Section
from .shape import Features

#: The ties of one line to the parties count no more than this.
MOST_TIE = 1.5


class Split(NamedTuple):
    """Where side 2 begins (None: nowhere), and the side of all lines where it does not (1, 2; 0: not told)."""

    place: Place | None
    whole: int = 0


@dataclass(slots=True)
class Candidate:
    """A split with the evidence for it."""

    split: Split
    features: Features = field(default_factory=dict)


def side_of(split: Split, line: int) -> int:
    """The side of a line under a split; 0 where it is not told or the line holds two sides."""
    if split.place is None:
        return split.whole
    if line < split.place.line:
        return 1
    if line == split.place.line and split.place.offset:
        return 0
    return 2


def score(features: Features, weights: Mapping[str, float]) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities in proportion to the exponentials of the scores."""
    best = max(scores)
    grown = [math.exp(s - best) for s in scores]
    whole = sum(grown)
    return [g / whole for g in grown]


def logsum(scores: Sequence[float]) -> float:
    best = max(scores)
    return best + math.log(sum(math.exp(s - best) for s in scores))


def candidates(section: Section, shape: Sequence[Features], inline: Sequence[tuple[int, Features]]) -> list[Candidate]:
    """Every split of a section, with the evidence of form for it."""
    lines = len(section.lines)
    role = "figures" if section.counted else "people" if section.role == "commanders" else "parties"
    found = [Candidate(Split(None, side), {"whole": 1.0, f"whole-{'one' if lines == 1 else 'many'}": 1.0}) for side in (1, 2)]
    if lines == 2 and not section.lines[1].gap:  # two cells of one line would share it
        for candidate in found:
            candidate.features["whole-two"] = 1.0
    for offset, features in inline:
        length = {"inline-alone": 1.0} if lines == 1 else {"inline": 1.0, f"inline-{role}": 1.0}
        if lines > 1:
            length["inline-lines"] = math.log(lines)
        found.append(Candidate(Split(Place(0, offset)), {**features, **length}))
    for number in range(1, lines):
        if section.free[number]:
            balance = {"uneven-lines": abs(2 * number / lines - 1.0)}
            found.append(Candidate(Split(Place(number)), {**shape[number], **balance}))
    return found


class Leaning(NamedTuple):
    """How far a section's lines lean to side 1 (positive) or side 2 under a split of the belligerents, by kind of tie.

    `upto[kind][n]`: the sum over the first n lines; `halves[offset][kind]`: the first line parted there, what its two halves
    say for the one on side 1 and the other on side 2.
    """

    upto: Mapping[str, Sequence[float]]
    halves: Mapping[int, Mapping[str, float]]


def leaning(ties: Ties, parties: Mapping[int, int], section: Section) -> Leaning | None:
    """What a section's lines say of the sides, where the parties' sides are given; None where those are not two."""
    if not {1, 2} <= set(parties.values()):
        return None
    upto: dict[str, list[float]] = {}
    for kind in {kind for line in ties.lines.values() for kind in line}:
        steps = (_lean(ties.lines.get(line, {}).get(kind, {}), parties, kind == "language") for line in range(len(section.lines)))
        upto[kind] = list(accumulate(steps, initial=0.0))
    halves: dict[int, dict[str, float]] = {}
    for offset, (left, right) in ties.halves.items():
        mine = halves.setdefault(offset, {})
        for half, sign in ((left, 1.0), (right, -1.0)):
            for kind, strengths in half.items():
                mine[kind] = mine.get(kind, 0.0) + sign * _lean(strengths, parties, kind == "language")
    return Leaning(upto, halves)


def tied(candidate: Candidate, lean: Leaning | None) -> Features:
    """The evidence of a split from what its lines say of the parties."""
    if lean is None:
        return {}
    place, whole = candidate.split
    totals: dict[str, float] = {}
    for kind, upto in lean.upto.items():
        if place is None:
            totals[kind] = upto[-1] if whole == 1 else -upto[-1] if whole == 2 else 0.0
        else:
            below = place.line + (1 if place.offset else 0)  # a line that holds two sides counts by its halves
            totals[kind] = upto[place.line] - (upto[-1] - upto[below])
    if place is not None and place.offset:
        for kind, value in lean.halves.get(place.offset, {}).items():
            totals[kind] = totals.get(kind, 0.0) + value
    return {f"ties-{kind}": total for kind, total in totals.items() if total}


def _lean(strengths: Mapping[int, float], parties: Mapping[int, int], known_only: bool = False) -> float:
    """How far a line leans to side 1 (positive) or side 2, by the parties it is tied to. `known_only`: a tie says nothing
    where it is known for one side's parties alone (the language of one side)."""
    best: dict[int, float] = {}
    for party, strength in strengths.items():
        side = parties.get(party, 0)
        best[side] = max(best.get(side, 0.0), strength)
    if known_only and not (1 in best and 2 in best):
        return 0.0
    return max(-MOST_TIE, min(MOST_TIE, best.get(1, 0.0) - best.get(2, 0.0)))


def paired(split: Split, pairs: Mapping[tuple[int, int], float], sides: Mapping[int, int]) -> Features:
    """The evidence of a split of the belligerents from who fought beside (positive) or against (negative) whom."""
    total = 0.0
    for (one, other), weight in pairs.items():
        mine, theirs = sides.get(one, 0), sides.get(other, 0)
        if mine and theirs:
            total += weight if mine == theirs else -weight
    return {"pairs": total} if total else {}
