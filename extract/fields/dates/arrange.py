"""The tokens of a chain as the grammar wants them: without commas around it, the year at the end."""

from __future__ import annotations

from collections.abc import Sequence

from .cursor import ERAS
from .words import Token

#: What may stand in a day or a range of days that follows its year and a comma.
_AFTER_YEAR = frozenset({"num", "ord", "month", "dash", "to", "weekday"})


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Without line breaks, and without commas and stops around it."""
    found = [t for t in tokens if t.kind != "newline"]
    while found and (found[-1].kind in ("comma", "semi") or found[-1].text == "."):
        found.pop()
    while found and found[0].kind in ("comma", "semi"):
        del found[0]
    return found


def year_last(tokens: list[Token]) -> list[Token]:
    """ "1916, 24–29 April" and "48 BC, 9 August" with the year at the end, where it is the only one."""
    comma = next((number for number, token in enumerate(tokens[:4]) if token.kind == "comma"), 0)
    year, rest = tokens[:comma], tokens[comma + 1 :]
    eras = [token for token in year if token.kind in ERAS]
    numbers = [token for token in year if token.kind == "num"]
    if len(numbers) != 1 or len(eras) > 1 or len(eras) + 1 != comma or not (eras or numbers[0].digits >= 3):
        return tokens
    days = [token for token in rest if token.kind in ("num", "ord")]
    months = [token for token in rest if token.kind == "month"]
    if not (days and months) or any(t.kind not in _AFTER_YEAR for t in rest) or any(t.digits > 2 for t in days):
        return tokens
    return [*rest, *year]
