"""Words that stand in the place of a number: "several hundred", "hundreds to thousands", "1000s"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...richtext import Span
from .amounts import Amount, Found
from .phrases import Qualifiers, vague_phrases
from .tokens import Token, vocabulary
from .words import DASHES

_ROUND = frozenset({10, 100, 1_000, 10_000, 100_000, 1_000_000})


def vague_words(found: Sequence[Token], place: int, language: str, number: Callable[[int], object | None]) -> int:
    """How many tokens at `place` stand for a number, 0 for none; `number` says what number stands at a place, if any."""
    if _round(found, place):
        return 1
    loose = vague_phrases(language).at(found, place)
    return loose[0] if loose and _is_vague(found, place, loose[0], language, number) else 0


def _round(found: Sequence[Token], place: int) -> bool:
    """Whether "100s" or "1000s" stands in the place of a number."""
    token = found[place]
    if token.kind != "name" or token.suffix != "s" or token.value not in _ROUND:
        return False
    return not (place and found[place - 1].text[:1].isupper() and found[place - 1].kind != "punct")


def _is_vague(found: Sequence[Token], place: int, count: int, language: str, number: Callable[[int], object | None]) -> bool:
    words = vocabulary(language)
    after = found[place + count] if place + count < len(found) else None
    if count == 1 and found[place].low in words["soft"]:
        if place and found[place - 1].low in words["soft_before"] or after and after.low in words["soft_after"]:
            return False
        return bool(after and after.kind in ("word", "name") and not after.low.endswith("ly") and number(place + 1) is None)
    return not (count == 1 and after and after.low in ("as", "than"))


def vague_amount(text: str, found: Sequence[Token], place: int, count: int, state: Qualifiers, language: str) -> Found:
    """The words as an amount, with those that they are joined to ("hundreds to thousands") and their qualifiers."""
    vague = vague_phrases(language)
    last = place + count
    while last + 1 < len(found) and (found[last].low in ("to", "or", "and") or found[last].text in DASHES):
        more = vague.at(found, last + 1)
        if more is None or found[last + 1].low in vocabulary(language)["soft"]:
            break
        last += 1 + more[0]
    first = place if state.first is None else state.first
    span = Span(found[first].start, found[last - 1].end)
    words = " ".join(text[span.start : span.end].split())
    amount = Amount(span, None, None, state.approximate, state.bound, words, Span(found[place].start, span.end), True)
    return Found(amount, first, last)
