"""The losses of everybody: what a row across all columns leaves as the last lines of a section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..richtext import Line
from .side_section import Words

#: So many of the lines from the first such line on must be of this kind.
SHARE = 0.4
#: Where the whole section is of everybody, its lines are no longer than this (in one line of two sides each is said in turn).
LONGEST_WHOLE = 80
_BRACKET = re.compile(r"\([^()]*\)?")
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joint_from(lines: Sequence[Line], words: Words) -> int | None:
    """The first of the last lines that give the losses of all sides ("11 civilians injured"), or None.

    >>> from ..richtext import plain
    >>> from .side_section import side_words
    >>> joint_from(plain("None\\n3 killed\\n11 civilians injured").lines, side_words("en"))
    2
    """
    flags = [_is_joint(line, words) for line in lines]
    for number, flag in enumerate(flags):
        if not flag or sum(flags[number:]) < SHARE * (len(flags) - number):
            continue
        if number == 0 and not (all(flags) and all(len(line.text) < LONGEST_WHOLE for line in lines)):
            continue
        if _is_total(lines[number]) and (_earlier_total(lines, number) or _adds_up(lines, number)):
            continue
        return number
    return None


def _is_joint(line: Line, words: Words) -> bool:
    text = _BRACKET.sub(" ", line.text.casefold())
    if text.startswith(("total", "overall", "in total")):
        return True
    found = {word.rstrip("s") for word in _WORD.findall(text)}
    mine = {word.rstrip("s") for word in words.sets["joint"]}
    return bool(found & mine) or any(" " in phrase and phrase in text for phrase in words.sets["joint"])


def _is_total(line: Line) -> bool:
    return line.text.casefold().startswith(("total", "totally"))


def _earlier_total(lines: Sequence[Line], number: int) -> bool:
    return any(_is_total(line) for line in lines[:number])


def _adds_up(lines: Sequence[Line], number: int) -> bool:
    """Whether the total is the sum of the lines right above it: then it is one side's own."""
    wanted = _first(lines[number])
    total = 0
    for line in reversed(lines[:number]):
        total += _first(line)
        if total == wanted and wanted:
            return True
        if total > wanted:
            return False
    return False


def _first(line: Line) -> int:
    found = _NUMBER.search(line.text)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return int(digits[:15]) if digits else 0
