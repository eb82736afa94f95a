"""Joins what a break split: brackets left open, lines that are one aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .values import Line, Mark, RichText

_OPENERS = {"(": ")", "[": "]"}


def unclosed(text: str) -> bool:
    """Whether a bracket opened in `text` is still open at its end."""
    depth = 0
    for char in text:
        if char in "([":
            depth += 1
        elif char in ")]" and depth:
            depth -= 1
    return depth > 0


def is_aside(text: str) -> bool:
    """Whether all of `text` is one bracketed aside: "(until 1943)"."""
    text = text.strip().rstrip(".,;")
    return (
        len(text) > 2
        and text[0] in _OPENERS
        and text[-1] == _OPENERS[text[0]]
        and not unclosed(text[:-1][1:])
        and (text.count(text[0]) == 1 or not _closes_early(text))
    )


def _closes_early(text: str) -> bool:
    depth = 0
    for place, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth == 0 and place < len(text) - 1:
                return True
    return False


def join(lines: Sequence[Line], source: str) -> Line:
    """Lines that stand one after another as one, joined by what stands between them in the field."""
    first, last = lines[0], lines[-1]
    marks: dict[Mark, None] = {}
    for line in lines:
        for mark in line.marks:
            marks.setdefault(mark)
    return replace(first, text=source[first.start : last.end], marks=tuple(marks))


def fold(rich: RichText, *, limit: int = 6) -> tuple[Line, ...]:
    """Lines with what a break split joined again.

    Joined are a bracket left open at a break (for at most `limit` lines: one that never closes must not
    swallow the field) and a line that is nothing but one bracketed aside, unless a rule stands between.

    >>> from extract.richtext import plain
    >>> [line.text for line in fold(plain("A. Sambi\\n(President)\\nBacar (POW,\\nlater freed)"))]
    ['A. Sambi\\n(President)', 'Bacar (POW,\\nlater freed)']
    """
    groups: list[list[Line]] = []
    lines = rich.lines
    number = 0
    while number < len(lines):
        group = [lines[number]]
        number += 1
        if unclosed(group[0].text):
            for last in range(number, min(number + limit, len(lines))):
                if lines[last].block != group[0].block:
                    break
                if not unclosed("\n".join([group[0].text, *(line.text for line in lines[number : last + 1])])):
                    group.extend(lines[number : last + 1])
                    number = last + 1
                    break
        if groups and groups[-1][-1].block == group[0].block and is_aside("\n".join(line.text for line in group)):
            groups[-1].extend(group)
        else:
            groups.append(group)
    return tuple(join(group, rich.source) for group in groups)
