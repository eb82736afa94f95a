"""Weighs the evidence: how likely each way to part a section into sides is.

A *split* is a way to part a section into cells: all of it to one side, side 2 from a place on, or three sides. Its score is the
sum of the weights of its evidence (log-odds, ``sides.toml``); scores become probabilities over all splits of the section. The
belligerents come first: what their split says of who is on which side is evidence for the other sections, and what those say
comes back to it, since every split of the belligerents is weighed with the best that the others can do under it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from ...richtext import is_aside
from .parties import Ties
from .section import Features, Place, Section

#: The ties of one line to the parties count no more than this.
MOST_TIE = 1.5


class Split(NamedTuple):
    """The cells of a section: where each begins, and its side (0: not told)."""

    cells: tuple[tuple[Place, int], ...]

    @classmethod
    def whole(cls, side: int) -> Split:
        """All of a section to one side."""
        return cls(((Place(0), side),))

    @classmethod
    def at(cls, *places: Place) -> Split:
        """Side 2 from a place on, side 3 from the next."""
        return cls(((Place(0), 1), *((place, side) for side, place in enumerate(places, 2))))

    @property
    def place(self) -> Place | None:
        """Where the second cell begins; None where all is one."""
        return self.cells[1][0] if len(self.cells) > 1 else None


@dataclass(slots=True)
class Candidate:
    """A split with the evidence for it."""

    split: Split
    features: Features = field(default_factory=dict)


def side_of(split: Split, line: int, start: int = 0, end: int | None = None) -> int:
    """The side of a line, or of its part from `start` to `end`, under a split; 0 where it is not told or holds two sides."""
    found = 0
    for place, side in split.cells:
        if place <= (line, start):
            found = side
        elif place.line == line and (end is None or place.offset < end):
            return 0
    return found


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
    kind = "units" if section.role == "units" else role
    found = [Candidate(Split.whole(side), {"whole": 1.0, f"whole-{'one' if lines == 1 else 'many'}": 1.0}) for side in (1, 2)]
    if lines == 2 and not section.lines[1].gap:  # two cells of one line would share it
        for candidate in found:
            candidate.features["whole-two"] = 1.0
    for offset, features in inline:
        length = {"inline-alone": 1.0} if lines == 1 else {"inline": 1.0, f"inline-{role}": 1.0}
        if lines > 1:
            length["inline-lines"] = math.log(lines)
        found.append(Candidate(Split.at(Place(0, offset)), {**features, **length}))
    items = [0, *accumulate(not is_aside(line.text) for line in section.lines)]
    for number in range(1, lines):
        if section.free[number]:
            balance = {f"uneven-{kind}": abs(2 * items[number] / max(1, items[-1]) - 1.0)}
            if items[number] == items[-1] - 1 and items[-1] > 2:
                balance[f"last-line-{kind}"] = 1.0
            found.append(Candidate(Split.at(Place(number)), {**shape[number], **balance}))
    return found


class Leaning(NamedTuple):
    """What a section's lines say for each side under a split of the belligerents, by kind of tie: positive for it, negative
    against it.

    `upto[kind][side][n]`: the sum over the first n lines; `most[kind]`: the sum if each line stood on the side that it speaks for;
    `halves[offset][kind]`: the first line parted there, what its left half
    says for each side and what its right half says.
    """

    upto: Mapping[str, Mapping[int, Sequence[float]]]
    most: Mapping[str, float]
    halves: Mapping[int, Mapping[str, tuple[Mapping[int, float], Mapping[int, float]]]]


def leaning(ties: Ties, parties: Mapping[int, int], section: Section) -> Leaning | None:
    """What a section's lines say of the sides, where the parties' sides are given; None where those are not two or more."""
    sides = sorted({side for side in parties.values() if side})
    if len(sides) < 2:
        return None
    upto: dict[str, dict[int, Sequence[float]]] = {}
    most: dict[str, float] = {}
    for kind in {kind for line in ties.lines.values() for kind in line}:
        steps = [_lean(ties.lines.get(n, {}).get(kind, {}), parties, sides, kind) for n in range(len(section.lines))]
        upto[kind] = {side: list(accumulate((step.get(side, 0.0) for step in steps), initial=0.0)) for side in sides}
        most[kind] = sum(max(step.values(), default=0.0) for step in steps)
    halves: dict[int, dict[str, tuple[Mapping[int, float], Mapping[int, float]]]] = {}
    for offset, (left, right) in ties.halves.items():
        halves[offset] = {
            kind: (_lean(left.get(kind, {}), parties, sides, kind), _lean(right.get(kind, {}), parties, sides, kind))
            for kind in {**left, **right}
        }
    return Leaning(upto, most, halves)


def tied(candidate: Candidate, lean: Leaning | None) -> Features:
    """The evidence of a split from what its lines say of the parties."""
    if lean is None:
        return {}
    cells = candidate.split.cells
    totals: dict[str, float] = {}
    for number, (place, side) in enumerate(cells):
        first = place.line + (1 if place.offset else 0)  # a line that holds two sides counts by its halves
        last = cells[number + 1][0].line if number + 1 < len(cells) else None
        for kind, sums in lean.upto.items():
            if side in sums:
                upto = sums[side]
                end = len(upto) - 1 if last is None else last
                totals[kind] = totals.get(kind, 0.0) + (upto[end] - upto[first] if end > first else 0.0)
    if len(cells) > 1 and cells[1][0].offset and cells[1][0].line == 0:
        for kind, (left, right) in lean.halves.get(cells[1][0].offset, {}).items():
            more = left.get(cells[0][1], 0.0) + right.get(cells[1][1], 0.0)
            totals[kind] = totals.get(kind, 0.0) + more
    return {f"ties-{kind}": total for kind, total in totals.items() if total}


def _lean(strengths: Mapping[int, float], parties: Mapping[int, int], sides: Sequence[int], kind: str) -> Mapping[int, float]:
    """How far a line speaks for each side, by the parties it is tied to. A language says nothing where it is known for one
    side's parties alone."""
    best: dict[int, float] = {}
    for party, strength in strengths.items():
        side = parties.get(party, 0)
        best[side] = max(best.get(side, 0.0), strength)
    if not best or (kind == "language" and sum(side in best for side in sides) < 2):
        return {}
    found: dict[int, float] = {}
    for side in sides:
        others = max(best.get(other, 0.0) for other in sides if other != side)
        found[side] = max(-MOST_TIE, min(MOST_TIE, best.get(side, 0.0) - others))
    return found


def paired(pairs: Mapping[tuple[int, int], float], sides: Mapping[int, int], name: str = "pairs") -> Features:
    """The evidence of a split of the belligerents from who fought beside (positive) or against (negative) whom."""
    total = 0.0
    for (one, other), weight in pairs.items():
        mine, theirs = sides.get(one, 0), sides.get(other, 0)
        if mine and theirs:
            total += weight if mine == theirs else -weight
    return {name: total} if total else {}
