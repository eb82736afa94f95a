"""Phrases that stand around a figure: looked up word by word, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from .tokens import Token, number_table

Bound = Literal["at_least", "at_most"]

#: What a mark in front of a figure says of it.
SIGNS = {
    "~": "approximate", "≈": "approximate", "∼": "approximate", "≃": "approximate", "±": "approximate", "˜": "approximate",
    "⁓": "approximate", ">": "at_least", "≥": "at_least", "+": "at_least", "⪆": "at_least", "<": "at_most", "≤": "at_most",
}  # fmt: skip


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
class Qualifiers:
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


@cache
def qualifiers(language: str, place: str) -> Phrases:
    rows: dict[tuple[str, ...], str] = {}
    words = number_table(language)
    for kind in ("approximate", "at_least", "at_most"):
        for phrase in words[f"{kind}_{place}"]:  # type: ignore[attr-defined]
            rows[tuple(phrase.split())] = kind
    if place == "before":
        for phrase in words["openers"]:  # type: ignore[attr-defined]
            rows[tuple(phrase.split())] = "opener"
    return Phrases(rows)


@cache
def vague_phrases(language: str) -> Phrases:
    return Phrases({tuple(phrase.split()): phrase for phrase in number_table(language)["vague"]})  # type: ignore[attr-defined]
