"""The vocabulary of quantities, read once for each language: effects, links, doubts, headings, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...record import Category, Effect
from ...vocabulary import has_table, table
from ..numbers import Phrases

PEOPLE: frozenset[str] = frozenset({"personnel", "civilians"})
CRAFT: frozenset[str] = frozenset({"ships", "aircraft", "vehicles"})
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
    of_civilians: frozenset[str]
    people_at_large: frozenset[str]
    open_fates: frozenset[str]
    kin: frozenset[str]
    sizes: frozenset[str]
    states: frozenset[str]
    gunners: frozenset[str]
    arms_of_men: frozenset[str]
    rated: frozenset[str]
    formations: frozenset[str]
    people_in_lower_case: frozenset[str]
    aircraft_in_capitals: frozenset[str]
    arms: frozenset[str]
    skip: Phrases
    lead: Phrases
    lead_ships: frozenset[str]
    stops: frozenset[str]
    shares: Phrases
    including: Phrases
    out_of: Phrases
    additions: Phrases
    alternatives: frozenset[str]
    unknown: Phrases
    none: Phrases
    wholes: Phrases
    excepting: frozenset[str]
    exact: frozenset[str]
    judged: frozenset[str]
    judged_adverbs: frozenset[str]
    judged_nouns: frozenset[str]
    pronouns: frozenset[str]
    further: frozenset[str]
    manner: frozenset[str]
    of_them: frozenset[str]
    restored: frozenset[str]
    modifiers: frozenset[str]
    abbreviations: frozenset[str]
    civilian: frozenset[str]
    military: frozenset[str]
    crews: frozenset[str]
    invariable: frozenset[str]
    unmarked: frozenset[str]
    mixed: frozenset[str]
    horses: frozenset[str]
    headings: dict[str, tuple[str, ...]]
    grammar: dict[str, tuple[str, ...]]
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
        of_civilians=frozenset(rows["nouns"]["of_civilians"]),
        people_at_large=frozenset(rows["nouns"]["people_at_large"]),
        open_fates=frozenset(rows["nouns"]["open_fates"]),
        gunners=frozenset(rows["nouns"]["gunners"]),
        arms_of_men=frozenset(rows["nouns"]["arms_of_men"]),
        sizes=frozenset(rows["nouns"]["sizes"]),
        states=frozenset(rows["nouns"]["states"]),
        kin=frozenset(rows["nouns"]["kin"]),
        rated=frozenset(counted["rated"]),
        formations=frozenset(counted["formations"]),
        people_in_lower_case=frozenset(counted["people_in_lower_case"]),
        aircraft_in_capitals=frozenset(counted["aircraft_in_capitals"]),
        arms=frozenset(rows["nouns"]["arms"]),
        skip=_set(words["skip"]),
        lead=_set(words["lead"]),
        lead_ships=split["lead_ships"],
        stops=split["stops"],
        shares=_set(words["shares"]),
        including=_set(words["including"]),
        out_of=_set(words["out_of"]),
        additions=_set(words["additions"]),
        alternatives=split["alternatives"],
        unknown=_set(words["unknown"]),
        none=_set(words["none"]),
        wholes=_set(words["wholes"]),
        excepting=frozenset(words["excepting"]),
        exact=frozenset(words["exact"]),
        judged=split["judged"],
        judged_adverbs=split["judged_adverbs"],
        judged_nouns=split["judged_nouns"],
        pronouns=split["pronouns"],
        further=frozenset(words["further"]),
        manner=frozenset(words["manner"]),
        of_them=frozenset(words["of_them"]),
        restored=frozenset(words["restored"]),
        modifiers=split["modifiers"],
        abbreviations=split["abbreviations"],
        crews=frozenset(counted["crews"]),
        invariable=frozenset(counted["invariable"]),
        unmarked=frozenset(counted["unmarked"]),
        mixed=frozenset(counted["mixed"]),
        horses=frozenset(counted["horses"]),
        civilian=frozenset(counted["civilian_words"]),
        military=frozenset(counted["military_words"]),
        headings={key: tuple(row) for key, row in rows["headings"].items()},
        grammar={key: tuple(row) for key, row in rows["grammar"].items()},
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
