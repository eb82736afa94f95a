"""A cell of names as a tree: members under their parents, each with the heading that it stands under.

Supported by:          heading: the group of those below it, until the next heading, a rule, or the end of its list
🏴 Iran                member, group "Supported by"
  • IRGC               its child
🏴 IMSC:               parent: lines of its own depth are its children, too
– Bahrain              a dash is a level of depth
(from 2019)            aside: a note on the member above
full list...           pointer: no member
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ...record import Heading
from ...richtext import Line, RichText, is_aside, join
from ..base import Caution, Scope
from .base import Name, bare, flat, heading_of, is_nothing, is_pointer, name_of, without_tail, words
from .entries import Entry, entries_of
from .look import Look
from .notes import split_note
from .roles import lead_of, role_of
from .several import cut, split_names

#: A cell of an infobox has no more lines; the rest of one that does is junk.
MOST_LINES = 1000


_COLON = re.compile(r" ?: ?\(")


@dataclass(slots=True)
class Node:
    """A name with its place, its notes, the heading that it stands under, and those below it."""

    name: Name
    line: Line
    depth: int
    level: int
    group: str | None = None
    notes: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def note(self) -> str | None:
        return "; ".join(self.notes) or None


@dataclass(slots=True)
class _Group:
    """A heading that is in force: its level, and that of its first member (None: none yet)."""

    text: str
    level: int
    block: int
    members: int | None = None
    silent: bool = False
    look: tuple[bool, bool] = (False, False)  # bold or italic; with a colon
    over_strong: bool = False  # its first member is bold or italic, too


@dataclass(slots=True)
class _Open:
    """A name with a colon: what stands on its level below it is its own, unless its members stand in a list."""

    level: int
    block: int
    lists: bool = False
    strong: bool = False  # by its weight: the next line in bold ends it
    begun: Entry | None = None  # the first line below it


class Tree:
    """Grows over the lines of a cell; afterwards `roots`, `headings` and `cautions` hold what it found."""

    def __init__(self, rich: RichText, scope: Scope, *, units: bool = False) -> None:
        self.rich, self.scope, self.units = rich, scope, units
        self.roots: list[Node] = []
        self.headings: list[Heading] = []
        self.cautions: list[Caution] = []
        self._stack: list[Node] = []
        self._groups: list[_Group] = []
        self._open: list[_Open] = []
        self._last: Node | None = None
        entries = entries_of(rich.with_lines(rich.lines[:MOST_LINES]), scope)
        grow = {
            "heading": self._heading,
            "lead": self._lead,
            "aside": self._aside,
            "pointer": self._pointer,
            "label": self._label,
        }
        for number in range(len(entries)):
            look = Look(entries, number, scope, units)
            role = role_of(look)
            self._step_out(look.entry, role)
            grow.get(role, self._member)(look)
            if role == "parent":
                self._open.append(_Open(look.entry.level, look.entry.block, strong=look.entry.strong or not look.entry.colon))
        for root in self.roots:
            self._finish(root)
        if rest := rich.lines[MOST_LINES:]:
            self._cover(join(rest, rich.source), "label")
            self.cautions.append(Caution("unread-text", f"only the first {MOST_LINES} lines of this field are read"))

    def _step_out(self, entry: Entry, role: str) -> None:
        """Leave what a rule or the end of a list ends."""
        self._groups = [
            g
            for g in self._groups
            if (g.members is None and g.level <= entry.level)
            or (g.block == entry.block and g.members is not None and entry.level >= g.members)
        ]
        if role == "parent" and entry.strong:  # "Army:" over units, then "Royal Marines:", both in bold
            same = (entry.level, (entry.strong, entry.colon))
            self._groups = [g for g in self._groups if (g.level, g.look) != same or g.members is None or g.over_strong]
        for one in self._open:
            one.lists = one.lists or (entry.level > one.level and (one.begun is None or not self.units))
            one.begun = one.begun or entry
        ends = [o for o in self._open if o.level == entry.level and (o.lists or role == "parent" or (o.strong and entry.strong))]
        self._open = [o for o in self._open if o.block == entry.block and o.level <= entry.level and o not in ends]
        if self._stack and self._stack[-1].line.block != entry.block:
            self._stack.clear()

    def _cover(self, line: Line, kind: str) -> None:
        if line.text:
            self.headings.append(Heading(text=line.text, at=self.scope.at_line(line), kind=kind))

    def _pointer(self, look: Look) -> None:
        self._cover(look.entry.line, "pointer")

    def _label(self, look: Look) -> None:
        self._cover(look.entry.line, "label")

    def _aside(self, look: Look) -> None:
        last, line = self._last, look.entry.line
        if last is None and not self._groups and not is_aside(line.text):
            self._names(look.entry)  # the only words there are: "2 gunmen"
            return
        if last is None or last.line.block != line.block or (self._groups and self._groups[-1].members is None):
            self._cover(line, "label")
            return
        last.notes.append(flat(line.text).strip("()[] "))
        last.line = join([last.line, line], self.rich.source)

    def _heading(self, look: Look) -> None:
        entry = look.entry
        heading = heading_of(look.noted.name, look.language)
        if heading is not None and heading.rest is not None:
            self._begin_group(heading.line, heading.text, entry)
            start = heading.line.end - entry.line.start  # not the rest's own start: its flag may stand before the space
            self._names(replace(entry, line=cut(entry.line, start, len(entry.text)), colon=False))
        else:
            silent = heading is not None and heading.kind == "label"
            self._begin_group(entry.line, _COLON.sub(" (", bare(entry.text)), entry, silent=silent)

    def _begin_group(self, line: Line, text: str, entry: Entry, *, silent: bool = False) -> None:
        level = entry.level
        if self._adds_nothing(text.casefold(), entry):
            self._cover(line, "label")
            return
        apart = any(word in text.casefold() for word in words(self.scope.language, "apart"))
        if apart and self._stack and not self._stack[-1].children:
            # a list that begins with "Supported by:" is not a list of the name above it
            level = min(level, self._stack[-1].level)
        self._groups = [g for g in self._groups if g.level < level]
        self._open = [o for o in self._open if o.level < level]
        while self._stack and self._stack[-1].level >= level:
            self._stack.pop()
        self._groups.append(_Group(text, level, entry.block, silent=silent, look=(entry.strong, entry.colon)))
        self._last = None
        self._cover(line, "group")

    def _adds_nothing(self, text: str, entry: Entry) -> bool:
        """Whether the heading only says what the field or the heading above it says already."""
        language = self.scope.language
        own = (*words(language, "own_titles"), *(words(language, "own_titles_of_units") if self.units else ()))
        return text in own or (text in words(language, "list_titles") and self._waits(entry))

    def _waits(self, entry: Entry) -> bool:
        """Whether the heading in force has no members yet, so that a list's title adds nothing to it."""
        group = self._groups[-1] if self._groups else None
        return group is not None and group.members is None and group.level <= entry.level and group.block == entry.block

    def _lead(self, look: Look) -> None:
        lead = lead_of(look)
        if lead is None:
            return
        head, rest, named = lead
        if named:
            self._names(replace(look.entry, line=head))
            self._names(replace(look.entry, line=rest, level=look.entry.level + 1))
        else:
            self._begin_group(head, bare(head.text), look.entry)
            self._names(replace(look.entry, line=rest))

    def _member(self, look: Look) -> None:
        self._names(look.entry)

    def _names(self, entry: Entry) -> None:
        language = self.scope.language
        for part in split_names(entry.line, language, formations=self.units):
            if is_pointer(part.text, language) and part is not entry.line:
                self._cover(part, "pointer")
            elif is_nothing(part.text, language):
                self._cover(part, "label")
            else:
                self._add(part, entry)

    def _add(self, line: Line, entry: Entry) -> None:
        language = self.scope.language
        noted = split_note(line, language)
        name = name_of(noted.name, language)
        group = self._groups[-1] if self._groups else None
        if group is not None and group.silent and group.members is None:
            group.members, group.block = entry.level, entry.block
        if not any(c.isalnum() for c in name.text) or (group is not None and group.silent):
            self._cover(line, "label")
            return
        name = name._replace(refs=name_of(line, language).refs)
        opened = any(o.level == entry.level for o in self._open)
        depth = entry.level * 4 + 2 * opened + (entry.small and not entry.strong and not line.depth)
        node = Node(name, line, depth, entry.level)
        node.notes = [flat(n.text) for n in noted.notes if not is_pointer(n.text, language)]
        if noted.unclosed:
            message = "a parenthesis that never closes is read to the end of its line"
            self.cautions.append(Caution("unclosed-parenthesis", message, line.text))
        while self._stack and self._stack[-1].depth >= depth:
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        if group is not None and (group.members is None or parent is None or parent.level < group.members):
            if group.members is None:
                group.members, group.block, group.over_strong = entry.level, entry.block, entry.strong
            node.group = group.text if entry.level == group.members else None
        (parent.children if parent else self.roots).append(node)
        self._stack.append(node)
        self._last = node

    def _finish(self, node: Node) -> None:
        if node.children or node.line.text.endswith(":"):
            node.name = node.name._replace(text=without_tail(node.name.text, self.scope.language))
        for child in node.children:
            self._finish(child)
