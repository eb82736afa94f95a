"""What the article's prose says of who fought whom and who led whom: weak evidence, from words that stand close together.

    British regulars under the command of Brigadier General William Phillips defeated about 1,000 militia …

The words between a party ("British") and a person ("Phillips") are counted; words that only lead from one to the other
("under the command of Brigadier General") are not; words that set parties against each other ("defeated") end the search.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..demonyms import NONE, affinity, entities_in, entities_of, fold
from .section import Words

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|[.;:!?\n]|,|[–—-]")
_SENTENCE = frozenset(".;!?\n")
_DASHES = frozenset("–—-")
#: So many words to the left and to the right of a person are searched for a party.
_LEFT, _RIGHT = 12, 6
#: What is said once may be chance; more than this adds nothing.
MOST = 3.0
#: A word out of a party's name is worth less than the name.
BY_WORD = 0.6
#: Longest name of a party in words.
_PHRASE = 5


def words_in(text: str) -> list[str]:
    """The words of a text, and the marks that part sentences and clauses."""
    return [m[0] for m in _WORD.finditer(text)]


class Finder:
    """Finds the parties of a box in any text: by their names, their peoples, and words that only one of them bears."""

    def __init__(self, parties: Sequence[str], prefixes: Mapping[str, str], words: Words) -> None:
        self.prefixes, self.sources, common = prefixes, words.sets["sources"], words.sets["common"]
        self.entities = [frozenset(entities_of(name)) or frozenset(entities_in(name)) for name in parties]
        self.every = frozenset().union(*self.entities) if self.entities else frozenset()
        self.literal: dict[str, set[int]] = defaultdict(set)
        self.phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, name in enumerate(parties):
            parts = [word.casefold() for word in words_in(fold(name.partition("(")[0])) if word != ","]
            if parts:
                self.phrases[tuple(parts[:_PHRASE])].add(number)
            for part in parts:
                if len(part) > 3 and part not in common and not part.isdigit():
                    owners = {n for n, other in enumerate(parties) if n == number or affinity(part, other) > NONE}
                    self.literal[part] |= owners
                    self.literal[f"{part}s"] |= owners

    def find(self, tokens: Sequence[str], low: Sequence[str]) -> dict[int, tuple[int, frozenset[int]]]:
        """The first word's place -> the place after the last one, and which parties are meant."""
        found: dict[int, tuple[int, frozenset[int]]] = {}
        place = 0
        while place < len(tokens):
            hit = self._at(place, tokens, low)
            if hit is None:
                place += 1
                continue
            found[place] = hit
            place = hit[0]
        return found

    def _at(self, place: int, tokens: Sequence[str], low: Sequence[str]) -> tuple[int, frozenset[int]] | None:
        if not tokens[place][:1].isalnum():
            return None
        for size in range(_PHRASE, 0, -1):
            window = tuple(low[place : place + size])
            if window in self.phrases:
                return place + size, frozenset(self.phrases[window])
        if tokens[place][:1].isupper():
            if (owner := self.prefixes.get(tokens[place])) and (named := {owner} & self.every):
                return place + 1, frozenset(n for n, one in enumerate(self.entities) if one & named)
            for size in range(3, 0, -1):
                named = set(entities_of(" ".join(tokens[place : place + size]))) & self.every
                if named:
                    return place + size, frozenset(n for n, one in enumerate(self.entities) if one & named)
        if low[place] in self.literal:
            return place + 1, frozenset(self.literal[low[place]])
        return None

    def named(self, text: str) -> dict[int, float]:
        """The parties that a short text names: 1 by a name or a people, less by a single word of a longer name."""
        tokens = words_in(text)
        low = [token.casefold().removesuffix("'s").removesuffix("’s") for token in tokens]
        found: dict[int, float] = {}
        for place, (stop, parties) in self.find(tokens, low).items():
            after = low[stop : stop + 2]  # "Soviet data", "Soviet counter-offensive"
            before = low[max(0, place - 2) : place]
            if any(word in self.sources for word in (*after, *before)):
                continue
            by_word = stop == place + 1 and low[place] in self.literal and not entities_of(tokens[place])
            for party in parties:
                found[party] = max(found.get(party, 0.0), BY_WORD if by_word else 1.0)
        return found


#: Parties that a result names together are worth so much as a pair that fought side by side, or against each other.
BESIDE = 2.0
_VICTORY = re.compile(r"\bvictor(?:y|ies)\b(?: (?:over|against) (.{1,120}))?", re.IGNORECASE)


def verdict_pairs(text: str, finder: Finder) -> dict[tuple[int, int], float]:
    """What a result says of who fought beside whom: "Syrian Army & Hezbollah victory", "Mongol victory over the Abbasids"."""
    found: dict[tuple[int, int], float] = {}
    verdict = _VICTORY.search(text[:300])
    if verdict is None:
        return found
    winners = sorted(finder.named(text[: verdict.start()]))
    losers = sorted(finder.named(verdict[1] or ""))
    for group, other, weight in ((winners, winners, BESIDE), (losers, losers, BESIDE / 2), (winners, losers, -BESIDE)):
        for one in group:
            for two in other:
                if one < two or (weight < 0 and one != two):
                    pair = min(one, two), max(one, two)
                    found[pair] = found.get(pair, 0.0) + weight
    return found


class Prose:
    """The article's words, with the places where the box's parties are named."""

    def __init__(self, article: str, finder: Finder, words: Words) -> None:
        self.words = words
        self.tokens = words_in(article)
        self.low = [token.casefold().removesuffix("'s").removesuffix("’s") for token in self.tokens]
        self._pairs: Counter[tuple[str, str]] = Counter(zip(self.low, self.low[1:], strict=False))
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, low in enumerate(self.low):
            self._places[low].append(place)
        self.mentions = finder.find(self.tokens, self.low)

    def phrase(self, name: str) -> int:
        """How often these words stand one after another in the article."""
        wanted = [word.casefold() for word in words_in(name)]
        if not wanted:
            return 0
        if len(wanted) == 2:
            return self._pairs[wanted[0], wanted[1]]
        return sum(1 for p in self._places.get(wanted[0], ()) if self.low[p : p + len(wanted)] == wanted)

    def of(self, name: str) -> dict[int, float]:
        """Which parties a person, a unit or a kind of people ("rebels") stands close to, with weights up to `MOST`."""
        parts = [word.casefold() for word in words_in(name.partition("(")[0]) if word not in ",.-–"]
        ranks = self.words.sets["ranks"]
        while len(parts) > 1 and parts[0] in ranks:
            parts = parts[1:]
        if not parts:
            return {}
        scores: dict[int, float] = defaultdict(float)
        for start, end in self._occurrences(parts):
            for party, weight in self._around(start, end).items():
                scores[party] += weight
        return {party: min(MOST, weight) for party, weight in scores.items()}

    def _occurrences(self, parts: list[str]) -> list[tuple[int, int]]:
        """Where a name stands: all of it, or its last word as a name of its own."""
        whole = [(p, p + len(parts)) for p in self._places.get(parts[0], ()) if self.low[p : p + len(parts)] == parts]
        if len(parts) == 1:
            return whole
        last = parts[-1]
        if len(last) < 4 or last in self.words.sets["common"]:
            return whole
        inside = {end - 1 for _, end in whole}
        alone = [(p, p + 1) for p in self._places.get(last, ()) if p not in inside and self.tokens[p][:1].isupper()]
        first = parts[0]
        near = [(p, q) for p, q in alone if not self._other_first_name(p, first)]
        return whole + near

    def _other_first_name(self, place: int, first: str) -> bool:
        """Whether another first name stands before a family name ("Jamil Mardam Bey" is not "Khalil Mardam Bey")."""
        above = self.tokens[place - 1] if place else ""
        low = self.low[place - 1] if place else ""
        return above[:1].isupper() and low != first and low not in self.words.sets["ranks"] and len(above) > 2

    def _around(self, start: int, end: int) -> dict[int, float]:
        found: dict[int, float] = {}
        leading, ranks, against = self.words.sets["leading"], self.words.sets["ranks"], self.words.sets["against"]
        ends = {stop: parties for _, (stop, parties) in self._near(start - _LEFT, start)}
        distance = 0.0
        for place in range(start, max(0, start - _LEFT), -1):
            if place in ends and place <= start:
                for party in ends[place]:
                    found[party] = found.get(party, 0.0) + _worth(distance) / len(ends[place])
                break
            low = self.low[place - 1] if place else "."
            if low in _SENTENCE or low in against:
                break
            distance += 0.0 if low in leading or low in ranks or low in _DASHES else 2.0 if low == "," else 1.0
        distance = 0.5
        for place in range(end, min(len(self.low), end + _RIGHT)):
            if place in self.mentions:
                parties = self.mentions[place][1]
                for party in parties:
                    found[party] = found.get(party, 0.0) + _worth(distance) / len(parties)
                break
            low = self.low[place]
            if low in _SENTENCE or low in against:
                break
            distance += 0.0 if low in leading or low in ranks or low in _DASHES else 1.0
        return found

    def _near(self, first: int, last: int) -> list[tuple[int, tuple[int, frozenset[int]]]]:
        return [(p, self.mentions[p]) for p in range(max(0, first), last) if p in self.mentions and self.mentions[p][0] <= last]

    def hyphens(self) -> dict[tuple[int, int], float]:
        """Parties that a dash sets against each other in the name of a war ("Abyssinian–Adal war")."""
        found: dict[tuple[int, int], float] = {}
        places = sorted(self.mentions)
        for one, other in pairwise(places):
            stop, mine = self.mentions[one]
            theirs = self.mentions[other][1]
            if self.low[stop:other] in (["–"], ["-"]) and len(mine) == len(theirs) == 1 and mine != theirs:
                found[min(*mine, *theirs), max(*mine, *theirs)] = -1.0
        return found

    def pairs(self) -> dict[tuple[int, int], float]:
        """Parties that the article sets against each other (negative) or side by side (positive), a < b."""
        found: dict[tuple[int, int], float] = defaultdict(float)
        places = sorted(self.mentions)
        against = self.words.sets["against"]
        for one, other in pairwise(places):
            stop, mine = self.mentions[one]
            theirs = self.mentions[other][1]
            between = self.low[stop:other]
            if len(between) > 12 or any(word in _SENTENCE for word in between) or len(mine) > 1 or len(theirs) > 1:
                continue
            a, b = min(mine), min(theirs)
            if a == b:
                continue
            before = self.low[max(0, one - 6) : one]
            weight = 0.0
            if any(word in against for word in between) or ("between" in before and "and" in between):
                weight = -1.0
            elif between and set(between) <= self.words.sets["beside"]:
                weight = 0.0 if "between" in self.low[max(0, one - 12) : one] else 0.6  # "between A, B and C"
            found[min(a, b), max(a, b)] += weight
        return {pair: max(-MOST, min(MOST, weight)) for pair, weight in found.items() if weight}


def _worth(distance: float) -> float:
    return 1.5 if distance < 1 else 0.8 if distance <= 2 else 0.4 if distance <= 4 else 0.15
