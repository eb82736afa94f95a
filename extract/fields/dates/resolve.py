"""What a chain of points means: shared months, years and eras, spans, and dates that are one of several.

The rules, in order; a chain that breaks one is refused:

1. A bare number is a day, century or year, by the point after it, else before it ("18–20 June", "1861–65", "13th–14th century").
2. A point without a year has the year (and era) of the next point that has one, else of the last one, else of the field.
3. A year without an era has that of the next point; BC never runs on to later years. A year below 100 needs an era.
4. A shortened year is completed upward from the one before it: "1861–65", "1941–2"; never downward, never in BC.
5. "about" and "perhaps" before a range written without spaces, or whose first end shares month or year, hold for both ends.
6. Two months, days, seasons or years with a slash are a span if they follow each other; after a day ("15 July/August") they are
   one or the other.
7. A year "1707/8" of a date in January to March is written in two styles: New Style is the second.
8. "or" binds closer than a spaced dash, and looser than a tight one within a month.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .borrow import eras, numbers, short_years, winters, years
from .edtf import Period
from .grammar import MOST
from .points import span
from .types import Chain, Link, Partial, Refusal


@dataclass(frozen=True, slots=True)
class Found:
    """A period of a chain, the points that it was read from, and what it may be instead (itself among them)."""

    period: Period
    parts: tuple[Partial, ...]
    alternatives: tuple[Period, ...] = ()
    old: Period | None = None
    inferred: str = ""


def resolve(chain: Chain, year: Partial | None = None) -> list[tuple[Found, str]]:
    """The periods of a chain, each with the link before it ("", "and", "slash"); `year` is a point that lends the year."""
    parts = [replace(p, notes=list(p.notes)) for p in chain.parts]
    links = list(chain.links)
    numbers(parts, links)
    years(parts, year)
    eras(parts, links)
    short_years(parts, links)
    parts, links = winters(parts, links)
    found: list[tuple[Found, str]] = []
    first = 0
    for place in range(len(parts)):
        last = place == len(parts) - 1
        if last or links[place].kind in ("and", "slash"):
            before = links[first - 1].kind if first else ""
            found.append((_group(parts[first : place + 1], links[first:place], chain.open_end and last), before))
            first = place + 1
    return found


# -- rules 5 to 8 ------------------------------------------------------------------------------------------------


def _group(parts: list[Partial], links: list[Link], open_end: bool) -> Found:
    ranges = [n for n, link in enumerate(links) if link.kind == "range"]
    inferred = "a dash between two dates was lost" if any(link.lost for link in links) else ""
    if any(p.bound in ("before", "after", "since", "onwards") for p in parts) or (len(parts) == 1 and parts[0].bound):
        return _bounded(parts, links, open_end)
    if len(ranges) > 1:
        raise Refusal("more than one range in a row", "ambiguous-date")
    if not ranges:
        return _single(parts, open_end)
    cut = ranges[0] + 1
    left, right = parts[:cut], parts[cut:]
    if open_end:
        raise Refusal("a range goes on after its end", "ambiguous-date")
    if len(parts) == 2:
        _spread(left[0], right[0], links[0])
        return _range(left, right, inferred)
    if not links[ranges[0]].tight:
        return _range(left, right, inferred)
    return _tight_or(parts, ranges[0])


def _spread(left: Partial, right: Partial, link: Link) -> None:
    if link.tight or left.borrowed:
        right.circa |= left.circa
        right.uncertain |= left.uncertain
        if right.back:
            left.circa |= right.circa
            left.uncertain |= right.uncertain


def _single(parts: list[Partial], open_end: bool) -> Found:
    """One point, or several with "or" between them."""
    if any(p.kind != "date" for p in parts):
        if len(parts) == 1 and not open_end:
            return Found(Period(ongoing=parts[0].kind == "present"), tuple(parts))
        raise Refusal("an open end stands where a date is meant", "ambiguous-date")
    spans = [span(p) for p in parts]
    if open_end:
        if len(parts) > 1:
            raise Refusal("an open range of several dates", "ambiguous-date")
        return Found(Period(spans[0].first, None), tuple(parts), inferred="the range has no end")
    first = spans[0]
    if len(spans) == 1 and not first.others:
        old = Period(first.old, first.old) if first.old else None
        return Found(Period(first.first, first.last), tuple(parts), old=old)
    options = [Period(one, one) if s.others or s.first == s.last else Period(s.first, s.last) for s in spans for one in s.one_of]
    return Found(options[0], tuple(parts), tuple(dict.fromkeys(options)))


def _range(left: list[Partial], right: list[Partial], inferred: str) -> Found:
    if any(p.kind != "date" for p in left) or (len(right) > 1 and any(p.kind != "date" for p in right)):
        if len(left) == 1 and left[0].kind == "unknown" and len(right) == 1 and right[0].kind == "date":
            return Found(Period(None, span(right[0]).last), (*left, *right), inferred=inferred)
        raise Refusal("a range does not begin with a date", "ambiguous-date")
    starts = [one for p in left for one in span(p).one_of]
    old_start = span(left[0]).old if len(left) == 1 else None
    if right[0].kind != "date":
        options = [Period(one, None, right[0].kind == "present") for one in starts]
        old = Period(old_start, None) if old_start else None
    else:
        ends = [one for p in right for s in (span(p),) for one in ((s.last,) if not s.others else s.one_of)]
        options = [Period(one, end) for one in starts for end in ends]
        old_end = span(right[0]).old if len(right) == 1 else None
        old = Period(old_start, old_end) if old_start or old_end else None
    if len(options) > MOST:
        raise Refusal("more alternatives than a date has", "ambiguous-date")
    kept = tuple(dict.fromkeys(options)) if len(options) > 1 else ()
    return Found(options[0], (*left, *right), kept, old, inferred)


def _tight_or(parts: list[Partial], cut: int) -> Found:
    """ "20 August or 8–10 September": a range within a month among the alternatives."""
    left, right = parts[cut], parts[cut + 1]
    others = [p for n, p in enumerate(parts) if n not in (cut, cut + 1)]
    if left.day is None or left.month != right.month or any(p.day is None for p in others):
        raise Refusal("'or' and a range may be meant in more than one way", "ambiguous-date")
    options: list[Period] = []
    for number, p in enumerate(parts):
        if number == cut + 1:
            continue
        one = span(p)
        options.append(Period(one.first, span(right).last) if number == cut else Period(one.first, one.last))
    return Found(options[0], tuple(parts), tuple(dict.fromkeys(options)))


def _bounded(parts: list[Partial], links: list[Link], open_end: bool) -> Found:
    """ "since 1969", "before 1200", "after 1200 – before 1210"; the bound itself is the start or end."""
    spans = [span(p) if p.kind == "date" else None for p in parts]
    bounds = [p.bound for p in parts]
    if open_end or any(link.kind != "range" for link in links) or len(parts) > 2:
        raise Refusal("a bound stands among other dates", "ambiguous-date")
    if len(parts) == 2:
        if bounds[0] in ("before", "onwards") or bounds[1] in ("after", "since", "onwards") or spans[0] is None:
            raise Refusal("the bounds of a range contradict each other", "ambiguous-date")
        last = spans[1].last if spans[1] is not None else None
        return Found(Period(spans[0].first, last, parts[1].kind == "present"), tuple(parts))
    only = spans[0]
    if only is None or only.others:
        raise Refusal("a bound without a date", "ambiguous-date")
    if bounds[0] == "before":
        return Found(Period(None, only.last), tuple(parts))
    return Found(Period(only.first, None, bounds[0] == "since"), tuple(parts))
