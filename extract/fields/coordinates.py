"""Coordinates as text gives them: degrees with minutes and seconds, decimal degrees, a pair of numbers.

All are decimal degrees, WGS 84; `precision_deg` is the size of the last unit given (a minute is 1/60 of a degree). What lies
outside the globe, or has 60 minutes, is none. The forms are those that Template:Coord writes and people type.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..vocabulary import has_table, table

_NUMBER = r"\d{1,3}(?:\.\d{1,10})?"
_MINUTE = r"['\u2019\u2032\u00b4\u02b9]"
_SECOND = rf"(?:[\"\u201d\u2033\u02ba]|{_MINUTE}{{2}})"
_SIGN = r"[-\u2212\u2013]"
#: "56.700; 5.867" and "56.700, 5.867": both with decimals, or they are any two numbers
_PAIR = re.compile(rf"(?<![\w.])({_SIGN}?\d{{1,2}}\.\d{{1,10}})\s*[;,]\s*({_SIGN}?\d{{1,3}}\.\d{{1,10}})(?![\w.]*\d)")
_GAP = r"[\s,;/]{0,4}"
#: Between the several forms of one position.
_BETWEEN = re.compile(r"[\s/,;()\ufeff]*")


class Position(NamedTuple):
    """Where, how exactly, and the words that say so (`start`, `end` in the text)."""

    lat: float
    lon: float
    precision_deg: float
    start: int
    end: int


def find(text: str, language: str = "en") -> Position | None:
    """The first position in `text`, all forms of it that stand side by side taken together; None where there is none.

    >>> where = find("Coordinates: 56°42′N 5°52′E / 56.700°N 5.867°E / 56.700; 5.867")
    >>> where.lat, where.lon, where.precision_deg, where.start
    (56.7, 5.867, 0.016667, 0)
    >>> find("3.5, 7 km from Ypres") is None
    True
    """
    forms, prefix = _patterns(language)
    first = _one(text, 0, forms)
    if first is None:
        return None
    best, end = first, first.end
    while True:
        place = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
        repeated = prefix.match(text, place)
        more = _one(text, repeated.end() if repeated else place, forms, here=True)
        if more is None or not _near(best, more):
            break
        if more.precision_deg < best.precision_deg:
            best = more
        end = more.end
    start = first.start
    before = [m for m in prefix.finditer(text, max(0, start - 24), start) if m.end() == start]
    return Position(best.lat, best.lon, first.precision_deg, before[0].start() if before else start, end)


def _near(a: Position, b: Position) -> bool:
    slack = max(a.precision_deg, b.precision_deg) * 1.01
    return abs(a.lat - b.lat) <= slack and abs(a.lon - b.lon) <= slack


def _one(text: str, place: int, forms: tuple[re.Pattern[str], ...], *, here: bool = False) -> Position | None:
    found = []
    for form in forms:
        match = form.match(text, place) if here else form.search(text, place)
        if match and (position := _read(match)):
            found.append(position)
    return min(found, key=lambda p: (p.start, -p.end)) if found else None


def _read(match: re.Match[str]) -> Position | None:
    groups = match.groupdict()
    if not groups:
        parts = [_degrees(match[1], None, None), _degrees(match[2], None, None)]
        compass = ["", ""]
    else:
        parts = [_degrees(groups[f"d{n}"], groups[f"m{n}"], groups[f"s{n}"]) for n in "12"]
        compass = [_axis(groups[f"h{n}"]) for n in "12"]
    if parts[0] is None or parts[1] is None:
        return None
    (lat, fine), (lon, finer) = parts[0], parts[1]
    if compass[0] in ("east", "west") and compass[1] in ("north", "south"):
        lat, lon, compass = lon, lat, compass[::-1]
    if compass[0] in ("east", "west") or compass[1] in ("north", "south") or lat > 90 or lat < -90 or abs(lon) > 180:
        return None
    lat, lon = (-lat if compass[0] == "south" else lat), (-lon if compass[1] == "west" else lon)
    return Position(round(lat, 7), round(lon, 7), round(max(fine, finer), 6), match.start(), match.end())


def _degrees(degrees: str, minutes: str | None, seconds: str | None) -> tuple[float, float] | None:
    """Decimal degrees and the size of the last unit, or None for 60 minutes and more."""
    value, unit, last = _float(degrees), 1.0, degrees
    for part, size in ((minutes, 60.0), (seconds, 3600.0)):
        if part is not None:
            if _float(part) >= 60:
                return None
            value += _float(part) / size
            unit, last = 1 / size, part
    decimals = len(last.partition(".")[2])
    return value, unit / 10**decimals


def _float(text: str) -> float:
    return float(re.sub(_SIGN, "-", text))


def _axis(word: str) -> str:
    return str(_compass().get(word.casefold(), ""))


@cache
def _compass(language: str = "en") -> dict[str, str]:
    return dict(table(_path(language))["compass"])


def _path(language: str) -> str:
    path = f"languages/{language}/places"
    return path if has_table(path) else "languages/en/places"


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    points = "|".join(sorted(map(re.escape, table(_path(language))["compass"]), key=len, reverse=True))

    def angle(n: str) -> str:
        return rf"(?P<d{n}>{_NUMBER})\s?[\u00b0\u00ba]\s?(?:(?P<m{n}>{_NUMBER})\s?{_MINUTE}\s?)?(?:(?P<s{n}>{_NUMBER})\s?{_SECOND}\s?)?"

    after = re.compile(rf"(?<![\w.]){angle('1')}(?P<h1>{points})\b{_GAP}{angle('2')}(?P<h2>{points})(?![a-z])", re.IGNORECASE)
    before = re.compile(rf"\b(?P<h1>{points})\s?{angle('1')}{_GAP}(?P<h2>{points})\s?{angle('2')}", re.IGNORECASE)
    words = "|".join(sorted(map(re.escape, table(_path(language))["prefixes"]), key=len, reverse=True))
    return (after, before, _PAIR), re.compile(rf"(?:{words}):?\s*", re.IGNORECASE)
