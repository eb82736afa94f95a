"""Whom a commander fought for: the rows of ``people.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from ...vocabulary import table
from ..demonyms import fold

#: A name in a line has no more words than this.
_LONGEST = 6


@cache
def _known() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("people")["people"]:
        for name in row["names"]:
            found[fold(name)].update(row["of"])
    return {name: frozenset(entities) for name, entities in found.items()}


@lru_cache(maxsize=4096)
def led_for(text: str) -> frozenset[str]:
    """The entities of ``demonyms.toml`` that a person fought for whose name stands in a text, the longest name first; empty
    where the table does not know. A name of one word is believed only where nothing else stands beside it.

    >>> sorted(led_for("Gen. James Longstreet")), sorted(led_for("Longstreet Smith"))
    (['Confederate States'], [])
    """
    words = fold(text).replace(",", " ").split()[:12]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if size == 1 and len(words) > 1:
            break
        for start in range(len(words) - size + 1):
            if found := _known().get(" ".join(words[start : start + size])):
                return found
    return frozenset()


def is_known(name: str) -> bool:
    """Whether a person of the table is called just so."""
    return fold(name) in _known()
