"""The tokens of a chain as the grammar wants them: without commas around it, the year at the end, what is shared written out."""

from __future__ import annotations

from collections.abc import Sequence

from .cursor import ERAS
from .words import Token

#: By so many days the Julian calendar lags behind the Gregorian from 1582 to 1923 (`points.lag`).
_LAGS = range(10, 14)
#: What may stand in a day or a range of days that follows its year and a comma.
_AFTER_YEAR = frozenset({"num", "ord", "month", "dash", "to", "weekday"})


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Without line breaks, and without commas and stops around it."""
    found = [t for t in tokens if t.kind != "newline"]
    while found and (found[-1].kind in ("comma", "semi") or found[-1].text == "."):
        found.pop()
    while found and found[0].kind in ("comma", "semi"):
        del found[0]
    return found


def arranged(tokens: Sequence[Token]) -> list[Token]:
    """The tokens in the order and fullness that the grammar knows."""
    found = _out_of_brackets(trimmed(tokens))
    found = [token for place, token in enumerate(found) if not (_is_stop(found, place) or _is_feast(found, place))]
    return _with_era(_with_month(_year_last(trimmed(found))))


def _is_stop(tokens: list[Token], place: int) -> bool:
    """The stop of "30. April 1863"."""
    token, before = tokens[place], tokens[place - 1] if place else None
    return (
        token.text == "." and token.tight and before is not None and before.kind == "num" and before.digits <= 2
        and place + 1 < len(tokens) and tokens[place + 1].kind == "month"
    )  # fmt: skip


def _is_feast(tokens: list[Token], place: int) -> bool:
    """The feast of "Easter Monday, 24 April 1916", not that of "Easter Monday 1916"."""
    if tokens[place].kind != "feast":
        return False
    day = tokens[place + 1 :][:2]
    if not day:  # "24 April 1916, Easter Monday"
        before = [token for token in tokens[max(place - 2, 0) : place] if token.kind != "comma"]
        return bool(before) and before[-1].kind == "num" and before[-1].digits >= 3
    if day and day[0].kind == "comma":
        del day[0]
    return bool(day) and (day[0].kind == "month" or (day[0].kind in ("num", "ord") and day[0].digits <= 2))


def two_calendars(tokens: Sequence[Token]) -> list[Token]:
    """ "12 (24) June 1812" as "12/24 June 1812", "31 May (12 June) 1812" as "31 May/12 June 1812": one day in two calendars,
    which the grammar tells by their lag in that year."""
    found: list[Token] = []
    for place, token in enumerate(tokens):
        other = [one for one in token.inner if one.kind != "noise"] if token.kind == "note" else []
        kinds = [one.kind for one in other]
        after = tokens[place + 1].kind if place + 1 < len(tokens) else "end"
        ours = found[-len(kinds) :] if kinds in (["num"], ["num", "month"]) else []
        if ours and [one.kind for one in ours] == kinds and all(t.digits <= 2 for t in (ours[0], other[0])):
            months = 0 if len(kinds) == 1 else (other[1].value - ours[1].value) % 12
            lags = {other[0].value - ours[0].value + length * months for length in (28, 29, 30, 31)}
            follows = ("month", "dash", "to") if len(kinds) == 1 else ("num", "comma", "dash", "to")
            if months < 2 and after in follows and not lags.isdisjoint(_LAGS):
                found += [Token("slash", "/", token.start, token.start), *other]
                continue
        found.append(token)
    return found


def _with_month(tokens: list[Token]) -> list[Token]:
    """ "6/18 – 8/20 October 1813" with the month at both days of two calendars."""
    kinds = [token.kind for token in tokens[:8]]
    if kinds == ["num", "slash", "num", "dash", "num", "slash", "num", "month"]:
        return [*tokens[:3], tokens[7], *tokens[3:]]
    return tokens


def _with_era(tokens: list[Token]) -> list[Token]:
    """ "10 January 49 – 17 March 45 BC" with the era at both years, where the first can be no day."""
    found: list[Token] = []
    eras = [token for token in tokens if token.kind in ERAS]
    for place, token in enumerate(tokens):
        found.append(token)
        if len(eras) == 1 and tokens[-1] is eras[0] and token.kind == "num" and token.digits <= 2 and place + 2 < len(tokens):
            after_month = place >= 1 and tokens[place - 1].kind == "month"
            day_before = place >= 2 and tokens[place - 2].kind in ("num", "ord")
            if after_month and (day_before or token.value > 31) and tokens[place + 1].kind in ("dash", "to", "and"):
                found.append(eras[0])
    return found


def _out_of_brackets(tokens: list[Token]) -> list[Token]:
    """ "338 BC (August 2)" and "August 1995 (4–7)" as "August 2, 338 BC" and "4–7 August 1995": the brackets are more exact."""
    if not tokens or tokens[-1].kind != "note":
        return tokens
    said, inner = tokens[:-1], [one for one in tokens[-1].inner if one.kind != "noise"]
    if said and len(inner) > 1 and inner[0].kind == "to" and all(one.kind in _AFTER_YEAR for one in inner):
        return [*said, *inner]  # "6 June 1944 (until 10 June)"
    if said and said[0].kind == "season":
        said = [one for one in said[1:] if one.kind != "noise"]  # "summer of 1187 (2–4 July)"
    kinds = {one.kind for one in inner}
    short = all(one.digits <= 2 for one in inner if one.kind in ("num", "ord"))
    month_said = said[:1] if said and said[0].kind == "month" else []
    year = said[len(month_said) :]
    numbers = [one for one in year if one.kind == "num"]
    if len(numbers) != 1 or len(year) - 1 != sum(one.kind in ERAS for one in year) or not short:
        return tokens
    if len(year) > 2 or (len(year) == 1 and numbers[0].digits < 3):
        return tokens
    dated = bool(kinds & {"num", "ord", "month"}) and kinds <= {"num", "ord", "dash", "to", "month"}
    if not dated or ("month" in kinds) == bool(month_said) or (month_said and "dash" not in kinds):
        return tokens
    return [*inner, *said]


def _year_last(tokens: list[Token]) -> list[Token]:
    """ "1916, 24–29 April", "1863 May 1–6" and "48 BC, 9 August" with the year at the end, where it is the only one."""
    comma = next((number for number, token in enumerate(tokens[:4]) if token.kind == "comma"), 0)
    if not comma and [t.kind for t in tokens[:2]] == ["num", "month"] and "dash" in {t.kind for t in tokens}:
        comma, year, rest = 1, tokens[:1], tokens[1:]
    else:
        year, rest = tokens[:comma], tokens[comma + 1 :]
    eras = [token for token in year if token.kind in ERAS]
    numbers = [token for token in year if token.kind == "num"]
    if len(numbers) != 1 or len(eras) > 1 or len(eras) + 1 != comma or not (eras or numbers[0].digits >= 3):
        return tokens
    days = [token for token in rest if token.kind in ("num", "ord")]
    months = [token for token in rest if token.kind == "month"]
    if not (days and months) or any(t.kind not in _AFTER_YEAR for t in rest) or any(t.digits > 2 for t in days):
        return tokens
    return [*rest, *year]
