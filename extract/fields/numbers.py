"""Figures in words: amounts with their ranges, bounds and doubts, and nothing that only looks like one.

    amount   := qualifier* core (joiner qualifier* core)* suffix*  |  vague
    core     := numeral scale?  |  number words  |  ("a" | "an" | "half a") scale
    joiner   := "–" | "-" | "to" | "or" | "and" after "between"
    suffix   := "+" | "or more" | "~" | "(est.)" ...

Years, dates, ordinals, unit and type designations, percentages, money, calibers, measures, times and page numbers
are no amounts. The words are rows of ``data/languages/<language>/numbers.toml``. One pass over the tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from ..richtext import Span
from .not_counts import not_counts
from .number_tokens import Token, number_table, tokens, vocabulary

Bound = Literal["at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure: `span` is its words with their qualifiers, in code points of the text; `core` the figure alone.

    `min` = `max` for one number, both None for a `vague` one, whose words it then holds; `spelled` says that it is
    written out ("two").
    """

    span: Span
    min: int | None
    max: int | None
    approximate: bool = False
    bound: Bound | None = None
    vague: str | None = None
    core: Span = Span(0, 0)
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and the tokens ``[first, last)`` it stands in."""

    amount: Amount
    first: int
    last: int


class Phrases:
    """Phrases of several words, looked up at a place among tokens, the longest first."""

    def __init__(self, rows: dict[tuple[str, ...], Any]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for words, value in sorted(rows.items(), key=lambda row: -len(row[0])):
            self._by_first.setdefault(words[0], []).append((words, value))

    def at(self, found: Sequence[Token], place: int) -> tuple[int, Any] | None:
        """The number of tokens that the longest phrase at `place` takes, and its value; None where there is none."""
        for words, value in self._by_first.get(found[place].low, ()):
            last, left = place, len(words)
            while left and last < len(found):
                token = found[last]
                if token.low != words[len(words) - left] or token.kind not in ("word", "punct"):
                    break
                left -= 1
                last += 1
                if last < len(found) and left and found[last].text == "." and len(token.low) <= 6:
                    last += 1
            if not left:
                return last - place, value
        return None


@dataclass(slots=True)
class _Qualifiers:
    first: int | None = None
    approximate: bool = False
    bound: Bound | None = None
    opener: bool = False

    def add(self, place: int, kind: str) -> None:
        if self.first is None:
            self.first = place
        if kind == "approximate":
            self.approximate = True
        elif kind == "opener":
            self.opener = True
        else:
            self.bound = kind  # type: ignore[assignment]


_SIGNS = {"~": "approximate", "≈": "approximate", "∼": "approximate", "≃": "approximate", "±": "approximate", ">": "at_least",
          "≥": "at_least", "+": "at_least", "<": "at_most", "≤": "at_most", "˜": "approximate", "⪆": "at_least", "⁓": "approximate"}  # fmt: skip
_DASHES = frozenset("–—-−‒‑")
#: Of a larger number nobody is sure to the last digit.
_MOST = 1e15
_ROUND = frozenset({10, 100, 1_000, 10_000, 100_000, 1_000_000})
_END = Token("punct", "", 0, 0)


@cache
def _phrases(language: str, place: str) -> Phrases:
    rows: dict[tuple[str, ...], str] = {}
    words = number_table(language)
    for kind in ("approximate", "at_least", "at_most"):
        for phrase in words[f"{kind}_{place}"]:  # type: ignore[attr-defined, index]
            rows[tuple(phrase.split())] = kind
    if place == "before":
        for phrase in words["openers"]:  # type: ignore[attr-defined]
            rows[tuple(phrase.split())] = "opener"
    return Phrases(rows)


@cache
def _vague(language: str) -> Phrases:
    return Phrases({tuple(phrase.split()): phrase for phrase in number_table(language)["vague"]})  # type: ignore[attr-defined]


@cache
def _values(language: str) -> tuple[dict[str, int], dict[str, int]]:
    words = number_table(language)
    return dict(words["cardinals"]), dict(words["scales"])  # type: ignore[call-overload]


def find_numbers(text: str, language: str = "en") -> list[Amount]:
    """The amounts of a text, in order; linear in its length.

    >>> [(a.min, a.max, a.bound) for a in find_numbers("27,000 to 28,000 men, 1,100–3,000+ horses, 12 B-52s in 1968")]
    [(27000, 28000, None), (1100, 3000, 'at_least'), (12, 12, None)]
    >>> [(a.vague, a.min) for a in find_numbers("several hundred rebels and about two dozen guns")]
    [('several hundred', None), (None, 24)]
    """
    found = tokens(text, language)
    return [one.amount for one in scan(text, found, language)]


def scan(text: str, found: Sequence[Token], language: str = "en", names: frozenset[str] = frozenset()) -> list[Found]:
    """The amounts among the tokens of a text. After one of `names` (lower case) a numeral is a count ("Iran 82")."""
    return list(_Scanner(text, found, language, names).amounts())


@dataclass(slots=True)
class _Scanner:
    text: str
    found: Sequence[Token]
    language: str
    names: frozenset[str]
    barred: frozenset[int] = field(default_factory=frozenset)

    def amounts(self) -> Any:
        self.barred = not_counts(self.found, self.language, self.names)
        before, vague = _phrases(self.language, "before"), _vague(self.language)
        place, size = 0, len(self.found)
        state = _Qualifiers()
        while place < size:
            token = self.found[place]
            if token.kind == "ref":
                place += 1
                continue
            core = self._core(place)
            if core is not None and (one := self._amount(place, core, state)):
                yield one
                place, state = one.last, _Qualifiers()
                continue
            if (round_ := self._round(place)) is not None:
                one = self._vague_amount(place, round_, state)
                yield one
                place, state = one.last, _Qualifiers()
                continue
            if (loose := vague.at(self.found, place)) and self._is_vague(place, loose[0]):
                one = self._vague_amount(place, loose[0], state)
                yield one
                place, state = one.last, _Qualifiers()
                continue
            if token.text in _SIGNS and token.kind == "punct" and not (token.text == "+" and self._adds(place)):
                state.add(place, _SIGNS[token.text])
                place += 1
                if place < size and self.found[place].text in ("=", "-", "/"):  # ">=", "+/-"
                    place += 1
                continue
            if qualifier := before.at(self.found, place):
                state.add(place, qualifier[1])
                place += qualifier[0]
                if place < size and self.found[place].text in (".", ":") and self.found[place].start == self.found[place - 1].end:
                    place += 1  # "approx."
                continue
            if token.text == "," and state.first is not None:
                place += 1  # "at least, 500" is not worth losing a bound for, but a qualifier does not cross other words
                continue
            state = _Qualifiers()
            place += 1

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _adds(self, place: int) -> bool:
        """Whether a plus adds one figure to another ("30,000 + 7,000"), and is no bound ("+27,000")."""
        return place > 0 and not (self.found[place - 1].kind == "punct" and self.found[place - 1].text in "(:;,–-")

    def _core(self, place: int) -> tuple[float, int, bool, bool] | None:
        """Value, the place after it, whether it is spelled out, whether it has a scale word."""
        token = self.found[place]
        cardinals, scales = _values(self.language)
        if token.kind == "num":
            if place in self.barred:
                return None
            value, last = token.value, place + 1
            scaled = False
            while last < len(self.found) and self.found[last].low in scales and self.found[last].kind == "word":
                if "." in token.text and not scaled and token.value >= 1000 and not token.plain:
                    value = float(token.text.rstrip("+"))  # "1.314 million"
                value = round(value * scales[self.found[last].low], 3)
                scaled = True
                last += 1
            if value > _MOST:
                return None
            if value != int(value) and self._at(last).text not in _DASHES and self._at(last).low != "to":
                return None  # "2.5 brigades"; but "1.5–2 million"
            return value, last, False, scaled
        return self._spelled(place, cardinals, scales) if token.kind == "word" else None

    def _spelled(self, place: int, cardinals: dict[str, int], scales: dict[str, int]) -> tuple[float, int, bool, bool] | None:
        words = number_table(self.language)
        total = current = 0.0
        last, seen = place, False
        low = self.found[place].low
        nxt = self.found[place + 1].low if place + 1 < len(self.found) else ""
        if low in words["articles"] and nxt in scales and nxt not in ("k", "score"):  # type: ignore[operator]
            current, last = 1, place + 1
        elif low in words["half"] and nxt in words["articles"]:  # type: ignore[operator]
            after = self.found[place + 2].low if place + 2 < len(self.found) else ""
            if after not in scales:
                return None
            current, last = 0.5, place + 2
        elif low in scales and (len(low) <= 3 or low == "score" or place and self.found[place - 1].kind in ("num", "odd")):
            return None  # the million of "$5 million"
        if place and self.found[place - 1].low == "no" and low == "one":
            return None
        while last < len(self.found):
            token = self.found[last]
            parts = token.low.split("-") if token.kind == "word" else []
            values = [cardinals[part] for part in parts if part in cardinals]
            if parts and len(values) == len(parts):
                if seen and current % 10 and values[0] < 100 and current < 100:
                    break  # "one two": two figures
                if seen and 0 < current < 100 and values[0] >= 10:
                    break
                current += sum(values)
            elif token.low in scales and token.kind == "word" and (seen or current or last == place):
                scale = scales[token.low]
                if scale < 1000:
                    current = (current or 1) * scale
                else:
                    total += (current or 1) * scale
                    current = 0
            elif seen and token.low == "and" and last + 1 < len(self.found) and total + current >= 100:
                if self.found[last + 1].low.split("-")[0] not in cardinals or self.found[last - 1].low not in scales:
                    break
                last += 1
                continue
            else:
                break
            seen = True
            last += 1
            if total + current > _MOST:
                return None
        if not seen:
            return None
        after = self.found[last] if last < len(self.found) else None
        if after and (after.low in vocabulary(self.language)["fractions"] or after.low in vocabulary(self.language)["units"]):
            return None
        if after and (after.text in _DASHES or after.text == "%") and after.start == self.found[last - 1].end:
            return None
        if last == place + 1 and place and self._named(place, after):
            return None
        value = total + current
        return (value, last, True, value >= 100) if value == int(value) else None

    def _at(self, place: int) -> Token:
        return self.found[place] if place < len(self.found) else _END

    def _named(self, place: int, after: Token | None) -> bool:
        """Whether a number word is part of a name: "the Seven Years' War"."""
        token, prior = self.found[place], self.found[place - 1]
        return bool(
            token.text[:1].isupper() and prior.kind == "word" and after and after.kind == "word" and after.text[:1].isupper()
            and prior.low not in ("and", "total")
        )  # fmt: skip

    def _amount(self, place: int, core: tuple[float, int, bool, bool], state: _Qualifiers) -> Found | None:
        value, last, spelled, scaled = core
        low = high = value
        first = place if state.first is None else state.first
        start_core = place
        approximate, bound = state.approximate, state.bound
        plain_low = self.found[place].plain or value != int(value)
        if self.found[place].suffix == "odd":
            approximate = True
        if self.found[place].suffix == "plus":
            bound = "at_least"
        while joined := self._joined(last, state, high):
            (other, end, more_spelled, other_scaled), extra = joined
            if not scaled and other_scaled and low < 1000 and (plain_low or spelled):
                scale = _scale_of(other)
                low = low * scale if low * scale <= other else low
            elif plain_low and low < 1000 <= other and low * 1000 <= other and other % 1000 == 0 and low >= 2 and not other_scaled:
                low *= 1000  # "25–70,000"
            low, high = min(low, other), max(high, other)
            approximate, bound = approximate or extra.approximate, bound or extra.bound
            last, spelled, scaled = end, spelled and more_spelled, scaled or other_scaled
            plain_low = False
        if low != int(low) or high != int(high):
            return None
        last, approximate, bound = self._suffixes(last, approximate, bound)
        end_core = self.found[last - 1].end
        span = Span(self.found[first].start, end_core)
        amount = Amount(
            span, int(low), int(high), approximate, bound, None, Span(self.found[start_core].start, end_core), spelled
        )
        return Found(amount, first, last)

    def _joined(self, last: int, state: _Qualifiers, high: float) -> tuple[tuple[float, int, bool, bool], _Qualifiers] | None:
        """The second number of a range, where one follows."""
        place = self._past_refs(last)
        if place < len(self.found) and self.found[place].text in ("+", "~"):  # "2,000+–3,000"
            place = self._past_refs(place + 1)
        if place >= len(self.found):
            return None
        sign = self.found[place]
        words = vocabulary(self.language)
        dash = sign.text in _DASHES or sign.text in ("~", "～", "〜")
        to = sign.low in words["joiners"] and sign.kind == "word"
        between = state.opener and sign.low in words["and"]
        if not (dash or to or between):
            return None
        place = self._past_refs(place + 1)
        extra = _Qualifiers()
        before = _phrases(self.language, "before")
        while place < len(self.found):
            if self.found[place].text in _SIGNS and self.found[place].kind == "punct":
                extra.add(place, _SIGNS[self.found[place].text])
                place += 1
            elif (qualifier := before.at(self.found, place)) and qualifier[1] != "opener":
                extra.add(place, qualifier[1])
                place += qualifier[0]
            else:
                break
        if place >= len(self.found) or (core := self._core(place)) is None:
            return None
        spaced = dash and self.found[last - 1].end < sign.start
        if core[0] < high and (spaced or not dash or core[0] * 10 <= high):
            return None  # "15,000 - 3 legions": two figures
        if sign.low == "or" and not (high < core[0] <= high * 10):
            return None
        return core, extra

    def _past_refs(self, place: int) -> int:
        while place < len(self.found) and self.found[place].kind == "ref":
            place += 1
        return place

    def _suffixes(self, last: int, approximate: bool, bound: Bound | None) -> tuple[int, bool, Bound | None]:
        after = _phrases(self.language, "after")
        while last < len(self.found):
            token = self.found[last]
            place = self._past_refs(last)
            if token.text == "+" and not (place + 1 < len(self.found) and self._core(place + 1)):
                bound, last = bound or "at_least", last + 1
            elif token.text == "~":
                approximate, last = True, last + 1
            elif token.text == "?" and token.start == self.found[last - 1].end:
                approximate, last = True, last + 1
            elif phrase := after.at(self.found, last):
                follows = last + phrase[0]
                if follows < len(self.found) and self._core(follows) is not None:
                    break  # "5,000 plus 300 guns", "500, at least 20 wounded"
                if token.low in ("plus", "max", "maximum", "minimum", "tops", "odd") and self._noun_follows(follows, token.low):
                    break
                approximate = approximate or phrase[1] == "approximate"
                bound = bound or (phrase[1] if phrase[1] != "approximate" else None)
                last = follows
            else:
                break
        return last, approximate, bound

    def _noun_follows(self, place: int, word: str) -> bool:
        return word == "plus" and place < len(self.found) and self.found[place].kind == "word"

    # -- words instead of numbers ------------------------------------------------------------------------------------

    def _round(self, place: int) -> int | None:
        """One where "100s" or "1000s" stands in the place of a number, else None."""
        token = self.found[place]
        if token.kind != "name" or token.suffix != "s" or token.value not in _ROUND:
            return None
        return None if place and self.found[place - 1].text[:1].isupper() and self.found[place - 1].kind != "punct" else 1

    def _is_vague(self, place: int, count: int) -> bool:
        soft = vocabulary(self.language)["soft"]
        after = self.found[place + count] if place + count < len(self.found) else None
        if count == 1 and self.found[place].low in soft:
            return bool(after and after.kind in ("word", "name") and not after.low.endswith("ly") and self._core(place + 1) is None)
        return not (count == 1 and after and after.low in ("as", "than"))

    def _vague_amount(self, place: int, count: int, state: _Qualifiers) -> Found:
        vague = _vague(self.language)
        last = place + count
        while last + 1 < len(self.found) and (self.found[last].low in ("to", "or", "and") or self.found[last].text in _DASHES):
            more = vague.at(self.found, last + 1)
            if more is None or self.found[last + 1].low in vocabulary(self.language)["soft"]:
                break
            last += 1 + more[0]
        first = place if state.first is None else state.first
        span = Span(self.found[first].start, self.found[last - 1].end)
        words = " ".join(self.text[span.start : span.end].split())
        amount = Amount(span, None, None, state.approximate, state.bound, words, Span(self.found[place].start, span.end), True)
        return Found(amount, first, last)


def _scale_of(value: float) -> float:
    """The greatest scale word within a number.

    >>> _scale_of(1_500_000), _scale_of(400)
    (1000000, 100)
    """
    return next((scale for scale in (1_000_000_000, 1_000_000, 1_000, 100) if value >= scale), 1)
