"""Which lines of strength and losses are headings of what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...richtext import Line
from ..base import Scope
from ..dates import looks_like_date
from ..demonyms import affinity, entities_of
from ..names.base import is_pointer
from .headings import EDGE, OPEN_YEAR, SERVICES
from .kinds import noun_category
from .periods import named
from .words import words_of

_YEAR = re.compile(r"[12]\d{3}")
#: A figure of thousands that are not set off: where one stands, "1879" may be another.
_PLAIN = re.compile(r"(?<![\d,.(–-])[1-9]\d{3,}(?![\d,.)–-])")
_FIGURE = re.compile(r"\d")


def year_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The places of lines that are years over the figures below them: "1879" / "2,440 men" / "1880" / "27,000 men".

    There are two at least, each later than the one before, with figures below each, or one stands in bold over a bold
    heading; and the figures of the cell set off their thousands.
    """
    years = [place for place, line in enumerate(lines) if _YEAR.fullmatch(line.text.strip())]
    if not years or any(_PLAIN.search(line.text) for line in lines if not _YEAR.fullmatch(line.text.strip())):
        return frozenset()
    ends = [*years[1:], len(lines)]
    below = (any(_FIGURE.search(line.text) for line in lines[year + 1 : end]) for year, end in zip(years, ends, strict=True))
    rising = sorted({int(lines[year].text) for year in years}) == [int(lines[year].text) for year in years]
    if not all(below) or not rising:
        return frozenset()
    after = lines[years[0] + 1]
    counted = noun_category(after.text.lower().strip(EDGE).split())  # "1500 / Infantry / 1,000 / Cavalry / 500" is a sum
    over = _bold(lines[years[0]]) and _bold(after) and not _FIGURE.search(after.text) and counted in (None, "other")
    return frozenset(years) if len(years) > 1 or over else frozenset()


def _bold(line: Line) -> bool:
    """Whether all of a line is bold."""
    return any(m.kind == "bold" and m.start <= line.start + 1 and m.end >= line.end - 1 for m in line.marks)


def _bold_names(line: Line) -> bool:
    """Whether all but what joins it is bold: "'''North Vietnam''' & '''Viet Cong'''"."""
    place, rest = line.start, ""
    for mark in sorted(line.kinds("bold"), key=lambda mark: mark.start):
        rest += line.text[place - line.start : max(place, mark.start) - line.start]
        place = max(place, mark.end)
    return place > line.start and not SERVICES.sub("", f" {rest + line.text[place - line.start :]} ").strip()


def heading_line(line: Line, following: Line | None, figures: bool, scope: Scope, special: bool, labelled: bool = False) -> bool:
    """Whether a line without a figure is a heading of what follows."""
    text = line.text.strip()
    if special:
        return False
    if text.rstrip("'\" ").endswith(":"):
        return True
    if is_pointer(text, scope.language):
        return True
    if following is None or following.block != line.block and not following.depth > line.depth:
        return False
    if following.depth > line.depth:
        return True
    if _bold(line) or _bold_names(line):
        return True
    if looks_like_date(text, scope.language) or OPEN_YEAR.fullmatch(text):
        return True
    if not figures:
        return False
    if labelled and named(text.strip(EDGE), words_of(scope.language)):
        return True
    if len(text) > 60 or any(c.isdigit() for c in text):
        return False
    bare = text.strip(EDGE)
    if any(affinity(bare, party.name) >= 5 for party in scope.parties if party.kind == "belligerent"):
        return True
    return any(m.kind == "flag" and m.start <= line.start + 1 for m in line.marks) and bool(entities_of(bare))
