"""Whom a commander fought for: the rows of ``people.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ...vocabulary import table
from ..demonyms import fold
from .section import side_words

#: A name in a line has no more words than this.
_LONGEST = 6
#: No more words of a line are searched for names.
_MOST = 12


def rows() -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The parties and the names of each row."""
    for row in table("people")["people"]:
        yield tuple(row["of"]), [name for part in row["names"].split(";") if (name := " ".join(part.split()))]


@cache
def _by_last_word() -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Last word of a name -> names and parties. Only the names looked up are folded: all of them would take longer than a page."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entities, names in rows():
        for name in names:
            found[_last(name)].append((name, entities))
    return found


def _last(name: str) -> str:
    return name.casefold().rpartition(" ")[2].strip(".,'’")


@lru_cache(maxsize=4096)
def _named(name: str) -> frozenset[str]:
    known = _by_last_word().get(_last(name), ())
    return frozenset().union(*(entities for one, entities in known if fold(one) == name))


@lru_cache(maxsize=4096)
def led_for(text: str) -> frozenset[str]:
    """The entities of ``demonyms.toml`` that a person fought for; empty where the table does not know. Before the name nothing may
    stand but ranks.

    >>> sorted(led_for("Gen. James Longstreet")), sorted(led_for("Longstreet Smith"))
    (['Confederate States'], [])
    """
    words = fold(text).replace(",", " ").split()[:_MOST]
    first = max(0, len(words) - _LONGEST)
    ranks = side_words("en").sets["ranks"]
    for start in range(first, len(words)):
        if start and words[start - 1] not in ranks:
            continue  # "Jean François" is not "Jean François Cornu de La Poype"
        if found := _named(" ".join(words[start:])):
            return found
    return frozenset()


def is_known(name: str) -> bool:
    """Whether a person of the table is called just so."""
    return bool(_named(fold(name)))
