"""Numbers written out in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .tokens import Token, number_table, vocabulary

#: Of a larger number nobody is sure to the last digit.
MOST = 1e15
DASHES = frozenset("–—-−‒‑")


class Core(NamedTuple):
    """The number itself: `last` is the place behind it, `spelled` that it is in words, `scaled` that a scale word is in it."""

    value: float
    last: int
    spelled: bool
    scaled: bool


@cache
def values(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Number words and scale words with their values."""
    words = number_table(language)
    return dict(words["cardinals"]), dict(words["scales"])  # type: ignore[call-overload]


def spelled(found: Sequence[Token], place: int, language: str) -> Core | None:
    """A number written out at `place`: "twenty-five", "two hundred and fifty", "half a million"; None where none stands."""
    cardinals, scales = values(language)
    words = number_table(language)
    total = current = 0.0
    last, seen = place, False
    low = found[place].low
    nxt = found[place + 1].low if place + 1 < len(found) else ""
    if low in words["articles"] and nxt in scales and nxt not in ("k", "score"):  # type: ignore[operator]
        current, last = 1, place + 1
    elif low in words["half"] and nxt in words["articles"]:  # type: ignore[operator]
        after = found[place + 2].low if place + 2 < len(found) else ""
        if after not in scales:
            return None
        current, last = 0.5, place + 2
    elif low in scales and (len(low) <= 3 or low == "score" or place and found[place - 1].kind in ("num", "odd")):
        return None  # the million of "$5 million"
    if place and found[place - 1].low == "no" and low == "one":
        return None
    while last < len(found):
        token = found[last]
        parts = token.low.split("-") if token.kind == "word" else []
        found_values = [cardinals[part] for part in parts if part in cardinals]
        if parts and len(found_values) == len(parts):
            if seen and current % 10 and found_values[0] < 100 and current < 100:
                break  # "one two": two figures
            if seen and 0 < current < 100 and found_values[0] >= 10:
                break
            current += sum(found_values)
        elif token.low in scales and token.kind == "word" and (seen or current or last == place):
            scale = scales[token.low]
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total += (current or 1) * scale
                current = 0
        elif seen and token.low == "and" and last + 1 < len(found) and total + current >= 100:
            if found[last + 1].low.split("-")[0] not in cardinals or found[last - 1].low not in scales:
                break
            last += 1
            continue
        else:
            break
        seen = True
        last += 1
        if total + current > MOST:
            return None
    if not seen:
        return None
    following = found[last] if last < len(found) else None
    if following and (following.low in vocabulary(language)["fractions"] or following.low in vocabulary(language)["units"]):
        return None
    if following and (following.text in DASHES or following.text == "%") and following.start == found[last - 1].end:
        return None
    if last == place + 1 and place and (_named(found, place, following) or _designated(found, place, language)):
        return None
    value = total + current
    return Core(value, last, True, value >= 100) if value == int(value) else None


def _named(found: Sequence[Token], place: int, after: Token | None) -> bool:
    """Whether a number word is part of a name: "the Seven Years' War"."""
    token, prior = found[place], found[place - 1]
    return bool(
        token.text[:1].isupper() and prior.kind == "word" and after and after.kind == "word" and after.text[:1].isupper()
        and prior.low not in ("and", "total")
    )  # fmt: skip


def _designated(found: Sequence[Token], place: int, language: str) -> bool:
    """Whether a number word ends a name: "In Phase One", "Task Force One", "Army Group Two"."""
    token, prior = found[place], found[place - 1]
    words = vocabulary(language)
    capitals = token.text[:1].isupper() and prior.text[:1].isupper()
    return capitals and (prior.low in words["designators"] or prior.low in words["formation_designators"])
