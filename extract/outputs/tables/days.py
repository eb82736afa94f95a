"""The first and the last day that an EDTF date can mean: what is sorted and filtered by.

Only what we write: dates of any precision, with `X` for digits not given, `~`, `?` or `%` behind, and seasons. A season is taken
as wide as it can be meant: winter (24) begins in the year's last month or its first, and may end in March of the year after.
"""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(-?)(\d{0,4}X{0,4})(?:-(\d\d))?(?:-(\d\d))?[~?%]*$")
#: First and last month of the seasons, northern; winter's end is of the year after.
_SEASONS = {21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (12, 3)}


def earliest(edtf: str) -> str | None:
    """The first day, YYYY-MM-DD with an astronomical year; None for what is no date of ours.

    >>> earliest("1815-06-18"), earliest("-0479-09"), earliest("12XX"), earliest("1914-24"), earliest("soon")
    ('1815-06-18', '-0479-09-01', '1200-01-01', '1914-12-01', None)
    """
    return _day(edtf, last=False)


def latest(edtf: str) -> str | None:
    """The last day.

    >>> latest("1815-06"), latest("126X"), latest("-02XX"), latest("1914-24"), latest("1180~")
    ('1815-06-30', '1269-12-31', '-0200-12-31', '1915-03-31', '1180-12-31')
    """
    return _day(edtf, last=True)


def _day(edtf: str, *, last: bool) -> str | None:
    found = _DATE.match(edtf)
    if not found or len(found[2]) != 4:
        return None
    sign = -1 if found[1] else 1
    # of years before 0 the greater number is the earlier year
    year = sign * int(found[2].replace("X", "9" if last == (sign > 0) else "0"))
    month = int(found[3]) if found[3] else (12 if last else 1)
    if month in _SEASONS:
        first, end = _SEASONS[month]
        year, month = (year + (end < first), end) if last else (year, first)
    if not 1 <= month <= 12:
        return None
    # the proleptic calendar repeats every 400 years, and the library knows none before 1
    days = calendar.monthrange(year % 400 + 400, month)[1]
    day = int(found[4]) if found[4] else (days if last else 1)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"
