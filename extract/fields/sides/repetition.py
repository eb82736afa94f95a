"""Evidence of form from what comes again in a section: headings, names, years and dates that run on and begin anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...richtext import Line, is_aside
from ...vocabulary import table
from .section import Features, Section, Words, heading_key, is_inner, is_number

YEAR = re.compile(r"\b(1\d{3}|20\d\d|\d{3,4})\b")
#: A year that is all of a heading, or stands in brackets behind a figure.
_YEAR_ALONE = re.compile(r"^(1\d{3}|20\d\d):?$|\((1\d{3}|20\d\d)\)$")


def repetition(section: Section, found: list[Features], words: Words) -> None:
    """The same heading again: "First phase:" … "First phase:", "Total: 151 ships" … "Total: 99 ships"."""
    keys = [_key(line) for line in section.lines]
    first = keys[0]
    if first:
        again = [n for n in range(1, len(keys)) if keys[n] == first and section.free[n]]
        for n in again[:1]:
            found[n]["same-heading"] = 1.0
    seen: dict[str, int] = {}
    for n, key in enumerate(keys):
        if key is None or not section.free[n] and n:
            continue
        if section.heads[n] and key.startswith(tuple(words.sets["whole"])):
            continue  # "Total:" ends a side and begins none
        if key in seen and key != first and n - 1 > seen[key]:
            last = n - 1 if is_inner(key, words) else n  # whom "Support:" is for stands above it
            top = next((m for m in range(last, seen[key], -1) if section.lines[m].gap), last)
            # the paragraph of what comes again, or just above it
            for m, worth in ((top, 1.0), (n, 0.0 if last < n else 0.5), (n - 1, 0.5)):
                if m > seen[key] and section.free[m]:
                    found[m].setdefault("again", worth)
                    if m == seen[key] + 1 and section.lines[m].gap:
                        found[m].pop("below-heading", None)  # the list below that heading was lost
            if (run := _run(keys, n)) > 1:
                found[n]["again-run"] = run - 1.0
            break
        seen.setdefault(key, n)


def _run(keys: Sequence[str | None], place: int) -> int:
    """How many keys from a place on stand above it in the same order ("Angola:", "Guinea:" … "Angola:", "Guinea:")."""
    above = list(dict.fromkeys(key for key in keys[:place] if key))
    below = [key for key in dict.fromkeys(keys[place:]) if key in above]
    places = [above.index(key) for key in below if key]
    return len(places) if places == sorted(places) else 0


def _key(line: Line) -> str | None:
    key = heading_key(line)
    if key is None and not is_number(line.text) and len(line.text) < 40 and not is_aside(line.text):
        return " ".join(line.text.casefold().split())
    return key


def years(section: Section, found: list[Features]) -> None:
    """Years that run on and then begin anew: the terms of office of one side's leaders, then the other's."""
    if section.role not in ("commanders", "belligerents"):
        return
    last, run, dated = 0, 0, 0
    start = 0
    for n, line in enumerate(section.lines):
        year = YEAR.search(line.text) if "(" in line.text else None
        if not is_aside(line.text):
            start = n
        if year is None:
            continue
        value = int(year[1])
        if dated > 1 and value < last and start and section.free[start] and run > 0:
            found[start]["years-anew"] = 1.0 if not any("years-anew" in f for f in found[:start]) else 0.5
            run = 0
        run, dated, last = run + 1, dated + 1, value


@cache
def _month_of() -> dict[str, int]:
    return {word: int(number) for number, words in table("languages/en/dates")["months"].items() for word in words}


def _date(line: Line) -> tuple[int, int, int] | None:
    """The year (0 where none is said), month and day (0) of a line's first date."""
    words = [word.strip("().,;:").casefold() for word in line.text.split()]
    for n, word in enumerate(words):
        if (month := _month_of().get(word)) is not None:
            beside = [w for w in (*words[max(0, n - 1) : n], *words[n + 1 : n + 3]) if w.isdigit()]
            day = next((int(w) for w in beside if len(w) < 3), 0)
            year = next((int(w) for w in beside if len(w) == 4), 0)
            if day or year:
                return year, month, day
    year_alone = _YEAR_ALONE.search(line.text)
    return (int(year_alone[1] or year_alone[2]), 0, 0) if year_alone else None


def dates(section: Section, found: list[Features]) -> None:
    """Dates that run on and then begin anew: one side's strength as the months went by, then the other's."""
    told = ((n, _date(line)) for n, line in enumerate(section.lines) if section.heads[n] or not line.text.isdigit())
    dated = [(n, date) for n, date in told if date is not None]
    back = [k for k in range(1, len(dated)) if dated[k][1] < dated[k - 1][1]]
    if len(back) == 1 and 1 < back[0] < len(dated) - 1 and section.free[dated[back[0]][0]]:
        found[dated[back[0]][0]]["dates-anew"] = 1.0


def twins(section: Section, found: list[Features]) -> None:
    """The same name twice stands on two sides: a side begins between the two."""
    places: dict[str, list[int]] = {}
    for n, line in enumerate(section.lines):
        text = line.text if section.role == "commanders" else line.text.split("(")[0]
        text = text.strip().casefold()
        if len(text) > 4 and not is_aside(line.text) and section.counted == section.heads[n]:
            places.setdefault(text, []).append(n)
    pairs = [(p[0], p[1]) for p in places.values() if len(p) == 2]
    if not pairs:
        return
    for n in range(1, len(section.lines)):
        if section.free[n]:
            found[n]["twins-apart"] = sum(1.0 if a < n <= b else -1.0 for a, b in pairs) / len(pairs)
