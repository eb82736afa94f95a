"""Which entity a word for a people means: "French" -> France, "Ottoman" -> Ottoman Empire.

Reads `extract/data/demonyms.toml`. Nothing here decides a side: callers ask how well a word fits each name that the page
gives (`affinity`) and take the best fit only where it is the only one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from ..vocabulary import table

#: How well a word fits a name, best first. Only the order of the numbers means anything.
SAME, ENTITY, WITHIN, INSIDE, STEM, NONE = 6, 5, 4, 3, 1, 0

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_MARKS = re.compile(r"[\"\u201c\u201d.,;:!?()\[\]{}*]+")
_QUOTES = re.compile(r"[\u2018\u2019\u02bc\u02bb`\u00b4]")
_WORD = re.compile(r"[^\s/]+")
#: Endings that make an adjective or the name of a people out of a root, longest first.
_ENDINGS = (
    "esians", "esian", "nians", "nian", "eans", "ians", "ites", "ists", "ards", "ids", "ean", "ian", "ese", "ish", "ite", "ist",
    "ans", "ard", "ide", "ics", "ine", "ids", "an", "id", "ic", "ns", "n", "i", "s",
)  # fmt: skip
#: Roots that lost such an ending are compared without their own last vowels: Bulgaria ~ Bulgarian, Chile ~ Chilean.
_VOWELS = "aeiouy'"
_LEAST = 4  # shorter stems meet by chance


@cache
def _common() -> frozenset[str]:
    """Words that stand in the names of many parties and tell none of them apart."""
    return frozenset(table("demonyms")["common"])


@cache
def _camps() -> frozenset[str]:
    """Demonyms that name a camp rather than a people, with their plurals."""
    return frozenset(form for word in table("demonyms")["camps"] for form in _forms(word))


class _Entity(NamedTuple):
    name: str
    within: tuple[str, ...]


def fold(word: str) -> str:
    """A name for comparison: case, accents of form, dashes, quotes and a leading article folded away.

    >>> fold("The Polish–Lithuanian Commonwealth")
    'polish-lithuanian commonwealth'
    """
    return _fold(word)


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    word = unicodedata.normalize("NFKC", word).casefold()
    word = _QUOTES.sub("'", _DASHES.sub("-", word))
    word = re.sub(r"\b((?:[^\W\d_]\.){2,})", lambda m: m[1].replace(".", ""), word)  # u.s. -> us
    word = " ".join(_MARKS.sub(" ", word).split())
    return word.removeprefix("the ")


@cache
def _entities() -> dict[str, _Entity]:
    rows = table("demonyms")["entities"]
    return {name: _Entity(name, tuple(row.get("within", ()))) for name, row in rows.items()}


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Every name, alias, demonym and its plural -> the entities it may mean; those that bear the name come first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    rows = table("demonyms")["entities"]
    for name, row in rows.items():
        for word in (name, *row.get("aliases", ())):
            found[_fold(word)].setdefault(name)
    for name, row in rows.items():
        for word in row["demonyms"]:
            for form in _forms(_fold(word)):
                found[form].setdefault(name)
    return {word: tuple(names) for word, names in found.items()}


def _forms(demonym: str) -> tuple[str, ...]:
    forms = [demonym, f"{demonym}s"]
    if demonym.endswith("man"):
        forms.append(f"{demonym[:-3]}men")
    elif demonym.endswith(("sh", "ch")):
        forms += [f"{demonym}{end}" for end in ("man", "men", "woman", "women")]
    return tuple(forms)


@lru_cache(maxsize=8192)
def entities_of(word: str) -> tuple[str, ...]:
    """The entities that all of `word` may name, as the rows of the table are called; empty where none does.

    >>> entities_of("Ottoman")
    ('Ottoman Empire',)
    >>> entities_of("Kingdom of France")
    ('France',)
    >>> entities_of("of")
    ()
    """
    return _index().get(_fold(word).removesuffix("'s").removesuffix("s'"), ())


@lru_cache(maxsize=8192)
def entities_in(name: str) -> tuple[str, ...]:
    """The entities that words of `name` name, the longest run of words wins ("Syrian Army in Libya": Syria, Libya).

    >>> entities_in("Mandate authorities of Syria")
    ('Syria',)
    """
    words = _WORD.findall(_fold(name).replace("-", " "))[:24]  # no party's name is longer
    index = _index()
    found: dict[str, None] = {}
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + 6), first, -1):
            run = " ".join(words[first:last]).removesuffix("'s")
            names = index.get(run)
            if names and (run not in _camps() or len(words) == 1):
                found.update(dict.fromkeys(names))
                first = last
                break
        else:
            first += 1
    return tuple(found)


def stem(word: str) -> str:
    """A word without the ending of an adjective or people, and without its last vowels.

    >>> stem("Bulgarian") == stem("Bulgaria"), stem("Ghaznavids") == stem("Ghaznavid")
    (True, True)
    """
    word = fold(word).removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    bare = word.rstrip(_VOWELS)
    return bare if len(bare) >= _LEAST else word


def _telling(name: str) -> list[str]:
    words = (w.removesuffix("'s").removesuffix("'") for w in _WORD.findall(fold(name).replace("-", " ")))
    return [w for w in words if w not in _common() and len(w) > 1]


@lru_cache(maxsize=65536)
def affinity(word: str, name: str) -> int:
    """How well `word` ("Syrian", "Tudor", "Caesarian") fits the party called `name`: `SAME` … `STEM`, or `NONE`.

    >>> affinity("French", "First French Empire") == ENTITY, affinity("French", "French Royalists") == INSIDE
    (True, True)
    >>> affinity("Orestes", "Supporters of Orestes") == INSIDE, affinity("Genoese", "Republic of Venice") == NONE
    (True, True)
    """
    if not fold(word) or not fold(name):
        return NONE
    if fold(word) == fold(name):
        return SAME
    mine, theirs = entities_of(word), entities_of(name)
    if set(mine) & set(theirs):
        return ENTITY
    known = _entities()
    camp = fold(word) in _camps() or fold(name) in _camps()
    if not camp:
        if any(set(mine) & set(known[e].within) for e in theirs) or any(set(theirs) & set(known[e].within) for e in mine):
            return WITHIN
        if set(mine) & set(entities_in(name)) or set(theirs) & set(entities_in(word)):
            return INSIDE
    words, others = _telling(word), _telling(name)
    if not words and not others:  # "Royal" and "Royal forces": the name has nothing that tells more
        return STEM if fold(word) in table("demonyms")["alone"] and fold(word) in fold(name).split() else NONE
    if not words or not others or (theirs and not set(theirs) & set(entities_in(word) or theirs)):
        return NONE
    if set(words) <= set(others) or (set(others) <= set(words) and not theirs):
        return INSIDE
    return STEM if not (mine and theirs) and _share_stem(words, others) else NONE


def _share_stem(words: list[str], others: list[str]) -> bool:
    stems = {stem(w) for w in others}
    return all(len(stem(w)) >= _LEAST and stem(w) in stems for w in words)


def same_party(word: str, name: str) -> bool:
    """Whether `word` can mean the party called `name`.

    >>> same_party("Syrian Army", "Syrian Arab Republic"), same_party("Ottoman", "Republic of Venice")
    (True, False)
    """
    return affinity(word, name) > NONE
