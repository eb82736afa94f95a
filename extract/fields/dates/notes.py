"""What stands in brackets beside a date: a second style, an alternative, the same date again, a label, a duration."""

from __future__ import annotations

from collections.abc import Sequence

from .asides import is_dated, without_asides
from .grammar import parse
from .types import Chain, Note, Refusal
from .words import Token

CALENDARS = {"julian": "julian", "gregorian": "gregorian", "other_calendar": "other"}
_MEANINGLESS = frozenset({"noise", "comma", "colon", "semi", "mark", "newline", "dash", "slash"})
#: Notes that are nothing but these kinds of words.
_DOUBTS = {"circa": "circa", "uncertain": "uncertain", "question": "uncertain", "present": "present"}


def classify(token: Token) -> Note:
    """What the brackets of a token of kind "note" say."""
    text = token.text[1:].rstrip(")]}").strip()

    def note(kind: str, calendar: str = "", chain: Chain | None = None, year: int = 0) -> Note:
        return Note(kind, text, token.start, token.end, calendar, chain, year)

    try:
        inner = [t for t in without_asides(token.inner) if t.kind not in ("newline", "note")]
    except Refusal:
        return note("aside")
    kinds = {t.kind for t in inner} - _MEANINGLESS
    if not kinds:
        return note("computed")
    calendars = {CALENDARS[kind] for kind in kinds if kind in CALENDARS}
    if calendars:
        rest = [t for t in inner if t.kind not in CALENDARS and t.kind != "colon"]
        return _style(note, calendars, rest)
    if len(kinds) == 1 and (kind := next(iter(kinds))) in _DOUBTS:
        return note(_DOUBTS[kind])
    if _is_iso_month(inner):
        return note("year", year=inner[0].value)
    alternative = inner[0].kind == "or"
    try:
        chain = parse(inner[1:] if alternative else inner)
    except Refusal:
        is_label = token.text[0] == "(" and not any(map(is_dated, inner))  # "[a]", "[citation needed]" are none
        return note("label" if is_label else "aside")
    if alternative:
        return note("or", chain=chain)
    if all(p.number is not None for p in chain.parts):
        counted = len(inner) == 1 and inner[0].kind == "ord" and token.text[0] == "("  # "(First)" of several periods
        return note("label" if counted else "aside")
    return note("same" if any(p.kind == "date" for p in chain.parts) else "aside", chain=chain)


def _style(note: object, calendars: set[str], rest: Sequence[Token]) -> Note:
    assert callable(note)
    made: Note
    if len(calendars) > 1:
        made = note("aside")
    elif not any(is_dated(t) or t.kind in ("num", "ord") for t in rest):
        made = note("style", calendar=next(iter(calendars)))
    else:
        trimmed = list(rest)
        while trimmed and trimmed[0].kind in _MEANINGLESS:
            del trimmed[0]
        while trimmed and trimmed[-1].kind in _MEANINGLESS:
            trimmed.pop()
        try:
            made = note("style", calendar=next(iter(calendars)), chain=parse(trimmed))
        except Refusal:
            made = note("aside")
    return made


def _is_iso_month(tokens: Sequence[Token]) -> bool:
    """The hidden "(2012-09)" of a template, which in plain sight would be two years."""
    return (
        len(tokens) == 3
        and [t.kind for t in tokens] == ["num", "dash", "num"]
        and tokens[0].digits == 4
        and tokens[2].digits == 2
        and tokens[2].tight
        and 1 <= tokens[2].value <= 12
    )
