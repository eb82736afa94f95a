"""From probabilities to cells: each line to a side where it is sure, to none where it is not, and a word on why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ...raw import RawCell, RawWarning
from ...richtext import Line
from .model import Candidate, side_of
from .section import Place, Section

#: A line is given to a side from this probability on; a line is parted in two from the same.
SURE = 0.8
#: Where lines were filtered out, a whole side may be missing.
SURE_OF_REST = 0.95
#: So sure it must be that all of a section is of one side: nothing in it is set against anything.
SURE_OF_ALL = 0.9
#: A section without tabs is parted into so many sides at most.
SIDES = (1, 2, 3)
#: Evidence worth less than this is not named.
TELLING = 0.4


#: What a warning names where nothing but the order of the lines tells.
ORDER = "the order of its lines alone (the first are of the first column, the last of the last)"


class Verdict(NamedTuple):
    """The cells of a section, and the warnings about it."""

    cells: tuple[RawCell, ...]
    warnings: tuple[RawWarning, ...]


def verdict(
    section: Section,
    candidates: Sequence[Candidate],
    chances: Sequence[float],
    evidence: Mapping[str, float],
    names: Mapping[str, str],
    joint: Sequence[Line],
    sure: float = SURE,
) -> Verdict:
    """The cells of a section whose splits have these chances. `evidence`: what speaks for the likeliest of them."""
    lines = section.lines
    cuts = _cuts(candidates, chances, sure)
    shares = [_shares(number, candidates, chances) for number in range(len(lines))]
    sides = [next((side for side in SIDES if share[side] >= sure), 0) for share in shares]
    if not cuts and len(set(sides)) == 1 and _of_all(candidates, chances) < SURE_OF_ALL:
        sides = [0] * len(lines)
    parts: dict[int, list[Line]] = {side: [] for side in (1, 0, 2, 3)}
    given = [cut.chance for line in cuts.values() for cut in line]
    given += [shares[number][side] for number, side in enumerate(sides) if side]
    for number, line in enumerate(lines):
        start = 0
        for cut in cuts.get(number, ()):
            parts[cut.left].append(line.slice(start, cut.offset))
            start = cut.offset
        parts[cuts[number][-1].right if start else sides[number]].append(line.slice(start) if start else line)
    cell = section.cell
    cells = [replace(cell, side=side or None, rich=cell.rich.with_lines(kept)) for side, kept in parts.items() if kept]
    if joint:
        cells.append(replace(cell, side=None, label="joint", rich=cell.rich.with_lines(joint)))
    return Verdict(tuple(cells), tuple(_warnings(section, parts, given, evidence, names)))


def by_cuts(section: Section, cuts: Sequence[Place], count: int, joint: Sequence[Line], why: str) -> Verdict:
    """The cells of a section whose cells are told apart by `cuts`. Where there are more of them than sides (a second row
    stands below the first), only what stands before the first and behind the last is sure; where there are fewer (a cell is
    empty), only what stands before the first."""
    lines = section.lines
    cell = section.cell
    edges = [Place(0), *cuts, Place(len(lines))]
    exact = len(cuts) == count - 1
    cells: list[RawCell] = []
    for number, (first, last) in enumerate(pairwise(edges)):
        kept = _between(lines, first, last)
        side = number + 1 if exact else 1 if number == 0 else count if number == len(cuts) >= count else None
        if kept:
            cells.append(replace(cell, side=side, rich=cell.rich.with_lines(kept)))
    if joint:
        cells.append(replace(cell, side=None, label="joint", rich=cell.rich.with_lines(joint)))
    warnings = [RawWarning("inferred-side", f"sides are told apart by: {why}", "", cell.param)]
    if not exact:
        rest = "those in the middle" if len(cuts) >= count else "all but the first"
        message = f"{len(cuts) + 1} cells for {count} sides: {rest} are on no side"
        warnings.append(RawWarning("unassigned-side", message, "", cell.param))
    return Verdict(tuple(cells), tuple(warnings))


def _between(lines: Sequence[Line], first: Place, last: Place) -> list[Line]:
    """The lines, and parts of lines, from one place to another."""
    found = []
    for number in range(first.line, min(last.line + 1, len(lines))):
        line = lines[number]
        start = first.offset if number == first.line else 0
        end = last.offset if number == last.line else len(line.text)
        if start < end and (part := line.slice(start, end)):
            found.append(part)
    return found


def _of_all(candidates: Sequence[Candidate], chances: Sequence[float]) -> float:
    """How likely the likelier of the splits is that leave all of a section to one side."""
    return max((chance for c, chance in zip(candidates, chances, strict=True) if c.split.place is None), default=0.0)


class _Cut(NamedTuple):
    """Where a line is parted, the sides of its two parts, and how likely that is."""

    offset: int
    left: int
    right: int
    chance: float


def _cuts(candidates: Sequence[Candidate], chances: Sequence[float], sure: float) -> dict[int, list[_Cut]]:
    """Where lines are parted, where that is sure, by line."""
    sums: dict[tuple[Place, int, int], float] = {}
    for candidate, chance in zip(candidates, chances, strict=True):
        for (_, left), (place, right) in pairwise(candidate.split.cells):
            if place.offset:
                key = (place, left, right)
                sums[key] = sums.get(key, 0.0) + chance
    found: dict[int, list[_Cut]] = {}
    for (place, left, right), chance in sorted(sums.items()):
        if chance >= sure:
            found.setdefault(place.line, []).append(_Cut(place.offset, left, right, chance))
    return found


def _shares(number: int, candidates: Sequence[Candidate], chances: Sequence[float]) -> list[float]:
    """How likely a line is of no one side, of side 1, of side 2 and of side 3."""
    shares = [0.0] * (1 + len(SIDES))
    for candidate, chance in zip(candidates, chances, strict=True):
        shares[side_of(candidate.split, number)] += chance
    return shares


def _warnings(
    section: Section,
    parts: Mapping[int, Sequence[Line]],
    given: Sequence[float],
    evidence: Mapping[str, float],
    names: Mapping[str, str],
) -> list[RawWarning]:
    """What is said of the section. `given`: how likely each line that was put on a side stands there; their mean is said."""
    told = [
        names[name] for name, worth in sorted(evidence.items(), key=lambda pair: -pair[1]) if worth >= TELLING and name in names
    ]
    said = "; ".join(dict.fromkeys(told)) or ORDER
    param = section.cell.param
    found = []
    if any(parts[side] for side in SIDES):
        firsts = {side: parts[side][0].text for side in SIDES[1:] if parts[side]}
        first = next(iter(firsts.values()), "")
        told_of = (
            f"all from {text[:60]!r} on is side {side}'s" if parts[0] else f"side {side} begins at {text[:60]!r}"
            for side, text in firsts.items()
        )
        begins = ", ".join(told_of)
        if not first:
            begins = "its first lines are side 1's" if parts[0] else "all of it is of one side"
        found.append(
            RawWarning("inferred-side", f"{begins} by: {said} (probability {sum(given) / len(given):.2f})", first[:200], param)
        )
    if parts[0]:
        text = "\n".join(line.text for line in parts[0])
        some = any(parts[side] for side in SIDES)
        why = "the evidence does not tell where one side ends and the next begins" if some else "no evidence tells its sides"
        found.append(RawWarning("unassigned-side", f"{len(parts[0])} lines are on no side: {why}", text[:200], param))
    return found
