"""The splits of one box's sections weighed together, and the cells that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ...raw import RawCell, RawInfobox, RawWarning
from .assignment import SURE, SURE_OF_REST, Verdict, by_cuts, verdict
from .evidence import Evidence
from .model import Candidate, Split, leaning, logsum, score, softmax, tied
from .section import Features, Place
from .triple import chance, several, triples

#: So many splits of the belligerents are tried on the other sections, none whose score lies further below the best.
MOST_SPLITS, FAR = 8, 6.0
#: What the other sections say of the belligerents' split counts so much: their ties are not independent.
ECHO = 0.6
#: So much of what ties would add at the best is no merit of a split of the belligerents.
FIT = 0.6

#: The candidates of each section.
Found = Mapping[int, Sequence[Candidate]]


class Board(Evidence):
    """Weighs the splits of a box's sections, two sides and three, and puts their lines on sides."""

    def belligerents(self, found: Found) -> list[tuple[Split, float]]:
        """The splits of the belligerents with their own scores, best first, as many as matter."""
        if self.main is None:
            return [(Split.whole(0), 0.0)]
        if cuts := self.main.cuts:
            return [(Split.at(cuts[0]), 0.0)]
        own = found[self.sections.index(self.main)]
        scored = []
        for candidate in own:
            scored.append((candidate.split, score({**candidate.features, **self.paired(candidate.split)}, self.weights)))
        scored.sort(key=lambda pair: -pair[1])
        return [pair for pair in scored[:MOST_SPLITS] if pair[1] > scored[0][1] - FAR]

    def scores(self, number: int, split: Split, found: Sequence[Candidate], own: Sequence[float]) -> tuple[list[float], float]:
        """The scores of a section's candidates under a split of the belligerents, `own` by their form alone; and what its ties
        would add if each line could stand where it leans."""
        section, sides = self.sections[number], self.sides_of_parties(split)
        lean = leaning(self.ties[number], sides, section)
        most = score({f"ties-{kind}": value for kind, value in lean.most.items()}, self.weights) if lean else 0.0
        return [mine + score(tied(c, lean), self.weights) for mine, c in zip(own, found, strict=True)], most

    def weighed(self, found: Found) -> tuple[Split, dict[int, list[float]]]:
        """The likeliest split of the belligerents, and how likely each candidate of each section is."""
        splits = self.belligerents(found)
        others = [n for n, section in enumerate(self.sections) if section is not self.main]
        own = {n: [score(c.features, self.weights) for c in found[n]] for n in others}
        bare = {n: logsum(own[n]) for n in others}
        under = {split: {n: self.scores(n, split, found[n], own[n]) for n in others} for split, _ in splits}
        # Ties fit any split as well whose parties stand in the order of the lines, also one that puts foes on one side: what is
        # missing to a perfect fit speaks against a split, and what the lines' form says of the places where it parts them.
        totals = [
            mine + ECHO * sum(logsum(under[split][n][0]) - bare[n] - FIT * under[split][n][1] for n in others)
            for split, mine in splits
        ]
        chances = softmax(totals)
        told: dict[int, list[float]] = {}
        for n in others:
            shares = [softmax(under[split][n][0]) for split, _ in splits]
            told[n] = [
                sum(chance * share[k] for chance, share in zip(chances, shares, strict=True)) for k in range(len(found[n]))
            ]
        if self.main is not None:
            chance_of = {split: chance for (split, _), chance in zip(splits, chances, strict=True)}
            number = self.sections.index(self.main)
            told[number] = [chance_of.get(c.split, 0.0) for c in found[number]]
        return max(zip(chances, splits, strict=True), key=lambda pair: pair[0])[1][0], told

    @cached_property
    def three(self) -> float:
        """How likely it is that the box has three sides."""
        if self.main is None or any(section.cuts for section in self.sections):
            return 0.0
        return 1.0 if self.count == 3 else chance(self.several, self.weights)

    @cached_property
    def several(self) -> Features:
        """What speaks for three sides."""
        return several(self.raw.article, self.main, self.words) if self.main is not None else {}

    def both(self) -> tuple[Split, Found, dict[int, list[float]]]:
        """The likeliest split of the belligerents, the candidates of each section, and how likely each is, two sides and three
        weighed against each other."""
        if not self.three:
            split, chances = self.weighed(self.found)
            return split, self.found, chances
        thrice = {n: triples(s, self.found[n], self.weights, self._candidates) for n, s in enumerate(self.sections)}
        third, thirds_of = self.weighed(thrice)
        if self.three == 1.0:
            return third, thrice, thirds_of
        split, halves_of = self.weighed(self.found)
        found = {n: [*self.found[n], *thrice[n]] for n in thrice}
        chances = {n: [*(c * (1 - self.three) for c in halves_of[n]), *(c * self.three for c in thirds_of[n])] for n in halves_of}
        return third if self.three > 0.5 else split, found, chances

    def assigned(self) -> RawInfobox:
        """The infobox with its sections' cells on sides."""
        if not self.sections:
            return replace(self.raw, cells=tuple(self.alone.get(id(raw), raw) for raw in self.raw.cells))
        split, found, chances = self.both()
        cells: dict[int, tuple[RawCell, ...]] = {key: (cell,) for key, cell in self.alone.items()}
        warnings = list(self.raw.warnings)
        sure = SURE_OF_REST if any(w.code == "lines-lost" for w in self.raw.warnings) else SURE
        sides = self.sides_of_parties(split)
        for number, section in enumerate(self.sections):
            if (cuts := section.cuts) or (self.count > 2 and (not self.three or self.thirds[number])):
                told = self._by_cuts(number, cuts, self.count)
            else:
                best = found[number][max(range(len(found[number])), key=lambda k: chances[number][k])]
                more = self.paired(best.split) if section is self.main else tied(best, leaning(self.ties[number], sides, section))
                worth = {name: value * self.weights.get(name, 0.0) for name, value in {**best.features, **more}.items()}
                joint = self.joint.get(number, ())
                told = verdict(section, found[number], chances[number], worth, self.names, joint, sure)
            cells[id(section.cell)] = told.cells
            warnings.extend(told.warnings)
        if 0 < self.three < 1 and (self.three >= SURE or any(w.code == "unassigned-side" for w in warnings)):
            warnings.append(self._told_of_three())
        made = [cell for raw in self.raw.cells for cell in cells.get(id(raw), (raw,))]
        most = max((cell.side or 0 for cell in made), default=0)
        count = max(most, self.count) if most else 0
        return replace(self.raw, cells=tuple(made), sides=max(self.raw.sides, count), warnings=tuple(warnings))

    def _told_of_three(self) -> RawWarning:
        """What is said where three sides are weighed though no lines show three cells."""
        assert self.main is not None
        why = "; ".join(self.names[name] for name in self.several if name in self.names)
        likely = "the box is read as one of three sides" if self.three >= SURE else "the box may have three sides"
        code = "inferred-side" if self.three >= SURE else "unassigned-side"
        message = f"{likely}, by: {why} (probability {self.three:.2f})"
        return RawWarning(code, message, self.main.cell.rich.text[:200], self.main.cell.param)

    def _by_cuts(self, number: int, cuts: list[Place], count: int) -> Verdict:
        """A section whose cells are marked; of a box with three sides and more also one whose lines show as many cells."""
        section, joint = self.sections[number], self.joint.get(number, ())
        why = self.names["cell" if section.lines[0].kinds("cell") else "flag-inside"]
        if not cuts and count == 3 and (cuts := self.thirds[number]):
            why = self.names["three-figures" if section.counted else "three-flags"]
        if not cuts:
            cell = section.cell
            message = f"the box has {count} sides, and nothing tells where those of this section begin"
            rest = [replace(cell, label="joint", rich=cell.rich.with_lines(joint))] if joint else []
            mine = replace(cell, rich=cell.rich.with_lines(section.lines))
            text = section.cell.rich.text[:200]
            return Verdict((mine, *rest), (RawWarning("unassigned-side", message, text, cell.param),))
        return by_cuts(section, cuts, count, joint, why)
