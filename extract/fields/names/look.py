"""A line of a cell of names among its neighbors: what the rules of `roles` ask of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..base import Scope
from ..demonyms import entities_of
from .base import bare, covered, flat, is_state, words
from .entries import Entry, has_members
from .formations import rank_of
from .notes import Noted, split_note

ACRONYM = re.compile(r"^[^\W\d_a-z][^\W_a-z\d]+(?:[-–/][^\W_a-z]+)*$")


@dataclass(frozen=True)
class Look:
    """An entry among its neighbors."""

    entries: Sequence[Entry]
    number: int
    scope: Scope
    units: bool = False

    @property
    def entry(self) -> Entry:
        return self.entries[self.number]

    @property
    def language(self) -> str:
        return self.scope.language

    @cached_property
    def noted(self) -> Noted:
        return split_note(self.entry.line, self.language)

    @property
    def name(self) -> str:
        return flat(self.noted.name.text)

    @cached_property
    def words(self) -> str:
        return bare(self.name).casefold()

    @property
    def strong(self) -> bool:
        """The name is bold or italic all over, whatever its notes are."""
        name = self.noted.name
        return self.entry.strong or covered(name, "bold") or covered(name, "italic")

    @property
    def over_list(self) -> bool:
        """Members stand below in a list of their own."""
        return has_members(self.entries, self.number)

    @property
    def next(self) -> Entry | None:
        """The entry below, unless a rule stands between."""
        below = self.entries[self.number + 1] if self.number + 1 < len(self.entries) else None
        return below if below is not None and below.block == self.entry.block else None

    @property
    def nested(self) -> bool:
        """The line stands in a list below another line, side by side with the other members of it."""
        above = self.entries[max(0, self.number - 60) : self.number]
        return any(e.level < self.entry.level and e.block == self.entry.block for e in above)

    @property
    def over_something(self) -> bool:
        """A line that may be a member stands below, not another heading."""
        below = self.next
        if below is None or below.level < self.entry.level:
            return False
        return self.over_list or not (below.colon and not below.icon)

    @property
    def over_flags(self) -> bool:
        """Below stand lines with flags (two, unless this line stands out), and this one has none."""
        if self.entry.icon:
            return False
        count = 1 if self.strong or self.entry.colon else 2
        below = [e for e in self.entries[self.number + 1 : self.number + 1 + count] if e.block == self.entry.block]
        return len(below) == count and all(e.icon for e in below)

    @property
    def over_states(self) -> bool:
        """The two lines below, in no list of their own, begin with flags of states, and this one with none."""
        if self.entry.icon or self.over_list:
            return False
        below = [e.line for e in self.entries[self.number + 1 : self.number + 3] if e.block == self.entry.block]
        flags = [mark for line in below for mark in line.kinds("flag", "lost-flag")[:1]]
        return bool(flags) and len(flags) == len(below) and all(m.value is None or is_state(m.value) for m in flags)

    @property
    def theater(self) -> bool:
        """The words are where the parties below fought: a country's bare name with a colon over a flag of others, "Angola:" over
        🏴 MPLA, and its like in the same cell; or over the country itself."""
        if self.units or self.entry.icon or self.entry.linked or not is_state(self.words):
            return False
        if (below := self.next) is not None and bare(below.text).casefold() == self.words:
            return True
        return any(e.colon and not e.linked and replace(self, number=n)._over_others() for n, e in enumerate(self.entries[:60]))

    def _over_others(self) -> bool:
        below = self.next
        flags = below.line.kinds("flag")[:1] if below is not None and below.icon and not self.entry.icon else ()
        own = set(entities_of(self.words))
        return is_state(self.words) and any(m.value is not None and own.isdisjoint(entities_of(m.value)) for m in flags)

    @property
    def proper(self) -> bool:
        """The words name something of their own: a state that a table knows, or an acronym."""
        return bool(ACRONYM.match(self.name.rstrip(":"))) or is_state(self.words)


def is_formation(name: str, language: str) -> bool:
    """Whether the name is a formation's own: "12th Army Group", not "Air force" nor "Regular forces".

    >>> [is_formation(name, "en") for name in ("12th Army Group", "Air Force", "Regular forces", "XX Corps")]
    [True, False, False, True]
    """
    if rank_of(name, language) is None:
        return False
    found = name.rstrip(" :").split()
    if len(found) < 2 or all(word.casefold() in words(language, "branches") for word in found):
        return False
    return found[-1][0].isupper() or any(c.isdigit() for c in name)
