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
from dataclasses import dataclass, field
from functools import partial

from ... import record
from ...richtext import Line, RichText, fold, join
from ..base import Gatherer, Reading, Scope
from ..names.base import bare, covered, flat, heading_of, says_when
from ..names.breaks import apart
from ..names.several import has_icon
from .asides import read_aside
from .between import leads_on, of_words, reference
from .fates import fate_signs, fate_words, shared_fates
from .guesses import guessed, holds_guess
from .headings import Group, Headings, Label, key_of
from .lists import after_aside, is_nobody, is_rest, split_people, trimmed
from .parties import flag_of, party_of_flags
from .person import Person, read_person
from .ranks import is_post, is_title, rank_length
from .roles import is_role_line, names_command, post_place

_LETTER = re.compile(r"[^\W\d_]")
#: No cell holds more people; what lies beyond is kept unread, so that junk costs no time.
_MOST_LINES = 1000
_LONGEST_LINE = 3000


def read(rich: RichText, scope: Scope) -> Reading[record.Commander]:
    """The people of a cell, in order.

    >>> from extract.richtext import plain
    >>> reading = read(plain("Gen. A. Sambi\\n(President of X)\\nNey † and Murat (POW)"), Scope("commander1", linked=False))
    >>> [(c.rank, c.name, c.role, c.fates) for c in reading.items]
    [('Gen.', 'A. Sambi', 'President of X', ()), (None, 'Ney', None, ('killed',)), (None, 'Murat', None, ('captured',))]
    """
    return _Walk(rich, scope).reading()


@dataclass(slots=True)
class _Walk:
    rich: RichText
    scope: Scope
    out: Gatherer[record.Commander] = field(init=False)
    lines: tuple[Line, ...] = field(init=False)
    heads: Headings = field(init=False)
    people: list[tuple[Person, Group]] = field(default_factory=list)
    block: int | None = None
    leading: bool = False  # whether the block begins with a rank on a line of its own
    waiting: Line | None = None  # a rank on a line of its own, before its name

    def __post_init__(self) -> None:
        self.out = Gatherer(self.scope)
        whole = fold(self.rich.with_lines(self.rich.lines[:_MOST_LINES]))
        folded = tuple(part for line in whole for part in apart(line, self.language, partial(is_title, language=self.language)))
        self.lines = tuple(part for line in folded for part in after_aside(line))
        mine = [p for p in self.scope.parties if p.kind == "belligerent" and self.scope.side in (None, p.side)]
        parties = {key_of(p.name): p.name for p in mine if key_of(p.name)}
        groups = frozenset(key_of(p.group) for p in mine if p.group)
        self.heads = Headings(self.language, parties, self.lines, groups)

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
        for index, (person, group) in enumerate(self.people):
            self.out.items.append(self._item(person, group))
            self._cautions(person, index)
        return self.out.reading()

    def _leave_unread(self, start: int, end: int) -> None:
        text = self.rich.source[start:end]
        self.out.headings.append(record.Heading(text=text, at=self.scope.at(start, end), kind="pointer"))
        self.out.caution("unread-text", "longer than any list of people: kept unread", text[:200])

    # ---- lines

    def _line(self, line: Line, following: Line | None) -> None:
        same_block = self.block == line.block
        self.block = line.block
        if not same_block:
            self.heads.begin_block(line)
            self.leading = is_post(line.text, self.language)
        if not _LETTER.search(line.text) and not any(c.isdigit() for c in line.text):
            self._sign(line, same_block)
            return
        if len(line.text) > _LONGEST_LINE:
            self._leave_unread(line.start, line.end)
            return
        self.heads.leave(line.depth)
        if self._guesses(line):
            return
        if is_nobody(_unaided(line.text), self.language):
            self._nobody(line)
            return
        words = self.heads.words_of(line, following)
        if words is None and self.people and same_block and self._belongs_above(line, following):
            return
        if words is not None:
            self.heads.open(line, words)
            self.out.heading(line)
            return
        if self.waiting is None and following is not None and self._leads_rank(line, following):
            self.waiting = line
            return
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            line = join([waiting, line], self.rich.source)
        label = self.heads.label_of(line)
        rest = label.rest if label else line
        flags = [m.value for m in rest.kinds("flag")]
        shared = flags[0] if len(flags) == 1 and has_icon(rest) else None
        pieces = split_people(rest, self.language, frozenset(self.heads.parties))
        if label and not (label.office and len(pieces) == 1):
            self.heads.over_rest(label)
            self.out.heading(label.line)
            label = None
        first = len(self.people)
        for piece in pieces:
            self._person(trimmed(piece, self.language), shared, label)
        for person, _ in self.people[first:-1]:
            person.said.fates += [fate for fate in shared_fates(rest.text, self.language) if fate not in person.said.fates]

    def _guesses(self, line: Line) -> bool:
        """Whether the line only guesses at a person ("Unknown, possibly Vykintas"); takes the person if so."""
        found = guessed(line, self.language)
        if found is None:
            return False
        word, rest = found
        before = len(self.people)
        for piece in split_people(rest, self.language, frozenset(self.heads.parties)):
            self._person(trimmed(piece, self.language))
        for person, _ in self.people[before:]:
            person.said.notes.insert(0, word.casefold())
            person.guessed = True
        if len(self.people) > before:
            self.people[before][0].start = line.start
            self.people[-1][0].end = line.end
        return True

    def _nobody(self, line: Line) -> None:
        self.out.heading(line, "pointer")
        if holds_guess(line.text, self.language):
            self.out.caution("unread-text", "somebody is guessed at in words that are not understood", line.text)

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
        text = flat(reference(self.language).sub("", line.text))
        words = bare(text)
        person = self.people[-1][0]
        if self.heads.label_of(line) or (following is not None and following.depth > line.depth):
            return False
        if text.startswith("(") or fate_words(words, self.language) or self._is_between(words):
            pass
        elif text.startswith(of_words(self.language)) and not names_command(text, self.language):
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
        return bool(leads_on(self.language).fullmatch(words)) or says_when(words, self.language)

    def _trails_rank(self, line: Line) -> bool:
        """A rank or an office on a line of its own under a name: by its words, its flags, or because others do so, too."""
        if self.leading or has_icon(line) or not is_post(line.text, self.language):
            return False
        if (
            any(f" {word}" in line.text for word in of_words(self.language))
            or self.people[-1][0].flags
            or covered(line, "small")
            or covered(line, "italic")
        ):
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

    # ---- people

    def _person(self, piece: Line, shared: str | None = None, label: Label | None = None) -> None:
        """Read one person; `shared` is the flag before a line of several, `label` an office before the name."""
        words = _unaided(piece.text)
        nobody = is_nobody(words, self.language) or (is_rest(words, self.language) and self.people)
        if (
            not nobody
            and label is None
            and not piece.kinds("fate")
            and not post_place(piece, self.language)
            and self.heads.is_body(words)
        ):
            self.out.heading(piece, "label")  # "planned by: British Army": a body of people is nobody
            return
        person = None if nobody else read_person(piece, self.language)
        if person is None or is_nobody(person.name, self.language):
            if label:
                self.out.heading(label.line)
            self._nobody(piece)
            return
        person.flags = person.flags or ((shared,) if shared else ())
        if label:
            person.start = label.line.start
            person.said.roles.insert(0, label.words)
        self.people.append((person, self.heads.group))

    def _item(self, person: Person, group: Group) -> record.Commander:
        said = person.said
        if len(said.roles) == 1 and self.heads.names_own_party(said.roles[0]):
            said.notes.append(said.roles.pop())  # "(Icaiche)": whose they are, not what they commanded
        return record.Commander(
            text=self.rich.source[person.start : person.end],
            at=self.scope.at(person.start, person.end),
            name=person.name,
            link=person.link,
            flag=flag_of(person.flags, self.scope),
            of=party_of_flags(person.flags, self.scope) or group.of,
            rank=person.rank,
            role="; ".join(dict.fromkeys(said.roles)) or None,
            fates=tuple(said.fates),
            group=group.name,
            note="; ".join(dict.fromkeys(said.notes)) or None,
            block=self.scope.block,
            refs=person.refs,
        )

    def _cautions(self, person: Person, index: int) -> None:
        if person.lost:
            self.out.caution("lost-fate-mark", "a mark of this person's fate stood here and was lost", person.name, index)
        if person.unclosed:
            text = self.rich.source[person.start : person.end]
            self.out.caution("unclosed-parenthesis", "a parenthesis never closes; it is read to the end of its line", text, index)
        if person.guessed:
            self.out.caution("uncertain-name", "the page itself is not sure of this person", person.name, index)
        for words in person.said.unsure:
            self.out.caution("uncertain-fate", "the page itself is not sure of this fate", words, index)


def _unaided(text: str) -> str:
    """The words without brackets at their end and without marks."""
    words = flat(text).strip(" †‡*")
    while words.endswith(")") and " (" in words:
        words = words[: words.rindex(" (")].strip(" †‡*")
    return words
