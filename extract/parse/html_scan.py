"""Finds the tables of a page that may be infoboxes, in one pass over its text and without building a tree.

A page of a megabyte holds an infobox of some kilobytes: only that is parsed. The pass knows comments,
scripts and styles (their content is no markup), quoted attributes (Parsoid's ``data-mw`` holds a template's whole
source, tags and all) and tables that never close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..vocabulary import table

# Alternatives that cannot overlap, each found by its first characters: linear on any input.
_TOKEN = re.compile(r"<!--|<(?:script|style)\b|<table\b|</table\b", re.IGNORECASE)
_ENDS = {
    "<!--": re.compile(r"--!?>"),
    "<script": re.compile(r"</script\b", re.IGNORECASE),
    "<style": re.compile(r"</style\b", re.IGNORECASE),
}
_TAG = re.compile(r"(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*+>")
_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
#: What a table that never closes may hold: the largest infobox known has half of this.
_UNCLOSED = 1_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """A table of the page, ``[start, end)``; its opening tag ends at `opening`; `closed` is False where the page
    ends inside it."""

    start: int
    opening: int
    end: int
    classes: frozenset[str]
    closed: bool


@dataclass(slots=True)
class _Table:
    start: int
    opening: int
    end: int
    classes: frozenset[str]
    parent: int  # its number, -1: none
    closed: bool = False


def cuts(html: str) -> Iterator[Cut]:
    """The tables that may be infoboxes, in order: those with the class, and those that hold a telling header.

    >>> [(cut.start, cut.closed) for cut in cuts('<p><table class="infobox vevent"><table></table></table>')]
    [(3, True)]
    """
    tables = _tables(html)
    chosen = {number for number, one in enumerate(tables) if "infobox" in one.classes}
    others = tuple(table("html")["navigation"]["beginnings"])
    chosen.update(n for n in _telling(html, tables) if not any(name.startswith(others) for name in tables[n].classes))
    inside = [False] * len(tables)
    for number, one in enumerate(tables):
        if one.parent >= 0:
            inside[number] = inside[one.parent] or one.parent in chosen
        if number in chosen and not inside[number]:
            end = one.end if one.closed else min(one.end, one.start + _UNCLOSED)
            yield Cut(one.start, one.opening, end, one.classes, one.closed)


def _tables(html: str) -> list[_Table]:
    tables: list[_Table] = []
    stack: list[int] = []
    place, quoted = 0, True
    while match := _TOKEN.search(html, place):
        token = match[0].lower()
        place = match.end()
        if token in _ENDS:
            # what never ends is read on as if it had not begun: a cut-off page still shows its box
            place = found.end() if (found := _ENDS[token].search(html, place)) else place
        elif token == "<table":
            found = _TAG.match(html, place) if quoted else None
            quoted = quoted and found is not None  # once a quote never closes, none is trusted: no second look to the end
            closing = html.find(">", place) if found is None else found.end() - 1
            place = closing + 1 if closing >= 0 else len(html)
            tables.append(_Table(match.start(), place, len(html), _classes(html, match.end(), place), stack[-1] if stack else -1))
            stack.append(len(tables) - 1)
        elif stack:
            closing = html.find(">", place)
            one = tables[stack.pop()]
            one.end, one.closed = (closing + 1 if closing >= 0 else len(html)), True
    return tables


def _classes(html: str, start: int, end: int) -> frozenset[str]:
    found = _CLASS.search(html, start, end)
    return frozenset((found[1] or found[2] or found[3] or "").split()) if found else frozenset()


@cache
def _header() -> re.Pattern[str]:
    """A cell or bold text that is nothing but a header which only conflict boxes have."""
    said = {word for sign in table("html")["signs"].values() for word in sign.get("headers", ())}
    body = "|".join(re.escape(word).replace(r"\ ", r"[\s_]") for word in sorted(said, key=len, reverse=True))
    return re.compile(rf">[ \n]?(?:{body})[ \n]?</", re.IGNORECASE)


def _telling(html: str, tables: list[_Table]) -> Iterator[int]:
    """The innermost table around each telling header."""
    stack: list[int] = []
    upcoming = 0
    for match in _header().finditer(html):
        while upcoming < len(tables) and tables[upcoming].start < match.start():
            while stack and tables[stack[-1]].end <= tables[upcoming].start:
                stack.pop()
            stack.append(upcoming)
            upcoming += 1
        while stack and tables[stack[-1]].end <= match.start():
            stack.pop()
        if stack:
            yield stack[-1]
