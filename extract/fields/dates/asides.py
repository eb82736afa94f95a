"""What stands among the words of a date and is none: times of day, durations, dates in other calendars; and glued numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .arrange import two_calendars
from .edtf import LAST_YEAR
from .types import Refusal
from .words import BEFORE_TIME, Token

_DATED = frozenset({"month", "season", "iso", "dmy", "decade", "bc", "ad", "century", "millennium", "present"})
_CLAUSE = frozenset({"comma", "semi", "newline"})
_NUMBER = ("num", "ord")
_ROMAN = re.compile("[IVX]{1,4}")


def is_dated(token: Token) -> bool:
    """Whether the token can only belong to a date: a month, a year, an era."""
    return token.kind in _DATED or (token.kind == "num" and token.digits >= 3)


def without_asides(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without asides; raises `Refusal` where a date hangs on what was left out ("two days after 5 May")."""
    kept: list[Token] = []
    dropped_after = -1
    for clause in _clauses(two_calendars(_unglued(tokens))):
        if any(t.kind == "time" for t in clause) and not any(map(is_dated, clause)):
            clause = [t for t in clause if t.kind in ("semi", "newline", "note")]
        elif clause and clause[0].kind == "comma" and all(t.kind == "noise" for t in clause[1:]):
            continue  # "5 May 1900, at dawn"
        place = 0
        while place < len(clause):
            size = _time(clause, place) or _duration(clause, place) or _foreign(clause, place)
            if not size and place == 0 and dropped_after == len(kept) and (year := _foreign_year(clause, 0)) > 2:
                size = year  # ", Year VIII" behind "18 Brumaire"
            if size:
                _check(kept, clause, place, size)
                dropped_after = len(kept)
                place += size
                led = not kept or kept[-1].kind in ("dash", "to")
                place += led and _kind(clause, place) == "slash"  # "10 Muharram 61 AH / 10 October 680"
            else:
                kept.append(clause[place])
                place += 1
    if dropped_after == len(kept) and kept and kept[-1].kind in ("dash", "to", "or", "and"):
        raise Refusal("the words after the last dash are no date")
    while kept and kept[-1].kind == "slash":
        kept.pop()
    while dropped_after == 0 and kept and (kept[0].kind in ("slash", "comma") or kept[0].text == "="):
        del kept[0]  # "26 Ramadan 455 AH / 26 August 1071"
    return [t for n, t in enumerate(kept) if t.kind != "comma" or (n and kept[n - 1].kind != "comma")]


def _clauses(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in _CLAUSE:
            found.append([])
        found[-1].append(token)
    return found


def _check(kept: list[Token], clause: list[Token], place: int, size: int) -> None:
    nearby = [kept[-1].kind if kept else "", clause[place + size].kind if place + size < len(clause) else ""]
    if any(kind in ("before", "after", "since") for kind in nearby):
        raise Refusal("a date is counted from another one")


def _kind(tokens: list[Token], place: int) -> str:
    return tokens[place].kind if place < len(tokens) else "end"


def _time(tokens: list[Token], place: int) -> int:
    """How many tokens a time of day takes here: "18:15", "c. 6 pm", "06:00–18:00 (UTC)"."""
    spot = place
    if _kind(tokens, spot) == "circa":
        spot += 1
    size = _moment(tokens, spot)
    if not size:
        return 0
    spot += size
    while _kind(tokens, spot) in ("dash", "to") and (size := _moment(tokens, spot + 1)):
        spot += 1 + size
    return spot - place


def _moment(tokens: list[Token], place: int) -> int:
    spot = place
    if _kind(tokens, spot) == "time":
        spot += 1
    elif _kind(tokens, spot) == "num" and tokens[spot].digits <= 2 and _kind(tokens, spot + 1) == "clock":
        spot += 2
    elif (
        _kind(tokens, spot) == "num" and tokens[spot].digits <= 2 and _kind(tokens, spot + 1) == "dash"
        and _kind(tokens, spot + 2) == "num" and _kind(tokens, spot + 3) == "clock"
    ):  # fmt: skip
        spot += 4
    else:
        if _kind(tokens, spot) == "noise" and tokens[spot].value == BEFORE_TIME and _kind(tokens, spot + 1) == "num":
            written = tokens[spot + 1]  # "at 0748"
            dated = place > 1 and tokens[place - 1].digits == 4 and tokens[place - 2].kind in ("month", "comma")
            if written.digits == 4 and written.value < (2400 if dated else 1000) and written.value % 100 < 60:
                return 2 + (_kind(tokens, spot + 2) in ("clock", "zone"))
        return 1 if _kind(tokens, spot) == "zone" and tokens[spot].text[-1:].isdigit() else 0
    while _kind(tokens, spot) in ("clock", "zone"):
        spot += 1
    return spot - place


def _duration(tokens: list[Token], place: int) -> int:
    """How many tokens a duration takes here: "1 month, 1 week and 2 days", "10 years ago"; 0 for a bare unit."""
    spot, size = place, 0
    while True:
        counted = False
        while _kind(tokens, spot) in ("count", "circa"):
            counted |= tokens[spot].kind == "count"
            spot += 1
        if _kind(tokens, spot) in ("num", "grouped"):
            counted = True
            spot += 1
        if not counted or _kind(tokens, spot) != "unit":
            return size
        spot += 1
        if _kind(tokens, spot) == "ago":
            spot += 1
        size = spot - place
        if _kind(tokens, spot) in ("and", "comma"):
            spot += 1


def _foreign(tokens: list[Token], place: int) -> int:
    """How many tokens a date or a range of dates in another calendar takes here: "17 Ramadan, 2 AH", "/ 1 AH",
    "18–19 Brumaire, Year VIII"."""
    spot = place
    if _kind(tokens, spot) in ("slash", "comma") or tokens[spot].text == "=":
        spot += 1
    number = _kind(tokens, spot) in _NUMBER
    if not number and _kind(tokens, spot) == "other_era" and _kind(tokens, spot + 1) == "num":
        return spot + 2 - place
    day = spot + number
    if (
        number
        and _kind(tokens, day) in ("dash", "to")
        and _kind(tokens, day + 1) in _NUMBER
        and _kind(tokens, day + 2) == "other_month"
    ):
        day += 2
    if _kind(tokens, day) == "other_month":
        spot = day + 1 + _foreign_year(tokens, day + 1)
        if number and _kind(tokens, spot) in ("dash", "to") and _kind(tokens, spot + 1) in _NUMBER:
            more = _foreign(tokens, spot + 1)
            return spot + 1 + more - place if more else spot - place
        return spot - place
    return spot + 2 - place if number and _kind(tokens, spot + 1) == "other_era" else 0


def _foreign_year(tokens: list[Token], place: int) -> int:
    """How many tokens the year behind a month of another calendar takes: ", 2 AH", "Year IV", "an 4"."""
    spot = place + (_kind(tokens, place) == "comma")
    if _kind(tokens, spot) in ("unit", "other_year"):  # "year" is a unit of time, too
        spot += 1
        roman = _kind(tokens, spot) == "word" and _ROMAN.fullmatch(tokens[spot].text)
        return spot + 1 - place if roman or _kind(tokens, spot) == "num" else 0
    if _kind(tokens, spot) != "num":
        return 0
    return spot + 1 + (_kind(tokens, spot + 1) == "other_era") - place


def _unglued(tokens: Sequence[Token]) -> list[Token]:
    """Numbers that a lost dash glued together, apart again where there is one way only: "19379 September" is 1937 and 9."""
    found: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind == "iso" and token.tight and place and tokens[place - 1].kind == "num":
            found.append(Token("note", token.text, token.start, token.end, tight=True, inner=(token,)))  # the hidden date again
        elif token.kind != "num" or token.digits < 5:
            found.append(token)
        else:
            found.extend(_halves(token, place + 1 < len(tokens) and tokens[place + 1].kind == "month"))
    return found


def _halves(token: Token, month_next: bool) -> list[Token]:
    ways = [a for a in (3, 4) if (b := token.digits - a) and _plausible(token.text, a, b, month_next)]
    if len(ways) != 1:
        raise Refusal(f"{token.text!r} is no number of a date")
    cut, text, start = ways[0], token.text, token.start
    first = replace(token, text=text[:cut], end=start + cut, value=int(text[:cut]), digits=cut)
    second = replace(token, text=text[cut:], start=start + cut, value=int(text[cut:]), digits=len(text) - cut, tight=True)
    return [first, second]


def _plausible(text: str, a: int, b: int, month_next: bool) -> bool:
    first, second = text[:a], text[a:]
    if first[0] == "0" or second[0] == "0" or int(first) > LAST_YEAR:
        return False
    if b <= 2:
        return month_next and 1 <= int(second) <= 31
    return a == b == 4 and not month_next and int(first) <= int(second) <= min(LAST_YEAR, int(first) + 100)
