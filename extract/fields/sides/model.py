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


def tied(candidate: Candidate, ties: Ties, parties: Mapping[int, int], section: Section) -> Features:
    """The evidence of a split from what its lines say of the parties, whose sides are given."""
    totals: dict[str, float] = {}
    if not {1, 2} <= set(parties.values()):
        return {}
    split = candidate.split
    inside = split.place is not None and split.place.offset
    for line in range(len(section.lines)):
        if inside and split.place and line == split.place.line:
            left, right = ties.halves.get(split.place.offset, ({}, {}))
            for half, sign in ((left, 1.0), (right, -1.0)):
                for kind, strengths in half.items():
                    totals[kind] = totals.get(kind, 0.0) + sign * _lean(strengths, parties, kind == "language")
            continue
        side = side_of(split, line)
        if side:
            for kind, strengths in ties.lines.get(line, {}).items():
                totals[kind] = totals.get(kind, 0.0) + (1.0 if side == 1 else -1.0) * _lean(strengths, parties)
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
