"""What `{{#expr: 2500 + 500}}` comes to: sums, products, brackets and rounding, as editors add up losses with it."""

from __future__ import annotations

import math
import re

_TOKEN = re.compile(r"\s*(\d{1,15}(?:\.\d{1,10})?|[-+*/()−×]|round\b|div\b)", re.IGNORECASE)
#: No sum on a page has more terms or deeper brackets.
_MOST, _DEEPEST = 500, 20
_SIGNS = {"−": "-", "×": "*", "div": "/"}


def worth(words: str) -> str | None:
    """The value of an expression as the parser function writes it; None for one that is not understood.

    >>> worth("2500 + 500"), worth("(10+5)*2"), worth("10/4"), worth("2/3 round 2"), worth("1/0"), worth("2 < 3")
    ('3000', '30', '2.5', '0.67', None, None)
    """
    tokens: list[str] = []
    place, words = 0, words.rstrip()
    while place < len(words):
        match = _TOKEN.match(words, place)
        if match is None or len(tokens) == _MOST:
            return None
        word = match[1].lower()
        tokens.append(_SIGNS.get(word, word))
        place = match.end()
    try:
        sums = _Sum(tokens)
        value = sums.rounded(0)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    if sums.tokens or abs(value) >= 1e15:
        return None
    return str(int(value)) if value == int(value) else f"{value:.12f}".rstrip("0")


class _Sum:
    """Reads the tokens by precedence: rounding binds the least, then sums, products, signs and brackets."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    def next(self, *wanted: str) -> str | None:
        return self.tokens.pop() if self.tokens and self.tokens[-1] in wanted else None

    def rounded(self, depth: int) -> float:
        value = self.added(depth)
        while self.next("round"):
            scale = 10.0 ** min(max(int(self.added(depth)), -15), 15)
            value = math.copysign(math.floor(abs(value) * scale + 0.5), value) / scale  # halves away from zero, as PHP does
        return value

    def added(self, depth: int) -> float:
        value = self.multiplied(depth)
        while sign := self.next("+", "-"):
            value += self.multiplied(depth) * (1 if sign == "+" else -1)
        return value

    def multiplied(self, depth: int) -> float:
        value = self.one(depth)
        while sign := self.next("*", "/"):
            other = self.one(depth)
            value = value * other if sign == "*" else value / other
        return value

    def one(self, depth: int) -> float:
        if depth > _DEEPEST or not self.tokens:
            raise ValueError("no number")
        if self.next("-"):
            return -self.one(depth + 1)
        if self.next("+"):
            return self.one(depth + 1)
        if self.next("("):
            value = self.rounded(depth + 1)
            if not self.next(")"):
                raise ValueError("a bracket stays open")
            return value
        return float(self.tokens.pop())
