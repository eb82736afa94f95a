"""Which side a name in a result means: "Afghan" the side of the Durrani Empire, "Allied" the one that fought the Axis.

Evidence, best first: the names, links and flags of belligerents; those of commanders and units; the alliances of
`extract/data/coalitions.toml`. A side is given only where the evidence fits it alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ... import record
from ..base import Party
from ..demonyms import NONE, affinity, entities_in, entities_of, fold
from ..names.base import is_state
from .alliances import Alliance, alliance_words, alliances, words_of_names

#: Points taken off a fit (ten times an affinity) for what is weaker evidence than a belligerent's own name.
_LINK, _FLAG, _CHILD, _GROUP, _SUPPORT, _PERSON = 1, 3, 2, 4, 6, 12
#: Two sides whose best fits are nearer than this are both meant, or neither.
_MARGIN = 3
_HYPHEN = re.compile(r"[-\u2010-\u2015/]")


@dataclass(frozen=True, slots=True)
class _Name:
    side: int | None
    words: str
    penalty: int


class _Count(NamedTuple):
    members: int
    opponents: int
    entities: bool


class Camps:
    """The sides of a box as a result may name them."""

    def __init__(self, sides: Sequence[record.Side], parties: Sequence[Party] = ()) -> None:
        self.sides = tuple(side.index for side in sides if side.index is not None)
        self.parties: dict[int, list[record.Belligerent]] = {}
        self.names: list[_Name] = []
        for side in sides:
            if side.index is None:
                continue
            self.parties[side.index] = list(_flat(side.belligerents))
            self._add_side(side)
        for party in parties:
            if party.side is None:
                penalty = 0 if party.kind == "belligerent" else _PERSON
                self._add(None, party.name, party.link, party.flag if penalty == 0 else None, penalty)

    def _add_side(self, side: record.Side) -> None:
        def walk(items: Sequence[record.Belligerent], depth: int) -> None:
            for one in items:
                penalty = _CHILD * depth + (_SUPPORT if one.group and words_of_names().helpers.search(one.group) else 0)
                self._add(side.index, one.name, one.link, one.flag, penalty)
                if one.group:
                    self.names.append(_Name(side.index, one.group, penalty + _GROUP))
                walk(one.children, depth + 1)

        walk(side.belligerents, 0)
        for person in side.commanders:
            self._add(side.index, person.name, person.link, None, _PERSON)
            for words in (person.role, person.rank, person.of):
                if words:
                    self.names.append(_Name(side.index, words, _PERSON + _LINK))
            if person.flag and not side.belligerents:
                self.names.append(_Name(side.index, person.flag, _PERSON))
        for unit in side.units:
            self._add(side.index, unit.name, unit.link, unit.flag, _PERSON)

    def _add(self, side: int | None, name: str, link: str | None, flag: str | None, penalty: int) -> None:
        self.names.append(_Name(side, name, penalty))
        if short := _initials(name):
            self.names.append(_Name(side, short, penalty + _LINK))
        if link and fold(link) != fold(name):
            self.names.append(_Name(side, link, penalty + _LINK))
        if flag and fold(flag) != fold(name):
            self.names.append(_Name(side, flag, penalty + _FLAG))

    def knows(self, words: str) -> bool:
        """Whether words name a party of the page, a people of the table or an alliance."""
        word = fold(words)
        return bool(
            entities_of(word)
            or word in alliance_words()
            or (word and any(affinity(word, name.words) > NONE for name in self.names))
            or all(_resolvable(part) for part in _HYPHEN.split(word))
        )

    def side_of(self, words: str, link: str | None = None) -> int | None:
        """The one side that `words` mean, or None.

        >>> franks = record.Side(index=1, belligerents=(record.Belligerent(name="Franks", text="Franks"),))
        >>> moors = record.Side(index=2, belligerents=(record.Belligerent(name="Umayyad Caliphate", text="Umayyad Caliphate"),))
        >>> camps = Camps((franks, moors))
        >>> camps.side_of("Frankish"), camps.side_of("Muslim"), camps.side_of("Viking")
        (1, 2, None)
        """
        if against := words_of_names().anti.match(words):
            rest = words[against.end() :]
            enemy = None if words_of_names().anti.match(rest) else self.side_of(rest)
            return self.other(enemy) if enemy is not None else None
        first, *more = fold(words).split() or [""]
        if first in words_of_names().kinds_of_state and words_of_names().generic.issuperset(more):
            called = {name.side for name in self.names if name.penalty < _SUPPORT and first in fold(name.words).split()}
            if called - {None}:
                return called.pop() if len(called) == 1 else None
        texts = [words, link] if link else [words]
        side, several = self._by_name(texts)
        head, _, last = fold(words).rpartition(" ")
        people, kinds = self._people_and_kinds(words, side)
        if last in words_of_names().state and side is None:
            side = self._of_state(head)  # "Cuban government": Cuba, though the other side has Cubans, too
        elif kinds and side is not None and self._may_be_another(kinds, people, side):
            return self._of_kind(kinds, people, side)
        if side is not None or several:
            return side
        for text in texts:
            side = self._by_alliance(fold(text))
            if side is not None:
                return side
        return self._by_parts(words)

    def other(self, side: int) -> int | None:
        """Of two sides the other one."""
        if len(self.sides) != 2:
            return None
        return next((one for one in self.sides if one != side), None)

    def _by_name(self, texts: Sequence[str]) -> tuple[int | None, bool]:
        """The side whose names fit best, and whether the words fit several sides equally."""
        best: dict[int | None, int] = defaultdict(int)
        for name in self.names:
            for text in texts:
                fit = affinity(text, name.words)
                if fit > NONE:
                    best[name.side] = max(best[name.side], max(1, fit * 10 - name.penalty))
        if not best:
            return None, False
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            return None, True
        return ranked[0][0], ranked[0][0] is None

    def _of_state(self, people: str) -> int | None:
        """The one side of which a belligerent is the state of these people itself."""
        meant = set(entities_of(people))
        sides = {name.side for name in self.names if not name.penalty and meant & set(entities_of(name.words))}
        return sides.pop() if len(sides) == 1 else None

    def _people_and_kinds(self, words: str, side: int | None) -> tuple[str, list[str]]:
        """ "Cuban revolutionary" as "cuban" and "revolutionary"; none of them where the rest says no more than "forces", or
        "government" where no other side is called so."""
        found = fold(words).split()
        if side is None or entities_of(words):
            return "", []
        for size in range(len(found) - 1, 0, -1):
            if entities_of(people := " ".join(found[:size])):
                rest = [word.removesuffix("'s").removesuffix("'") for word in found[size:]]
                rest = [word for word in rest if word not in words_of_names().generic]
                state = words_of_names().state
                return people, [word for word in rest if word not in state or self._by_name([word])[0] not in (None, side)]
        return "", []

    def _may_be_another(self, kinds: Sequence[str], people: str, side: int) -> bool:
        """Whether nothing on the side is of these kinds, and it is the people's own state, or another side is of them."""
        if self._calls(side, kinds):
            return False
        return side == self._of_state(people) or any(self._calls(one, kinds) for one in self.sides if one != side)

    def _calls(self, side: int, kinds: Sequence[str]) -> bool:
        """Whether a name on the side holds one of the words."""
        return any(affinity(kind, name.words) > NONE for name in self.names if name.side == side for kind in kinds)

    def _of_kind(self, kinds: Sequence[str], people: str, state: int) -> int | None:
        """ "Cuban revolutionary", "Chadian rebel", where one side is Cuba or Chad itself: the side that is called so.

        Where none is, it is the state's own only if it fights another state, and not against itself.
        """
        for kind in (" ".join(kinds), *kinds):
            side, several = self._by_name([kind])
            if side is not None:
                return side
            side = None if several else self._by_alliance(kind)
            if side is not None and not all(_is_foreign(one, people) for one in self.parties[side]):
                return side
        other = self.other(state)
        if other is None or not words_of_names().against_state.isdisjoint(kinds):
            return None
        return state if any(_is_foreign(one, people) for one in self.parties[other]) else None

    def _by_parts(self, words: str) -> int | None:
        """ "Franco-Sardinian", "Jihadist rebel": the side that its parts mean, if none of them means another."""
        if entities_of(words):
            return None
        text = words_of_names().led.sub(" ", words)
        parts = [part for part in text.split() if fold(part) not in words_of_names().generic]
        if len(parts) == 1 and len(_HYPHEN.split(parts[0])) > 1:
            parts = _HYPHEN.split(parts[0])
        elif len(parts) == len(words.split()) == 1:
            return None
        found: set[int] = set()
        for part in parts[:6]:
            side, several = self._by_name([part]) if len(part) > 1 else (None, True)
            if side is None and not several:
                side = self._by_alliance(fold(part))
                if side is None and part != words and _HYPHEN.search(part):
                    side = self._by_parts(part)
            if side is not None:
                found.add(side)
        return found.pop() if len(found) == 1 else None

    def _by_alliance(self, word: str) -> int | None:
        """The side that the rows of `coalitions.toml` with this word speak for; None where two are spoken for alike.

        A row speaks for a side by its members there and its opponents elsewhere, against it by the reverse.
        """
        evidence: dict[int, int] = defaultdict(int)
        for row in alliances():
            if word not in row.words:
                continue
            counts = {side: self._count(side, row) for side in self.sides}
            for side, count in counts.items():
                others = [other for one, other in counts.items() if one != side]
                against = sum(other.opponents - other.members for other in others)
                points = count.members - count.opponents + against
                if count.members:
                    known = against > 0 or (row.alone and count.entities) or not (row.opponents or row.opponent_words)
                elif len(counts) == 2:
                    known = row.elimination and not count.opponents and against > 0 and not others[0].members
                    if row.several and len(self.parties[side]) > 1 == len(self.parties[self.other(side) or 0]):
                        known, points = True, 1
                else:
                    known = False
                if known and points > 0:
                    evidence[side] = max(evidence[side], points)
        ranked = sorted(evidence.items(), key=lambda pair: -pair[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _count(self, side: int, row: Alliance) -> _Count:
        """Members and opponents of an alliance among a side's belligerents, and whether an entity (not a word) told."""
        members = opponents = 0
        by_entity = False
        for one in self.parties[side]:
            if one.group and words_of_names().helpers.search(one.group):
                continue
            entities = _entities(one)
            names = fold(" ".join(filter(None, (one.name, one.group))))
            if row.members & entities:
                members += 1
                by_entity = True
            elif row.member_words and row.member_words.search(names):
                members += 1
            if row.opponents & entities or (row.opponent_words and row.opponent_words.search(names)):
                opponents += 1
        return _Count(members, opponents, by_entity)


def _is_foreign(one: record.Belligerent, people: str) -> bool:
    """Whether a belligerent is a state, and not that of these people."""
    found = _entities(one)
    return bool(found) and found.isdisjoint(entities_of(people)) and any(map(is_state, found))


def _initials(name: str) -> str | None:
    """ "IRA" for "Irish Republican Army"."""
    words = [word for word in re.split(r"[\s\u2010-\u2015-]+", name) if word[:1].isalpha()]
    great = [word[0] for word in words if word[0].isupper()]
    return "".join(great) if 3 <= len(great) <= 6 and all(len(word) < 4 for word in words if not word[0].isupper()) else None


def _entities(one: record.Belligerent) -> frozenset[str]:
    found = entities_of(one.name) or (entities_of(one.link) if one.link else ()) or entities_in(one.name)
    if not found and one.flag:
        found = entities_of(one.flag)
    return frozenset(found)


def _resolvable(part: str) -> bool:
    return bool(part.strip()) and bool(entities_of(part) or fold(part) in alliance_words())


def _flat(items: Sequence[record.Belligerent]) -> Iterator[record.Belligerent]:
    for one in items:
        yield one
        yield from _flat(one.children)
