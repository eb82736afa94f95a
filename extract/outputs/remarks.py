"""What the card's own words leave unsaid of a figure: "1,155 in the town" is no plain "1,155 men"."""

from __future__ import annotations

import re
from functools import cache

from ..record import Quantity
from ..vocabulary import has_table, table

_WORD = re.compile(r"[^\W\d_]+")


#: EDTF as the record has it, with an open end, of two times, or with open digits.
_EDTF = re.compile(
    r"(?:(?:\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX)[~?]?|\.\.)(?:/(?:(?:\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX)[~?]?|\.\.))?"
)


def told(time: str | None) -> str | None:
    """A time of a figure for a reader; words that are no EDTF stay.

    >>> [told(time) for time in ("1992/..", "../2003", "1973/1978", "201X", "1274~", "18XX", "at peak", "1944-06-06")]
    ['since 1992', 'until 2003', '1973–1978', '2010s', 'c. 1274', '1800s', 'at peak', '1944-06-06']
    """
    if time is None or not _EDTF.fullmatch(time):
        return time
    start, _, end = time.partition("/")
    if end == "..":
        return f"since {_point(start)}"
    if start == "..":
        return f"until {_point(end)}"
    return f"{_point(start)}–{_point(end)}" if end else _point(start)


def _point(time: str) -> str:
    time = time.replace("XX", "00s").replace("X", "0s")
    return f"c. {time[:-1]}" if time.endswith("~") else time


@cache
def _said(language: str) -> frozenset[str]:
    path = f"languages/{language}/card"
    return frozenset(table(path if has_table(path) else "languages/en/card")["said"])


def unsaid(item: Quantity, shown: str, language: str = "en") -> str | None:
    """The words of an item, without those of its parts, where what is `shown` for it lacks one of them.

    >>> unsaid(Quantity(text="1,155 in the town", min=1155, max=1155), "1,155"), unsaid(Quantity(text="about 40 men"), "~40")
    ('1,155 in the town', None)
    """
    text = item.text
    if item.at:
        for part in sorted((p.at for p in item.parts if p.at), key=lambda at: -at.start):
            start, end = part.start - item.at.start, part.end - item.at.start
            if 0 <= start <= end <= len(text):
                text = text[:start] + " … " + text[end:]
    known = {word.casefold() for word in _WORD.findall(shown)}
    left = [word for word in _WORD.findall(text) if word.casefold() not in known and word.casefold() not in _said(language)]
    if not left or not any(len(word) > 1 for word in left):
        return None
    return re.sub(r"(?:\W*…\W*)+", " … ", " ".join(text.split())).strip(" …,;:")
