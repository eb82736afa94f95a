"""Draws the lines of a flattened box as rich text: what they show, and the traces of what they lost as marks.

References leave the text ("[12]", "[a]", "[citation needed]"), U+00A0 at the edges of a line becomes the trace of a flag or
of a fate, coordinates are laid under their words, a tab (or a pipe) says where a cell ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...record import Reference
from ...richtext import Builder, RichText
from .rows import NBSP, Row, Words, footnote

_REFERENCE = re.compile(r"\[(?:(?:nb|note|fn|n|lower-alpha|Note|NB|notes?) ?)?(\d{1,3}|[a-z]{1,2})\](?::\s?\d[\d,–-]*)?")
_TAG = re.compile(r"\[([^\[\]]{3,40})\]")
#: What an interlanguage link leaves behind: " [de; fr]", " [diq; tr]", "[zh-yue]".
_LANGUAGES = re.compile(r"\u00a0?\[[a-z]{2,3}(?:-[a-z]{2,8})?(?:; [a-z]{2,3}(?:-[a-z]{2,8})?)*\]")
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_HALF = rf"{_NUMBER}° ?(?:{_NUMBER}[′'] ?)?(?:{_NUMBER}[″\"] ?)?"
_PAIR = rf"{_HALF}[NS][ \u00a0,]{{0,2}}{_HALF}[EW]"
#: All that a page prints for one place: shown form, decimal form, plain numbers, and the same again after "Coordinates:".
_ONE = rf"{_PAIR}(?:[ \ufeff]{{0,3}}/[ \ufeff]{{0,3}}{_PAIR})?(?:[ \ufeff]{{0,3}}/[ \ufeff]{{0,3}}-?{_NUMBER}; ?-?{_NUMBER})?"
_COORDINATES = re.compile(rf"(?:Coordinates?: ?)?{_ONE}(?: ?Coordinates?: ?{_ONE})?")
_PARTS = re.compile(rf"({_NUMBER})° ?(?:({_NUMBER})[′'] ?)?(?:({_NUMBER})[″\"] ?)?([NSEW])")
_PLAIN = re.compile(rf"(-?{_NUMBER}); ?(-?{_NUMBER})")
#: What the fate templates leave behind a name: letters glued to it, or a sign of one letter behind a no-break space.
_GLUED = re.compile(r"(?<=[^\W_])([A-Z]{3})\s*$")
_SIGN = re.compile(rf"[{NBSP} ]*([A-Z])(?=\s*(?:$|\())")
_INDENT = re.compile(rf"(?:{NBSP} ?)+")
_TOKEN = re.compile(r"\[|\u00a0|\t|°")

Position = tuple[float, float, float]


def read_coordinates(words: str) -> Position | None:
    """Latitude, longitude and precision in decimal degrees, of the words that a page prints for one place.

    >>> read_coordinates("56°42′N 5°52′E / 56.700°N 5.867°E / 56.700; 5.867")
    (56.7, 5.867, 0.016667)
    >>> read_coordinates("37°14′04″N 77°23′38″W")
    (37.234444, -77.393889, 0.000278)
    """
    halves = [_degrees(*found.groups()) for found in _PARTS.finditer(words)]
    if len(halves) < 2:
        return None
    (lat, first), (lon, second) = halves[:2]
    decimal = [half for half in halves[2:4] if half[1] < 1]
    if plain := _PLAIN.search(words):
        lat, lon = float(plain[1]), float(plain[2])
    elif len(decimal) == 2:
        lat, lon = decimal[0][0], decimal[1][0]
    return (lat, lon, min(first, second)) if abs(lat) <= 90 and abs(lon) <= 360 else None


def _degrees(degrees: str, minutes: str | None, seconds: str | None, letter: str) -> tuple[float, float]:
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    last, size = (seconds, 3600) if seconds else (minutes, 60) if minutes else (degrees, 1)
    precision = round(10.0 ** -len((last or "").partition(".")[2]) / size, 6)
    return round(-value if letter in "SW" else value, 6), precision


def find_coordinates(text: str) -> re.Match[str] | None:
    """The first words in a text that are coordinates."""
    return _COORDINATES.search(text) if "°" in text else None


@dataclass(slots=True)
class Pen:
    """Draws rows; gathers the references it meets. `people`: lines of commanders, where U+00A0 at a line's end is the
    trace of a fate. `sided`: a section, where a tab ends a cell. `base` is the list depth that the whole box stands in (below
    an unclosed list)."""

    words: Words
    notes: dict[str, str] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)

    def draw(self, pieces: Sequence[tuple[Row, int]], *, people: bool = False, sided: bool = False, base: int = 0) -> RichText:
        """The rich text of rows, each from a column on."""
        builder = Builder()
        blanks = 0
        for number, (row, column) in enumerate(pieces):
            if row.blank and not row.text[column:].strip(" \r\t"):
                blanks += 1
                continue
            noted = footnote(row)
            if noted and number:
                self._refer(builder, noted[0], noted[1])
                continue
            if number:
                builder.newline()
            if blanks and number:
                builder.gap()
                if blanks > 1:  # two empty lines are what is left of a rule
                    builder.rule()
            blanks = 0
            builder.depth = max(0, depth_of(row, column) - base)
            self._line(builder, row, column, people, sided)
        return _settled(builder.build(), gap=bool(pieces) and pieces[0][0].blank)

    def _line(self, builder: Builder, row: Row, column: int, people: bool, sided: bool) -> None:
        text = row.text.rstrip(" \t\r")
        place = max(column, row.body_start)
        if sided and "\t" in text[column:place]:
            builder.point("cell")
        if text[place : place + 1] == NBSP:
            blank = _INDENT.match(text, place)
            if blank is not None and blank[0].count(NBSP) > 2:  # two may be a flag and a space
                builder.text(blank[0])
                place = blank.end() - 1
            elif text[place : place + 2] != NBSP * 2:  # two of them: a map's legend
                builder.point("lost-flag")
            place += 1
        text = text[place:]
        place = 0
        while place < len(text):
            token = _TOKEN.search(text, place)
            if token is None:
                self._words(builder, text[place:], people)
                return
            place = self._token(builder, text, place, token.start(), people, sided)

    def _words(self, builder: Builder, text: str, people: bool) -> None:
        """The last words of a line; of a person's, a mark of fate that is glued to the name ("Karaca PashaKIA")."""
        glued = _GLUED.search(text) if people else None
        glued = glued if glued and glued[1] in self.words.fates else None
        builder.text(text[: glued.start()] if glued else text)
        if glued:
            builder.point("fate", self.words.fates[glued[1]])

    def _token(self, builder: Builder, text: str, place: int, at: int, people: bool, sided: bool) -> int:
        """Draws up to the token at `at` and the token itself; gives the place after it."""
        char = text[at]
        if char == "°":
            start = text.rfind("Coordinate", place, at)
            found = _COORDINATES.match(text, start) if start >= 0 else None
            found = found or _COORDINATES.search(text, max(place, at - 4))
            if found is None or found.start() > at:
                builder.text(text[place : at + 1])
                return at + 1
            builder.text(text[place : found.start()])
            position = read_coordinates(found[0])
            mark = builder.open("coordinates", position) if position else None
            builder.text(found[0])
            if mark:
                builder.close(mark)
            return found.end()
        builder.text(text[place:at])
        if char == "[":
            return self._bracket(builder, text, at)
        if char == "\t":
            end = at
            while end < len(text) and text[end] == "\t":
                end += 1
            if sided:
                builder.point("cell")
            builder.text(" ")
            return end
        return self._nbsp(builder, text, at, people, sided)

    def _bracket(self, builder: Builder, text: str, at: int) -> int:
        if languages := _LANGUAGES.match(text, at):
            if not (found := _REFERENCE.match(text, at)) or text[at - 1 : at] == NBSP:
                return languages.end()
            self._refer(builder, found[1])
            return found.end()
        if found := _REFERENCE.match(text, at):
            self._refer(builder, found[1])
            return found.end()
        tag = _TAG.match(text, at)
        if tag and (tag[1].casefold() in self.words.tags):
            return tag.end()
        builder.text("[")
        return at + 1

    def _nbsp(self, builder: Builder, text: str, at: int, people: bool, sided: bool) -> int:
        """U+00A0: a space, but at the edge of a name the trace of an image."""
        rest = text[at + 1 :]
        if people and text[:at].strip() and (sign := _SIGN.match(rest)) and sign[1] in self.words.fates:
            builder.point("fate", self.words.fates[sign[1]])
            return at + 1 + sign.end()
        bare = _LANGUAGES.sub("", _REFERENCE.sub("", rest[:200])) + rest[200:] if "[" in rest[:200] else rest
        before, after = text[:at], bare
        if (
            people
            and before.strip()
            and (not after.strip(" " + NBSP) or (after[:1] == " " and after.strip()))
            and not (rest.startswith("[") and _LANGUAGES.match(rest) and not _REFERENCE.match(rest))
        ):
            builder.point("lost-fate")
        elif sided and before[-1:] == " " and before.strip() and after[:1] not in ("", " ", "(", NBSP):
            builder.point("lost-flag")
        builder.text(" ")
        return at + 1

    def _refer(self, builder: Builder, number: str, text: str = "") -> None:
        builder.point("ref", number)
        known = self.references.get(number)
        if known is None or (text and not known.text):
            self.references[number] = Reference(id=number, text=text or self.notes.get(number, ""))


def depth_of(row: Row, column: int = 0) -> int:
    """How many lists a line stands in: a bullet at two columns is in one list, text of it at four.

    >>> [depth_of(Row(0, text)) for text in ("France", "  • Algeria", "    • Oran", "    more of Algeria")]
    [0, 1, 2, 1]
    """
    if column > row.body_start:
        return 0
    return row.indent // 2 if row.bullet else max(0, row.indent - 2) // 2


def _settled(rich: RichText, gap: bool) -> RichText:
    """Flags that stand before a space put behind it, at the name that they belong to; `gap`: a blank line stands above
    the first line."""
    lines = []
    for line in rich:
        marks = tuple(
            m._replace(start=m.start + 1, end=m.end + 1)
            if m.kind == "lost-flag" and line.text[m.start - line.start : m.start - line.start + 1] == " "
            else m
            for m in line.marks
        )
        lines.append(replace(line, marks=marks))
    if gap and lines:
        lines[0] = replace(lines[0], gap=True)
    return rich.with_lines(lines)


def notes_below(rows: Sequence[Row]) -> dict[str, str]:
    """The texts of the references at a page's end ("  1. ^ Smith 1999, p. 3"), by number; a number met again is another
    list's and stays out."""
    found: dict[str, str] = {}
    for row in rows:
        if "^" in row.text[:12] and (note := footnote(row)):
            found.setdefault(note[0], note[1].strip())
    return found
