"""Numerals that count nothing: years, dates, measures, money, shares, names of units and types, pages, times.

Each rule looks at a few tokens around the numeral; all word lists are rows of ``numbers.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .designations import is_designation
from .tokens import Token
from .view import DASHES, View
from .years import dates, is_year

_RAISED, _TIMES = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹^"), frozenset("×x·*")
_MARKS, _QUOTES = frozenset("°′″"), frozenset('"”')


def not_counts(found: Sequence[Token], language: str, names: frozenset[str] = frozenset()) -> frozenset[int]:
    """The places of numerals that are no counts. After one of `names` (lower case) a numeral counts ("Iran 82")."""
    view = View(found, language, names)
    view.dated = dates(view)
    for place, token in enumerate(found):
        if token.text in ",;:.()" and token.kind == "punct" or token.low in ("and", "or", "&"):
            view.counted = False
        if token.kind != "num":
            continue
        if place in view.dated or _barred(view, place):
            view.taken.add(place)
        else:
            view.counted = True
    return frozenset(view.taken)


def _barred(view: View, place: int) -> bool:
    if any(rule(view, place) for rule in (_power, _measure, _money, _ratio, _product)):
        return True
    if is_year(view, place):
        view.years.add(place)
        return True
    return is_designation(view, place)


def _power(view: View, place: int) -> bool:
    """A power of ten, what it is multiplied by, or its exponent: "1.5×10⁶", "1.5 x 10^6"."""
    base = place + 2 if view.at(place + 1).low in _TIMES else place
    token, after = view.at(base), view.at(base + 1)
    if token.kind == "num" and token.value == 10 and after.start == token.end and after.text[:1] in _RAISED:
        return True
    return view.at(place - 1).text == "^" and view.at(place - 2).kind == "num"


def _product(view: View, place: int) -> bool:
    """Of "2×10 tanks" nobody knows whether they are ten or twenty; of "2 × 105 mm guns" there are two."""
    first = view.at(place + 1).low in _TIMES and view.at(place + 2).kind == "num" and not _measure(view, place + 2)
    return first or view.at(place - 1).low in _TIMES and view.at(place - 2).kind == "num"


def _measure(view: View, place: int) -> bool:
    after = view.near(place, 1)
    if after.low in view.words["percent"] or f"{after.low} {view.at(place + 2).low}" in view.words["percent"]:
        return True
    if (
        (after.text in ("-", "‑", "–") or after.low in view.words["joiners"])
        and view.at(place + 2).kind == "num"
        and _unit(view, place + 3, view.at(place + 3))
    ):
        return view.at(place + 1).end == view.at(place + 2).start or after.kind == "word"  # "10–15 km", "30-40%"
    if after.text in DASHES and after.start == view.found[place].end and view.at(place + 2).kind == "name":
        return bool(view.at(place + 2).suffix)
    return _unit(view, place + 1, after) or _tonnage(view, place, after)


def _tonnage(view: View, place: int, after: Token) -> bool:
    """Whether tons say how large each of the ships before them is: "30 over 200 tons"; those of a loss are counted."""
    if after.low not in view.words["tons"] or view.near(place, -1).low not in view.words["beyond"]:
        return False
    return view.at(place - 2).kind == "num" and place - 2 not in view.taken


def _unit(view: View, place: int, token: Token) -> bool:
    """Whether a token is a unit; `place` is where it stands when no reference is in between."""
    if token.low in view.words["percent"]:
        return True
    if token.kind == "word" and token.low in view.words["units"]:
        return view.at(place + 1).low not in view.words["by_time"]
    if token.low in view.words["inches"]:  # "8 in. guns", "8 in howitzers"
        following = view.at(place + 1)
        return following.text == "." and following.start == token.end or following.low in view.words["bored"]
    if token.text in _QUOTES and view.at(place + 1).low not in view.words["bored"]:
        return False  # the end of a quotation; but '8" guns'
    return token.text in _MARKS | _QUOTES and token.start == view.at(place - 1).end


def _money(view: View, place: int) -> bool:
    prior = view.near(place, -1)
    if prior.low in view.words["currency_before"] and prior.end <= view.found[place].start <= prior.end + 1:
        return True
    step = place + 1
    while view.at(step).low in view.words["scales_of_money"]:
        step += 1
    token = view.at(step)
    return token.kind in ("word", "punct") and token.low in view.words["currency_after"] | view.words["signs_of_money"]


def _ratio(view: View, place: int) -> bool:
    """ "1/3", "2/5th", "2 to 1", "10:30"."""
    token, prior, after = view.found[place], view.near(place, -1), view.near(place, 1)
    first, second = view.at(place - 2), view.at(place + 2)
    if view.touched(place, "/⁄") and (second.kind == "name" or view.plain(place + 2)):
        return True
    if view.touching(place, "/⁄") and (first.kind == "name" or token.plain and view.plain(place - 2)):
        return True
    if token.plain and after.low in view.words["ratio"] and second.text == "1" and token.value > 1:
        return True
    if token.text == "1" and prior.low in view.words["ratio"] and view.plain(place - 2) and first.value > 1:
        return True
    if view.touched(place, ":") and second.text.isdigit() and token.plain and token.value < 100:
        return True
    return view.touching(place, ":") and token.plain and view.plain(place - 2) and first.value < 100
