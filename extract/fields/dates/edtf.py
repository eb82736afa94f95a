"""Points and periods of time, and how EDTF (ISO 8601-2:2019) writes them.

A `Point` is a day, month, season, year, decade, century or millennium, with the doubts about it. Years are
astronomical: 1 BC is 0, 480 BC is -479. Dates are written as the page gives them and never converted from one
calendar to another; a 29 February of the Julian calendar before 1583 is a day.

What is written, by the levels of EDTF: years, months and days (level 0), ``~`` and ``?`` and ``%`` at the end,
seasons 21 to 24 and ``X`` for the digits of a decade or century (level 1), intervals ``a/b`` (only among the
alternatives of a date; a start and an end stand apart). "early", "mid" and "late" have no sign in EDTF: the month,
year or century that they are part of stands for them, which is true, if wider. A season in doubt is written as its year in doubt.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace

#: Years after this one are misprints or glued numbers, not dates of a conflict.
LAST_YEAR = 2100
_JULIAN_UNTIL = 1582
#: First and last month of a season; winter is taken to run into the next year. Only for comparing.
_SEASON_MONTHS = {21: (1, 8), 22: (4, 10), 23: (7, 12), 24: (1, 14)}

Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time. `width` is the number of years that it leaves open: 1, 10, 100 or 1000; then `year` is the
    one whose open digits are 0, and `month` and `day` are None. `month` is 1 to 12, or 21 to 24 for a season.

    >>> str(Point(-479)), str(Point(1943, 7, approximate=True)), str(Point(1170, width=10)), str(Point(-400, width=100))
    ('-0479', '1943-07~', '117X', '-04XX')
    """

    year: int
    month: int | None = None
    day: int | None = None
    width: int = 1
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        open_digits = len(str(self.width)) - 1
        digits = f"{abs(self.year):04d}"
        text = ("-" if self.year < 0 else "") + digits[: len(digits) - open_digits] + "X" * open_digits
        season = self.month is not None and self.month > 12
        if self.month is not None and not (season and (self.approximate or self.uncertain)):
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return (
            text
            + {(True, True): "%", (True, False): "~", (False, True): "?", (False, False): ""}[self.approximate, self.uncertain]
        )

    @property
    def first(self) -> Day:
        """The first day that it may be."""
        year = self.year - self.width + 1 if self.year < 0 else self.year
        if self.month is None:
            return (year, 1, 1)
        if self.month > 12:
            return (year, _SEASON_MONTHS[self.month][0], 1)
        return (year, self.month, self.day or 1)

    @property
    def last(self) -> Day:
        """The last day that it may be."""
        year = self.year if self.year < 0 else self.year + self.width - 1
        if self.month is None:
            return (year, 12, 31)
        if self.month > 12:
            month = _SEASON_MONTHS[self.month][1]
            return (year + month // 13, (month - 1) % 12 + 1, 31)
        return (year, self.month, self.day or 31)

    @property
    def possible(self) -> bool:
        """Whether the calendar has it.

        >>> [Point(1900, 2, 29).possible, Point(1500, 2, 29).possible, Point(1815, 6, 31).possible]
        [False, True, False]
        """
        if self.year > LAST_YEAR or self.year < -9999:
            return False
        if self.month is None:
            return True
        if self.month in _SEASON_MONTHS:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        leap_julian = self.year <= _JULIAN_UNTIL and self.year % 4 == 0
        length = 29 if self.month == 2 and leap_julian else monthrange(self.year % 400 + 2000, self.month)[1]
        return 1 <= self.day <= length

    def doubted(self, approximate: bool, uncertain: bool) -> Point:
        """The same point, with these doubts added."""
        return replace(self, approximate=self.approximate or approximate, uncertain=self.uncertain or uncertain)

    @property
    def bare(self) -> Point:
        """The same point without doubts."""
        return replace(self, approximate=False, uncertain=False)


@dataclass(frozen=True, slots=True)
class Period:
    """From one point to another; either may be None (not known, or not over)."""

    start: Point | None = None
    end: Point | None = None
    ongoing: bool = False

    @property
    def edtf(self) -> str:
        """The period as one EDTF string: a date, or an interval.

        >>> Period(Point(1815, 6, 18), Point(1815, 6, 18)).edtf, Period(Point(2011), None, True).edtf
        ('1815-06-18', '2011/..')
        """
        if self.start == self.end:
            return str(self.start)
        end = ".." if self.ongoing else "" if self.end is None else str(self.end)
        return f"{self.start or ''}/{end}"

    @property
    def backward(self) -> bool:
        """Whether it ends before it starts."""
        return self.start is not None and self.end is not None and self.end.last < self.start.first

    @property
    def possible(self) -> bool:
        """Whether the calendar has both ends of it."""
        return all(point is None or point.possible for point in (self.start, self.end))


def follows(earlier: Point, later: Point) -> bool:
    """Whether `later` begins where `earlier` ends: two days, months or years in a row.

    >>> follows(Point(1940, 5, 31), Point(1940, 6, 1)), follows(Point(1940, 5), Point(1940, 7))
    (True, False)
    """
    if (earlier.day is None) != (later.day is None) or (earlier.month is None) != (later.month is None):
        return False
    return ordinal(later) - ordinal(earlier) == 1


def ordinal(point: Point) -> int:
    """A number that goes up by one from day to day (proleptic Gregorian), month to month, year to year."""
    if point.month is None:
        return point.year // point.width
    if point.day is None:
        return point.year * 12 + point.month if point.month <= 12 else point.year * 4 + point.month
    year = point.year - (point.month < 3)
    month = (point.month + 9) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + point.day
