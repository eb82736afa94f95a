"""Losses by letters: "300 k, 1,200 w, 350 c", "500 k/w/m"."""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token

#: What the letters of a toll stand for.
LETTERS = {"k": "killed", "w": "wounded", "m": "missing", "c": "captured"}
_REACH = 12


def lettered(found: Sequence[Token], place: int) -> bool:
    """Whether the letter at a place stands for a fate: one of a row in which "k" or "w" is joined by another.

    >>> from .tokens import tokens
    >>> lettered(tokens("300 k., 1,200 w"), 1), lettered(tokens("23 k, 45 men"), 1), lettered(tokens("500 k/w/m"), 1)
    (True, False, True)
    """
    if not _toll(found, place):
        return False
    others = range(max(0, place - _REACH), min(len(found), place + _REACH))
    letters = {found[other].text for other in others if _toll(found, other)}
    return len(letters) > 1 and bool(letters & {"w"})


def _toll(found: Sequence[Token], place: int) -> bool:
    """Whether a single small letter stands behind a numeral, or behind a stroke, and nothing goes on with it."""
    token = found[place]
    if token.kind != "word" or token.text not in LETTERS or not place:
        return False
    after = found[place + 1] if place + 1 < len(found) else None
    return (found[place - 1].kind == "num" or found[place - 1].text == "/") and (after is None or after.kind != "word")
