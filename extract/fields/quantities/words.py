"""The vocabulary of quantities, read once for each language: effects, links, doubts, headings, and what is counted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...record import Category, Effect
from ...vocabulary import has_table, table
from ..demonyms import entities_of
from ..numbers import Phrases

PEOPLE: frozenset[str] = frozenset({"personnel", "civilians"})
#: What may happen to whom: an effect of one of these is handed on only to things that can suffer it.
OF_PEOPLE: frozenset[str] = frozenset(
    [
        "killed",
        "wounded",
        "captured",
        "missing",
        "deserted",
        "surrendered",
        "executed",
        "sick",
        "displaced",
        "arrested",
        "casualties",
        "lost",
    ]
)
OF_THINGS: frozenset[str] = frozenset({"destroyed", "sunk", "damaged", "lost", "captured", "surrendered", "casualties"})
ONLY_THINGS: frozenset[str] = frozenset({"destroyed", "sunk", "damaged"})

CATEGORIES: tuple[Category, ...] = ("personnel", "civilians", "ships", "aircraft", "vehicles", "artillery", "animals", "other")


def phrases(rows: dict[str, Any]) -> Phrases:
    """Phrases by their words, each with its value."""
    return Phrases({tuple(phrase.replace(".", "").split()): value for phrase, value in rows.items()})


def _set(words: Sequence[str], value: Any = True) -> Phrases:
    return phrases(dict.fromkeys(words, value))


@dataclass(frozen=True)
class Words:
    """The rows of ``quantities.toml`` and ``counted.toml`` in the shape that the readers look them up in."""

    effects: Phrases
    nothing: Phrases
    noun_effects: frozenset[str]
    sufferers: frozenset[str]
    of_air: frozenset[str]
    rated: frozenset[str]
    formations: frozenset[str]
    people_in_lower_case: frozenset[str]
    arms: frozenset[str]
    skip: Phrases
    lead: Phrases
    lead_ships: frozenset[str]
    stops: frozenset[str]
    shares: Phrases
    out_of: Phrases
    additions: Phrases
    alternatives: frozenset[str]
    unknown: Phrases
    none: Phrases
    wholes: Phrases
    excepting: frozenset[str]
    judged: frozenset[str]
    judged_adverbs: frozenset[str]
    judged_nouns: frozenset[str]
    pronouns: frozenset[str]
    further: frozenset[str]
    restored: frozenset[str]
    modifiers: frozenset[str]
    abbreviations: frozenset[str]
    civilian: frozenset[str]
    headings: dict[str, tuple[str, ...]]
    nouns: dict[str, Category]
    longest: int
    transparent: frozenset[str]
    generic: frozenset[str]
    ambiguous_aircraft: frozenset[str]
    air: frozenset[str]
    air_only: frozenset[str]
    designations: tuple[tuple[re.Pattern[str], Category], ...]


@cache
def words_of(language: str) -> Words:
    """The vocabulary of a language (English where it has none)."""
    rows = table(_path(language, "quantities"))
    counted = table(_path(language, "counted"))
    effects: dict[str, Effect] = {phrase: effect for effect, row in rows["effects"].items() for phrase in row}
    nouns: dict[str, Category] = {}
    for category in reversed(CATEGORIES):
        for noun in counted[category]:
            nouns[noun] = category
    for category in ("aircraft", "vehicles"):
        for noun in counted["aircraft_names" if category == "aircraft" else "vehicle_names"]:
            nouns.setdefault(noun, category)
    words = rows["words"]
    split = {key: frozenset(words[key]) for key in (
        "lead_ships", "stops", "alternatives", "judged", "judged_adverbs", "judged_nouns", "pronouns", "abbreviations", "modifiers",
    )}  # fmt: skip
    return Words(
        effects=phrases(effects),
        nothing=Phrases({}),
        noun_effects=frozenset(rows["nouns"]["effects"]),
        sufferers=frozenset(rows["nouns"]["sufferers"]),
        of_air=frozenset(rows["nouns"]["of_air"]),
        rated=frozenset(counted["rated"]),
        formations=frozenset(counted["formations"]),
        people_in_lower_case=frozenset(counted["people_in_lower_case"]),
        arms=frozenset(rows["nouns"]["arms"]),
        skip=_set(words["skip"]),
        lead=_set(words["lead"]),
        lead_ships=split["lead_ships"],
        stops=split["stops"],
        shares=_set(words["shares"]),
        out_of=_set(words["out_of"]),
        additions=_set(words["additions"]),
        alternatives=split["alternatives"],
        unknown=_set(words["unknown"]),
        none=_set(words["none"]),
        wholes=_set(words["wholes"]),
        excepting=frozenset(words["excepting"]),
        judged=split["judged"],
        judged_adverbs=split["judged_adverbs"],
        judged_nouns=split["judged_nouns"],
        pronouns=split["pronouns"],
        further=frozenset(words["further"]),
        restored=frozenset(words["restored"]),
        modifiers=split["modifiers"],
        abbreviations=split["abbreviations"],
        civilian=frozenset(counted["civilian_words"]),
        headings={key: tuple(row) for key, row in rows["headings"].items()},
        nouns=nouns,
        longest=max(len(noun.split()) for noun in nouns),
        transparent=frozenset(counted["transparent"]),
        generic=frozenset(counted["generic"]),
        ambiguous_aircraft=frozenset(counted["ambiguous_aircraft"]),
        air=frozenset(counted["air"]),
        air_only=frozenset(counted["air_only"]),
        designations=tuple((re.compile(row["pattern"]), row["category"]) for row in counted["designation"]),
    )


def _path(language: str, name: str) -> str:
    path = f"languages/{language}/{name}"
    return path if has_table(path) else f"languages/en/{name}"


_IRREGULAR = (("men", "man"), ("ies", "y"), ("ves", "f"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("s", ""))


def singulars(word: str) -> tuple[str, ...]:
    """A word and what it may be the plural of.

    >>> singulars("batteries"), singulars("horsemen")
    (('batteries', 'battery', 'batterie'), ('horsemen', 'horseman'))
    """
    if word.endswith("ss"):
        return (word,)
    stems = [word[: -len(end)] + one for end, one in _IRREGULAR if word.endswith(end) and len(word) > len(end)]
    return (word, *stems, *((word[:-2],) if word.endswith("oes") else ()))


def noun_category(nouns: Sequence[str], language: str = "en", *, losses: bool = False, strict: bool = False) -> Category | None:
    """The category of a noun phrase (its words, lower case, without points), or None for one that no row tells.

    The head decides: the last noun before the first preposition, of the first of several joined ("tanks and guns" are
    vehicles); a longer row beats the word in it; a mere measure hands on to what follows "of".
    `strict` asks only for a row that ends the phrase.

    >>> noun_category("tank destroyers and assault guns".split())
    'vehicles'
    >>> noun_category("battalions of rifle infantry".split()), noun_category("pieces of cannon".split())
    ('other', 'artillery')
    """
    words = words_of(language)
    if strict:
        tails = (nouns[-size:] for size in range(min(words.longest, len(nouns)), 0, -1))
        return next((category for tail in tails if (category := _lookup(tail, words))), None)
    joined: list[list[str]] = [[]]
    for word in nouns:
        if word in ("and", "or", "&", ",", "/", "and/or"):
            joined.append([])
        else:
            joined[-1].append(word)
    for conjunct in joined:
        if conjunct and (category := _conjunct(conjunct, words, losses)):
            return category
    return None


def _conjunct(nouns: list[str], words: Words, losses: bool) -> Category | None:
    if "of" in nouns:
        place = nouns.index("of")
        for count in range(min(words.longest, len(nouns)), 2, -1):  # "ships of the line", "men of war"
            if (category := _lookup(nouns[:count], words)) and "of" in nouns[:count] and count > place:
                return category
        head, rest = nouns[:place], nouns[place + 1 :]
        if not head or any(one in words.transparent for one in singulars(head[-1])):
            return _conjunct(rest, words, losses) or (_head(head, words, losses) if head else None)
        nouns = head
    if len(nouns) > 1 and nouns[0] != singulars(nouns[0])[-1] and any(one in words.formations for one in singulars(nouns[0])):
        return "other"
    return _head(nouns, words, losses)


def _head(nouns: list[str], words: Words, losses: bool) -> Category | None:
    for size in range(min(words.longest, len(nouns)), 0, -1):
        tail = nouns[-size:]
        category = _lookup(tail, words)
        if category is None:
            continue
        last = tail[-1]
        if category == "personnel":
            if losses and any(one in words.arms for one in singulars(last)):
                return "other"
            if any(word in words.civilian for word in nouns[:-1]) and "contractor" not in singulars(last)[-1]:
                return "civilians"
            if "contractor" in singulars(last) and "civilian" in nouns:
                return "civilians"
            if (
                any(one in words.ambiguous_aircraft for one in singulars(last))
                and len(nouns) > 1
                and _aircraft_before(nouns[:-1], words)
            ):
                return "aircraft"
        return category
    for word in reversed(nouns):  # a type by its letters and numbers: "F-16", "T-72"
        for pattern, category in words.designations:
            if any(c.isdigit() for c in word) and pattern.fullmatch(word):
                return category
    for one, two in itertools.pairwise(nouns):  # "Ju 87s"
        if category := pattern_of(one + two, words):
            return category
    people = nouns[-1:] and nouns[-1].endswith("s") and entities_of(nouns[-1].capitalize())
    for word in () if people else reversed(nouns):  # "Hudson Valley Indians" are no aircraft
        for one in singulars(word):
            if one in words.nouns and words.nouns[one] in ("aircraft", "vehicles", "ships", "artillery"):
                return words.nouns[one]
        if "-" in word and (category := _lookup([word.rsplit("-", 1)[1]], words)):
            return category
    if nouns and len(nouns[-1]) > 4 and nouns[-1].endswith(("men", "man", "women")):
        return "personnel"
    for word in nouns:  # "men Army Group South"
        if category := _lookup([word], words):
            return category
    return None


def _aircraft_before(nouns: list[str], words: Words) -> bool:
    return any(
        words.nouns.get(one) == "aircraft" or pattern_of(one, words) == "aircraft" for word in nouns for one in singulars(word)
    )


def pattern_of(word: str, words: Words) -> Category | None:
    """The category of a type designation, or None for a word that is none."""
    if any(c.isdigit() for c in word):
        for pattern, category in words.designations:
            if pattern.fullmatch(word):
                return category
    return None


def _lookup(tail: Sequence[str], words: Words) -> Category | None:
    before = " ".join(tail[:-1])
    for one in singulars(tail[-1]):
        phrase = f"{before} {one}" if before else one
        if phrase in words.nouns:
            return words.nouns[phrase]
    if "of" in tail:  # "ships of the line", "pieces of ordnance"
        first = tail[0]
        rest = " ".join(tail[1:])
        for one in singulars(first):
            if f"{one} {rest}" in words.nouns:
                return words.nouns[f"{one} {rest}"]
    return None


def is_generic(nouns: Sequence[str], language: str = "en") -> bool:
    """Whether a noun phrase is wide enough to be broken down below ("ships", "men", nothing at all)."""
    if not nouns:
        return True
    words = words_of(language)
    return any(one in words.generic for one in singulars(nouns[-1])) or any(
        one in words.generic for one in singulars(" ".join(nouns[-2:]))
    )
