"""Which lines of strength and losses are headings of what follows."""

from __future__ import annotations

from ...richtext import Line
from ..base import Scope
from ..dates import looks_like_date
from ..demonyms import affinity, entities_of
from ..names.base import is_pointer
from .headings import EDGE, OPEN_YEAR, SERVICES, named
from .words import words_of


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
    if any(m.kind == "bold" and m.start <= line.start + 1 and m.end >= line.end - 1 for m in line.marks) or _bold_names(line):
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
