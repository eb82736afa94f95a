"""Lines over people: which line is a heading, of what kind, and whom it stands over.

'''Naval:'''             a colon
Supported by:            a known heading
🏴 France                a party of the box, or a flag's own name, over people
Third Army               a body of men with people in a list below it
Student leaders          a kind of leaders
Battle of the Dunes      an event, a period
Navy: Adm. X             a label before a person
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from ...richtext import Line
from ..demonyms import entities_of
from ..names.base import bare, covered, flat, heading_of
from ..names.several import has_icon, outside
from .fates import fate_signs
from .ranks import people_words, plain_word, rank_length, rank_place
from .roles import is_time, names_body, opens_role, role_rows

_LETTER = re.compile(r"[^\W\d_]")
_POSSESSIVE = re.compile(r"\w['’]s? ")
_LABEL = re.compile(r"^[^:\n]{2,70}:\s+(?=\S)")


class Group(NamedTuple):
    """What people stand under: the heading's words, and the party that it names."""

    name: str | None = None
    of: str | None = None


class Label(NamedTuple):
    """A label before a person on a line: its words, its place, the rest of the line, and whether it is an office."""

    words: str
    line: Line
    rest: Line
    office: bool


@dataclass(slots=True)
class _Open:
    """An open heading; `nested` says whether its people stand deeper than it (None: not yet known)."""

    group: Group
    depth: int
    nested: bool | None = None


@cache
def _events(language: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(people_words(language)["placeholders"]["events"]) + ")", re.IGNORECASE)


def key_of(text: str) -> str:
    """A party's name for comparison."""
    return flat(text).casefold().removeprefix("the ")


@dataclass(slots=True)
class Headings:
    """The headings of a cell while its lines are walked over; `parties` are the box's belligerents by `key_of`, `groups` the
    headings over them."""

    language: str
    parties: Mapping[str, str]
    lines: Sequence[Line]
    groups: frozenset[str] = frozenset()
    _open: list[_Open] = field(default_factory=list)
    _last: _Look | None = None  # of the last heading
    _times: bool = False  # whether the block begins with a time: its times are headings
    _bodies: bool = False  # whether it begins with a formation

    @property
    def group(self) -> Group:
        return self._open[-1].group if self._open else Group()

    def begin_block(self, line: Line) -> None:
        """A rule: no heading reaches over it."""
        self._open.clear()
        words = bare(line.text)
        self._times = is_time(words, self.language)
        self._bodies = names_body(words, self.language) and self._commands(words)

    def leave(self, depth: int) -> None:
        """End the groups whose list has ended before a line of this depth."""
        while self._open:
            group = self._open[-1]
            if group.nested is None:
                group.nested = depth > group.depth
                if depth >= group.depth:
                    return
            elif depth > group.depth or (depth == group.depth and not group.nested):
                return
            self._open.pop()

    def open(self, line: Line, words: str) -> None:
        """Begin the group of a heading."""
        while self._open and self._open[-1].depth >= line.depth:
            self._open.pop()
        self._open.append(_Open(Group(words, self.party_of(words)), line.depth))
        self._last = _look_of(line)

    def over_rest(self, label: Label) -> None:
        """Begin the group of a label whose people stand on its own line."""
        self.open(label.line, label.words)
        self._open[-1].nested = False

    def words_of(self, line: Line, following: Line | None) -> str | None:
        """The words of the heading that the line is, or None where it is none."""
        words = bare(line.text)
        found = heading_of(line, self.language)
        if found is not None and found.rest is None:
            return found.text if following is not None or found.firm or flat(line.text).endswith(":") else None
        if following is None or following.block != line.block or not words or fate_signs(line.text) or line.kinds("fate"):
            return None
        if self._is_party(line, words, following) or self._is_body(line, words, following):
            return words
        if _events(self.language).fullmatch(words) or (self._times and is_time(words, self.language)):
            return words
        return None

    def _is_party(self, line: Line, words: str, following: Line) -> bool:
        """Whether the line names a party over its people, not a person who is a party or is called like one."""
        over = following.depth > line.depth or not has_icon(following)
        if over and any(m.value and key_of(m.value) == key_of(words) for m in line.kinds("flag")):
            return True  # not a person under a flag of their own, among others with flags
        if not self._names_party(line) or self._names_party(following):
            return False
        if following.depth > line.depth or _set_apart(line) or (has_icon(line) and not has_icon(following)):
            return True
        return sum(map(self._names_party, self.lines)) > 1

    def _names_party(self, line: Line) -> bool:
        """Whether all of the line is the name of a party, a state or a people ("French"), by its words and its link."""
        words = bare(line.text)
        if len(words) > 80 or key_of(words) in self.parties:
            return len(words) <= 80
        return bool(entities_of(words)) and all(not m.value or entities_of(m.value) for m in line.kinds("link"))

    def party_of(self, words: str) -> str | None:
        """The party that a heading names: by its name, else the only one of its people or state; none where the belligerents
        stand under the same heading ("Angola:")."""
        if key_of(words) in self.groups:
            return None
        if found := self.parties.get(key_of(words)):
            return found
        entities = set(entities_of(words))
        fitting = {party for party in self.parties.values() if entities & set(entities_of(party))}
        return fitting.pop() if len(fitting) == 1 else None

    def names_own_party(self, words: str) -> bool:
        """Whether the words are a belligerent's name or its first words ("Icaiche" of "Icaiche Maya")."""
        key = key_of(words)
        return bool(key) and any(party == key or party.startswith(f"{key} ") for party in self.parties)

    def _is_body(self, line: Line, words: str, following: Line) -> bool:
        """Whether the line is a body of people over its leaders: "Third Army", "Student leaders"."""
        deeper = following.depth > line.depth
        look = _look_of(line)
        if self._last is not None and look.bold and self._last[:2] == look[:2]:
            # "MNLA" in bold, its people, "Ansar Dine" in bold, its people
            alike = look == self._last and not (has_icon(line) or rank_length(words, self.language) or _set_apart(following))
            if deeper or (alike and following.depth == line.depth):
                return True
        last = words.rsplit(None, 1)[-1].casefold()
        if last in role_rows(self.language, "collectives") and (deeper or _set_apart(line) or not _POSSESSIVE.search(words)):
            return not has_icon(line)  # but "Mir Jumla's officers" are people beside those of the next line
        if self._are_offices(words) and (deeper or _set_apart(line) or has_icon(following)):
            return not has_icon(line)
        if not deeper and not _set_apart(line) and not self._bodies:
            return False
        return self._commands(words) and (deeper or not has_icon(line) or not has_icon(following))

    def _are_offices(self, words: str) -> bool:
        """Whether the words are an office in the plural and of what it is: "Presidents of Peru"."""
        office, of, rest = words.partition(" of ")
        return bool(of and rest) and plain_word(office) in role_rows(self.language, "plural_offices")

    def is_body(self, words: str) -> bool:
        """Whether the words are the name of a formation or an organization, not of a person ("British Army")."""
        single = len(words) < 80 and words[:1].isupper() and not any(f" {dash} " in words for dash in "–—-")
        return single and names_body(words, self.language) and self._commands(words)

    def _commands(self, words: str) -> bool:
        """Whether the words are an office or a formation and hold nobody's name."""
        if (
            any(sign in words for sign in "(,:")
            or rank_length(words, self.language)
            or rank_place(words, 0, self.language) is not None
        ):
            return False
        return opens_role(words, self.language) or names_body(words, self.language)

    def label_of(self, line: Line) -> Label | None:
        """The label that a person stands behind on the line ("Navy: Adm. X"), or None."""
        match = _LABEL.match(line.text)
        if not match or not outside(line.text)[match.end() - 2]:
            found = heading_of(line, self.language)
            return Label(found.text, found.line, found.rest, False) if found and found.rest else None
        head, rest = line.slice(0, match.end()), line.slice(match.end())
        words = bare(head.text)
        if not _LETTER.search(rest.text) or not _LETTER.search(words) or fate_signs(head.text):
            return None
        office = opens_role(words, self.language)
        if not office and (opens_role(rest.text, self.language) or names_body(rest.text, self.language)):
            return None  # "Tang Enbo: 20th Army Corps"
        icons = [m for m in line.kinds("flag", "lost-flag") if m not in rest.marks]
        moved = tuple(m._replace(start=rest.start, end=rest.start) for m in icons)
        return Label(words, head, replace(rest, marks=(*moved, *rest.marks)), office)


class _Look(NamedTuple):
    depth: int
    bold: bool
    linked: bool
    colon: bool


def _look_of(line: Line) -> _Look:
    return _Look(line.depth, _set_apart(line), covered(line, "link"), line.text.endswith(":"))


def _set_apart(line: Line) -> bool:
    return covered(line, "bold") or covered(line, "italic")
