"""Drawing verbs for dates: the date as the template shows it, with the date that the markup states over it."""

from __future__ import annotations

import re
from datetime import date as Day

from ...vocabulary import table
from .call import Call, Verb

_ISO = re.compile(r"(\d{3,4})-(\d{1,2})(?:-(\d{1,2}))?")


def _months() -> list[str]:
    months: list[str] = table("templates/languages")["dates"]["months"]
    return months


def _number(word: str) -> int | None:
    """A number, or a month by its name."""
    word = word.strip()
    if word.isdigit() and len(word) <= 4:
        return int(word)
    names = [month.casefold() for month in _months()]
    short = word.casefold().rstrip(".")
    if not short.isalpha() or len(short) < 3:  # "April 6, 1862" is more than a month
        return None
    return next((number for number, month in enumerate(names, 1) if month.startswith(short[:3])), None)


def shown(year: int, month: int | None, day: int | None, day_first: bool) -> str:
    """A date in words.

    >>> shown(1863, 7, 1, False), shown(1863, 7, 1, True), shown(1863, 7, None, True)
    ('July 1, 1863', '1 July 1863', 'July 1863')
    """
    if not month or not 1 <= month <= 12:
        return str(year)
    name = _months()[month - 1]
    if not day:
        return f"{name} {year}"
    return f"{day} {name} {year}" if day_first else f"{name} {day}, {year}"


def iso(year: int, month: int | None, day: int | None) -> str:
    """The date in ISO 8601.

    >>> iso(863, 7, None)
    '0863-07'
    """
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _write(call: Call, words: str, value: str) -> None:
    call.canvas.begin()
    mark = call.canvas.builder.open("date", value)
    call.canvas.builder.text(words)
    call.canvas.builder.close(mark)


def _one(call: Call, words: list[str], day_first: bool) -> bool:
    numbers = [_number(word) for word in words[:3]] + [None, None, None]
    year, month, day = numbers[:3]
    if year is None or words[0].strip() in [month.casefold() for month in _months()]:
        return False
    if not (month is None or 1 <= month <= 12) or not (day is None or 1 <= day <= 31):
        return False
    _write(call, shown(year, month, day, day_first), iso(year, month, day))
    return True


def single(call: Call) -> None:
    """`{{start date|1863|7|1|df=y}}`; words that are no date stay as they are."""
    words = call.words()
    if not any(words):
        return
    if len([word for word in words if word]) == 1 and (match := _ISO.fullmatch(words[0])):
        words = [match[1], match[2], match[3] or ""]
    day_first = call.is_set("df") or words[-1].casefold() in ("dmy", "df")
    if not _one(call, words, day_first):
        call.canvas.begin()
        call.canvas.words(words[0])


def span(call: Call) -> None:
    """`{{start and end dates|1885|12|20|1886|1|15|df=y}}`."""
    words = call.words()
    day_first = call.is_set("df")
    first, second = words[:3], words[3:6]
    if _one(call, first, day_first) and len(second) == 3 and any(second):
        call.canvas.builder.text(" – ")
        _one(call, second, day_first)


def written(call: Call) -> None:
    """`{{date|2009-08-05|dmy}}`, `{{dts|…}}`: a date that is written in one argument."""
    words = call.words()
    if not words or not any(words):
        return
    match = _ISO.fullmatch(words[0])
    if match:
        day_first = "dmy" in [word.casefold() for word in words[1:]] or call.row.get("day_first", False)
        _one(call, [match[1], match[2], match[3] or ""], day_first)
    elif len(words) >= 2 and words[0].isdigit() and _number(words[1]) and _one(call, words, call.said("format") == "dmy"):
        return
    else:
        call.canvas.begin()
        call.canvas.words(words[0])


def as_of(call: Call) -> None:
    """`{{as of|2015|5|lc=y}}`: "as of May 2015"; the day stands first unless `df=US`; `alt` is shown in place of it all."""
    call.canvas.begin()
    if (alt := call.code("alt")) is not None:
        call.canvas.nodes(alt)
        return
    words = [word for word in call.words() if word]
    before = "Since " if call.is_set("since") else call.row["text"]
    call.canvas.builder.text(before.lower() if call.said("lc") else before)
    if words and not _one(call, words, call.said("df").casefold() != "us"):
        call.canvas.words(" ".join(words))


def old_style(call: Call) -> None:
    """`{{OldStyleDate|7 September|1812|26 August}}`: "7 September [O.S. 26 August] 1812"."""
    new, year, old = [*call.words(), "", "", ""][:3]
    sign = call.row.get("sign", "O.S.")
    words = f"{new} {year} [{sign} {old}]" if call.row.get("year_first") else f"{new} [{sign} {old}] {year}"
    call.canvas.begin()
    call.canvas.words(words)


def circa(call: Call) -> None:
    """`{{circa|1274}}`: "c. 1274"; two arguments are a range, each with its sign."""
    sign = call.row.get("text", "c.")
    words = [word for word in call.words() if word]
    call.canvas.begin()
    call.canvas.words(call.row.get("between", " – ").join(f"{sign} {word}" for word in words) if words else f"{sign} ")


def years(call: Call) -> None:
    """`{{reign|1066|1087}}`: "r. 1066–1087"."""
    words = [word for word in call.words() if word]
    call.canvas.begin()
    call.canvas.words(f"{call.row['text']} " + "–".join(words[:2]))


def duration(call: Call) -> None:
    """`{{Age in years, months and days|1775|4|19|1783|9|3}}`: the time between two days, computed as the template does.

    Without an end it is the time until today, which is not on the page: nothing is drawn.
    """
    first, second = _ends(call)
    if first is None or second is None or second < first:
        return
    words = _between(first, second, call.row["units"])
    if call.row.get("bare"):
        words = words.split()[0]
    if words:
        call.canvas.begin()
        call.canvas.words(words)


def _ends(call: Call) -> tuple[Day | None, Day | None]:
    units = ("year", "month", "day")
    named = [[call.said(f"{unit}1", unit) for unit in units], [call.said(f"{unit}2") for unit in units]]
    words = [word for word in call.words() if word]
    if any(named[0]):
        parts = named
    elif len(words) >= 2 and len(words) < 6:  # two dates in words
        return _day(words[0]), _day(words[1])
    else:
        parts = [words[:3], words[3:6]]
    return _of_parts(parts[0]), _of_parts(parts[1])


def _of_parts(parts: list[str]) -> Day | None:
    numbers = [_number(part) for part in parts]
    if len(numbers) < 3 or any(number is None for number in numbers):
        return None
    try:
        return Day(numbers[0] or 0, numbers[1] or 0, numbers[2] or 0)
    except ValueError:
        return None


def _day(words: str) -> Day | None:
    if match := _ISO.fullmatch(words):
        return _of_parts([match[1], match[2], match[3] or ""])
    found = re.findall(r"\w+", words)
    if len(found) != 3:
        return None
    year = next((word for word in found if word.isdigit() and len(word) >= 3), "")
    month = next((word for word in found if not word.isdigit()), "")
    day = next((word for word in found if word.isdigit() and len(word) < 3), "")
    return _of_parts([year, month, day])


def _between(first: Day, second: Day, units: list[str]) -> str:
    days = (second - first).days
    counts: dict[str, int] = {}
    if "year" in units or "month" in units:
        months = (second.year - first.year) * 12 + second.month - first.month - (second.day < first.day)
        if "year" in units:
            counts["year"], rest = divmod(months, 12) if "month" in units else (months // 12, 0)
            whole = counts["year"] * 12 + rest
        else:
            rest = whole = months
        if "month" in units:
            counts["month"] = rest
        days = (second - _later(first, whole)).days
    if "week" in units:
        counts["week"], days = divmod(days, 7)
    if "day" in units:
        counts["day"] = days
    parts = [f"{count} {unit}{'s' if count != 1 else ''}" for unit, count in counts.items() if count]
    if not parts:
        return f"0 {units[-1]}s"
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _later(first: Day, months: int) -> Day:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    for day in range(first.day, 27, -1):
        try:
            return Day(year, month + 1, day)
        except ValueError:
            continue
    return Day(year, month + 1, min(first.day, 28))


VERBS: dict[str, Verb] = {
    "date": single,
    "date-span": span,
    "date-written": written,
    "as of": as_of,
    "old-style": old_style,
    "circa": circa,
    "years": years,
    "duration": duration,
}
