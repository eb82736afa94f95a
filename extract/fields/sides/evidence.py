"""All that speaks for and against the splits of one box's sections: their form, their names, the article, what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ...raw import RawCell, RawInfobox
from ...richtext import Line
from .inline import candidates as inline_candidates
from .joint import joint_from
from .model import Candidate, Split, candidates, paired, score, side_of
from .names import Names
from .parties import Party, Ties, Tying, parties_of, terms_in
from .prose import Finder, Prose, verdict_pairs
from .section import Features, Place, Section, side_table, side_words
from .shape import features, side_by_side
from .three import thirds
from .wars import known_pairs, years_of

SECTIONS = ("belligerents", "commanders", "units", "strength", "casualties", "polstrength", "milstrength")


class Evidence:
    """A box's sections, the splits that each may have, and what ties their lines to the parties."""

    def __init__(self, raw: RawInfobox, language: str = "en") -> None:
        self.raw, self.words = raw, side_words(language)
        self.names: Mapping[str, str] = side_table(language)["evidence"]
        self.prefixes: Mapping[str, str] = side_table(language)["prefixes"]
        self.weights: Mapping[str, float] = side_table(language)["weights"]
        self.sections: list[Section] = []
        self.joint: dict[int, tuple[Line, ...]] = {}
        self.alone: dict[int, RawCell] = {}
        for cell in raw.cells:
            if cell.role not in SECTIONS or cell.side is not None or cell.label == "joint" or not cell.rich:
                continue
            start = joint_from(cell.rich.lines, self.words) if cell.role == "casualties" else None
            if start == 0:
                self.alone[id(cell)] = replace(cell, label="joint")
                continue
            if start is not None:
                self.joint[len(self.sections)] = cell.rich.lines[start:]
            self.sections.append(Section.of(cell, start))
        self.main = next((s for s in self.sections if s.role == "belligerents"), None)
        self._plain = Prose(raw.article, Finder([], {}, self.words), self.words)
        self.found: dict[int, Sequence[Candidate]] = {}
        shapes = {number: features(section, self.words) for number, section in enumerate(self.sections)}
        side_by_side(self.sections, shapes)
        for number, section in enumerate(self.sections):
            self.found[number] = self._candidates(section, shapes[number])

    def _candidates(self, section: Section, shape: Sequence[Features] | None = None) -> list[Candidate]:
        """The splits of a section into two cells, with the evidence of form for each."""
        inline = inline_candidates(section, self.words, Names(section.role == "commanders"), self._plain.phrase)
        return candidates(section, features(section, self.words) if shape is None else shape, inline)

    @cached_property
    def offset(self) -> int | None:
        """Where the belligerents' first line is best parted, if it may be at all."""
        if self.main is None:
            return None
        if cuts := self.main.cuts:
            return cuts[0].offset or None
        own = self.found[self.sections.index(self.main)]
        scored = [(score(c.features, self.weights), c.split.place) for c in own if c.split.place]
        best = max(scored, default=None, key=lambda pair: pair[0])
        return best[1].offset or None if best and best[1] else None

    @cached_property
    def parties(self) -> list[Party]:
        return parties_of(self.main, self.offset)

    @cached_property
    def prose(self) -> Prose:
        return Prose(self.raw.article, self.finder, self.words)

    @cached_property
    def finder(self) -> Finder:
        return Finder([party.name for party in self.parties], self.prefixes, self.words)

    @cached_property
    def ties(self) -> dict[int, Ties]:
        tying = Tying(self.parties, self.finder, self.prose, terms_in(self.sections, self.prose, self.words))
        found = {}
        for number, section in enumerate(self.sections):
            if section is not self.main:
                offsets = [c.split.place.offset for c in self.found[number] if c.split.place and c.split.place.offset]
                found[number] = tying.of(section, offsets)
        return found

    def sides_of_parties(self, split: Split) -> dict[int, int]:
        """The side of each party under a split of the belligerents."""
        found = {}
        if self.main is not None and (cuts := self.main.cuts):
            return {n: 1 + sum(cut <= party.place for cut in cuts) for n, party in enumerate(self.parties)}
        for number, party in enumerate(self.parties):
            found[number] = side_of(split, party.place.line, party.place.offset, party.end)
        return found

    @cached_property
    def pairs(self) -> dict[tuple[int, int], float]:
        """Who fought beside or against whom, by the article, the box's names and its result."""
        found = dict(self.prose.pairs())
        more = [self.prose.hyphens()]
        for cell in self.raw.cells:
            if cell.role in ("name", "part_of", "caption"):
                more.extend(Prose(line.text, self.finder, self.words).hyphens() for line in cell.rich)
            if cell.role == "result":
                more.extend(verdict_pairs(line.text, self.finder) for line in cell.rich)
        for pairs in more:
            for pair, weight in pairs.items():
                found[pair] = found.get(pair, 0.0) + weight
        return found

    def paired(self, split: Split) -> Features:
        """The evidence of a split of the belligerents from who fought whom."""
        sides = self.sides_of_parties(split)
        return {**paired(self.pairs, sides), **paired(self.wars, sides, "wars")}

    @cached_property
    def wars(self) -> dict[tuple[int, int], float]:
        """Who fought beside or against whom in the wars of the box's years."""
        return known_pairs(self.finder.entities, years_of(self.raw.cells))

    @cached_property
    def thirds(self) -> list[list[Place]]:
        """For each section where its three cells meet, where its lines show three."""
        return [[] if section.cuts else thirds(section, self.words) for section in self.sections]

    @property
    def count(self) -> int:
        """How many sides the box has: two, unless cells, flags or figures show more."""
        if self.main is not None and self.main.cuts:
            return len(self.main.cuts) + 1
        if not any(section.cuts for section in self.sections) and any(self.thirds):
            return 3
        return max([2, *(len(section.cuts) + 1 for section in self.sections)]) if self.main is None else 2
