"""Puts the segments of a date field together: the whole, its phases, its alternatives, and what is left out.

- All of the field is one chain of dates: that is the date. Several periods in it that do not follow each other are phases.
- Else each line and each part between semicolons is read for itself, with its label in front ("First phase: …"), above it
  as a heading, or behind it in brackets; the text of a phase has its label. The first one without a label, if it spans the
  others, is the whole.
- Later events ("Ratification effective: …") are left out. A sentence on a line of its own beside a complete date is left
  unread, with a caution. Anything else that cannot be read makes the whole field unread.
- The start and end of the whole are the first and the last in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .edtf import Period, Point, follows
from .periods import Entry, chain_of, entries, merge_styles, ordered
from .segments import Segment, is_range, segments
from .types import Chain, Partial, Refusal
from .words import Token, Words, tokens, words

#: No date is longer; what is longer is not read.
LIMIT = 4000


_NOTHING = Period()


@dataclass(frozen=True, slots=True)
class Whole:
    """What a date field says; `cautions` are (code, message, text)."""

    period: Period = _NOTHING
    phases: tuple[Entry, ...] = ()
    alternatives: tuple[str, ...] = ()
    calendar: str = ""
    old: Period | None = None
    cautions: tuple[tuple[str, str, str], ...] = ()

    @property
    def empty(self) -> bool:
        return self.period == _NOTHING


def read_whole(text: str, language: str = "en") -> Whole:
    """What the text of a date field says; where it cannot be read, nothing but a caution that says why."""
    if not text.strip():
        return Whole()
    if len(text) > LIMIT:
        return Whole(cautions=(("unread-date", f"a field of more than {LIMIT} characters is no date", text[:100]),))
    try:
        return _whole(tokens(text, language), text, words(language))
    except Refusal as refusal:
        return Whole(cautions=((refusal.code, refusal.message, text),))


def _whole(all_tokens: Sequence[Token], text: str, table: Words) -> Whole:
    one_line = all(t.kind not in ("newline", "semi") for t in all_tokens)
    try:
        found = entries(chain_of([t for t in all_tokens if t.kind != "newline"]))
    except Refusal as refusal:
        return _from_segments(segments(all_tokens, text, table), text, table, refusal, one_line)
    return _assemble(found, (), text, table)


def _from_segments(pieces: list[Segment], text: str, table: Words, refusal: Refusal, one_line: bool) -> Whole:
    cautions: list[tuple[str, str, str]] = []
    if one_line and len(pieces) == 1 and pieces[0].kind in ("heading", "later"):
        raise refusal
    _head(pieces, table)
    dated = [piece for piece in pieces if piece.kind == "date"]
    if not dated or (len(dated) == 1 and dated[0].labeled == "words"):  # "Operation 1945" may be a name
        raise next((p.refusal for p in pieces if p.kind == "refused" and p.refusal), refusal)
    for piece in pieces:
        if piece.kind != "refused":
            continue
        first = dated[0].chain
        beside = piece.is_sentence or (piece.trails_off and len(dated) == 1 and first is not None and is_range(first))
        if not (beside and dated[0].start < piece.start and first and first.dated):
            raise piece.refusal or refusal
        cautions.append(("unread-date", "a line beside the date that could not be read", text[piece.start : piece.end]))
    return _assemble(_read(dated, table), tuple(cautions), text, table)


def _head(pieces: list[Segment], table: Words) -> None:
    """Lines of words only are the headings of what follows; below one that names later events all dates are such events."""
    label, later, start = "", False, 0
    for piece in pieces:
        if piece.kind == "heading":
            label, later, start = piece.label, later_heading(piece.label, table, later), piece.start
        elif later and not (piece.labeled == "colon" and piece.kind == "date"):
            piece.kind = "later"
        elif piece.kind == "date" and label and not piece.label:
            piece.label, piece.labeled, piece.start, label = label, "heading", start, ""


def later_heading(label: str, table: Words, later: bool) -> bool:
    """Whether what follows this heading are later events; a name says nothing, a phase ends them."""
    if table.has_label("later", label):
        return True
    return later and not table.has_label("period", label)


def _read(dated: Sequence[Segment], table: Words) -> list[Entry]:
    years = _years(dated)
    found: list[Entry] = []
    for number, piece in enumerate(dated):
        assert piece.chain is not None
        read = entries(piece.chain) if piece.chain.dated else _borrowing(piece.chain, years, number, found, dated)
        for entry in read:
            label = piece.label or entry.label
            roles = [role for role in ("start", "end") if piece.labeled == "colon" and table.has_label(role, label, first=True)]
            found.append(replace(
                entry, label=label, role="".join(roles[:1]), calendar=piece.calendar or entry.calendar,
                start=min(entry.start, piece.start) if len(read) == 1 else entry.start,
                end=max(entry.end, piece.end) if len(read) == 1 else entry.end,
            ))  # fmt: skip
    return found


def _years(dated: Sequence[Segment]) -> list[list[Partial]]:
    return [[p for p in piece.chain.parts if p.year is not None] if piece.chain else [] for piece in dated]


def _borrowing(
    chain: Chain, years: list[list[Partial]], number: int, before: Sequence[Entry], dated: Sequence[Segment]
) -> list[Entry]:
    """A segment without a year: the year of the field, or of the one neighbor with which the order of time holds."""
    distinct = {(p.year, p.era) for line in years for p in line}
    givers = [line[-1] for line in reversed(years[:number]) if line][:1] + [line[0] for line in years[number + 1 :] if line][:1]
    if not givers:
        raise Refusal("no year is given")
    if len(distinct) == 1:
        return entries(chain, givers[0])
    after = next((piece.chain for piece in dated[number + 1 :] if piece.chain and piece.chain.dated), None)
    fitting: dict[Period, list[Entry]] = {}
    for giver in givers:
        try:
            read = entries(chain, giver)
            if ordered([*before[-1:], *read, *(entries(after)[:1] if after else ())]):
                fitting[read[0].period] = read
        except Refusal:
            continue
    if len(fitting) != 1:
        raise Refusal("a line without a year may belong to more than one", "ambiguous-date")
    only = next(iter(fitting.values()))
    return [replace(e, cautions=(*e.cautions, ("inferred-date", "its year is that of the line beside it"))) for e in only]


def _assemble(found: list[Entry], cautions: tuple[tuple[str, str, str], ...], text: str, table: Words) -> Whole:
    found = _without_planned(found, table)
    found = [e for e in found if e.calendar != "other"] or found  # the same day again
    merged = merge_styles(found) if len(found) > 1 else None
    found = [merged] if merged else _ends(_without_later(found, table))
    cautions += tuple((code, message, text[e.start : e.end]) for e in found for code, message in e.cautions)
    if len(found) == 1:
        only = found[0]
        return Whole(only.period, (), tuple(p.edtf for p in only.alternatives), only.calendar, only.old, cautions)
    if all(e.period == found[0].period for e in found):
        return Whole(found[0].period, (), (), _calendar(found), None, cautions)
    if any(table.has_label("alternative", e.label) for e in found):
        options = dict.fromkeys(e.period.edtf for e in found)
        return Whole(found[0].period, (), tuple(options), _calendar(found), None, cautions)
    if all(not e.label for e in found) and not ordered(found):
        raise Refusal("the dates are not in the order of time", "impossible-date")
    period = _hull(found)
    first, rest = found[0], found[1:]
    if not first.label and any(e.label for e in rest) and all(_covers(first.period, e.period) for e in rest):
        return Whole(first.period, tuple(rest), (), first.calendar, first.old, cautions)
    if all(not e.label and e.link for e in rest) and not first.label and _in_a_row(found):
        return Whole(period, (), (), _calendar(found), None, cautions)
    return Whole(period, tuple(found), (), _calendar(found), _old(found), cautions)


def _without_later(found: list[Entry], table: Words) -> list[Entry]:
    """Without the days of later events: "24 July 1923 (Treaty of Lausanne)" below a war."""
    kept = [e for e in found if e.period.start != e.period.end or not table.has_label("later", e.label)]
    while len(kept) > 1 and table.has_label("later", kept[-1].label) and _after(kept[-2].period, kept[-1].period):
        kept.pop()  # "Ceasefire: 1994–present" below what ended in 1994; one in between is a phase
    return kept or found


def _after(one: Period, other: Period) -> bool:
    return one.end is not None and other.start is not None and one.end.first <= other.start.last


def _without_planned(found: list[Entry], table: Words) -> list[Entry]:
    """Without what never came: "1 November 1945 (planned)"."""
    kept = [e for e in found if not table.has_label("planned", e.label)]
    if not kept:
        raise Refusal("the date was only planned")
    return kept


def _ends(found: list[Entry]) -> list[Entry]:
    """ "Began: 5 May 1900", "Ended: 6 June 1901" as one period."""
    if len(found) > 2:
        return found
    roles = [e.role for e in found]
    if roles == ["start", "end"]:
        start, end = found
        period = Period(start.period.start, end.period.end, end.period.ongoing)
        if period.backward:
            raise Refusal("the end lies before the start", "impossible-date")
        both = start.calendar if start.calendar == end.calendar else ""
        return [Entry(period, start.start, end.end, calendar=both, cautions=start.cautions + end.cautions)]
    if roles == ["start"]:
        return [replace(found[0], period=Period(found[0].period.start, None, found[0].period.ongoing), label="")]
    if roles == ["end"]:
        return [replace(found[0], period=Period(None, found[0].period.end), label="")]
    return found


def _hull(found: Sequence[Entry]) -> Period:
    """From the first start to the last end."""
    starts = [e.period.start for e in found]
    ends = [e.period.end for e in found]
    ongoing = any(e.period.ongoing for e in found)
    start = None if None in starts else min((p for p in starts if p), key=lambda p: p.first)
    end: Point | None = None
    if not ongoing and None not in ends:
        end = max((p for p in ends if p), key=lambda p: p.last)
    return Period(start, end, ongoing)


def _covers(whole: Period, part: Period) -> bool:
    if whole.start is None or part.start is None or part.start.last < whole.start.first:
        return False
    if whole.ongoing:
        return True
    return whole.end is not None and part.end is not None and part.end.first <= whole.end.last


def _in_a_row(found: Sequence[Entry]) -> bool:
    return all(
        a.period.end is not None and b.period.start is not None and follows(a.period.end.bare, b.period.start.bare)
        for a, b in pairwise(found)
    )


def _calendar(found: Sequence[Entry]) -> str:
    calendars = {e.calendar for e in found}
    return calendars.pop() if len(calendars) == 1 else ""


def _old(found: Sequence[Entry]) -> Period | None:
    if any(e.old is None for e in found):
        return None
    return _hull([replace(e, period=e.old) for e in found if e.old is not None])
