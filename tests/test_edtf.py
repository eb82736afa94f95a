"""EDTF: what is written, and that dates of all forms come back as they went in."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.dates import read_date
from extract.fields.dates.edtf import Period, Point, follows, ordinal

from .test_dates import check_edtf, reading


@pytest.mark.parametrize(
    ("point", "want"),
    [
        (Point(1815, 6, 18), "1815-06-18"),
        (Point(1485, 8), "1485-08"),
        (Point(475), "0475"),
        (Point(9), "0009"),
        (Point(0), "0000"),
        (Point(-479), "-0479"),
        (Point(-48, 4, 19), "-0048-04-19"),
        (Point(1274, approximate=True), "1274~"),
        (Point(480, uncertain=True), "0480?"),
        (Point(1943, 7, approximate=True, uncertain=True), "1943-07%"),
        (Point(1170, width=10), "117X"),
        (Point(1100, width=100), "11XX"),
        (Point(0, width=100), "00XX"),
        (Point(-400, width=100), "-04XX"),
        (Point(-1000, width=1000), "-1XXX"),
        (Point(1170, width=10, approximate=True), "117X~"),
        (Point(1914, 21), "1914-21"),
        (Point(-400, 24), "-0400-24"),
        (Point(1200, 21, approximate=True), "1200~"),
    ],
)
def test_a_point_is_written_as_edtf(point: Point, want: str) -> None:
    assert str(point) == want
    parse_edtf(want, fail_silently=False)


@pytest.mark.parametrize(
    ("point", "first", "last"),
    [
        (Point(1815), (1815, 1, 1), (1815, 12, 31)),
        (Point(1170, width=10), (1170, 1, 1), (1179, 12, 31)),
        (Point(-400, width=100), (-499, 1, 1), (-400, 12, 31)),
        (Point(1815, 6), (1815, 6, 1), (1815, 6, 31)),
        (Point(1914, 24), (1914, 1, 1), (1915, 2, 31)),
    ],
)
def test_a_point_spans_from_its_first_to_its_last_day(point: Point, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    assert (point.first, point.last) == (first, last)


@pytest.mark.parametrize(
    ("point", "want"),
    [
        (Point(1900, 2, 29), False), (Point(1904, 2, 29), True), (Point(1500, 2, 29), True), (Point(1501, 2, 29), False),
        (Point(1815, 6, 31), False), (Point(1815, 13), False), (Point(1815, 20), False), (Point(1815, 24), True),
        (Point(1815, 21, 3), False), (Point(1815, 0), False), (Point(1815, 1, 0), False), (Point(2101), False),
        (Point(-3, 2, 29), False),
    ],
)  # fmt: skip
def test_only_days_of_the_calendar_are_possible(point: Point, want: bool) -> None:
    assert point.possible is want


@pytest.mark.parametrize(
    ("period", "want"),
    [
        (Period(Point(1815, 6, 18), Point(1815, 6, 18)), "1815-06-18"),
        (Period(Point(1815), Point(1816)), "1815/1816"),
        (Period(Point(2011), None, True), "2011/.."),
        (Period(Point(2011), None), "2011/"),
        (Period(None, Point(1200)), "/1200"),
    ],
)
def test_a_period_is_one_string(period: Period, want: str) -> None:
    assert period.edtf == want


@given(st.dates())
def test_days_are_numbered_in_a_row(day: dt.date) -> None:
    if day < dt.date.max:
        after = day + dt.timedelta(days=1)
        one, two = Point(day.year, day.month, day.day), Point(after.year, after.month, after.day)
        assert ordinal(two) - ordinal(one) == 1
        assert follows(one, two) and not follows(two, one)


# -- properties ----------------------------------------------------------------------------------------------------

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
Form = Callable[[int, int, int], str]


def american(year: int, month: int, day: int) -> str:
    return f"{MONTHS[month - 1]} {day}, {year}"


def british(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {year}"


def with_ordinal(year: int, month: int, day: int) -> str:
    return f"the {day}{ORDINALS.get(day, 'th')} of {MONTHS[month - 1]}, {year}"


def short(year: int, month: int, day: int) -> str:
    return f"{MONTHS[month - 1][:3]}. {day}, {year}"


def iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def hidden(year: int, month: int, day: int) -> str:
    return f"{british(year, month, day)} ({iso(year, month, day)})"


@st.composite
def moments(draw: st.DrawFn) -> tuple[int, int, int]:
    day = draw(st.dates(min_value=dt.date(100, 1, 1), max_value=dt.date(2099, 12, 31)))
    return day.year, day.month, day.day


@given(moments(), st.sampled_from([american, british, with_ordinal, short, iso, hidden]))
def test_a_day_comes_back_from_every_form(moment: tuple[int, int, int], form: Form) -> None:
    date = read_date(form(*moment))
    assert date is not None
    assert date.start == date.end == iso(*moment)


DASHES = [" – ", "–", " to ", " - ", "—", " until "]


@given(moments(), moments(), st.sampled_from([american, british, short, hidden]), st.sampled_from(DASHES))
def test_a_range_comes_back_from_every_form(a: tuple[int, int, int], b: tuple[int, int, int], form: Form, dash: str) -> None:
    first, last = min(a, b), max(a, b)
    date = read_date(form(*first) + dash + form(*last))
    assert date is not None
    assert (date.start, date.end) == (iso(*first), iso(*last))
    if first != last:
        assert read_date(form(*last) + dash + form(*first)) is None


@given(st.integers(1, 9998), st.integers(1, 12))
def test_years_before_christ_are_astronomical(year: int, month: int) -> None:
    date = read_date(f"{MONTHS[month - 1]} {year} BC")
    assert date is not None
    assert date.start == f"{'-' if year > 1 else ''}{year - 1:04d}-{month:02d}"


PIECES = [
    "5", "19", "31", "1900", "475", "48", "1st", "3rd", "the", "of", "May", "June", "Sept.", "spring", "winter", "BC", "AD",
    "century", "1170s",
    "c.", "?", "possibly", "early", "mid-", "or", "and", "–", "-", "/", ",", ";", ":", "\n", "(", ")", "[", "]",
    "O.S.", "N.S.", "to", "from",
    "between", "since", "before", "after", "present", "unknown", "1900-05-06", "18:15", "2 days", "10 years ago",
    "First phase", "siege", "Treaty",
    "AH", "Ramadan", "Monday", "5/6/1900", "18.6.1815", "1,500", "19379", "Julian calendar", "ongoing", "’", "x",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=14))
def test_no_words_break_it_and_all_output_is_edtf(pieces: list[tuple[str, str]]) -> None:
    found = reading("".join(piece + space for piece, space in pieces))
    if date := found.first:
        check_edtf(date)
        if date.start and date.end and date.start[0] != "-" and not date.phases and not date.alternatives:
            assert date.start[:4].replace("X", "0") <= date.end[:4].replace("X", "9")


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    read_date(text)


JUNK = ["(", ")", "1-", "a.", "5 May 1900\n", "1 or ", "a:", "[(;", "First: 5 May, ", "May ", "20 May 1900 (or 21) "]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_takes_linear_time(junk: str) -> None:
    for size in (3_900, 100_000):
        begin = time.perf_counter()
        read_date(junk * (size // len(junk)))
        assert time.perf_counter() - begin < 1
