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
SURE = 0.75
#: Where lines were filtered out, a whole side may be missing.
SURE_OF_REST = 0.95
#: So sure it must be that all of a section is of one side: nothing in it is set against anything.
SURE_OF_ALL = 0.9
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
    cut = _cut(candidates, chances, sure)
    shares = [_shares(number, candidates, chances) for number in range(len(lines))]
    sides = [1 if share[1] >= sure else 2 if share[2] >= sure else 0 for share in shares]
    if cut is None and len(set(sides)) == 1 and _of_all(candidates, chances) < SURE_OF_ALL:
        sides = [0] * len(lines)
    parts: dict[int, list[Line]] = {1: [], 0: [], 2: []}
    given = [max(chances)] if cut is not None else []
    given += [shares[number][side] for number, side in enumerate(sides) if side]
    for number, line in enumerate(lines):
        if cut is not None and number == cut.line:
            parts[1].append(line.slice(0, cut.offset))
            parts[2].append(line.slice(cut.offset))
        else:
            parts[sides[number]].append(line)
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


def _cut(candidates: Sequence[Candidate], chances: Sequence[float], sure: float) -> Place | None:
    """Where the first line is parted, if that is sure."""
    best = max(range(len(chances)), key=lambda k: chances[k])
    place = candidates[best].split.place
    return place if place is not None and place.offset and chances[best] >= sure else None


def _shares(number: int, candidates: Sequence[Candidate], chances: Sequence[float]) -> list[float]:
    """How likely a line is of no one side, of side 1 and of side 2."""
    shares = [0.0, 0.0, 0.0]
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
    if parts[1] or parts[2]:
        first = parts[2][0].text if parts[2] else ""
        begins = f"all from {first[:60]!r} on is side 2's" if parts[0] else f"side 2 begins at {first[:60]!r}"
        if not first:
            begins = "its first lines are side 1's" if parts[0] else "all of it is of one side"
        found.append(
            RawWarning("inferred-side", f"{begins} by: {said} (probability {sum(given) / len(given):.2f})", first[:200], param)
        )
    if parts[0]:
        text = "\n".join(line.text for line in parts[0])
        some = parts[1] or parts[2]
        why = "the evidence does not tell where one side ends and the next begins" if some else "no evidence tells its sides"
        found.append(RawWarning("unassigned-side", f"{len(parts[0])} lines are on no side: {why}", text[:200], param))
    return found
