"""What kind of thing a noun phrase counts, by the rows of ``counted.toml`` and the form of type designations."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...record import Category
from ..demonyms import entities_of
from .words import Words, words_of

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
    category = next((found for conjunct in joined if conjunct and (found := _conjunct(conjunct, words, losses))), None)
    if category not in (None, "civilians") or not of_both(nouns, words):
        return category
    last = _conjunct(joined[-1], words, losses) if joined[-1] else None
    return last if last not in (None, "civilians") else "personnel"  # "civilian and military vehicles"


def of_both(nouns: Sequence[str], words: Words) -> bool:
    """Whether words name civilians and others: "military and civilian deaths"."""
    return not words.civilian.isdisjoint(nouns) and not words.military.isdisjoint(nouns)


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
    if nouns and nouns[-1].endswith("s") and entities_of(nouns[-1].capitalize()):
        return None  # "Hudson Valley Indians" are no aircraft
    for word in reversed(nouns):
        for one in singulars(word):
            if one in words.nouns and words.nouns[one] in ("aircraft", "vehicles", "ships", "artillery"):
                return words.nouns[one]
        if "-" in word and not word.startswith("anti-") and (category := _lookup([word.rsplit("-", 1)[1]], words)):
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
