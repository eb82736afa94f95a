"""Coordinates as a rendered page holds them: the shown form, and the decimal one beside it."""

from __future__ import annotations

import re

from bs4.element import Tag

_DECIMAL = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*;\s*(-?\d{1,3}(?:\.\d+)?)")
_DMS = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*°\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'])?\s*(?:(\d{1,2}(?:\.\d+)?)\s*[″\"])?\s*([NSEW])")

Position = tuple[float, float, float]


def read_position(shown: str, decimal: str = "") -> Position | None:
    """Latitude, longitude and precision in degrees; the decimal form gives the values, the shown one the precision.

    >>> read_position("56°42′N 5°52′E", "56.700; 5.867")
    (56.7, 5.867, 0.016667)
    >>> read_position("31°51′19.6″N 35°27′44″E")
    (31.855444, 35.462222, 2.8e-05)
    """
    halves = [_degrees(*found.groups()) for found in _DMS.finditer(shown)][:2]
    exact = _DECIMAL.search(decimal) or _DECIMAL.search(shown)
    if exact:
        lat, lon = float(exact[1]), float(exact[2])
        precision = min((half[1] for half in halves), default=_precision(exact[1]))
    elif len(halves) == 2:
        (lat, first), (lon, second) = halves
        precision = min(first, second)
    else:
        return None
    return (lat, lon, precision) if abs(lat) <= 90 and abs(lon) <= 360 else None


def coordinates_near(tag: Tag) -> Position | None:
    """The position that the element shows, by the decimal form that the page holds beside it."""
    shown = tag.get_text(" ")
    holder: Tag | None = tag
    for _ in range(4):
        if holder is None or holder.name in ("td", "table", "body"):
            break
        if geo := holder.find(class_="geo"):
            return read_position(shown, geo.get_text())
        if "geo" in str(holder.get("class") or "").split():
            break
        holder = holder.parent
    return read_position(shown)


def _precision(number: str) -> float:
    return round(10.0 ** -len(number.partition(".")[2]), 6)


def _degrees(degrees: str, minutes: str | None, seconds: str | None, letter: str) -> tuple[float, float]:
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    last, size = (seconds, 3600) if seconds else (minutes, 60) if minutes else (degrees, 1)
    return round(-value if letter in "SW" else value, 6), round(10.0 ** -len((last or "").partition(".")[2]) / size, 6)
