"""The brackets of a person's words: which are part of the name, which say something beside it.

Bindee (Binda) Tiwary           part of the name
Captain (later Admiral) Smith   an aside between rank and name
Ali Ayyoub (3rd Army)           an aside behind the name
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...richtext import Line
from ..names.base import unclosed_at
from .fates import fate_words
from .ranks import is_title
from .roles import is_note, opens_role

_LETTER = re.compile(r"[^\W\d_]")
_EMPTY = re.compile(r"[\s,;/.&–-]*")


@dataclass(slots=True)
class Aside:
    """Words beside the name: where they begin in the line, and what they are."""

    place: int
    text: str


def without_brackets_after_rank(line: Line, language: str) -> tuple[Line, list[Aside]]:
    """ "Captain (later Admiral) John Smith": the bracket is an aside, and the rank goes with the name."""
    for start, stop in _groups(line.text)[:1]:
        if start and is_title(line.text[:start], language) and _LETTER.search(line.text[stop:].split("(", 1)[0]):
            blank = line.text[:start] + " " * (stop - start) + line.text[stop:]
            return replace(line, text=blank), [Aside(start, line.text[start + 1 : stop - 1])]
    return line, []


def segments(line: Line, language: str) -> tuple[Line, list[Aside], bool]:
    """The name with what stands beside it without brackets, and the asides; brackets inside a name stay in it."""
    text = line.text
    limit = unclosed_at(text)
    asides: list[Aside] = []
    if limit >= 0:
        asides.append(Aside(limit, text[limit + 1 :]))
        text = text[:limit]
    groups = _groups(text)
    end = len(text)
    for start, stop in reversed(groups):
        tail = text[stop:end]
        inside = text[start + 1 : stop - 1]
        if _EMPTY.fullmatch(tail):
            pass
        elif _goes_on(text[:start], inside, tail, language):
            break
        else:
            asides.append(Aside(stop, tail.strip(" ,;:–—-")))
        if not _EMPTY.fullmatch(inside):
            asides.append(Aside(start, inside))
        end = start
    head = line.slice(0, end)
    return head, asides, limit >= 0


def _groups(text: str) -> list[tuple[int, int]]:
    """The brackets of the text that stand in no other."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for place, char in enumerate(text):
        if char in "([":
            if not depth:
                start = place
            depth += 1
        elif char in ")]" and depth:
            depth -= 1
            if not depth:
                found.append((start, place + 1))
    return found


def _goes_on(head: str, inside: str, tail: str, language: str) -> bool:
    """Whether the words after a bracket go on with the name before it: "Bindee (Binda) Tiwary"."""
    words = tail.strip()
    if not head.strip() or not words[0].isupper() or not tail[0].isspace():
        return False
    if fate_words(inside, language) or fate_words(words, language):
        return False
    return not (opens_role(words, language) or is_note(words, language))
