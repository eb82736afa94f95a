"""From a completed point of a chain to the points of time that it stands for: rules 6 and 7 of `date_resolve`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .borrow import WINTER
from .edtf import Point, follows
from .types import Partial, Refusal


@dataclass(frozen=True, slots=True)
class Span:
    """What one point stands for: mostly `first` is `last`; `others` are what it may be instead of `first`."""

    first: Point
    last: Point
    others: tuple[Point, ...] = ()
    old: Point | None = None

    @property
    def one_of(self) -> tuple[Point, ...]:
        return (self.first, *self.others)


def span(p: Partial) -> Span:
    """The point or points that a completed partial stands for; raises `Refusal` for what the calendar does not have."""
    if p.year is None or p.number is not None:
        raise Refusal("no year is given")
    found = _span(p)
    if p.options:
        found = replace(found, others=(*found.others, *(_span(_instead(p, option)).first for option in p.options)))
    for point in (*found.one_of, found.last):
        if not point.possible:
            raise Refusal(f"the calendar has no {point}", "impossible-date")
    return found


def _instead(p: Partial, option: Partial) -> Partial:
    """The point with what an alternative in brackets says put in place: "September (or August) 490 BC"."""
    if option.number is not None:
        return replace(p, day=option.number, day2=None, options=[])
    said = {name: value for name in ("day", "month") if (value := getattr(option, name)) is not None}
    if option.year is not None:
        said |= {"year": option.year, "era": option.era or p.era, "month": option.month, "day": option.day}
    return replace(p, day2=None, month2=None, options=[], **said)


def _span(p: Partial) -> Span:
    if p.width >= 100:
        return _century(p)
    if p.year == 0:
        raise Refusal("there is no year 0", "impossible-date")
    if p.width == 10:
        return _decade(p)
    year = _astronomical(p.year or 0, p.era)
    if p.dual is not None:
        return _dual(p)
    base = _point(p, year, p.month, p.day)
    if p.day2 is not None:
        second = replace(base, day=p.day2)
        if p.month2 is None and p.era != "bc" and p.day2 - (p.day or 0) == lag(year):
            return Span(second, second, old=base)
        if p.month2 is not None or not follows(base, second):
            raise Refusal(f"{p.day}/{p.day2} may be two days or one in two calendars", "ambiguous-date")
        return Span(base, second)
    if p.month2 is not None:
        second = replace(base, month=p.month2)
        if p.day is not None:
            return Span(base, base, (second,))
        if p.month2 - (p.month or 0) != 1:
            raise Refusal("two months that do not follow each other", "ambiguous-date")
        return Span(base, second)
    return Span(base, base)


def lag(year: int) -> int:
    """By how many days the Julian calendar lags in most of a year, while both were in use; 0 outside of that time.

    >>> lag(1632), lag(1745), lag(1415)
    (10, 11, 0)
    """
    return year // 100 - year // 400 - 2 if 1582 <= year <= 1923 else 0


def _point(p: Partial, year: int, month: int | None, day: int | None) -> Point:
    return Point(year, month, day, approximate=p.circa, uncertain=p.uncertain)


def _astronomical(year: int, era: str) -> int:
    return 1 - year if era == "bc" else year


def _century(p: Partial) -> Span:
    width, number = p.width, p.year or 0
    if not 1 <= number <= (21 if width == 100 else 3):
        raise Refusal("there is no such century", "impossible-date")
    if p.era != "bc":
        point = Point((number - 1) * width, width=width, approximate=p.circa, uncertain=p.uncertain)
    elif number == 1:  # EDTF cannot write 100 to 1 BC as one mask
        return Span(_point(p, 1 - width, None, None), _point(p, 0, None, None))
    else:
        point = Point(-(number - 1) * width, width=width, approximate=p.circa, uncertain=p.uncertain)
    return Span(point, point)


def _decade(p: Partial) -> Span:
    year = p.year or 0
    if year % 10 or year % 100 == 0:
        raise Refusal(f"{year}s may be a decade or a century", "ambiguous-date")
    if p.era == "bc":  # the decades of astronomical years are others
        return Span(_point(p, 1 - (year + 9), None, None), _point(p, 1 - year, None, None))
    point = Point(year, width=10, approximate=p.circa, uncertain=p.uncertain)
    return Span(point, point)


def _dual(p: Partial) -> Span:
    year, unit = p.year or 0, 10**p.dual_digits
    if p.era == "bc":
        second = year // unit * unit + (p.dual or 0)
        follows_on = second == year - 1
    else:
        second = year // unit * unit + (p.dual or 0)
        second += unit if second < year else 0
        follows_on = second == year + 1
    if not follows_on or (p.month is not None and 3 < p.month < WINTER):
        raise Refusal(f"{p.year}/{p.dual} may be meant in more than one way", "ambiguous-date")
    old, new = _astronomical(year, p.era), _astronomical(second, p.era)
    if p.month == WINTER:
        point = _point(p, old, WINTER, None)
        return Span(point, point)
    if p.month is None:
        return Span(_point(p, old, None, None), _point(p, new, None, None))
    point = _point(p, new, p.month, p.day)
    return Span(point, point, old=_point(p, old, p.month, p.day))
