"""People that the page only guesses at: "Unknown, possibly Vykintas"."""

from __future__ import annotations

import re
from functools import cache

from ...richtext import Line
from ..names.base import flat
from .lists import is_nobody
from .ranks import people_words


@cache
def _guess(language: str) -> re.Pattern[str]:
    rows = people_words(language)["placeholders"]

    def any_of(key: str) -> str:
        return "|".join(map(re.escape, sorted(rows[key], key=len, reverse=True)))

    unknown = rf"(?:(?:{any_of('unknown')})\s*(?:[,;:(–—-]\s*|\s)(?:but\s+)?)?"
    return re.compile(rf"{unknown}(?P<guess>{any_of('guesses')})\s+(?=[^\W\d_])", re.IGNORECASE)


def guessed(line: Line, language: str = "en") -> tuple[str, Line] | None:
    """The word of doubt before the only person that a line names, and the rest of the line; None where nobody is guessed at.

    >>> from extract.richtext import plain
    >>> [guessed(plain(t).lines[0]) for t in ("Unknown", "Likely", "possibly a Saxon chief")]
    [None, None, None]
    >>> word, rest = guessed(plain("Unknown (possibly Vykintas)").lines[0])
    >>> word, rest.text
    ('possibly', 'Vykintas')
    """
    match = _guess(language).match(line.text[:100])
    if not match:
        return None
    end = len(line.text)
    if line.text.endswith(")") and line.text.count("(", 0, match.end()) > line.text.count(")", 0, match.end()):
        end -= 1
    rest = line.slice(match.end(), end)
    if not rest.text[:1].isupper() or is_nobody(rest.text, language) or _either(language).search(rest.text):
        return None
    return flat(match["guess"]), rest


def holds_guess(text: str, language: str = "en") -> bool:
    """Whether words that name nobody for sure go on to guess at somebody: "Unknown, but possibly X or Y".

    >>> holds_guess("Unknown local chief, possibly Ali"), holds_guess("Unknown"), holds_guess("Probably unknown")
    (True, False, False)
    """
    match = _any_guess(language).search(text[:300])
    return match is not None and text[match.end()].isupper()


@cache
def _either(language: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(people_words(language)["placeholders"]["alternatives"]) + r")\b", re.IGNORECASE)


@cache
def _any_guess(language: str) -> re.Pattern[str]:
    rows = people_words(language)["placeholders"]["guesses"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, rows)) + r")\s+(?=[^\W\d_])", re.IGNORECASE)
