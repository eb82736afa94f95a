"""Ranks and titles before a name: how much of "Lt-Gen. Sir John Smith" is rank, and whether a title is the name.

The words are rows of ``data/languages/<language>/commanders.toml``, compared word by word without case, points, hyphens
and accents, so that "Lt. Col.", "Lt-Col" and "Lt.Col." are one row. Ranks may follow each other ("Gen. Prince Sir").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ...vocabulary import has_table, table

_TOKEN = re.compile(r"[^\W_]+")
#: What may stand between two words of a rank.
_GAP = re.compile(r"[\s.\-–‑'’]{0,3}")
_NUMERAL = re.compile(r"[IVX]+\b\.?$")
_LONGEST = 7
#: A rank is never longer than this many words; the bound keeps junk linear.
_MOST = 14


def people_words(language: str) -> Mapping[str, Any]:
    """The rows of ``commanders.toml`` (English where the language has no such file)."""
    path = f"languages/{language}/commanders"
    return table(path if has_table(path) else "languages/en/commanders")


@lru_cache(maxsize=16384)  # the same words come back line after line: a tenth of the time of a box of commanders
def plain_word(word: str) -> str:
    """A word for comparison: lower case, no accents.

    >>> plain_word("Général"), plain_word("Großadmiral")
    ('general', 'grossadmiral')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def phrase_of(text: str) -> tuple[str, ...]:
    """The words of a row or a text for comparison."""
    return tuple(plain_word(m.group()) for m in _TOKEN.finditer(text))


@cache
def _phrases(language: str) -> dict[tuple[str, ...], str]:
    """Each rank and title, and its kind: "rank", "title", "office"; a "modifier" only stands before one."""
    found: dict[tuple[str, ...], str] = {}
    words = people_words(language)
    for row in words["ranks"]["modifiers"]:
        found[phrase_of(row)] = "modifier"
    for row in words["ranks"]["military"]:
        found[phrase_of(row)] = "rank"
    for key in ("royal", "noble", "eastern", "church", "office"):
        for row in words["titles"][key]:
            if found.get(phrase_of(row), "modifier") == "modifier":
                found[phrase_of(row)] = "office" if key == "office" else "title"
    return found


@cache
def _rows(language: str, section: str, key: str) -> frozenset[str]:
    return frozenset(plain_word(row) for row in people_words(language)[section][key])


@cache
def _exact(language: str) -> frozenset[str]:
    return frozenset(people_words(language)["ranks"]["exact"])


class _Step(NamedTuple):
    """A rank found: the words of it, where it ends, its kind."""

    words: tuple[str, ...]
    end: int
    kind: str


def _steps(text: str, language: str) -> tuple[list[_Step], int]:
    """The ranks that the text begins with, one after another, and how many words it has in all (no more than needed)."""
    tokens = []
    for token in _TOKEN.finditer(text):
        tokens.append(token)
        if len(tokens) > _MOST:
            break
    phrases, exact = _phrases(language), _exact(language)
    plain = [plain_word(t.group()) for t in tokens]
    steps: list[_Step] = []
    place = 0
    while place < len(tokens):
        if place and not _GAP.fullmatch(text, tokens[place - 1].end(), tokens[place].start()):
            break
        for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
            words = tuple(plain[place : place + length])
            kind = phrases.get(words)
            short = len(words[0]) < 4 and tokens[place].group()[0].islower()  # "ben", "von": no abbreviation of a rank
            if kind and not short and _joined(text, tokens[place : place + length]):
                break
        else:
            length, kind = 1, "office" if _abbreviates(text, tokens[place], exact) else None
        if kind is None:
            break
        place += length
        if kind != "modifier":
            steps.append(_Step(tuple(plain[place - length : place]), tokens[place - 1].end(), kind))
    return steps, len(tokens)


def _joined(text: str, tokens: list[re.Match[str]]) -> bool:
    return all(_GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(tokens))


def _abbreviates(text: str, token: re.Match[str], exact: frozenset[str]) -> bool:
    word = token.group()
    if word not in exact:
        return False
    return word.isupper() or len(word) > 2 or text[token.end() : token.end() + 1] == "."


def rank_length(text: str, language: str = "en") -> int:
    """How many characters of the text are rank or title, its point included (0: none, or the title is the name).

    >>> [text[: rank_length(text)] for text in ("Lt-Col D'Aguilar", "Maj. Gen. Sir John Smith", "Baron von Steuben")]
    ['Lt-Col', 'Maj. Gen. Sir', 'Baron']
    >>> [rank_length(text) for text in ("Duke of Portland", "Tipu Sultan", "Comte de Grasse", "Sultan")]
    [0, 0, 0, 0]
    >>> "Admiral King"[: rank_length("Admiral King")]
    'Admiral'
    """
    steps, _ = _steps(text, language)
    while steps:
        last = steps[-1]
        end = last.end + (text[last.end : last.end + 1] == ".")
        if _names(text[end:], last, language, alone=len(steps) == 1):
            return end
        steps.pop()
        if not text[end:].strip(" .,") and (not steps or last.words[-1] not in _rows(language, "titles", "surnames")):
            return 0  # nothing but ranks: a title that stands for the person
    return 0


def _names(rest: str, last: _Step, language: str, *, alone: bool) -> bool:
    """Whether `rest`, which follows the rank `last`, is somebody's name."""
    if not rest[:1].isspace() and rest[:1] not in ("", "“", '"') and not (rest[:1].isalpha() and rest[:1].isupper()):
        return False
    name = rest.strip()
    words = name.split()
    if not words or not _TOKEN.search(name) or _NUMERAL.match(name):
        return False
    lead = _TOKEN.search(name)
    first = plain_word(lead.group()) if lead else ""
    if first in _rows(language, "titles", "not_names"):
        return False
    particle = first in _rows(language, "titles", "particles")
    if last.words[-1] in _rows(language, "titles", "romance") and first in _rows(language, "titles", "romance_particles"):
        return False
    if len(last.words) == 1 and last.words[0] in _rows(language, "titles", "first_names") and len(words) > 1 and alone:
        return False
    start = lead.group()[0] if lead else ""
    return (start.isalpha() and not start.islower()) or (particle and len(words) + name.count("'") + name.count("’") > 1)


def is_title(text: str, language: str = "en") -> bool:
    """Whether the text is ranks and titles and nothing else.

    >>> is_title("Major General"), is_title("Commander-in-Chief"), is_title("General Smith"), is_title("Vice")
    (True, True, False, False)
    """
    steps, _ = _steps(text, language)
    return bool(steps) and not _TOKEN.search(text, steps[-1].end)


def is_post(text: str, language: str = "en") -> bool:
    """Whether the text is military ranks and offices and nothing else: nobody's name.

    >>> is_post("Lieutenant General"), is_post("Minister of War"), is_post("Sultan")
    (True, True, False)
    """
    steps, _ = _steps(text, language)
    return bool(steps) and not _TOKEN.search(text, steps[-1].end) and all(step.kind in ("rank", "office") for step in steps)


def is_post_of(text: str, language: str = "en") -> bool:
    """Whether the text begins with a rank or an office that goes with what follows: "Admiral of France".

    >>> is_post_of("Admiral of France"), is_post_of("Admiral of the Fleet Smith"), is_post_of("King of Spain")
    (True, False, False)
    """
    steps, _ = _steps(text, language)
    if not steps or any(step.kind not in ("rank", "office") for step in steps) or rank_length(text, language):
        return False
    following = _TOKEN.search(text, steps[-1].end)
    return following is not None and plain_word(following.group()) in _rows(language, "titles", "not_names")


def rank_place(text: str, start: int, language: str = "en") -> int | None:
    """The first place from `start` on where a rank with a name after it begins, or None.

    >>> rank_place("Commander-in-Chief, India Sir Edward Paget", 18)
    26
    """
    for number, token in enumerate(_TOKEN.finditer(text, start)):
        if number > _MOST:
            break
        if token.group()[0].isupper() and rank_length(text[token.start() :], language):
            return token.start()
    return None
