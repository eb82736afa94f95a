"""Finds the tables of a page that may be infoboxes, in one pass over its text and without building a tree.

A page of a megabyte holds an infobox of some kilobytes: only that is parsed. The pass knows comments,
scripts and styles (their content is no markup) and tables that never close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..vocabulary import table

# Alternatives that cannot overlap, each found by its first characters: linear on any input.
_TOKEN = re.compile(r"<!--|<(?:script|style)\b|<table\b|</table\b", re.IGNORECASE)
_ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style"}
_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
#: Tables that hold such headers without being an infobox: navigation boxes and lists of battles.
_OTHERS = ("nav", "sidebar", "wikitable", "nowraplinks", "vertical-navbox", "ambox", "mbox")
#: An opening tag is looked at this far; a longer one has no class that we could trust.
_TAG = 4000
#: What a table that never closes may hold: the largest infobox known has 0.5 MB.
_UNCLOSED = 1_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """A table of the page, ``[start, end)``; `closed` is False where the page ends inside it."""

    start: int
    end: int
    classes: frozenset[str]
    closed: bool


@dataclass(slots=True)
class _Table:
    start: int
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
    chosen: set[int] = set()
    for number, one in enumerate(tables):
        if "infobox" in one.classes:
            chosen.add(number)
    for number in _telling(html, tables):
        if not any(name.startswith(_OTHERS) for name in tables[number].classes):
            chosen.add(number)
    inside = [False] * len(tables)
    for number, one in enumerate(tables):
        if one.parent >= 0:
            inside[number] = inside[one.parent] or one.parent in chosen
        if number in chosen and not inside[number]:
            end = one.end if one.closed else min(one.end, one.start + _UNCLOSED)
            yield Cut(one.start, end, one.classes, one.closed)


def _tables(html: str) -> list[_Table]:
    tables: list[_Table] = []
    stack: list[int] = []
    place = 0
    while match := _TOKEN.search(html, place):
        token = match[0].lower()
        place = match.end()
        if token in _ENDS:
            end = html.find(_ENDS[token], place)
            end = end if end >= 0 else html.find(_ENDS[token].upper(), place)
            if end >= 0:  # one that never ends is skipped as a browser's reader would: what follows is still looked at
                place = end + len(_ENDS[token])
        elif token == "<table":
            tables.append(_Table(match.start(), len(html), _classes(html, place), stack[-1] if stack else -1))
            stack.append(len(tables) - 1)
        elif stack:
            closing = html.find(">", place)
            one = tables[stack.pop()]
            one.end, one.closed = (closing + 1 if closing >= 0 else len(html)), True
    return tables


def _classes(html: str, place: int) -> frozenset[str]:
    end = html.find(">", place, place + _TAG)
    found = _CLASS.search(html, place, end) if end >= 0 else None
    return frozenset((found[1] or found[2] or found[3] or "").split()) if found else frozenset()


@cache
def _header() -> re.Pattern[str]:
    """A cell or bold text that is nothing but a header which only conflict boxes have."""
    words = sorted({word for sign in table("html")["signs"].values() for word in sign["headers"]}, key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"[\s_]") for word in words)
    return re.compile(rf">[ \n]?(?:{body})[ \n]?</", re.IGNORECASE)


def _telling(html: str, tables: list[_Table]) -> Iterator[int]:
    """The innermost tables around each telling header."""
    stack: list[int] = []
    upcoming = 0
    for match in _header().finditer(html):
        while upcoming < len(tables) and tables[upcoming].start < match.start():
            stack.append(upcoming)
            upcoming += 1
        while stack and tables[stack[-1]].end <= match.start():
            stack.pop()
        if stack:
            yield stack[-1]

