"""Commanders and leaders: one item a person, with rank, role, fates, note, flag and the party they stand under.

    Naval:                              heading: group of those below it
    🏴 Adm. [[Horatio Nelson]] †        rank, name, fate
    (Mediterranean Fleet)               folded into the line above: role
    commander of the van                a line under the name: role of the person above
    🏴 France:                          a party as heading: `of` of those below it
      • A, B (POW) and C                three people
    Unknown / full list                 nobody: kept as headings of the kind "pointer"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from .. import record
from ..richtext import Line, RichText, fold
from .base import Gatherer, Reading, Scope
from .commander_lists import is_nobody, is_rest, split_people, trimmed
from .commander_person import REFERENCE, Person, read_person
from .commander_roles import is_role_line, names_body, names_command, opens_role, read_aside, role_rows
from .fates import fate_signs, fate_words
from .names import bare, covered, flat, heading_of, says_when
from .ranks import is_post, is_title, people_words, rank_length, rank_place
from .several import has_icon, outside

_LETTER = re.compile(r"[^\W\d_]")
#: No cell holds more people; what lies beyond is kept unread, so that junk costs no time.
_MOST_LINES = 1000
_LONGEST_LINE = 3000
_LABEL = re.compile(r"^[^:\n]{2,70}:\s+(?=\S)")


def read(rich: RichText, scope: Scope) -> Reading[record.Commander]:
    """The people of a cell, in order.

    >>> from ..richtext import plain
    >>> reading = read(plain("Gen. A. Sambi\\n(President of X)\\nNey † and Murat (POW)"), Scope("commander1", linked=False))
    >>> [(c.rank, c.name, c.role, c.fates) for c in reading.items]
    [('Gen.', 'A. Sambi', 'President of X', ()), (None, 'Ney', None, ('killed',)), (None, 'Murat', None, ('captured',))]
    """
    return _Walk(rich, scope).reading()


@dataclass(slots=True)
class _Group:
    """A heading: its words, the party it is, its depth, whether its people stand deeper (None: not yet known)."""

    name: str
    of: str | None
    depth: int
    nested: bool | None = None


@dataclass(slots=True)
class _Walk:
    rich: RichText
    scope: Scope
    out: Gatherer[record.Commander] = field(init=False)
    lines: tuple[Line, ...] = field(init=False)
    people: list[tuple[Person, str | None, str | None]] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    block: int | None = None
    leading: bool = False  # whether the block begins with a rank on a line of its own
    heads: tuple[int, bool] | None = None  # depth and boldness of the last heading
    waiting: Line | None = None  # a rank on a line of its own, before its name
    parties: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.out = Gatherer(self.scope)
        self.lines = fold(self.rich.with_lines(self.rich.lines[:_MOST_LINES]))
        mine = (p for p in self.scope.parties if p.kind == "belligerent" and self.scope.side in (None, p.side))
        self.parties = {_key(p.name): p.name for p in mine if _key(p.name)}

    @property
    def language(self) -> str:
        return self.scope.language

    def reading(self) -> Reading[record.Commander]:
        for number, line in enumerate(self.lines):
            self._line(line, self.lines[number + 1] if number + 1 < len(self.lines) else None)
        if len(self.rich) > _MOST_LINES:
            self._leave_unread(self.rich.lines[_MOST_LINES].start, self.rich.end)
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            self._person(waiting)
        for index, (person, group, of) in enumerate(self.people):
            self.out.items.append(self._item(person, group, of))
            self._cautions(person, index)
        return self.out.reading()

    def _leave_unread(self, start: int, end: int) -> None:
        text = self.rich.source[start:end]
        self.out.headings.append(record.Heading(text=text, at=self.scope.at(start, end), kind="pointer"))
        self.out.caution("too-long", "longer than any list of people: kept unread", text[:200])

    # ---- lines

    def _line(self, line: Line, following: Line | None) -> None:
        if self.block is not None and line.block != self.block:
            self.groups.clear()
        same_block = self.block == line.block
        self.block = line.block
        if not same_block:
            self.leading = is_post(line.text, self.language)
        if not _LETTER.search(line.text) and not any(c.isdigit() for c in line.text):
            self._sign(line, same_block)
            return
        if len(line.text) > _LONGEST_LINE:
            self._leave_unread(line.start, line.end)
            return
        self._leave(line.depth)
        if is_nobody(_unaided(line.text), self.language):
            self.out.heading(line, "pointer")
            return
        if self.people and same_block and self._belongs_above(line, following):
            return
        if self._is_heading(line, following):
            return
        if label := self._label(line):
            line = label
        if self.waiting is None and following is not None and self._leads_rank(line, following):
            self.waiting = line
            return
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            line = _joined(waiting, line, self.rich.source)
        flags = [m.value for m in line.kinds("flag")]
        shared = flags[0] if len(flags) == 1 and has_icon(line) else None
        for piece in split_people(line, self.language, frozenset(self.parties)):
            self._person(trimmed(piece), shared)

    def _leave(self, depth: int) -> None:
        """End the groups whose list has ended."""
        while self.groups:
            group = self.groups[-1]
            if group.nested is None:
                group.nested = depth > group.depth
                if depth >= group.depth:
                    return
            elif depth > group.depth or (depth == group.depth and not group.nested):
                return
            self.groups.pop()

    def _sign(self, line: Line, same_block: bool) -> None:
        """A line of signs only: a fate of the person above, or nobody ("?")."""
        signs = fate_signs(line.text, self.language)
        if self.people and same_block and (signs or line.kinds("fate")):
            person = self.people[-1][0]
            fates = [*(fate for *_, fate in signs), *(m.value for m in line.kinds("fate"))]
            person.said.fates += [fate for fate in fates if fate not in person.said.fates]
            person.end = line.end
        else:
            self.out.heading(line, "pointer")

    def _belongs_above(self, line: Line, following: Line | None) -> bool:
        """Whether the line says more of the person above it; takes it if so."""
        text = flat(REFERENCE.sub("", line.text))
        words = bare(text)
        person = self.people[-1][0]
        if _LABEL.match(line.text) or text.endswith(":") or (following is not None and following.depth > line.depth):
            return False
        if text.startswith("(") or fate_words(words, self.language) or self._is_between(words):
            pass
        elif text.startswith("of ") and not names_command(text, self.language):
            person.name = f"{person.name} {text}"
            person.end = line.end
            return True
        elif not is_role_line(line, self.language) and not self._trails_rank(line):
            return False
        unclosed = text.startswith("(") and text.count("(") > text.count(")")
        person.said.take(read_aside(text.strip("() "), self.language))
        person.unclosed |= unclosed
        person.lost |= bool(line.kinds("lost-fate"))
        for m in line.kinds("fate"):
            if m.value not in person.said.fates:
                person.said.fates.append(m.value)
        person.refs = tuple(dict.fromkeys((*person.refs, *(m.value for m in line.kinds("ref")))))
        person.end = line.end
        return True

    def _is_between(self, words: str) -> bool:
        """Whether the words are a note between two people: "replaced by", "until 1943"."""
        return bool(_between(self.language).fullmatch(words)) or says_when(words, self.language)

    def _trails_rank(self, line: Line) -> bool:
        """A rank or an office on a line of its own under a name: by its words, its flags, or because others do so, too."""
        if self.leading or has_icon(line) or not is_post(line.text, self.language):
            return False
        if " of " in line.text or self.people[-1][0].flag or covered(line, "small") or covered(line, "italic"):
            return True
        return sum(other.block == line.block and is_post(other.text, self.language) for other in self.lines) > 1

    def _leads_rank(self, line: Line, following: Line) -> bool:
        """A rank or an office on a line of its own, above its name."""
        return (
            is_post(line.text, self.language)
            and following.block == line.block
            and following.depth == line.depth
            and not following.gap
            and not has_icon(following)
            and not rank_length(following.text, self.language)
            and not is_title(following.text, self.language)
            and heading_of(following, self.language) is None
        )

    # ---- headings

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        text = flat(line.text)
        words = bare(line.text)
        found = heading_of(line, self.language)
        party = self.parties.get(_key(words))
        if found is not None and found.rest is None and (following is not None or found.firm or text.endswith(":")):
            self._open(line, found.text, party)
            return True
        if following is None or following.block != line.block:
            return False
        deeper = following.depth > line.depth
        bold = covered(line, "bold") or covered(line, "italic")
        if party and not fate_signs(text) and not line.kinds("fate") and self._key_of(following) not in self.parties:
            self._open(line, words, party)
            return True
        many = flat(words).rsplit(" ", 1)[-1].casefold() in role_rows(self.language, "collectives") and not has_icon(line)
        if deeper and bold and self.heads == (line.depth, True):
            self._open(line, words, party)
            return True
        if ((self._is_collective(words) and (deeper or bold)) or many) and not line.kinds("fate"):
            self._open(line, words, party)
            return True
        return False

    def _key_of(self, line: Line) -> str:
        return _key(bare(line.text))

    def _is_collective(self, words: str) -> bool:
        """Whether the words are a body of people, not a person: "Third Army", "Naval forces"."""
        if rank_length(words, self.language) or rank_place(words, 0, self.language) is not None:
            return False
        last = flat(words).split()[-1].casefold() if words else ""
        return opens_role(words, self.language) or last in role_rows(self.language, "bodies")

    def _open(self, line: Line, words: str, party: str | None) -> None:
        while self.groups and self.groups[-1].depth >= line.depth:
            self.groups.pop()
        self.groups.append(_Group(words, party, line.depth))
        self.heads = (line.depth, covered(line, "bold") or covered(line, "italic"))
        self.out.heading(line)

    def _label(self, line: Line) -> Line | None:
        """What follows a label on its line ("Navy: Adm. X"), the label made a heading; None where there is none."""
        match = _LABEL.match(line.text)
        if not match or not outside(line.text)[match.end() - 2]:
            found = heading_of(line, self.language)
            if found is None or found.rest is None:
                return None
            self._open(found.line, found.text, None)
            return found.rest
        head, rest = line.slice(0, match.end()), line.slice(match.end())
        words = bare(head.text)
        if not opens_role(words, self.language) and (opens_role(rest.text, self.language) or names_body(rest.text, self.language)):
            return None
        if not rest or not _LETTER.search(rest.text) or fate_signs(head.text):
            return None
        flags = [m for m in line.kinds("flag") if m not in rest.marks]
        self._open(head, words, self.parties.get(_key(words)))
        self.groups[-1].nested = False
        moved = tuple(m._replace(start=rest.start, end=rest.start) for m in flags)
        return replace(rest, marks=(*moved, *rest.marks))

    # ---- people

    def _person(self, piece: Line, shared: str | None = None) -> None:
        """Read one person; `shared` is the flag before a line of several."""
        words = _unaided(piece.text)
        if is_nobody(words, self.language) or (is_rest(words, self.language) and self.people):
            self.out.heading(piece, "pointer")
            return
        person = read_person(piece, self.language, linked=self.scope.linked)
        if person is None:
            self.out.heading(piece, "pointer")
            return
        if is_nobody(person.name, self.language):
            self.out.heading(piece, "pointer")
            return
        person.flag = person.flag or shared
        group = self.groups[-1] if self.groups else None
        self.people.append((person, group.name if group else None, group.of if group else None))

    def _item(self, person: Person, group: str | None, of: str | None) -> record.Commander:
        said = person.said
        return record.Commander(
            text=self.rich.source[person.start : person.end],
            at=self.scope.at(person.start, person.end),
            name=person.name,
            link=person.link,
            flag=person.flag,
            of=self._party_of(person.flag) or of,
            rank=person.rank,
            role="; ".join(dict.fromkeys(said.roles)) or None,
            fates=tuple(said.fates),
            group=group,
            note="; ".join(dict.fromkeys(said.notes)) or None,
            block=self.scope.block,
            refs=person.refs,
        )

    def _party_of(self, flag: str | None) -> str | None:
        """The belligerent of this side that alone has the flag, or that the flag is named for."""
        if not flag:
            return None
        mine = [p for p in self.scope.parties if p.kind == "belligerent" and p.flag == flag and self.scope.side in (None, p.side)]
        names = dict.fromkeys(p.name for p in mine)
        if len(names) == 1:
            return next(iter(names))
        return flag if flag in names else None

    def _cautions(self, person: Person, index: int) -> None:
        if person.lost:
            self.out.caution("lost-fate-mark", "a mark of this person's fate stood here and was lost", person.name, index)
        if person.unclosed:
            text = self.rich.source[person.start : person.end]
            self.out.caution("unclosed-parenthesis", "a parenthesis never closes; it is read to the end of its line", text, index)
        for words in person.said.unsure:
            self.out.caution("uncertain-fate", "the page itself is not sure of this fate", words, index)


def _key(text: str) -> str:
    return flat(text).casefold().removeprefix("the ")


def _unaided(text: str) -> str:
    """The words without brackets at their end and without marks."""
    words = flat(text).strip(" †‡*")
    while words.endswith(")") and " (" in words:
        words = words[: words.rindex(" (")].strip(" †‡*")
    return words


def _joined(first: Line, second: Line, source: str) -> Line:
    marks = dict.fromkeys((*first.marks, *second.marks))
    return Line(source[first.start : second.end], first.start, first.depth, first.block, first.gap, tuple(marks))


@cache
def _between(language: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(people_words(language)["placeholders"]["between"]) + ")", re.IGNORECASE)
