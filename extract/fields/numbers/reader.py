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
from .amounts import Amount, Found
from .not_counts import not_counts
from .phrases import SIGNS, Bound, Phrases, Qualifiers, qualifiers
from .tokens import Token, tokens, vocabulary
from .tolls import lettered
from .vague import vague_amount, vague_words
from .words import DASHES, MOST, Core, and_a_half, spelled, values

_END = Token("punct", "", 0, 0)


def find_numbers(text: str, language: str = "en") -> list[Amount]:
    """The amounts of a text, in order; linear in its length.

    >>> [(a.min, a.max, a.bound) for a in find_numbers("27,000 to 28,000 men, 1,100–3,000+ horses, 12 B-52s in 1968")]
    [(27000, 28000, None), (1100, 3000, 'at_least'), (12, 12, None)]
    >>> [(a.vague, a.min) for a in find_numbers("several hundred rebels and about two dozen guns")]
    [('several hundred', None), (None, 24)]
    """
    found = tokens(text, language)
    return [one.amount for one in scan(text, found, language) if not one.amount.fraction]


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
    last: int = 0  # where the amount before ends

    def amounts(self) -> Iterator[Found]:
        self.barred = not_counts(self.found, self.language, self.names)
        before = qualifiers(self.language, "before")
        place, size = 0, len(self.found)
        state = Qualifiers()
        while place < size:
            token = self.found[place]
            if token.kind == "ref":
                place += 1
                continue
            core = self._core(place)
            if core is not None:
                one = self._amount(place, core, state)
                state = Qualifiers()
                if isinstance(one, int):
                    place = one
                    continue
                yield one
                self.last = place = one.last
                continue
            if count := vague_words(self.found, place, self.language, self._core):
                one = vague_amount(self.text, self.found, place, count, state, self.language)
                yield one
                self.last = place = one.last
                state = Qualifiers()
                continue
            if token.text in SIGNS and token.kind == "punct" and not (token.text == "+" and self._adds(place)):
                state.add(place, SIGNS[token.text])
                place += 1
                if place < size and self.found[place].text in ("=", "-", "/"):  # ">=", "+/-"
                    place += 1
                continue
            if (qualifier := before.at(self.found, place)) and token.text != "CA":  # a heavy cruiser
                state.add(place, qualifier[1])
                place += qualifier[0]
                if place < size and self.found[place].text in (".", ":") and self.found[place].start == self.found[place - 1].end:
                    place += 1  # "approx."
                continue
            if token.text == "," and state.first is not None and not (state.first and self.found[state.first - 1].kind == "word"):
                place += 1  # "at least, 500" is not worth losing a bound for, but a qualifier does not cross other words
                continue
            state = Qualifiers()
            place += 1

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _adds(self, place: int) -> bool:
        """Whether a plus adds one figure to another ("30,000 + 7,000"), and is no bound ("+27,000")."""
        prior = self.found[place - 1].text if place else ""
        if prior == "(" and self.last:
            return True  # "28 killed (+1 later)"
        return place > 0 and not (prior and prior in "(:;,–-")

    def _core(self, place: int) -> Core | None:
        """The number that stands at a place, None where none does."""
        token = self.found[place]
        if token.kind == "word":
            return spelled(self.found, place, self.language)
        if token.kind != "num" or place in self.barred:
            return None
        value, last, scale = token.value, place + 1, 1.0
        scales = values(self.language)[1]
        if half := and_a_half(self.found, last, self.language):
            value, last = value + 0.5, half
        while self._at(last).low in scales and self._at(last).kind == "word":
            if scale == 1 and "." in token.text and token.value >= 1000:
                value = float(token.text.rstrip("+"))  # "1.314 million"
            value = round(value * scales[self._at(last).low], 3)
            scale *= scales[self._at(last).low]
            last += 1
        if self._at(last).low == "k" and self._at(last).kind == "word":  # "450 k men"; "23 k, 45 w" are killed
            after = self._at(last + 1)
            if after.text == "/" or after.kind != "word" and after.text not in DASHES:
                return Core(value, last, False, scale) if lettered(self.found, last) else None
            value, scale, last = value * 1000, 1000, last + 1
        return Core(value, last, False, scale) if value <= MOST else None

    def _at(self, place: int) -> Token:
        return self.found[place] if place < len(self.found) else _END

    def _amount(self, place: int, core: Core, state: Qualifiers) -> Found | int:
        """The amount that begins with a number; where it is none ("1,500–2,0000"), the place behind it."""
        last, scale = core.last, core.scale
        low = high = core.value
        first = place if state.first is None else state.first
        approximate, bound = state.approximate, state.bound
        in_words = core.spelled
        small = self.found[place].plain or core.spelled or low != int(low)  # what a scale behind the end may multiply
        if self.found[place].suffix in ("odd", "ish"):
            approximate = True
        if self.found[place].suffix == "plus":
            bound = "at_least"
        while joined := self._joined(last, state, high) or self._alternative(last):
            other, extra = joined
            if small and scale == 1 and low < 1000:
                low = _scaled(low, other)
            low, high = min(low, other.value), max(high, other.value)
            approximate, bound = approximate or extra.approximate, bound or extra.bound
            last, in_words, scale = other.last, in_words and other.spelled, max(scale, other.scale)
            small = False
        if self._broken(last) or self._no_count(first, last):
            return last
        fraction = low != int(low) or high != int(high)
        last, approximate, bound = self._suffixes(last, approximate, bound)
        end = self.found[last - 1].end
        span, figure = Span(self.found[first].start, end), Span(self.found[place].start, end)
        if fraction:
            return Found(Amount(span, None, None, approximate, bound, core=figure, fraction=True), first, last)
        return Found(Amount(span, int(low), int(high), approximate, bound, None, figure, in_words), first, last)

    def _broken(self, last: int) -> bool:
        """Whether a range's end cannot be read ("1,500–2,0000"), so that its beginning is no figure either."""
        odd = self._at(last + 1)
        return self._at(last).text in DASHES and odd.kind == "odd" and odd.text[:1].isdigit()

    def _no_count(self, first: int, last: int) -> bool:
        """Whether a number tells of the sides, or where something happened: "by both of the two sides", "in 27 states"."""
        words, after = vocabulary(self.language), self._at(last).low
        placed = first > 0 and self.found[first - 1].low in words["where_before"]
        return after in words["no_counts"] and self._at(last).text.islower() or placed and after in words["where"]

    def _joined(self, last: int, state: Qualifiers, high: float) -> tuple[Core, Qualifiers] | None:
        """The second number of a range, where one follows."""
        place = self._past_refs(last)
        if self._at(place).text == "+" or self._at(place).text == "~" and self._at(place + 1).text in DASHES:
            place = self._past_refs(place + 1)  # "2,000+–3,000"
        sign, words = self._at(place), vocabulary(self.language)
        dash = sign.text in DASHES or sign.text in ("~", "～", "〜")
        to = sign.low in words["joiners"] and sign.kind == "word"
        between = state.opener and sign.low in words["and"]
        slash = sign.text == "/" and sign.start == self.found[last - 1].end
        if not (dash or to or between or slash):
            return None
        place, extra = self._qualified(self._past_refs(place + 1))
        if place >= len(self.found) or (core := self._core(place)) is None:
            return None
        spaced = dash and self.found[last - 1].end < sign.start
        if core.value < high and (spaced or not dash or core.value * 10 <= high):
            return None  # "15,000 - 3 legions": two figures
        short = _shortened(high, core)
        if slash and not short or sign.low == "or" and not (short or high < core.value <= high * 10):
            return None
        return core, extra

    def _alternative(self, last: int) -> tuple[Core, Qualifiers] | None:
        """Another number for the same in a bracket: "11 (or 12) tanks"."""
        if self._at(last).text != "(" or self._at(last + 1).low not in vocabulary(self.language)["or"]:
            return None
        place, extra = self._qualified(last + 2)
        core = self._core(place) if place < len(self.found) else None
        if core is None or self._at(core.last).text != ")":
            return None
        return Core(core.value, core.last + 1, core.spelled, core.scale), extra

    def _qualified(self, place: int) -> tuple[int, Qualifiers]:
        """The place behind the qualifiers that stand here, and what they say."""
        extra = Qualifiers()
        before = qualifiers(self.language, "before")
        while place < len(self.found):
            if self.found[place].text in SIGNS and self.found[place].kind == "punct":
                extra.add(place, SIGNS[self.found[place].text])
                place += 1
            elif (qualifier := before.at(self.found, place)) and qualifier[1] != "opener":
                extra.add(place, qualifier[1])
                place += qualifier[0]
                if self._at(place).text == "." and self._at(place).start == self.found[place - 1].end:
                    place += 1  # "2,200 – c. 2,500"
            else:
                break
        return place, extra

    def _past_refs(self, place: int) -> int:
        while place < len(self.found) and self.found[place].kind == "ref":
            place += 1
        return place

    def _suffixes(self, last: int, approximate: bool, bound: Bound | None) -> tuple[int, bool, Bound | None]:
        after = qualifiers(self.language, "after")
        while last < len(self.found):
            token = self.found[last]
            place = self._past_refs(last)
            if error := self._error(last):
                approximate, last = True, error
            elif token.text == "+" and not (place + 1 < len(self.found) and self._core(place + 1)):
                bound, last = bound or "at_least", last + 1
            elif token.text == "~" or token.text == "?" and token.start == self.found[last - 1].end:
                approximate, last = True, last + 1
            elif (phrase := after.at(self.found, last)) and token.text != "CA":
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

    def _error(self, place: int) -> int:
        """The place behind an error that a figure is given with ("500 ± 50"), 0 where none stands."""
        signs = "".join(token.text for token in self.found[place : place + 3])
        behind = place + 1 if signs[:1] == "±" else place + 3 if signs == "+/-" else 0
        return behind + 1 if behind and self._at(behind).kind == "num" else 0

    def _noun_follows(self, place: int, word: str) -> bool:
        return word == "plus" and place < len(self.found) and self.found[place].kind == "word"


def _shortened(low: float, other: Core) -> bool:
    """Whether the thousands of a range stand only behind its end: "12 or 13,000", "2 or 3 hundred", "15/20,000".

    >>> _shortened(12, Core(13_000, 1, False, 1)), _shortened(3, Core(300, 1, False, 1))
    (True, False)
    """
    if other.scale == 1 and (other.value % 1000 or low < 2):
        return False
    scale = other.scale if other.scale > 1 else 1000
    return low < 1000 and low * scale < other.value <= low * scale * 10


def _scaled(low: float, other: Core) -> float:
    """The beginning of a range with the scale that stands only behind its end.

    >>> _scaled(1.5, Core(2_000_000, 1, False, 1_000_000)), _scaled(25, Core(70_000, 1, False, 1))
    (1500000.0, 25000)
    >>> _scaled(1, Core(200_000, 1, True, 100_000)), _scaled(50, Core(100_000, 1, True, 100_000))
    (100000, 50000)
    """
    if other.scale > 1:
        return next((low * scale for scale in (other.scale, 1_000_000, 1_000) if low * scale <= other.value >= scale), low)
    return low * 1000 if low >= 2 and low * 1000 <= other.value and other.value % 1000 == 0 else low


__all__ = ["Amount", "Found", "Phrases", "find_numbers", "scan"]
