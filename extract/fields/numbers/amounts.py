"""What the reader of numbers finds: amounts, and the tokens that they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from ...richtext import Span
from .phrases import Bound

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure: `span` is its words with their qualifiers, in code points of the text; `core` the figure alone.

    `min` = `max` for one number, both None for a `vague` one, whose words it then holds; `spelled` says that it is
    written out ("two"), `fraction` that there is one that is no whole number ("10½"), which no record holds.
    """

    span: Span
    min: int | None
    max: int | None
    approximate: bool = False
    bound: Bound | None = None
    vague: str | None = None
    core: Span = _NOWHERE
    spelled: bool = False
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and the tokens ``[first, last)`` it stands in."""

    amount: Amount
    first: int
    last: int
