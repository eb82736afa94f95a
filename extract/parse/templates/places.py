"""The drawing verb for coordinates: the form that a reader sees, under a mark with decimal degrees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .call import Call, Verb

_FIGURE = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,12})?|[+-]?\.\d{1,12}")


@dataclass(frozen=True, slots=True)
class _Angle:
    """Degrees, and minutes and seconds where they are given, as written; `letter` where it is given."""

    parts: tuple[str, ...]
    letter: str

    @property
    def value(self) -> float:
        numbers = [abs(float(part)) for part in self.parts]
        size = sum(number / 60**place for place, number in enumerate(numbers))
        negative = self.letter in ("S", "W") or self.parts[0].startswith("-")
        return float(round(-size if negative else size, self.digits))

    @property
    def digits(self) -> int:
        """Decimals that the last unit is worth: three for minutes, five for seconds, as Module:Coordinates gives."""
        last = len(self.parts[-1].partition(".")[2])
        return last + (0, 3, 5)[len(self.parts) - 1]

    @property
    def precision(self) -> float:
        last = len(self.parts[-1].partition(".")[2])
        return float(round(10.0**-last / 60.0 ** (len(self.parts) - 1), 6))

    def shown(self, letters: str) -> str:
        letter = self.letter or letters[self.parts[0].startswith("-")]
        figures = [self.parts[0].lstrip("+-")] + [_padded(part) for part in self.parts[1:]]
        return "".join(figure + sign for figure, sign in zip(figures, "°′″", strict=False)) + letter


def _padded(part: str) -> str:
    whole, dot, rest = part.partition(".")
    return whole.zfill(2) + dot + rest


def read(words: list[str]) -> tuple[_Angle, _Angle] | None:
    """Latitude and longitude out of the positional arguments of {{coord}}, in all of its forms.

    >>> lat, lon = read(["52", "35", "28", "N", "1", "24", "37", "W", "type:event"])
    >>> lat.shown("NS"), lon.shown("EW"), lat.value, lon.precision
    ('52°35′28″N', '1°24′37″W', 52.59111, 0.000278)
    >>> read(["54.009", "-6.4049"])[1].shown("EW")
    '6.4049°W'
    >>> read(["somewhere"])
    """
    figures: list[str] = []
    angles: list[_Angle] = []
    for word in words[:12]:
        word = word.strip().replace("−", "-")
        if _FIGURE.fullmatch(word):
            figures.append(word)
        elif len(word) == 1 and word.upper() in "NSEW" and figures:
            angles.append(_Angle(tuple(figures[:3]), word.upper()))
            figures = []
            if len(angles) == 2:
                break
        elif word or not figures:
            break
    if not angles and len(figures) >= 2:
        angles = [_Angle((figures[0],), ""), _Angle((figures[1],), "")]
    if len(angles) != 2 or angles[0].letter in ("E", "W") or angles[1].letter in ("N", "S"):
        return None
    lat, lon = angles
    if abs(lat.value) > 90 or abs(lon.value) > 360 or any(float(part) >= 60 for part in (*lat.parts[1:], *lon.parts[1:])):
        return None
    return lat, lon


def coordinates(call: Call) -> None:
    """`{{coord}}`: shown where it stands, or (display=title) only at the head of the page: then a mark at a point."""
    words = call.words()
    found = read(words)
    canvas = call.canvas
    if found is None:
        if any(words):
            canvas.warn("stray-markup", "coordinates that could not be read", str(call.node))
        return
    lat, lon = found
    value = (lat.value, lon.value, min(lat.precision, lon.precision))
    display = call.said("display").casefold().replace(" ", "")
    canvas.begin()
    if display == "t" or ("title" in display.split(",") and "inline" not in display):
        canvas.builder.point("coordinates", value)
        return
    mark = canvas.builder.open("coordinates", value)
    canvas.builder.text(f"{lat.shown('NS')} {lon.shown('EW')}")
    canvas.builder.close(mark)


VERBS: dict[str, Verb] = {"coordinates": coordinates}
