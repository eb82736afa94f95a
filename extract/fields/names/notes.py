"""What follows a name and is no part of it: parentheses, times behind a comma or in small print, marks in brackets."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ...richtext import Line
from .base import EDGE, LONGEST, flat, opener_of, says_when, unclosed_at, words
from .helpers import leads_to_helper, state_before_helper


class Noted(NamedTuple):
    """A line without its notes, the notes (without their brackets), and whether one of them never closes."""

    name: Line
    notes: tuple[Line, ...]
    unclosed: bool = False

    @property
    def note(self) -> str | None:
        """The notes as one string, or None."""
        return "; ".join(flat(note.text) for note in self.notes) or None


def _is_of_the_name(line: Line, opener: int, language: str) -> bool:
    inside = line.text[opener + 1 :].strip(" )]")
    if says_when(inside, language):
        return False
    place = line.start + opener
    if any(m.start < place and m.end > place + 1 for m in line.kinds("link")):
        return True
    return flat(inside).casefold() in words(language, "name_parentheses")


def split_note(line: Line, language: str = "en") -> Noted:
    """The line without the parentheses after the name, and these.

    A parenthesis that a link shows together with the name is part of it, and so is one inside the name.

    >>> from extract.richtext import plain
    >>> name, notes, _ = split_note(plain("France (until 1940) (air support)").lines[0])
    >>> name.text, [note.text for note in notes]
    ('France', ['until 1940', 'air support'])
    >>> split_note(plain("1st (Royal) Regiment").lines[0]).name.text
    '1st (Royal) Regiment'
    """
    if len(line.text) > LONGEST:
        return Noted(line, ())
    notes: list[Line] = []
    rest = line
    unclosed = False
    place = unclosed_at(rest.text)
    if place > 0:
        notes.append(rest.slice(place + 1))
        rest = rest.slice(0, place)
        unclosed = True
    while True:
        end = len(rest.text.rstrip(EDGE + "."))
        if not end or rest.text[end - 1] not in ")]":
            break
        opener = opener_of(rest.text[:end])
        if opener <= 0 or _is_of_the_name(rest, opener, language):
            break
        inside = rest.slice(opener + 1, end - 1)
        if inside and any(c.isalnum() for c in inside.text) and not (rest.text[opener] == "[" and _is_tag(inside.text, language)):
            notes.insert(0, inside)
        rest = rest.slice(0, opener)
    if cut := _trailing_note(rest, language):
        notes.insert(0, rest.slice(cut[1]))
        rest = rest.slice(0, cut[0])
    return Noted(rest, tuple(notes), unclosed)


@cache
def _marker(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{'|'.join(words(language, 'note_marks'))}) )?[\w*†‡]{{1,3}}", re.IGNORECASE)


def _is_tag(text: str, language: str) -> bool:
    """What stands in square brackets is a reference's number or letter, or "citation needed"."""
    return bool(_marker(language).fullmatch(text)) or text.casefold() in words(language, "tags")


_COMMA = re.compile(r"\s*(?:,|\s[–—-])\s+(?=\S)|\s(?=\S)")


def _trailing_note(line: Line, language: str) -> tuple[int, int] | None:
    """Where a note without brackets begins: ", until 1943", years in small print, "[[Iran]] through [[Hezbollah]]"."""
    ends = {m.end - line.start for m in line.kinds("bold", "link")} | ({state_before_helper(line.text, language)} - {0})
    for end in sorted(ends):
        helper = leads_to_helper(line.text, language, end)
        if helper is not None and line.text[helper.end()] != ":":
            return end, helper.end() - len(helper.group().lstrip(" ,–—-"))
    for match in _COMMA.finditer(line.text):
        rest = line.text[match.end() :]
        small = line.marks_over((match.end(), len(line.text)), "small")
        after_name = match.start() in ends
        if (match.group().strip() or small or after_name) and says_when(rest, language):
            return match.span()
        if after_name and rest.split(" ", 1)[0].casefold() in words(language, "note_joins"):
            return match.span()
        dash = match.group().strip() not in ("", ",")
        if after_name and dash and rest[0].islower() and not line.marks_over((match.end(), len(line.text)), "link"):
            return match.span()  # "[[Venezuela]] – arms"
    return None
