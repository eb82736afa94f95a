"""From tokens to periods: a chain, the brackets in it, its calendars, and the check that nothing contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .asides import without_asides
from .edtf import Period, Point, follows, ordinal
from .grammar import parse
from .notes import classify
from .points import lag, span
from .resolve import Found, resolve
from .types import Chain, Note, Partial, Refusal
from .words import Token

#: By how many days the Julian calendar lags behind the Gregorian since 1582 (10 to 13), and one to either side for slips.
_LAG = range(9, 15)


_GOING_ON = Period(ongoing=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """A period that a field names: where it stands, what it is called, and what else is said of it.

    `calendar` is "julian", "gregorian", "other" or "" (not said); `old` the same period in Old Style; `link` what
    stands before it in its chain; `cautions` are pairs of code and message.
    """

    period: Period
    start: int
    end: int
    label: str = ""
    alternatives: tuple[Period, ...] = ()
    calendar: str = ""
    old: Period | None = None
    link: str = ""
    cautions: tuple[tuple[str, str], ...] = ()
    role: str = ""  # "start" or "end", where its label says so


def chain_of(tokens: Sequence[Token]) -> Chain:
    """The chain of these tokens, its brackets read; raises `Refusal`."""
    kept = without_asides(tokens)
    if not kept and any(t.kind == "other_month" for t in tokens):
        raise Refusal("a date in another calendar alone: dates are never converted")
    notes = [t for t in kept if t.kind == "note"]
    if len(notes) == 1 and all(t.kind in ("note", "noise", "comma", "newline") for t in kept):
        kept = without_asides(notes[0].inner)  # "1 year (1900–1901)", "10 Muharram 61 AH (10 October 680)"
    chain = parse(kept)
    for number, part in enumerate(chain.parts):
        part.asides = [classify(token) for token in part.notes]
        for note in part.asides:
            _doubt(part, note, number)
    return chain


def _doubt(part: Partial, note: Note, number: int) -> None:
    if note.kind == "circa":
        part.circa = part.back = True
    elif note.kind == "uncertain":
        part.uncertain = part.back = True
    elif note.kind == "or" and note.chain is not None:
        part.options.extend(note.chain.parts)


def entries(chain: Chain, year: Partial | None = None) -> list[Entry]:
    """The periods of a chain, checked; `year` is a point from which they may borrow theirs. Raises `Refusal`."""
    found = [_entry(one, link) for one, link in resolve(chain, year)]
    found = [entry for entry in found if entry.period != Period()] or found[:1]  # "unknown, possibly 1274"
    merged = merge_styles(found)
    if merged is not None:
        return [merged]
    if any(entry.link == "slash" for entry in found):
        if len(found) == 2 and (joined := _joined(*found)):
            return [joined]
        raise Refusal("two dates with a slash between them", "ambiguous-date")
    return found


def _joined(one: Entry, other: Entry) -> Entry | None:
    """ "December 1944/January 1945": two points that follow each other are a span; "28 August/7 September 1640" one day."""
    start, end = one.period.start, other.period.end
    single = one.period.end == start and other.period.start == end and not (one.calendar or other.calendar)
    if start is None or end is None or not single:
        return None
    if start.day and end.day and start.bare != end.bare and ordinal(end) - ordinal(start) == lag(end.year):
        return replace(other, old=one.period, start=one.start, cautions=(*one.cautions, *other.cautions))
    if not follows(start.bare, end.bare):
        return None
    return replace(one, period=Period(start, end), end=other.end)


def _entry(found: Found, link: str) -> Entry:
    period, old, calendar = found.period, found.old, ""
    notes = [(number, part, note) for number, part in enumerate(found.parts) for note in part.asides]
    stated = {note.calendar for _, _, note in notes if note.kind == "style" and note.chain is None}
    cautions: list[tuple[str, str]] = []
    if len(stated) > 1:
        return _either_style(found, link)
    calendar = next(iter(stated), "")
    seconds = [(number, part, note) for number, part, note in notes if note.kind == "style" and note.chain is not None]
    if seconds:
        period, old, calendar, message = _restyled(found, seconds, calendar)
        if message:
            cautions.append(("ambiguous-date", message))
    for _, part, note in notes:
        if note.kind == "same" and period == _GOING_ON:
            period = _since(note)
            continue
        _agree(found, part, note)
        if note.kind == "present":
            if period.end is not None and period.end != period.start:
                raise Refusal("the date has an end and is said to go on", "ambiguous-date")
            period = Period(period.start, None, True)
    if period.backward or (old is not None and old.backward):
        raise Refusal("the end lies before the start", "impossible-date")
    if found.inferred:
        cautions.append(("inferred-date", found.inferred))
    label = next((note.text for _, _, note in notes if note.kind == "label"), "")
    start, end = min(part.start for part in found.parts), max(part.end for part in found.parts)
    alternatives = tuple(one for one in found.alternatives if not one.backward)
    return Entry(period, start, end, label, alternatives, calendar, old, link, tuple(cautions))


def _since(note: Note) -> Period:
    """ "Ongoing (since 2004)"."""
    assert note.chain is not None
    periods = [one.period for one, _ in resolve(note.chain)]
    if len(periods) != 1 or not (periods[0].ongoing or note.chain.parts[0].bound in ("since", "from")):
        raise Refusal(f"{note.text!r} is another date", "ambiguous-date")
    return replace(periods[0], ongoing=True)


def _either_style(found: Found, link: str) -> Entry:
    """ "8 July (N.S.) or 27 June (O.S.) 1709": each with its calendar, as one date."""
    styles = [next((n.calendar for n in part.asides if n.kind == "style"), "") for part in found.parts]
    options = [Period(s.first, s.last) for s in map(span, found.parts) if not s.others]
    if len(options) != len(styles) or len(found.alternatives) != len(styles):
        raise Refusal("a range begins in one calendar and ends in another", "ambiguous-date")
    start, end = found.parts[0].start, found.parts[-1].end
    each = [Entry(option, start, end, calendar=style) for option, style in zip(options, styles, strict=True)]
    merged = merge_styles(each)
    if merged is None:
        raise Refusal("the calendars do not belong together", "ambiguous-date")
    return replace(merged, link=link)


def merge_styles(found: Sequence[Entry]) -> Entry | None:
    """One date for several that give it in the Julian and the Gregorian calendar; None where they do not."""
    calendars = [entry.calendar for entry in found]
    if "" in calendars or calendars.count("gregorian") != 1 or calendars.count("julian") != 1:
        return None
    new, old = found[calendars.index("gregorian")], found[calendars.index("julian")]
    if not _same_in_both(new.period, old.period):
        raise Refusal("the two calendars do not give the same day", "ambiguous-date")
    return replace(
        new, old=old.period, link=found[0].link, start=min(e.start for e in found), end=max(e.end for e in found),
        cautions=tuple(c for e in found for c in e.cautions),
    )  # fmt: skip


# -- styles ------------------------------------------------------------------------------------------------------


def _restyled(found: Found, seconds: list[tuple[int, Partial, Note]], calendar: str) -> tuple[Period, Period | None, str, str]:
    """The period with its second style: New Style, Old Style, calendar, and what was wrong."""
    styles = {note.calendar for _, _, note in seconds}
    if styles == {"other"}:
        return found.period, found.old, calendar, ""
    if len(styles) > 1 or found.alternatives:
        raise Refusal("more calendars than two", "ambiguous-date")
    style = styles.pop()
    if calendar == style:
        raise Refusal("the same calendar twice", "ambiguous-date")
    start: Point | None = None
    end: Point | None = None
    for number, part, note in seconds:
        second = _second(part, note)
        whole = len(found.parts) == 1 or second.start != second.end
        if whole or number == 0:
            start = second.start
        if whole or number > 0:
            end = second.end
    other, message = Period(start, end), ""
    if not _same_in_both(found.period, other, newer=style == "julian"):
        message = "the Old Style date is not the New Style one's; both are kept as written"
    if style == "julian":
        return found.period, other, "gregorian", message
    if (start is None) != (found.period.start is None) or (end is None) != (found.period.end is None):
        raise Refusal("only one end is given in New Style", "ambiguous-date")
    return other, found.period, "gregorian", message


def _second(part: Partial, note: Note) -> Period:
    """The date in a note, with what it leaves out taken from the point beside it: "19 [O.S. 8] November 1700"."""
    assert note.chain is not None
    points = [replace(p) for p in note.chain.parts]
    if all(p.number is not None for p in points):
        for p in points:
            p.day, p.month, p.number = p.number, part.month, None
    chain = replace(note.chain, parts=tuple(points))
    periods = [one for one, _ in resolve(chain, part)]
    if len(periods) != 1 or periods[0].alternatives:
        raise Refusal("the brackets give more than one date", "ambiguous-date")
    if any(p.year is not None for p in points):
        return periods[0].period
    return _nearest_year(periods[0].period, span(part).first)


def _nearest_year(period: Period, beside: Point) -> Period:
    """ "5 January [O.S. 25 December] 1705": a date around New Year without a year of its own belongs to the one that fits."""
    if period.start is None or period.start.day is None or beside.day is None:
        return period
    for shift in (0, -1, 1):
        if abs(ordinal(replace(period.start, year=period.start.year + shift)) - ordinal(beside)) in _LAG:
            end = period.end and replace(period.end, year=period.end.year + shift)
            return Period(replace(period.start, year=period.start.year + shift), end)
    return period


def _same_in_both(one: Period, other: Period, *, newer: bool = True) -> bool:
    """Whether two periods may be the same in two calendars (the first the Gregorian one if `newer`)."""
    new, old = (one, other) if newer else (other, one)
    for a, b in ((new.start, old.start), (new.end, old.end)):
        if a is not None and b is not None and a.day is not None and b.day is not None and ordinal(a) - ordinal(b) not in _LAG:
            return False
    return True


# -- the same again ----------------------------------------------------------------------------------------------


def _agree(found: Found, part: Partial, note: Note) -> None:
    """Raise `Refusal` where brackets give another date than the words beside them."""
    points = [p for p in (found.period.start, found.period.end) if p is not None]
    if note.kind == "year" and all(note.year != p.year for p in points):
        raise Refusal(f"{note.text!r} is another year", "ambiguous-date")
    if note.kind != "same" or note.chain is None:
        return
    beside = [span(part).first] if part.kind == "date" else []
    try:
        again = [one.period for one, _ in resolve(note.chain, part if part.kind == "date" else None)]
    except Refusal:
        again = []
    if len(again) != 1:
        raise Refusal(f"{note.text!r} is another date", "ambiguous-date")
    only = again[0]
    both = only.ongoing == found.period.ongoing and (only.ongoing or _alike(only.end, found.period.end))
    whole = _alike(only.start, found.period.start) and both
    if not whole and not any(_alike(only.start, p) and _alike(only.end, p) for p in (*beside, *points)):
        raise Refusal(f"{note.text!r} is another date", "ambiguous-date")


def _alike(one: Point | None, other: Point | None) -> bool:
    if one is None or other is None:
        return one is other
    if max(one.width, other.width) > 1:
        return one.first <= other.last and other.first <= one.last
    return one.year == other.year and all(
        a is None or b is None or a == b for a, b in ((one.month, other.month), (one.day, other.day))
    )


def ordered(found: Iterable[Entry]) -> bool:
    """Whether the periods stand in the order of time."""
    starts = [e.period.start.first for e in found if e.period.start is not None]
    return starts == sorted(starts)
