"""Numbers written out in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from .tokens import Token, number_table, vocabulary

#: Of a larger number nobody is sure to the last digit.
MOST = 1e15
#: A shorter scale word ("k") may mean something else.
_LEAST = 4
DASHES = frozenset("–—-−‒‑")


class Core(NamedTuple):
    """The number itself: `last` is the place behind it, `spelled` that it is in words, `scale` the product of its scale words."""

    value: float
    last: int
    spelled: bool
    scale: float


@cache
def values(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Number words and scale words with their values."""
    words = number_table(language)
    return dict(words["cardinals"]), dict(words["scales"])  # type: ignore[call-overload]


@dataclass(slots=True)
class _Sum:
    """A number that is being put together from words: `total` up to the last thousand, `current` behind it."""

    language: str
    total: float = 0
    current: float = 0
    scale: float = 1
    seen: bool = False

    def with_(self, parts: Sequence[str]) -> _Sum | None:
        """The number with a word, or a compound's words, behind it; None where they do not all go on with it."""
        longer = replace(self)
        return longer if all(longer.add(part) for part in parts) else None

    def add(self, word: str) -> bool:
        """Take a word in; False where it does not go on with the number."""
        cardinals, scales = values(self.language)
        if word in cardinals:
            small = 0 < self.current < 100
            if self.seen and small and (self.current % 10 or cardinals[word] >= 10) and cardinals[word] < 100:
                return False  # "one two": two figures
            self.current += cardinals[word]
            self.scale = 1
        elif word in scales:
            if scales[word] < 1000:
                self.current = (self.current or 1) * scales[word]
            else:
                self.total += (self.current or 1) * scales[word]
                self.current = 0
            self.scale *= scales[word]
        else:
            return word == "and" and self.seen and self.value >= 100  # "two-hundred-and-fifty"
        self.seen = True
        return True

    @property
    def value(self) -> float:
        return self.total + self.current


def spelled(found: Sequence[Token], place: int, language: str) -> Core | None:
    """A number written out at `place`: "twenty-five", "two hundred and fifty", "half a million"; None where none stands.

    The value is no whole number where what is said is none ("two and a half").
    """
    cardinals, scales = values(language)
    words = number_table(language)
    if share := _share(found, place, language):
        return share
    low, number = found[place].low, _Sum(language)
    if _behind_share(found, place, language) or place and found[place - 1].low == "no" and low == "one":
        return None
    last = place
    if low in words["articles"] and _low(found, place + 1) in scales and _low(found, place + 1) not in ("k", "score"):  # type: ignore[operator]
        number.current, last = 1, place + 1
    elif low in scales and (len(low) <= 3 or low == "score" or place and found[place - 1].kind in ("num", "odd")):
        return None  # the million of "$5 million"
    while last < len(found) and found[last].kind == "word" and number.value <= MOST:
        if found[last].low == "and":
            if half := and_a_half(found, last, language):
                number.current += 0.5
                last = half
                continue
            following = _low(found, last + 1).split("-")[0]
            if not number.seen or number.value < 100 or following not in cardinals or found[last - 1].low not in scales:
                break
            last += 1
        elif longer := number.with_(found[last].low.split("-")):
            number, last = longer, last + 1
        else:
            break
    if not number.seen or number.value > MOST:
        return None
    after = found[last] if last < len(found) else None
    if after and (after.low in vocabulary(language)["fractions"] or after.low in vocabulary(language)["units"]):
        return None
    if after and (after.text in DASHES or after.text == "%") and after.start == found[last - 1].end:
        return None
    if last == place + 1 and place and (_named(found, place, after) or _designated(found, place, language)):
        return None
    return Core(number.value, last, True, number.scale)


def and_a_half(found: Sequence[Token], place: int, language: str) -> int:
    """The place behind "and a half", 0 where that does not stand at `place`."""
    words = number_table(language)
    half = _low(found, place) == "and" and _low(found, place + 1) in words["articles"] and _low(found, place + 2) == "half"  # type: ignore[operator]
    return place + 3 if half else 0


def _share(found: Sequence[Token], place: int, language: str) -> Core | None:
    """A share of a scale word: "half a million", "three quarters of a million", "half dozen"; None where none stands."""
    words = number_table(language)
    shares: dict[str, float] = words["shares_of_scale"]  # type: ignore[assignment]
    articles: list[str] = words["articles"]  # type: ignore[assignment]
    cardinals, scales = values(language)
    parts: list[str] = []
    at = place
    while at < len(found) and len(parts) < 2 and found[at].kind == "word":
        parts += found[at].low.split("-")
        at += 1
        if parts[-1] in shares:
            break
    if not parts or parts[-1] not in shares or len(parts) > 2:
        return None
    count = 1 if len(parts) == 1 or parts[0] in articles else cardinals.get(parts[0])
    at += _low(found, at) == "of"
    at += _low(found, at) in articles
    scale = _low(found, at)
    if count is None or scale not in scales or len(scale) < _LEAST:
        return None
    value = count * shares[parts[-1]] * scales[scale]
    return Core(value, at + 1, True, scales[scale])


def _behind_share(found: Sequence[Token], place: int, language: str) -> bool:
    """Whether the "a million" here is one of which only a share is told ("a third of a million")."""
    words = number_table(language)
    back = place - 1
    if found[place].low not in words["articles"] and back >= 0 and found[back].low in words["articles"]:  # type: ignore[operator]
        back -= 1
    back -= back >= 0 and found[back].low == "of"
    prior = found[back].low.rpartition("-")[2] if back >= 0 else ""
    return prior in words["shares_of_scale"]  # type: ignore[operator]


def _low(found: Sequence[Token], place: int) -> str:
    return found[place].low if place < len(found) else ""


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
