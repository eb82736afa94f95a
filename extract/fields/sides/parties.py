"""The parties of a box, and what ties lines of other sections to them: names, demonyms, prose, languages of names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...richtext import is_aside
from .names import languages_of_name, languages_of_party
from .people import led_for
from .prose import Finder, Prose
from .section import Place, Section, Words, heading_key, is_heading, tokens

#: What a heading's tie to a party counts for the line below it, and of that for each further line.
FIRST_BELOW, NEXT_BELOW = 0.7, 0.7

#: Ties by kind ("named", "prose", "language"), each party with a strength.
Strengths = dict[str, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Party:
    """A line of the belligerents' section, or half of its first line."""

    name: str
    place: Place
    end: int
    member: bool = False  # listed below another party, whose leaders led it, too


@dataclass(slots=True)
class Ties:
    """What ties each line to parties; `halves` the same for the two parts of the first line, by the offset where it is
    parted."""

    lines: dict[int, Strengths] = field(default_factory=dict)
    halves: dict[int, tuple[Strengths, Strengths]] = field(default_factory=dict)


def parties_of(section: Section | None, offset: int | None) -> list[Party]:
    """The belligerents as names: one for each line, its first line parted at `offset` where that is given."""
    if section is None:
        return []
    found: list[Party] = []
    for number, line in enumerate(section.lines):
        text = line.text
        if is_aside(text):
            continue
        cuts = [0, offset, len(text)] if number == 0 and offset else [0, len(text)]
        for start, end in pairwise(cuts):
            name = text[start:end].strip()
            if name and not is_heading(line):
                member = _is_member(section, number)
                found.append(Party(name.partition("(")[0].strip() or name, Place(number, start), end, member))
    return found


def _is_member(section: Section, number: int) -> bool:
    depth = section.lines[number].depth
    above = next((n for n in range(number - 1, -1, -1) if section.lines[n].depth < depth), None)
    return above is not None and not is_heading(section.lines[above])


class Tying:
    """Finds the ties of lines to parties."""

    def __init__(self, parties: Sequence[Party], finder: Finder, prose: Prose, terms: Mapping[str, dict[int, float]]) -> None:
        self.finder, self.prose, self.terms = finder, prose, terms
        self._languages = [() if party.member else languages_of_party(party.name) for party in parties]

    def of(self, section: Section, offsets: Sequence[int]) -> Ties:
        """The ties of a section's lines, and of both parts of its first line for each offset."""
        ties = Ties()
        people = section.role == "commanders"
        keys = [heading_key(line) for line in section.lines] if section.counted else []
        again = {key for key in keys if key and keys.count(key) > 1}
        for number, line in enumerate(section.lines):
            if people and is_aside(line.text):
                owner = ties.lines.setdefault(_owner(section, number), {})
                _add(owner, "named", self.finder.named(line.text))
                continue
            found = self._person(line.text) if people else self._figure(_told(section, number, again), section.role)
            mine = ties.lines.setdefault(number, {})
            for kind, strengths in found.items():
                _add(mine, kind, strengths)
        if section.counted or people:
            _hand_down(section, ties)
        if section.lines:
            text = section.lines[0].text
            for offset in offsets:
                left, right = text[:offset].strip(), text[offset:].strip()
                if people:
                    ties.halves[offset] = (self._person(left), self._person(right))
                else:
                    ties.halves[offset] = (self._figure(left, section.role), self._figure(right, section.role))
        return ties

    def _person(self, text: str) -> Strengths:
        name, bracket, role = text.partition("(")
        found: Strengths = {}
        named = self.finder.named(name)
        _add(found, "named", named)
        entities = led_for(name)
        if entities:
            _add(found, "known", {n: 1.0 for n, own in enumerate(self.finder.entities) if own & entities})
        if bracket:
            _add(found, "named", self.finder.named(role))
        if not named:
            _add(found, "prose", self.prose.of(name))
        spoken = dict(languages_of_name(name))
        if spoken:
            fits = {party: _fit(spoken, languages) for party, languages in enumerate(self._languages) if languages}
            _add(found, "language", fits)
        return found

    def _figure(self, text: str, role: str) -> Strengths:
        found: Strengths = {}
        named = self.finder.named(text)
        _add(found, "named", named)
        if not named:
            for token in tokens(text):
                _add(found, "prose", self.terms.get(token.low.strip("()."), {}))
            if role == "units":
                _add(found, "prose", self.prose.of(text))
        return found


def _hand_down(section: Section, ties: Ties) -> None:
    """ "France:" above "8 dead" ties that to France, too; the further down the less: the other side may have no heading."""
    held: Mapping[int, float] = {}
    share = 0.0
    for number, line in enumerate(section.lines):
        mine = ties.lines.get(number, {})
        if is_heading(line):
            held, share = mine.get("named", {}), FIRST_BELOW
        elif line.gap:
            held = {}
        elif held and not mine.get("named"):
            _add(ties.lines.setdefault(number, {}), "below", {party: strength * share for party, strength in held.items()})
            share *= NEXT_BELOW


def _fit(spoken: Mapping[str, float], languages: Sequence[str]) -> float:
    """How well a name's languages fit a party's, the foremost best."""
    return max(spoken.get(language, 0.0) * (1.0 if n == 0 else 0.7) for n, language in enumerate(languages)) / 2


def _add(into: Strengths, kind: str, more: Mapping[int, float]) -> None:
    if not more:
        return
    mine = into.setdefault(kind, {})
    for party, strength in more.items():
        mine[party] = mine.get(party, 0.0) + strength


def _told(section: Section, number: int, again: Collection[str]) -> str:
    """A line without a heading that stands twice: it names a phase or a kind, and no party."""
    line = section.lines[number]
    key = heading_key(line) if again else None
    return line.text.partition(":")[2] if key in again else line.text


def _owner(section: Section, number: int) -> int:
    """The line that an aside belongs to."""
    while number and is_aside(section.lines[number].text):
        number -= 1
    return number


def terms_in(sections: Sequence[Section], prose: Prose, words: Words) -> dict[str, dict[int, float]]:
    """Words such as "rebels" in the figures' lines, with the parties that the prose puts beside them."""
    found: dict[str, dict[int, float]] = {}
    for section in sections:
        if not section.counted and section.role != "units":
            continue
        for line in section.lines:
            for token in tokens(line.text):
                word = token.low.strip("().")
                if word in words.sets["terms"] and word not in found:
                    near = prose.of(word)
                    other = word[:-1] if word.endswith("s") else f"{word}s"
                    for party, strength in prose.of(other).items():
                        near[party] = near.get(party, 0.0) + strength
                    found[word] = near
    return found
