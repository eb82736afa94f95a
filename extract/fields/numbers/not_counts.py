"""Numerals that count nothing: years, dates, measures, money, shares, names of units and types, pages, times.

Each rule looks at a few tokens around the numeral; all word lists are rows of ``numbers.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token, vocabulary

_DASHES = frozenset("–—-−‒‑")
_RAISED, _TIMES = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹^"), frozenset("×x·*")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_NOTHING = Token("punct", "", 0, 0)


def not_counts(found: Sequence[Token], language: str, names: frozenset[str] = frozenset()) -> frozenset[int]:
    """The places of numerals that are no counts. After one of `names` (lower case) a numeral counts ("Iran 82")."""
    seeker = _Seeker(found, language, names)
    return frozenset(place for place, token in enumerate(found) if token.kind == "num" and seeker.barred(place))


class _Seeker:
    def __init__(self, found: Sequence[Token], language: str, names: frozenset[str]) -> None:
        self.found, self.names = found, names
        self.words = vocabulary(language)
        self.dates = self._dates()
        self.counted = False  # whether a count stands earlier in the same clause
        self.last = 0
        self.taken: set[int] = set()  # the numerals before that count nothing, and of them the years
        self.years: set[int] = set()

    def _dates(self) -> frozenset[int]:
        """Numerals of dates: beside a month's name, also through a range ("6–15 March 1945", "May 20")."""
        taken: set[int] = set()
        for place, token in enumerate(self.found):
            if token.kind != "word" or token.low not in self.words["months"] or not token.text[0].isupper():
                continue
            back = place - 1
            if self._at(back).text == "of":
                back -= 1
            taken |= self._days(back, -1)
            ahead = place + 1
            if self._at(ahead).text == ".":
                ahead += 1
            taken |= self._days(ahead, 1)
            while ahead in taken or self._at(ahead).text in _DASHES or self._at(ahead).text == ",":
                ahead += 1
            if self._year(ahead) and ahead - place < 8:
                taken.add(ahead)
        return frozenset(taken)

    def _days(self, place: int, step: int) -> set[int]:
        taken: set[int] = set()
        while self._is_day(place):
            taken.add(place)
            if self._at(place + step).text not in (*_DASHES, "/", "and", "to") or not self._is_day(place + 2 * step):
                break
            place += 2 * step
        return taken

    def _is_day(self, place: int) -> bool:
        token = self._at(place)
        return token.kind == "num" and token.plain and 1 <= token.value <= 31 and len(token.text) <= 2

    def _year(self, place: int) -> bool:
        token = self._at(place)
        return token.kind == "num" and token.plain and len(token.text) == 4 and _FIRST_YEAR <= token.value <= _LAST_YEAR

    def _at(self, place: int) -> Token:
        return self.found[place] if 0 <= place < len(self.found) else _NOTHING

    def _near(self, place: int, step: int) -> Token:
        """The next token that is no reference."""
        place += step
        while self._at(place).kind == "ref":
            place += step
        return self._at(place)

    def barred(self, place: int) -> bool:
        for between in range(self.last, place):  # every token is passed once
            token = self.found[between]
            if token.text in ",;:.()" and token.kind == "punct" or token.low in ("and", "or", "&"):
                self.counted = False
        self.last = place
        is_barred = self._is_barred(place)
        if is_barred:
            self.taken.add(place)
        self.counted = self.counted or not is_barred
        return is_barred

    def _is_barred(self, place: int) -> bool:
        token, prior, after = self.found[place], self._near(place, -1), self._near(place, 1)
        return (
            place in self.dates
            or self._power(place)
            or self._measure(place, after)
            or self._money(place, prior, after)
            or self._fraction(place, prior, after)
            or self._year_here(place, token, prior, after)
            or self._is_name(place, token, prior, after)
        )

    def _power(self, place: int) -> bool:
        """A power of ten, what it is multiplied by, or its exponent: "1.5×10⁶", "1.5 x 10^6"."""
        base = place + 2 if self._at(place + 1).low in _TIMES else place
        token, after = self._at(base), self._at(base + 1)
        if token.kind == "num" and token.value == 10 and after.start == token.end and after.text[:1] in _RAISED:
            return True
        return self._at(place - 1).text == "^" and self._at(place - 2).kind == "num"

    def _year_here(self, place: int, token: Token, prior: Token, after: Token) -> bool:
        if self._is_year(place, token, prior, after):
            self.years.add(place)
            return True
        return False

    def _measure(self, place: int, after: Token) -> bool:
        if after.low in self.words["percent"] or (after.low == "per" and self._at(place + 2).low == "cent"):
            return True
        if (
            after.text in ("-", "‑", "–", "to")
            and self._at(place + 2).kind == "num"
            and self._unit(self._at(place + 3), place + 3)
        ):
            return self._at(place + 1).end == self._at(place + 2).start or after.text == "to"  # "10–15 km", "30-40%"
        if after.text in _DASHES and after.start == self.found[place].end and self._at(place + 2).kind == "name":
            return bool(self._at(place + 2).suffix)
        return self._unit(after, place + 1)

    def _unit(self, token: Token, place: int) -> bool:
        if token.low in self.words["percent"]:
            return True
        if token.kind == "word" and token.low in self.words["units"]:
            return True
        return token.text in ("°", "′", "″") and token.start == self._at(place - 1).end

    def _money(self, place: int, prior: Token, after: Token) -> bool:
        if prior.low in self.words["currency_before"] and prior.end <= self.found[place].start <= prior.end + 1:
            return True
        step = place + 1
        while self._at(step).low in ("million", "billion", "thousand", "k", "m", "bn", "mn", "hundred"):
            step += 1
        token = self._at(step)
        return token.kind in ("word", "punct") and token.low in self.words["currency_after"] | (
            self.words["currency_before"] - {"rs"}
        )

    def _fraction(self, place: int, prior: Token, after: Token) -> bool:
        """ "1/3", "2/5th", "10:30"."""
        token = self.found[place]
        slash = after.text in ("/", "⁄") and after.start == token.end and self._at(place + 2).start == after.end
        if slash and (self._at(place + 2).kind == "name" or self._at(place + 2).kind == "num" and self._at(place + 2).plain):
            return True
        slashed = prior.text in ("/", "⁄") and prior.end == token.start
        if (
            slashed
            and self._at(place - 2).end == prior.start
            and (
                self._at(place - 2).kind == "name"
                or self._at(place - 2).kind == "num"
                and token.plain
                and self._at(place - 2).plain
            )
        ):
            return True
        if token.plain and after.low == "to" and self._at(place + 2).text == "1" and token.value > 1:
            return True  # "2 to 1"
        if (
            token.text == "1"
            and prior.low == "to"
            and self._at(place - 2).kind == "num"
            and self._at(place - 2).plain
            and self._at(place - 2).value > 1
        ):
            return True
        clock = after.text == ":" and after.start == token.end and self._at(place + 2).start == after.end
        if clock and self._at(place + 2).text.isdigit() and token.plain and token.value < 100:
            return True  # "10:30", "2:1"
        return (
            prior.text == ":"
            and prior.end == token.start
            and self._at(place - 2).kind == "num"
            and self._at(place - 2).end == prior.start
            and (token.plain and self._at(place - 2).plain and self._at(place - 2).value < 100)
        )

    def _is_year(self, place: int, token: Token, prior: Token, after: Token) -> bool:
        if after.low in self.words["eras"] and after.kind == "word":
            return True
        if prior.low in ("ad", "ah") and prior.text.isupper() and token.plain:
            return True
        if not self._year(place):
            # the short end of a range of years: "1914–18"
            span = prior.text in (*_DASHES, "/") and prior.end == token.start and self._year(place - 2)
            return span and token.plain and len(token.text) == 2 and place - 2 in self.taken
        if after.text in _DASHES and after.start == token.end and self._at(place + 2).start == after.end:
            short = self._at(place + 2)
            if short.kind == "num" and short.plain and len(short.text) == 2 and short.value > token.value % 100:
                return not self._counted_word(place + 3)  # "1914–18"
        if prior.text in ("-", "‑") and prior.end == token.start and self._at(place - 2).low in self.words["year_before"]:
            return True  # "mid-1944"
        closes, opens = after.text in (")", "]"), prior.text in ("(", "[")
        ranged = after.text in _DASHES and (self._year(place + 2) or self._at(place + 2).low in ("present", "now", "date", "")
                                            or self._at(place + 2).plain and len(self._at(place + 2).text) == 2)  # fmt: skip
        if opens and after.kind == "word" and after.low in self.words["year_nouns"]:
            return True  # "(1986 estimate)"
        if closes and prior.text == "." and self._at(place - 2).low in ("c", "ca") and self._at(place - 3).text == "(":
            return not self.counted  # "(c. 2009)"
        if prior.low == "of" and self._at(place - 2).low == "as":
            return not self._counted_word(place + 1)  # "as of 2012"
        if opens and (closes or after.text in (",", ";", "?", "/") and not self._counted_word(place + 2)):
            return True
        if ranged and self._year(place + 2) and self._at(place + 3).text == ")":
            return True
        if opens and ranged:
            past = self._at(place + 3)
            return past.kind != "word" or past.low in ("and", "estimate", "census", "only")
        backward = prior.text in (*_DASHES, "/", "to", "and") and self._year(place - 2) and place - 2 in self.years
        if backward:
            return True
        if closes and (prior.low in self.words["year_before_close"] or prior.low in self.words["year_before"] or prior.text == ","
                       or prior.kind == "word" and prior.low not in ("total", "some", "over", "than")):  # fmt: skip
            return not self.counted
        if prior.low in self.words["year_before"] and prior.kind == "word":
            return not self._counted_word(place + 1)
        if place == 0 and after.text == ":" or prior.text in ("\n",) and after.text == ":":
            return True
        if place == 0 and ranged and self._at(place + 3).text == ":":
            return True
        if place == 0 and after.text in _DASHES and self._at(place + 2) is _NOTHING:
            return True  # "1992-" over what follows
        return after.text == "-" and self._at(place + 2).low in ("present", "now")

    def _counted_word(self, place: int) -> bool:
        """Whether something that can be counted follows, so that "in 1500 men" is no year."""
        token = self._at(place)
        return (
            token.kind == "word" and token.text[:1].islower() and len(token.low) > 3 and token.low not in self.words["after_year"]
        )

    def _is_name(self, place: int, token: Token, prior: Token, after: Token) -> bool:
        if not token.plain or token.suffix:
            return False
        touching = (
            prior.text in ("-", "‑", "/", ".")
            and prior.end == token.start
            and place >= 2
            and self._at(place - 2).end == prior.start
        )
        if touching and self._at(place - 2).kind in ("name", "word") and prior.text != ".":
            return self._at(place - 2).kind == "name"
        if prior.text in _DASHES and prior.end == token.start and self._at(place - 2).kind == "num" and self._at(place - 2).plain:
            return place - 2 in self.taken and place - 2 not in self.years  # "pp. 33–35"
        if prior.text == ".":  # "No. 3"
            named = self._near(place - 1, -1)
            if (
                named.low in self.words["designators"]
                and named.end == prior.start
                and (named.text[:1].isupper() or len(named.low) < 5)
            ):
                return True
        if prior.text == "#" or prior.text == "№" or prior.text == "°":
            return True
        if prior.kind in ("word", "name") and prior.end + 1 >= token.start:
            if prior.low in self.names:
                return False
            if prior.low in self.words["designators"] and (
                prior.text[:1].isupper() or prior.low in ("no", "nos", "p", "pp", "page", "pages", "type")
            ):
                return True
            if (
                prior.low in self.words["formation_designators"]
                and prior.text[:1].isupper()
                and (token.value <= 200 and after.kind != "word" or after.text == ":")
            ):
                return True  # "Force 136", "Brigade 2506:"
            capital = prior.text[:1].isupper()
            if capital and self.counted and token.value < 1000 and (after.kind != "word" or after.text[:1].islower()):
                return True  # "5 Qiam 1 missiles", "2 Mirage 2000"
            if (
                capital
                and after.text == ")"
                and token.value < 100
                and prior.low not in self._tolls()
                and not self.words["cardinals_before"] & {prior.low}
            ):
                return True  # "(Luftflotte 4)"
            if prior.text.isupper() and 2 <= len(prior.text) <= 5 and token.value < 1000 and prior.low not in self._tolls():
                return True  # "LST 282", "PT 109"
        return self._numbered(place, token)

    def _tolls(self) -> frozenset[str]:
        return self.words["tolls"]

    def _numbered(self, place: int, token: Token) -> bool:
        """Whether the number names a unit: "617 Squadron", "3 Commando Brigade"; not "1 Squadron", "2 Squadrons"."""
        if token.value <= 1:
            return False
        step = place + 1
        while step < place + 5:
            word = self._at(step)
            if word.kind != "word" or not word.text[:1].isupper():
                return False
            if word.text in self.words["numbered"]:
                return True
            step += 1
        return False
