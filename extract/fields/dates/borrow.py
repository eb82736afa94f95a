"""What the points of a chain lend each other: rules 1 to 4 of `date_resolve`."""

from __future__ import annotations

from collections.abc import Sequence

from .types import Link, Partial, Refusal

WINTER = 24


def _dates(parts: Sequence[Partial]) -> list[Partial]:
    return [p for p in parts if p.kind == "date"]


def numbers(parts: list[Partial], links: list[Link]) -> None:
    for place in range(len(parts) - 1, -1, -1):
        p = parts[place]
        if p.number is None:
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        before = next((q for q in reversed(parts[:place]) if q.number is None), None)
        if after is not None and after.width >= 100:
            p.year, p.digits, p.width, p.era = p.number, 4, after.width, p.era or after.era
        elif after is not None and after.day is not None and not after.month_first:
            p.day, p.month, p.borrowed = p.number, after.month, True
        elif before is not None and before.month_first and before.day is not None:
            p.day, p.month = p.number, before.month
        elif not p.ordinal and (_is_year(after) or (before is not None and before.day is None and _is_year(before, month=True))):
            p.year, p.digits = p.number, len(str(p.number))
        else:
            raise Refusal(f"the number {p.number} may be a day or a year", "ambiguous-date")
        p.number = None


def _is_year(p: Partial | None, *, month: bool = False) -> bool:
    return p is not None and p.year is not None and p.width == 1 and (month or p.month is None)


def years(parts: list[Partial], default: Partial | None) -> None:
    after: Partial | None = None
    for p in reversed(_dates(parts)):
        if p.year is None and after is not None and after.month is not None:
            _lend(after, p)
        after = p if p.year is not None else after
    before = default
    for p in _dates(parts):
        if p.year is None:
            if before is None or (before is not default and before.month is None):
                raise Refusal("no year is given")
            _lend(before, p)
        before = p


def _lend(giver: Partial, p: Partial) -> None:
    p.borrowed = True
    p.year, p.digits, p.era, p.era_first = giver.year, giver.digits, giver.era, giver.era_first
    p.dual, p.dual_digits = giver.dual, giver.dual_digits


def eras(parts: list[Partial], links: list[Link]) -> None:
    after = ""
    for p in reversed(_dates(parts)):
        p.era = p.era or after
        after = p.era
    before: Partial | None = None
    for p in _dates(parts):
        if not p.era and before is not None and before.era == "ad":
            p.era = "ad"
        elif not p.era and before is not None and before.era == "bc":
            if not before.era_first or (p.year or 0) > (before.year or 0):
                raise Refusal("a year without an era follows one before Christ", "ambiguous-date")
            p.era, p.era_first = "bc", True
        before = p


def short_years(parts: list[Partial], links: list[Link]) -> None:
    for place, p in enumerate(parts):
        if p.kind != "date" or p.year is None:
            continue
        before = parts[place - 1] if place else None
        if (
            before is not None and before.kind == "date" and before.year is not None
            and p.digits < before.digits and p.digits <= 2 and (p.month is None or p.month_first is False)
            and not (p.era == "ad" and parts[place].era_first)
        ):  # fmt: skip
            if p.era == "bc" and before.era == "bc":
                if p.digits == 2 and before.digits == 3 and before.year % 100 > p.year:
                    raise Refusal(f"{p.year} may be a shortened year", "ambiguous-date")
                continue
            if before.era == "bc":
                continue
            unit = 10**p.digits
            whole = before.year // unit * unit + p.year
            if whole <= before.year or (p.width == 10) != (before.width == 10):
                raise Refusal(f"{p.year} after {before.year} may be meant in more than one way", "ambiguous-date")
            p.year, p.digits = whole, before.digits
        if p.digits <= 2 and not p.era:
            raise Refusal(f"the year {p.year} has no era", "ambiguous-date")


def winters(parts: list[Partial], links: list[Link]) -> tuple[list[Partial], list[Link]]:
    """ "Winter 1941–42" is one winter; EDTF names it by the year in which it begins."""
    for place, link in enumerate(links):
        p, q = parts[place], parts[place + 1]
        if (
            link.kind == "range" and link.tight and p.month == WINTER and p.year is not None and q.month is None
            and q.kind == "date" and q.year == p.year + (-1 if p.era == "bc" else 1) and q.width == 1
        ):  # fmt: skip
            p.notes += q.notes
            p.end, p.uncertain = q.end, p.uncertain or q.uncertain
            return parts[: place + 1] + parts[place + 2 :], links[:place] + links[place + 1 :]
    return parts, links
