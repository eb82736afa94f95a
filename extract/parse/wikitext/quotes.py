"""Apostrophes that make bold and italic: MediaWiki's rule for a line on which they do not come out even."""

from __future__ import annotations

import re

_RUN = re.compile(r"'{2,}")
_ASIDE = re.compile(r"<ref\b[^<>]*(?<!/)>.*?</ref>", re.DOTALL | re.IGNORECASE)


def even_quotes(text: str) -> str:
    """The text with one apostrophe written as an entity where a line opens bold and italic but closes only one.

    Three apostrophes then are one and an opening of italics: first those behind a single letter ("l'''aîné''"), else
    those behind a word ("''Victory'''s"), else those behind a space.

    >>> even_quotes("''Victory'''s crew"), even_quotes("'''bold''' and ''it''")
    ("''Victory&#39;''s crew", "'''bold''' and ''it''")
    """
    if "'''" not in text:
        return text
    asides = [match.span() for match in _ASIDE.finditer(text)] if "<ref" in text else []
    places: list[int] = []
    start = 0
    for line in text.split("\n"):
        if "'''" in line and (place := _odd(text, start, start + len(line), asides)) is not None:
            places.append(place)
        start += len(line) + 1
    parts: list[str] = []
    last = 0
    for place in places:
        parts += (text[last:place], "&#39;")
        last = place + 1
    return "".join([*parts, text[last:]])


def _odd(text: str, start: int, end: int, asides: list[tuple[int, int]]) -> int | None:
    """The place of the apostrophe of a line that is one, or None where the quotes come out even."""
    bold = italic = 0
    threes: list[int] = []
    upcoming = 0
    for match in _RUN.finditer(text, start, end):
        while upcoming < len(asides) and asides[upcoming][1] <= match.start():
            upcoming += 1
        if upcoming < len(asides) and asides[upcoming][0] <= match.start():
            continue
        count = min(len(match[0]), 5)
        bold += count in (3, 4, 5)
        italic += count in (2, 5)
        if count in (3, 4):
            threes.append(match.end() - 3)
    if not (bold % 2 and italic % 2 and threes):
        return None
    after_word = after_space = None
    for place in threes:
        before, earlier = text[place - 1 : place], text[place - 2 : place - 1]
        if before in ("", " ", "\n"):
            after_space = place if after_space is None else after_space
        elif earlier == " ":
            return place
        else:
            after_word = place if after_word is None else after_word
    return after_word if after_word is not None else after_space
