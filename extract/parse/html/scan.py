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

from ...vocabulary import table

_ENDS = {
    "<!--": re.compile(r"--!?>"),
    "<script": re.compile(r"</script\b", re.IGNORECASE),
    "<style": re.compile(r"</style\b", re.IGNORECASE),
}
_TAG = re.compile(r"(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*+>")
_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
#: Tables nested deeper are no infoboxes: a page of nothing but "<table>" must cost little.
_DEEPEST = 60
#: So many tables has no page.
_MOST = 20_000
#: A table shorter than this holds no infobox.
_SHORTEST = 80
#: What is read of a table that never closes, and of any: the largest infobox known has a fifth of a megabyte.
_UNCLOSED, _LARGEST = 600_000, 2_000_000


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

    >>> page = f"<p><table class='infobox vevent'><table>{'x' * 80}</table></table>"
    >>> [(cut.start, cut.end == len(page), cut.closed) for cut in cuts(page)]
    [(3, True, True)]
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
            end = min(one.end, one.start + (_LARGEST if one.closed else _UNCLOSED))
            if end - one.start >= _SHORTEST:
                yield Cut(one.start, one.opening, end, one.classes, one.closed and end == one.end)


@cache
def _tokens(endings: frozenset[str]) -> re.Pattern[str]:
    """Alternatives that cannot overlap, each found by its first characters: linear on any input."""
    return re.compile("|".join([*(rf"{token}(?![a-z])" for token in sorted(endings)), r"</?table\b"]), re.IGNORECASE)


def _tables(html: str) -> list[_Table]:
    tables: list[_Table] = []
    stack: list[int] = []
    place, opened, quoted = 0, 0, True
    tokens = _tokens(frozenset(_ENDS))
    while (match := tokens.search(html, place)) and opened < _MOST:
        token = match[0].lower()
        place = match.end()
        if token in _ENDS:
            # what never ends is read on as if it had not begun: a cut-off page still shows its box
            if found := _ENDS[token].search(html, place):
                place = found.end()
            else:
                tokens = _tokens(frozenset(t for t in _ENDS if t in tokens.pattern) - {token})
        elif token == "<table":
            opened += 1
            found = _TAG.match(html, place) if quoted else None
            quoted = quoted and found is not None  # once a quote never closes, none is trusted: no second look to the end
            closing = html.find(">", place) if found is None else found.end() - 1
            place = closing + 1 if closing >= 0 else len(html)
            if len(stack) < _DEEPEST:
                named = _classes(html, match.end(), place)
                tables.append(_Table(match.start(), place, len(html), named, stack[-1] if stack else -1))
            stack.append(len(tables) - 1 if len(stack) < _DEEPEST else -1)
        elif stack and (number := stack.pop()) >= 0:
            closing = html.find(">", place)
            tables[number].end, tables[number].closed = (closing + 1 if closing >= 0 else len(html)), True
    return tables


def _classes(html: str, start: int, end: int) -> frozenset[str]:
    found = _CLASS.search(html, start, end)
    return frozenset((found[1] or found[2] or found[3] or "").split()) if found else frozenset()


@cache
def _header() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A cell or bold text that is nothing but a header which only conflict boxes have; and the strings one of which
    every such header holds (a search for a string is ten times faster than one for a pattern)."""
    said = {word for sign in table("html")["signs"].values() for word in sign.get("headers", ())}
    body = "|".join(re.escape(word).replace(r"\ ", r"[\s_]") for word in sorted(said, key=len, reverse=True))
    stems = [word for word in said if not any(other != word and other in word for other in said)]
    forms = {form for stem in stems for form in (stem, stem.capitalize(), stem.upper())}
    return re.compile(rf">[ \n]?(?:{body})[ \n]?</", re.IGNORECASE), tuple(sorted(forms))


def _headers(html: str) -> list[int]:
    pattern, forms = _header()
    places = []
    for form in forms:
        place = html.find(form)
        while place >= 0:
            if found := pattern.search(html, max(place - 20, 0), place + len(form) + 20):
                places.append(found.start())
            place = html.find(form, place + len(form))
    return sorted(places)


def _telling(html: str, tables: list[_Table]) -> Iterator[int]:
    """The innermost table around each telling header."""
    stack: list[int] = []
    upcoming = 0
    for place in _headers(html) if tables else ():
        while upcoming < len(tables) and tables[upcoming].start < place:
            while stack and tables[stack[-1]].end <= tables[upcoming].start:
                stack.pop()
            stack.append(upcoming)
            upcoming += 1
        while stack and tables[stack[-1]].end <= place:
            stack.pop()
        if stack:
            yield stack[-1]
