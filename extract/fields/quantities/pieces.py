"""A line of strength or losses as pieces: figures, effects, words, links, separators, brackets.

This is where the vocabulary meets the text; `quantity_grammar` only looks at kinds of pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from ..numbers import Amount, scan
from ..numbers.tokens import Token, tokens
from ..numbers.tolls import LETTERS, lettered
from .words import Words, words_of

Kind = Literal["figure", "effect", "word", "skip", "sep", "colon", "paren", "link"]

_STRONG = frozenset(";•|·")
_DASHES = frozenset("–—-−")
_SHORT = 300
#: How many words may name what stands beside a figure in a list.
_LISTED = 6


@dataclass(slots=True)
class Piece:
    """One piece at ``[start, end)`` of the line's text.

    `value` is what the kind needs: an effect, the separator, how a link joins ("share", "out_of", "addition"), a word in
    lower case. `amount` is a figure's; a figure without one is "unknown", "none" or "whole" by its `value`. `inside` holds
    the pieces between brackets.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    amount: Amount | None = None
    inside: list[Piece] = field(default_factory=list)
    capital: bool = False
    named: bool = False
    stop: bool = False
    skip: bool = False
    closed: bool = True


def pieces(
    text: str, language: str = "en", *, losses: bool = False, names: frozenset[str] = frozenset(), loose: bool = False
) -> list[Piece]:
    """The pieces of a line, brackets nested (the innermost eight levels apart, deeper ones are read flat).

    >>> [(p.kind, p.value) for p in pieces("2 killed, 3 men missing", losses=True)]
    [('figure', ''), ('effect', 'killed'), ('sep', ','), ('figure', ''), ('word', 'men'), ('effect', 'missing')]
    """
    if len(text) <= _SHORT:
        return _short_pieces(text, language, losses, names, loose)
    return _make(text, language, losses, names, loose)


@lru_cache(maxsize=2048)
def _short_pieces(text: str, language: str, losses: bool, names: frozenset[str], loose: bool) -> list[Piece]:
    """The pieces of a short line, which is asked for several times; nobody changes them."""
    return _make(text, language, losses, names, loose)


def _make(text: str, language: str, losses: bool, names: frozenset[str], loose: bool) -> list[Piece]:
    found = tokens(text, language, loose=loose)
    return _Maker(text, found, words_of(language), losses, {one.first: one for one in scan(text, found, language, names)}).make()


def has_figure(found: Sequence[Piece]) -> bool:
    """Whether any of the pieces, also in brackets, is a number or stands for one ("several")."""
    return any(p.kind == "figure" and p.amount is not None or p.kind == "paren" and has_figure(p.inside) for p in found)


class _Maker:
    def __init__(self, text: str, found: Sequence[Token], words: Words, losses: bool, amounts: dict[int, object]) -> None:
        self.text, self.found, self.words, self.losses, self.amounts = text, found, words, losses, amounts
        self.effects = words.effects if losses else words.nothing

    def make(self) -> list[Piece]:
        top: list[Piece] = []
        stack: list[list[Piece]] = [top]
        place = 0
        while place < len(self.found):
            token = self.found[place]
            if token.kind == "ref":
                place += 1
                continue
            if token.text in "([" and token.kind == "punct" and len(stack) < 8:
                bracket = Piece("paren", token.start, len(self.text), closed=False)
                stack[-1].append(bracket)
                stack.append(bracket.inside)
                place += 1
                continue
            if token.text in ")]" and token.kind == "punct":
                if len(stack) > 1:
                    stack.pop()
                    stack[-1][-1].end, stack[-1][-1].closed = token.end, True
                place += 1
                continue
            piece, place = self._piece(place, stack[-1], len(stack) > 1)
            if piece is not None:
                stack[-1].append(piece)
        return top

    def _piece(self, place: int, before: list[Piece], nested: bool) -> tuple[Piece | None, int]:
        token, words = self.found[place], self.words
        if place in self.amounts:
            one = self.amounts[place]
            first, last = one.amount.span  # type: ignore[attr-defined]
            return Piece("figure", first, last, amount=one.amount), one.last  # type: ignore[attr-defined]
        lone = not before or before[-1].kind in ("sep", "colon", "link", "effect") or before[-1].kind == "word"
        if token.low == "?" and before:
            return None, place + 1
        if lone and (count := self._at(words.unknown, place)):
            return self._span("figure", place, count, "unknown"), place + count
        if (not before or before[-1].kind in ("sep", "colon")) and (count := self._at(words.none, place)):
            return self._span("figure", place, count, "none"), place + count
        opens = (not before and not nested) or bool(before and (before[-1].kind == "colon" or before[-1].value in (".", ";")))
        if self.losses and token.low in words.grammar["no"] and lone and self._nothing(place + 1):
            return self._span("figure", place, 1, "none"), place + 1
        if self.losses and opens and (count := self._at(words.wholes, place)):
            after = self.found[place + count].kind if place + count < len(self.found) else ""
            alone = not after and (not before or before[-1].kind == "colon")  # "Relief forces: almost all"
            if place + count not in self.amounts and (after == "word" or alone):
                return self._whole(place, count)
        if self.losses and (last := self._excepted(place)):
            return Piece("word", token.start, self.found[last - 1].end, "except", stop=True), last
        if self.losses and lettered(self.found, place):
            return self._span("effect", place, 1, LETTERS[token.text]), place + 1
        if found := self.effects.at(self.found, place):
            piece = self._span("effect", place, found[0], str(found[1]))
            return piece, place + found[0]
        if found := words.out_of.at(self.found, place):
            return self._span("link", place, found[0], "out_of"), place + found[0]
        if (found := words.shares.at(self.found, place)) and (
            self._qualified(place + found[0]) or self._listed(place + found[0], named=bool(words.including.at(self.found, place)))
        ):
            return self._span("link", place, found[0], "share"), place + found[0]
        return self._mark_or_word(place, before)

    def _whole(self, place: int, count: int) -> tuple[Piece, int]:
        """A part of a whole without a number; what is excepted from it belongs to it ("All but 500 of the garrison")."""
        if place + count == len(self.found):
            return self._span("figure", place, count, "whole"), place + count
        of_which = self._of_which(place + count)
        if of_which in self.amounts and self.found[place].low in self.words.exact:
            return self._span("skip", place, of_which - place, ""), of_which  # "All of the 300 men"
        of_which = self.amounts[of_which].last if of_which in self.amounts else 0  # type: ignore[attr-defined]
        last = self._excepted(place + count, *self.words.grammar["but"]) or of_which or place + count
        return self._span("figure", place, last - place, "whole"), last

    def _of_which(self, at: int) -> int:
        """The place of the figure of which a part is told ("Most of the 3 legions"), if one stands there."""
        rows = self.words.grammar
        if self.found[at].low not in rows["of"]:
            return -1
        return at + 1 + (at + 1 < len(self.found) and self.found[at + 1].low in rows["determiners"])

    def _excepted(self, place: int, *more: str) -> int:
        """The place behind a figure that is excepted, and so is no loss ("except 20"), 0 where none stands."""
        rows = self.words.grammar
        if place + 1 >= len(self.found) or self.found[place].low not in (*self.words.excepting, *more):
            if self.found[place].low in rows["all_or_none"] and not more and place + 1 < len(self.found):
                return self._excepted(place + 1, *rows["but"])
            return 0
        at = place + 1
        while at < len(self.found) and self.found[at].low in rows["behind_except"]:
            at += 1
        return self.amounts[at].last if at in self.amounts else 0  # type: ignore[attr-defined]

    def _nothing(self, place: int) -> bool:
        """Whether an effect ends what "no" begins ("no ships lost")."""
        for at in range(place, min(place + 4, len(self.found))):
            if self.effects.at(self.found, at):
                return True
            if self.found[at].kind != "word" or self.found[at].low in self.words.stops:
                return False
        return False

    def _qualified(self, place: int) -> bool:
        """Whether a figure follows after at most a colon or an article."""
        while place < len(self.found) and (
            self.found[place].text in (":", ",", ".") or self.found[place].low in self.words.grammar["before_shares"]
        ):
            place += 1
        return place in self.amounts

    def _listed(self, place: int, *, named: bool) -> bool:
        """Whether a figure stands behind a label ("of which cavalry: 500") or, where what is `named` is listed without one,
        behind that: "including the king, 12 earls"; not one that tells a fate ("including the king, 12 wounded")."""
        place += place < len(self.found) and self.found[place].text == "."
        last = min(place + _LISTED, len(self.found))
        while place < last and self.found[place].kind == "word" and not self.effects.at(self.found, place):
            if place + 1 in self.amounts and self.found[place].low in self.words.grammar["ands"]:
                break
            place += 1
        if (
            not place < last
            or self.found[place].low not in (",", ":", *self.words.grammar["ands"])
            or place + 1 not in self.amounts
        ):
            return False
        behind = self.amounts[place + 1].last  # type: ignore[attr-defined]
        if self.found[place].text == ":":
            return True
        fates = (self.effects.at(self.found, at) for at in range(behind, min(behind + _LISTED, len(self.found))))
        return named and behind < len(self.found) and self.found[behind].kind == "word" and not any(fates)

    def _mark_or_word(self, place: int, before: list[Piece]) -> tuple[Piece | None, int]:
        token, words = self.found[place], self.words
        if token.kind == "punct":
            if token.text == ":":
                return Piece("colon", token.start, token.end, ":"), place + 1
            if token.text == ".":
                return (Piece("sep", token.start, token.end, "."), place + 1) if self._ends(place) else (None, place + 1)
            if token.text == "," or token.text in _STRONG or token.text in "/&+":
                return Piece("sep", token.start, token.end, ";" if token.text in _STRONG else token.text), place + 1
            if token.text in _DASHES:
                return Piece("sep", token.start, token.end, "–"), place + 1
            return None, place + 1
        for joint, row in (("and", "ands"), ("or", "ors")):
            if token.kind == "word" and token.low in words.grammar[row]:
                return Piece("sep", token.start, token.end, joint), place + 1
        skip = words.skip.at(self.found, place)
        if skip and skip[0] > 1:
            return Piece("skip", token.start, self.found[place + skip[0] - 1].end), place + skip[0]
        named = token.kind in ("name", "num", "odd")
        return Piece(
            "word", token.start, token.end, token.low or token.text.lower(), capital=token.text[:1].isupper(), named=named,
            stop=token.low in words.stops, skip=bool(skip),
        ), place + 1  # fmt: skip

    def _ends(self, place: int) -> bool:
        """Whether a point ends a sentence."""
        prior = self.found[place - 1] if place else None
        after = self.found[place + 1] if place + 1 < len(self.found) else None
        if after is None:
            return True
        touching = prior is not None and prior.end == self.found[place].start and prior.kind == "word"
        if (
            prior is not None
            and touching
            and (prior.low in self.words.abbreviations or len(prior.text) == 1 and prior.text.isupper())
        ):
            return False
        return after.start > self.found[place].end and (
            after.text[:1].isupper() or after.kind in ("num", "punct", "ref") or place + 1 in self.amounts
        )

    def _at(self, rows: object, place: int) -> int:
        found = rows.at(self.found, place)  # type: ignore[attr-defined]
        return int(found[0]) if found else 0

    def _span(self, kind: Kind, place: int, count: int, value: str) -> Piece:
        last = self.found[place + count - 1]
        return Piece(kind, self.found[place].start, last.end, value, capital=self.found[place].text[:1].isupper())
