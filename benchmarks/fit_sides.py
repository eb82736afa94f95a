"""Fits the weights of ``sides.toml`` to saved pages: `python benchmarks/fit_sides.py [--folds 5] FOLDER_OR_PAGE.html...`

Each section whose two columns are known (benchmarks/sides.py says how) is a choice among its splits; the weights are those
under which the true splits are likeliest, drawn towards the present ones so that none is fitted to a page or two. With
`--folds` the pages are parted, and each part is measured with weights that never saw it; without, the weights are printed.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sides import Told, measured, pages, placed, rates, read, report, tally

from extract.fields.sides.board import Board
from extract.fields.sides.model import Split, leaning, score, softmax, tied
from extract.fields.sides.section import Place, Section, side_table
from extract.parse.text.drawer import infoboxes as boxes_of_text
from extract.raw import Document

#: How strongly the weights are drawn towards the present ones: the larger, the less they move.
PULL = 3.0
ROUNDS, STEP = 150, 0.02

Choice = tuple[list[dict[str, float]], int]
Page = tuple[str, str, list[int]]


def choices(text: str, columns: list[int]) -> Iterator[Choice]:
    """For each section of a flattened page the evidence for each of its splits, and which of them is true."""
    for raw in boxes_of_text(Document(text, "text")):
        board = Board(raw)
        if board.count != 2 or any(section.cuts for section in board.sections):
            continue
        truths = [_truth(section, placed(section.cell, text, columns)) for section in board.sections]
        main = next((t for s, t in zip(board.sections, truths, strict=True) if s is board.main), None)
        parties = board.sides_of_parties(main) if main else {}
        for number, (section, truth) in enumerate(zip(board.sections, truths, strict=True)):
            found = board.found[number]
            known = [n for n, candidate in enumerate(found) if candidate.split == truth]
            if not known:
                continue
            if section is board.main:
                rows = [{**c.features, **board.paired(c.split)} for c in found]
            else:
                lean = leaning(board.ties[number], parties, section)
                rows = [{**c.features, **tied(c, lean)} for c in found]
            yield rows, known[0]


def _truth(section: Section, columns: dict[int, int] | None) -> Split | None:
    """The true split of a section; None where it has no two columns, or they are not one below the other."""
    if columns is None:
        return None
    before = 0
    place: Place | None = None
    for number, line in enumerate(section.lines):
        for offset in range(len(line.text)):
            column = columns.get(line.start + offset, before)
            if column not in (1, 2) or column < before:
                return None
            if before == 1 and column == 2:
                place = Place(number, offset)
            before = column
    return Split.at(place) if place else Split.whole(before)


def fitted(data: Sequence[Choice], start: dict[str, float]) -> dict[str, float]:
    """The weights under which the true splits are likeliest, drawn towards `start` (steps after Adam)."""
    weights = dict(start)
    first: dict[str, float] = defaultdict(float)
    second: dict[str, float] = defaultdict(float)
    for turn in range(1, ROUNDS + 1):
        slope = {name: PULL * (weights[name] - start[name]) for name in weights}
        for rows, true in data:
            for n, (row, chance) in enumerate(zip(rows, softmax([score(row, weights) for row in rows]), strict=True)):
                for name, value in row.items():
                    if name in slope:
                        slope[name] += value * (chance - (n == true))
        for name, value in slope.items():
            first[name] = 0.9 * first[name] + 0.1 * value
            second[name] = 0.99 * second[name] + 0.01 * value * value
            step = (first[name] / (1 - 0.9**turn)) / (math.sqrt(second[name] / (1 - 0.99**turn)) + 1e-8)
            weights[name] -= STEP * step
    return weights


def folds(found: Sequence[Page], count: int) -> None:
    """Measures each part of the pages with weights fitted to the others, beside the present weights."""
    table = side_table("en")["weights"]
    present = dict(table)
    data = [list(choices(text, columns)) for _, text, columns in found]
    for name, fit in (("present weights", False), ("weights that did not see the page", True)):
        lines: list[Told] = []
        cuts: dict[str, Counter[str]] = defaultdict(Counter)
        for part in range(count):
            others = [choice for n, own in enumerate(data) if n % count != part for choice in own]
            table.update(fitted(others, present) if fit else present)
            for n, (page, text, columns) in enumerate(found):
                if n % count == part:
                    mine = measured(page, text, columns)
                    lines.extend(mine.lines)
                    for role, counter in mine.cuts.items():
                        cuts[role] += counter
        table.update(present)
        precision, f1 = rates(*tally(lines))
        print(f"{name}: precision {precision:.3f}, F1 {f1:.3f}")
        print("\n".join(report(lines, cuts)))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(arguments)
    paths: list[Path] = list(pages(options.pages))
    found = [(path.stem, *text) for path in paths if (text := read(path)) is not None]
    if options.folds:
        folds(found, options.folds)
        return 0
    data = [choice for _, text, columns in found for choice in choices(text, columns)]
    present = side_table("en")["weights"]
    print(f"# fitted to {len(data)} sections of {len(found)} pages")
    for name, weight in fitted(data, dict(present)).items():
        print(f"{name} = {round(weight, 2)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
