"""One line of text for a quantity, so that a table of cases can be read: ``12..15+~ killed/wounded personnel <men> of=X``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.record import Quantity

_SIGN = {"at_least": "+", "at_most": "-", None: ""}


def count(q: Quantity) -> str:
    """ "?" unknown, "text" no figure, "several" the words in its place, "5", "5..7", with "+" or "-" and "~"."""
    if q.max is not None:
        figure = str(q.min) if q.min == q.max else f"{q.min}..{q.max}"
    else:
        figure = "?" if q.unknown else f"“{q.vague}”" if q.vague else "text"
    return figure + _SIGN[q.bound] + ("~" if q.approximate else "")


def line(q: Quantity) -> str:
    """All that a case compares of one quantity, its parts aside."""
    words = [count(q)]
    if q.effects:
        words.append("/".join(q.effects))
    if q.category:
        words.append(q.category)
    if q.what:
        words.append(f"<{q.what}>")
    words += [f"{key}={value}" for key in ("of", "phase", "date", "claimed_by") if (value := getattr(q, key))]
    return " ".join(words)


def lines(items: Iterable[Quantity], depth: int = 0) -> Iterator[str]:
    """The quantities of a cell, parts below what they are parts of, two blanks deeper."""
    for q in items:
        yield "  " * depth + line(q)
        yield from lines(q.parts, depth + 1)
