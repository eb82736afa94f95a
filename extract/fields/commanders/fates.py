"""What became of a person: by marks that the source carries, by a typed sign, by words.

The words are rows of ``data/languages/<language>/commanders.toml``. A fate in words may have words before it ("later",
"mortally") and after it ("at Leipzig", "on 5 May"), but not others: "captured Fort Ross" is no fate.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ...record import Fate
from .ranks import people_words, phrase_of, plain_word

_TOKEN = re.compile(r"[^\W_]+|&")
_LONGEST = 6


class FateWords(NamedTuple):
    """The fates that a phrase names, whether it is sure of them, and whether it says more (where, when, by whom)."""

    fates: tuple[Fate, ...]
    unsure: bool = False
    more: bool = False


@cache
def _phrases(language: str) -> dict[tuple[str, ...], Fate]:
    found: dict[tuple[str, ...], Fate] = {}
    for fate, rows in people_words(language)["fates"].items():
        for row in rows:
            found[phrase_of(row)] = "killed" if fate == "presumed" else fate
    return found


@cache
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(plain_word(row) for row in people_words(language)["fate_words"][key])


@cache
def _time(language: str) -> frozenset[str]:
    return frozenset(people_words(language)["roles"]["time"])


@cache
def _presumed(language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(phrase_of(row) for row in people_words(language)["fates"]["presumed"])


def fate_words(text: str, language: str = "en") -> FateWords | None:
    """The fates that a phrase names, or None where it is about something else.

    >>> fate_words("WIA").fates, fate_words("later captured and executed").fates, fate_words("killed at Leipzig").more
    (('wounded',), ('captured', 'executed'), True)
    >>> fate_words("captured Fort Ross"), fate_words("Wounded Knee"), fate_words("presumed dead").unsure
    (None, None, True)
    """
    if len(text) > 200:
        return None
    words = [plain_word(m.group()) for m in _TOKEN.finditer(text)]
    dated = bool(words) and words[-1].isdigit() and len(words[-1]) == 4
    links = _words(language, "links")
    while words and words[-1] in links:
        words.pop()
    fates: list[Fate] = []
    unsure, more = "?" in text, False
    either = people_words(language)["placeholders"]["alternatives"]
    place = 0
    waiting = True  # for a fate: at the beginning, and after "and", "then", "later"
    while place < len(words):
        if waiting and (length := _fate_at(words, place, language)):
            phrase = tuple(words[place : place + length])
            if len(phrase) == 1 and len(phrase[0]) == 1 and len(words) > 1 and not dated:
                return None  # "(k)" alone is killed, "(d. May 1857)" died
            unsure |= phrase in _presumed(language)
            fates.append(_phrases(language)[phrase])
            place += length
            waiting = True
            continue
        word = words[place]
        if fates and word in links and _leads_to_fate(words, place + 1, language):
            waiting = True
            unsure |= word in either  # "killed or captured"
        elif not fates and word in _words(language, "unsure"):
            unsure = True
        elif word in _words(language, "before") and (not fates or (waiting and _leads_to_fate(words, place + 1, language))):
            pass
        elif fates and (word in _words(language, "after") or word[0].isdigit() or dated and word in _time(language)):
            more = True
            waiting = False
            break
        else:
            return None
        place += 1
    if not fates:
        return None
    return FateWords(tuple(dict.fromkeys(fates)), unsure, more)


@cache
def _single(language: str) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases(language) if len(phrase) == 1 and len(phrase[0]) > 3)


def holds_fate(text: str, language: str = "en") -> bool:
    """Whether one of the words is that of a fate, whoever's it is.

    >>> holds_fate("brother killed"), holds_fate("to be executed"), holds_fate("left wing")
    (True, True, False)
    """
    return any(plain_word(m.group()) in _single(language) for m in _TOKEN.finditer(text[:200]))


def is_illness(text: str, language: str = "en") -> bool:
    """Whether the words only name what a person died of that fought on neither side: "illness", "of fever".

    >>> is_illness("Illness"), is_illness("of yellow fever"), is_illness("fever hospital")
    (True, True, False)
    """
    words = [plain_word(m.group()) for m in _TOKEN.finditer(text[:60])]
    while words and words[0] in _words(language, "before_illness"):
        words = words[1:]
    return " ".join(words) in _words(language, "illnesses")


def shared_fates(text: str, language: str = "en") -> tuple[Fate, ...]:
    """The fates that a bracket at the end of a list of people says of all of them.

    >>> shared_fates("[[A]] and B (both killed)"), shared_fates("A and B (killed)")
    (('killed',), ())
    """
    text = text.rstrip(" .,;")
    if not text.endswith(")"):
        return ()
    first, _, rest = text[text.rfind("(") + 1 : -1].partition(" ")
    found = fate_words(rest, language) if first.casefold() in _words(language, "shared") else None
    return found.fates if found and not found.unsure else ()


def is_linking(text: str, language: str = "en") -> bool:
    """Whether the words only lead to a fate that stands elsewhere (as a mark): "later", "and".

    >>> is_linking("later"), is_linking("later Admiral")
    (True, False)
    """
    words = [plain_word(m.group()) for m in _TOKEN.finditer(text[:60])]
    return len(text) < 60 and all(word in _words(language, "links") for word in words)


def _fate_at(words: list[str], place: int, language: str) -> int:
    """How many words from `place` on name a fate (0: none)."""
    phrases = _phrases(language)
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        if tuple(words[place : place + length]) in phrases:
            return length
    return 0


def _leads_to_fate(words: list[str], place: int, language: str) -> bool:
    skip = _words(language, "before") | _words(language, "links")
    for at in range(place, min(place + 4, len(words))):
        if _fate_at(words, at, language):
            return True
        if words[at] not in skip:
            return False
    return False


@cache
def _signs(language: str) -> tuple[re.Pattern[str], dict[str, Fate]]:
    signs: dict[str, Fate] = people_words(language)["fate_words"]["signs"]
    rows = (re.escape(sign) + (r"(?!\w)" if sign.isascii() else "") for sign in sorted(signs, key=len, reverse=True))
    return re.compile("|".join(rows)), signs


def fate_signs(text: str, language: str = "en") -> tuple[tuple[int, int, Fate], ...]:
    """Where the typed signs stand in the text (start, end), and what each says.

    >>> fate_signs("Ney † and Murat")
    ((4, 5, 'killed'),)
    """
    pattern, signs = _signs(language)
    return tuple((m.start(), m.end(), signs[m.group()]) for m in pattern.finditer(text))


def fate_link(target: str, shown: str, language: str = "en") -> Fate | None:
    """The fate that a link says whose words are a mere sign of it, or None.

    >>> fate_link("Assassination", "X"), fate_link("Assassination", "Assassination of Caesar")
    ('assassinated', None)
    """
    found = fate_words(shown.strip("()"), language)
    if len(shown) > 4 and (found is None or found.more):
        return None
    fates: dict[str, Fate] = people_words(language)["fate_links"]
    return fates.get(target.casefold())
