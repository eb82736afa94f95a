"""The tokens around a numeral, as the rules look at them that tell counts from what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token, vocabulary

DASHES = frozenset("–—-−‒‑")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
NOTHING = Token("punct", "", 0, 0)


class View:
    """Tokens, the vocabulary of their language, and what is known of the numerals passed so far.

    `names` (lower case) are those after which a numeral counts ("Iran 82"); `counted` says that a count stands earlier in
    the same clause; `taken` are the places of the numerals before that count nothing, `years` of them the years; `dated` those of
    all numerals beside a month's name.
    """

    def __init__(self, found: Sequence[Token], language: str, names: frozenset[str]) -> None:
        self.found, self.names = found, names
        self.words = vocabulary(language)
        self.counted = False
        self.taken: set[int] = set()
        self.years: set[int] = set()
        self.dated: frozenset[int] = frozenset()

    def at(self, place: int) -> Token:
        return self.found[place] if 0 <= place < len(self.found) else NOTHING

    def near(self, place: int, step: int) -> Token:
        """The next token that is no reference."""
        place += step
        while self.at(place).kind == "ref":
            place += step
        return self.at(place)

    def plain(self, place: int) -> bool:
        token = self.at(place)
        return token.kind == "num" and token.plain

    def year(self, place: int) -> bool:
        """Whether a numeral may be a year by its form: four digits."""
        token = self.at(place)
        return self.plain(place) and len(token.text) == 4 and _FIRST_YEAR <= token.value <= _LAST_YEAR

    def day(self, place: int) -> bool:
        """Whether a numeral may be a day of a month by its form."""
        token = self.at(place)
        return self.plain(place) and 1 <= token.value <= 31 and len(token.text) <= 2

    def touching(self, place: int, signs: str) -> bool:
        """Whether the token at `place` stands right behind one of the signs, and that right behind another token."""
        prior = self.at(place - 1)
        return prior.text in tuple(signs) and prior.end == self.at(place).start and self.at(place - 2).end == prior.start

    def touched(self, place: int, signs: str) -> bool:
        """Whether one of the signs stands right behind the token at `place`, and another token right behind that."""
        after = self.at(place + 1)
        return after.text in tuple(signs) and after.start == self.at(place).end and self.at(place + 2).start == after.end

    def counted_word(self, place: int) -> bool:
        """Whether something that can be counted stands here, so that "in 1500 men" is no year."""
        token = self.at(place)
        return (
            token.kind == "word" and token.text[:1].islower() and len(token.low) > 3 and token.low not in self.words["after_year"]
        )
