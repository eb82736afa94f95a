"""What a person's name tells of its language: weak evidence of the party that the person led."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from ...vocabulary import table
from ..demonyms import entities_in, entities_of, fold

_NAME = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
#: An ending counts from so many letters before it on: "Orlov", not "Nov".
_ROOT = 2
_GIVEN, _ENDING, _WORD = 2.0, 1.0, 2.0


@cache
def _given() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for language, row in table("name_languages")["languages"].items():
        for name in row["given"]:
            found[name.casefold()].add(language)
    return {name: frozenset(languages) for name, languages in found.items()}


@cache
def _words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for language, row in table("name_languages")["languages"].items():
        for word in row["words"]:
            found[word.casefold()].add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _endings() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for language, row in table("name_languages")["languages"].items():
        for ending in row["endings"]:
            found[ending].add(language)
    return {ending: frozenset(languages) for ending, languages in found.items()}


@cache
def _spoken() -> Mapping[str, tuple[str, ...]]:
    """Rows of demonyms.toml -> languages."""
    found: dict[str, tuple[str, ...]] = {}
    for name, languages in table("name_languages")["entities"].items():
        for entity in entities_of(name)[:1] or (name,):
            found.setdefault(entity, tuple(languages))
    return found


@lru_cache(maxsize=4096)
def languages_of_name(name: str) -> tuple[tuple[str, float], ...]:
    """The languages that a name may come from, with weights, the likeliest first.

    >>> [language for language, _ in languages_of_name("Dominik von Königsegg")][:1]
    ['german']
    >>> languages_of_name("Ar")
    ()
    """
    parts = _NAME.findall(name.partition("(")[0])
    scores: dict[str, float] = defaultdict(float)
    for number, part in enumerate(parts):
        low = part.casefold()
        if number < max(1, len(parts) - 1):
            _share(scores, _given().get(low, frozenset()), _GIVEN)
        _share(scores, _words().get(low, frozenset()), _WORD)
        for piece in re.split(r"[-'’]", low)[:1]:
            if piece != low:
                _share(scores, _words().get(piece, frozenset()) | _words().get(f"{piece}-", frozenset()), _WORD)
    if len(parts) > 1:
        last = parts[-1].casefold()
        endings = _endings()
        for size in range(min(7, len(last) - _ROOT), 0, -1):
            if last[-size:] in endings:
                _share(scores, endings[last[-size:]], _ENDING)
                break
    return tuple(sorted(((k, v) for k, v in scores.items() if v > 0.2), key=lambda pair: -pair[1]))


def _share(scores: dict[str, float], languages: Iterable[str], weight: float) -> None:
    """A word of several languages says less of each."""
    found = tuple(languages)
    for language in found:
        scores[language] += weight / (1 + len(found)) * 2


@lru_cache(maxsize=1024)
def languages_of_party(name: str) -> tuple[str, ...]:
    """The languages of those who led a party, the foremost first; empty where the table does not know.

    >>> languages_of_party("Kingdom of Bulgaria")
    ('bulgarian',)
    """
    spoken = _spoken()
    for entity in (*entities_of(name), *entities_in(name)):
        if entity in spoken:
            return spoken[entity]
    return ()


def languages_of_word(word: str) -> frozenset[str]:
    """The languages of one word of a name: as a given name, a particle, or by its ending."""
    low = word.casefold().strip(",.()")
    found = _given().get(low, frozenset()) | _words().get(low, frozenset())
    if found:
        return found
    endings = _endings()
    for size in range(min(7, len(low) - _ROOT), 1, -1):
        if low[-size:] in endings:
            return endings[low[-size:]]
    return frozenset()


def is_mixed(one: str, others: Iterable[str]) -> bool:
    """Whether a word's languages are none of those of the other words of its name.

    >>> is_mixed("Ahmed", ["Francesco", "Morosini"]), is_mixed("Francesco", ["Morosini"])
    (True, False)
    """
    mine = languages_of_word(one)
    theirs = frozenset().union(*(languages_of_word(other) for other in others))
    return bool(mine and theirs) and not mine & theirs


@cache
def _party_names() -> frozenset[str]:
    rows = table("demonyms")["entities"]
    return frozenset(fold(word) for name, row in rows.items() for word in (name, *row.get("aliases", ())))


def is_party_name(name: str) -> bool:
    """Whether a party is called so, as it stands; a people's adjective is no name.

    >>> is_party_name("Spanish Empire"), is_party_name("Spanish")
    (True, False)
    """
    return fold(name) in _party_names()


class Names:
    """Questions about the names of one section."""

    def __init__(self, people: bool) -> None:
        self.people = people

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name in some language."""
        return word.strip(",.()").casefold() in _given()

    def languages(self, name: str) -> tuple[str, ...]:
        """The likeliest languages of a name: those within half of the best."""
        found = languages_of_name(name)
        return tuple(language for language, weight in found if weight * 2 > found[0][1]) if found else ()
