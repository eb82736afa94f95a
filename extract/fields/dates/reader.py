"""When it happened: EDTF from the words of a date field.

>>> date = read_date("18–20 June 1815")
>>> date.start, date.end
('1815-06-18', '1815-06-20')
>>> read_date("c. 1200 BC").start
'-1199~'
>>> [(phase.label, phase.end) for phase in read_date("Siege: 4–9 May 1900; relief: 10 May 1900").phases]
[('Siege', '1900-05-09'), ('relief', '1900-05-10')]

What cannot be read gives nothing, and a caution says why: "unread-date" (words that are not understood),
"ambiguous-date" (more than one reading), "impossible-date" (a day that does not exist, an end before its start).
"inferred-date" says that something was worked out (a lost dash, a year from the line beside it).

The grammar is in `date_grammar`, what its parts lend each other in `date_resolve`, brackets in `date_notes`, lines and
phases in `date_segments` and `date_phases`; what EDTF can and cannot say in `edtf`. Decisions that the page leaves open:

- Of several dates ("1457 BC or 1479 BC") `start` and `end` are the first, `alternatives` are all; an alternative that is
  a period is an EDTF interval. "May or June" is such a choice, "May/June" spans both.
- "before 1200" has the end 1200 and no start, "after 1200" the start 1200 and no end: the bounds as they are named.
- "early", "mid" and "late" are within the month, year or century that is named, and that is what is given.
- A decade before Christ, and the first century before Christ, are given by their first and last years.
"""

from __future__ import annotations

from ... import record
from ...richtext import RichText
from ..base import Caution, Reading, Scope
from .edtf import Period
from .periods import Entry, chain_of, entries
from .phases import LIMIT, Whole, read_whole
from .types import Partial, Refusal
from .words import tokens

_CALENDARS = {"julian", "gregorian"}
_LEAP_YEAR = Partial(year=2000, digits=4)


def read(rich: RichText, scope: Scope) -> Reading[record.Date]:
    """The date of a field: one item over all of its text, at index 0; without `start` and `end` where it cannot be read."""
    if not rich:
        return Reading()
    start, end = rich.start, rich.end
    text = rich.words(start, end)
    whole = read_whole(text, scope.language)
    date = _date(whole, text, scope, start)
    cautions = tuple(Caution(code, message, words, 0) for code, message, words in whole.cautions)
    return Reading((date,), (), cautions)


def read_date(text: str, language: str = "en") -> record.Date | None:
    """The date that a text names, or None where it names none, or none that could be read for sure.

    >>> read_date("the Thursday after Easter 1204") is None
    True
    """
    whole = read_whole(text, language)
    return None if whole.empty else _date(whole, text, None, 0)


def read_period(text: str, language: str = "en") -> tuple[str, str] | None:
    """The start and end of a plain date with its year, without its preposition ("by 2012" is 2012); an open end is "..".

    Strict: no phases, labels, alternatives or brackets with words; None for all else, and for a date without a year.

    >>> read_period("Jan 2009 – Oct 2012"), read_period("by 2012:"), read_period("December 16"), read_period("3rd Division")
    (('2009-01', '2012-10'), ('2012', '2012'), None, None)
    """
    found = _strict(text, language, None)
    if found is None:
        return None
    period = found.period
    start, end = period.start or period.end, period.end
    if start is None:
        return None
    if end is None:
        return (str(start), "..") if period.ongoing or found.link else (str(start), str(start))
    return str(start), str(end)


def looks_like_date(text: str, language: str = "en") -> bool:
    """Whether the text is a date and nothing else, with or without a year; a colon at its end does not count.

    >>> [looks_like_date(words) for words in ("On 21 August:", "December 16", "1943", "21", "3,000", "August Storm")]
    [True, True, True, False, False, False]
    """
    return _strict(text, language, _LEAP_YEAR) is not None


def _strict(text: str, language: str, year: Partial | None) -> Entry | None:
    text = text.strip().rstrip(":").rstrip()
    if not text or len(text) > min(LIMIT, 200):
        return None
    try:
        chain = chain_of(tokens(text, language))
        if not any(p.month or p.year is not None for p in chain.parts):
            return None
        found = entries(chain, None if chain.dated else year)
    except Refusal:
        return None
    if len(found) != 1 or found[0].alternatives or found[0].label or found[0].cautions:
        return None
    return found[0]


def _date(whole: Whole, text: str, scope: Scope | None, base: int) -> record.Date:
    period, old = whole.period, whole.old
    return record.Date(
        text=text,
        at=scope.at(base, base + len(text)) if scope else None,
        start=_edtf(period.start),
        end=_edtf(period.end),
        ongoing=period.ongoing,
        calendar=whole.calendar if whole.calendar in _CALENDARS else None,  # type: ignore[arg-type]
        old_style=record.Period(start=_edtf(old.start), end=_edtf(old.end)) if old else None,
        phases=tuple(_phase(entry, text, scope, base) for entry in whole.phases),
        alternatives=whole.alternatives,
    )


def _phase(entry: Entry, text: str, scope: Scope | None, base: int) -> record.Phase:
    return record.Phase(
        text=text[entry.start : entry.end],
        at=scope.at(base + entry.start, base + entry.end) if scope else None,
        label=entry.label or None,
        start=_edtf(entry.period.start),
        end=_edtf(entry.period.end),
    )


def _edtf(point: object) -> str | None:
    return None if point is None else str(point)


__all__ = ["Period", "looks_like_date", "read", "read_date", "read_period"]
