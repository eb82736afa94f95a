"""Numerals that are part of a name: "No. 3", "Task Force 38", "617 Squadron", "PT 109", "pp. 33–35"."""

from __future__ import annotations

from .tokens import Token
from .view import DASHES, View

#: How long an abbreviation is at most that needs no capital before a numeral ("no. 3").
_SHORT = 5


def is_designation(view: View, place: int) -> bool:
    """Whether a numeral is part of a name by what stands around it."""
    token, prior, after = view.found[place], view.near(place, -1), view.near(place, 1)
    if not token.plain or token.suffix:
        return False
    if view.touching(place, "-‑/") and place >= 2 and view.at(place - 2).kind in ("name", "word"):
        return view.at(place - 2).kind == "name"
    if prior.text in DASHES and prior.end == token.start and view.plain(place - 2):
        return place - 2 in view.taken and place - 2 not in view.years  # "pp. 33–35"
    if view.touching(place, "+") and view.at(place - 2).low in view.words["counted_from"]:
        return True  # "D+3"
    if prior.text == "." and _abbreviated(view, place, prior):
        return True
    if prior.text in ("#", "№", "°"):
        return True
    if prior.kind in ("word", "name") and prior.end + 1 >= token.start:
        if prior.low in view.names:
            return False
        if _named(view, token, prior, after):
            return True
    return _numbered(view, place, token)


def _abbreviated(view: View, place: int, point: Token) -> bool:
    """ "No. 3"."""
    named = view.near(place - 1, -1)
    short = named.text[:1].isupper() or len(named.low) < _SHORT
    return named.low in view.words["designators"] and named.end == point.start and short


def _named(view: View, token: Token, prior: Token, after: Token) -> bool:
    """Whether the word before makes a number a name."""
    capital = prior.text[:1].isupper()
    if prior.low in view.words["designators"] and (capital or prior.low in view.words["small_designators"]):
        return True
    alone = token.value <= 200 and after.kind != "word" or after.text == ":"
    if prior.low in view.words["formation_designators"] and capital and alone:
        return True  # "Force 136", "Brigade 2506:"
    if capital and view.counted and token.value < 1000 and (after.kind != "word" or after.text[:1].islower()):
        return True  # "5 Qiam 1 missiles", "2 Mirage 2000"
    if prior.low in view.words["tolls"]:
        return False
    if capital and after.text == ")" and token.value < 100 and prior.low not in view.words["cardinals_before"]:
        return True  # "(Luftflotte 4)"
    return prior.text.isupper() and 2 <= len(prior.text) <= 5 and token.value < 1000  # "LST 282", "PT 109"


def _numbered(view: View, place: int, token: Token) -> bool:
    """Whether the number names a unit: "617 Squadron", "3 Commando Brigade"; not "1 Squadron", "2 Squadrons"."""
    if token.value <= 1:
        return False
    for step in range(place + 1, place + 5):
        word = view.at(step)
        if word.kind != "word" or not word.text[:1].isupper():
            return False
        if word.text in view.words["numbered"]:
            return True
    return False
