"""Figures in words: amounts with their ranges, bounds and doubts, and nothing that only looks like one.

    amount   := qualifier* core (joiner qualifier* core)* suffix*  |  vague
    core     := numeral scale?  |  number words  |  ("a" | "an" | "half a") scale
    joiner   := "–" | "-" | "to" | "or" | "and" after "between"
    suffix   := "+" | "or more" | "~" | "(est.)" ...

Years, dates, ordinals, unit and type designations, percentages, money, calibers, measures, times and page numbers
are no amounts. The words are rows of ``data/languages/<language>/numbers.toml``. One pass over the tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...richtext import Span
from .not_counts import not_counts
from .phrases import SIGNS, Bound, Phrases, Qualifiers, qualifiers, vague_phrases
from .tokens import Token, tokens, vocabulary
from .words import DASHES, MOST, Core, spelled, values

_ROUND = frozenset({10, 100, 1_000, 10_000, 100_000, 1_000_000})
_NOWHERE = Span(0, 0)
_END = Token("punct", "", 0, 0)


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
    core: Span = _NOWHERE
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and the tokens ``[first, last)`` it stands in."""

    amount: Amount
    first: int
    last: int


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

    def amounts(self) -> Iterator[Found]:
        self.barred = not_counts(self.found, self.language, self.names)
        before, vague = qualifiers(self.language, "before"), vague_phrases(self.language)
        place, size = 0, len(self.found)
        state = Qualifiers()
        while place < size:
            token = self.found[place]
            if token.kind == "ref":
                place += 1
                continue
            core = self._core(place)
            if core is not None and (one := self._amount(place, core, state)):
                yield one
                place, state = one.last, Qualifiers()
                continue
            if (round_ := self._round(place)) is not None:
                one = self._vague_amount(place, round_, state)
                yield one
                place, state = one.last, Qualifiers()
                continue
            if (loose := vague.at(self.found, place)) and self._is_vague(place, loose[0]):
                one = self._vague_amount(place, loose[0], state)
                yield one
                place, state = one.last, Qualifiers()
                continue
            if token.text in SIGNS and token.kind == "punct" and not (token.text == "+" and self._adds(place)):
                state.add(place, SIGNS[token.text])
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
            state = Qualifiers()
            place += 1

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _adds(self, place: int) -> bool:
        """Whether a plus adds one figure to another ("30,000 + 7,000"), and is no bound ("+27,000")."""
        return place > 0 and not (self.found[place - 1].kind == "punct" and self.found[place - 1].text in "(:;,–-")

    def _core(self, place: int) -> Core | None:
        """Value, the place after it, whether it is spelled out, whether it has a scale word."""
        token = self.found[place]
        scales = values(self.language)[1]
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
            if value > MOST:
                return None
            if value != int(value) and self._at(last).text not in DASHES and self._at(last).low != "to":
                return None  # "2.5 brigades"; but "1.5–2 million"
            return Core(value, last, False, scaled)
        return spelled(self.found, place, self.language) if token.kind == "word" else None

    def _at(self, place: int) -> Token:
        return self.found[place] if place < len(self.found) else _END

    def _amount(self, place: int, core: Core, state: Qualifiers) -> Found | None:
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
            elif (
                plain_low and low < 1000 <= other and low * 1000 <= other and other % 1000 == 0 and low >= 2 and not other_scaled
            ):
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

    def _joined(self, last: int, state: Qualifiers, high: float) -> tuple[Core, Qualifiers] | None:
        """The second number of a range, where one follows."""
        place = self._past_refs(last)
        if place < len(self.found) and self.found[place].text in ("+", "~"):  # "2,000+–3,000"
            place = self._past_refs(place + 1)
        if place >= len(self.found):
            return None
        sign = self.found[place]
        words = vocabulary(self.language)
        dash = sign.text in DASHES or sign.text in ("~", "～", "〜")
        to = sign.low in words["joiners"] and sign.kind == "word"
        between = state.opener and sign.low in words["and"]
        if not (dash or to or between):
            return None
        place = self._past_refs(place + 1)
        extra = Qualifiers()
        before = qualifiers(self.language, "before")
        while place < len(self.found):
            if self.found[place].text in SIGNS and self.found[place].kind == "punct":
                extra.add(place, SIGNS[self.found[place].text])
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
        after = qualifiers(self.language, "after")
        while last < len(self.found):
            token = self.found[last]
            place = self._past_refs(last)
            if token.text == "+" and not (place + 1 < len(self.found) and self._core(place + 1)):
                bound, last = bound or "at_least", last + 1
            elif token.text == "~" or token.text == "?" and token.start == self.found[last - 1].end:
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
            words = vocabulary(self.language)
            if place and self.found[place - 1].low in words["soft_before"] or after and after.low in words["soft_after"]:
                return False
            return bool(
                after and after.kind in ("word", "name") and not after.low.endswith("ly") and self._core(place + 1) is None
            )
        return not (count == 1 and after and after.low in ("as", "than"))

    def _vague_amount(self, place: int, count: int, state: Qualifiers) -> Found:
        vague = vague_phrases(self.language)
        last = place + count
        while last + 1 < len(self.found) and (self.found[last].low in ("to", "or", "and") or self.found[last].text in DASHES):
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


__all__ = ["Amount", "Found", "Phrases", "find_numbers", "scan"]
