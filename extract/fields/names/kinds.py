"""What the words of a line of names stand for: a kind of people, many of them, an alliance, a branch, a service."""

from __future__ import annotations

import re
from functools import cache

from .base import pattern, words
from .look import Look


def is_kind(look: Look) -> bool:
    """The last word is that of a kind of people, in lower case: "Iraqi militias"."""
    last = look.name.rstrip(" :").split(" ")[-1]
    return last in words(look.language, "kinds")


def is_collective(look: Look) -> bool:
    """The words are those of many, not of one party: "American Indians", "Crusaders", "Holy League"."""
    found = look.words.split()
    known = (*words(look.language, "collective"), *words(look.language, "kinds"))
    if not found or found[-1] in known or names_alliance(look) or (look.units and names_branch(look)):
        return True
    return (len(found) == 1 and found[0].endswith("s")) or any(word in words(look.language, "leagues") for word in found)


@cache
def _alliances(language: str) -> re.Pattern[str]:
    articles, names = (
        "|".join(words(language, "articles")),
        "|".join((*words(language, "alliances"), *words(language, "factions"))),
    )
    return re.compile(f"(?:(?:{articles}) )?(?:{names})")


def names_alliance(look: Look) -> bool:
    """All of the words call an alliance or a camp: "Allied Powers", "Saudi-led coalition", "Loyalists"."""
    return bool(_alliances(look.language).fullmatch(look.words))


def names_branch(look: Look) -> bool:
    """All of the words are those of branches, which no unit is called by: "Artillery", "Ground Forces"."""
    return all(w in words(look.language, "branches") for w in look.words.split())


def is_service(look: Look) -> bool:
    """Whether the name is that of a state's army, navy or air force: "Royal Thai Army", not "Third Army", "Army of Italy"."""
    found = look.words.split()
    if len(found) < 2 or any(c.isdigit() for c in look.words) or pattern(look.language, "ordinals").fullmatch(found[0]):
        return False
    return found[-1] in words(look.language, "formations")[-2].split()
