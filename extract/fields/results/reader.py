"""How a conflict ended: outcome, qualifiers, who is named as victor, and the side that is.

The headline is read (`verdicts`), what follows it is kept as lines, and a side is named only on evidence (`winners`).
A box without a verdict ("X annexed by Y", a list of consequences) has the outcome "other"; one that only points elsewhere
("See Aftermath") has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ... import record
from ...richtext import Line, RichText, Span, fold
from ..base import Caution, Reading, Scope, links_of
from .choice import Said, Verdicts
from .verdicts import read_line
from .winners import Camps
from .words import Words, plainly, words_for

_WORD = re.compile(r"[^\W_]")
#: What parts two verdicts on a line, and is of neither.
_BETWEEN = " ,;/\n\u2022\u2013-"
#: No headline is longer; what is beyond is detail.
_HEADLINE = 1200
#: Lines after the headline that may hold a verdict of their own.
_LINES = 40


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A verdict in a line, with the label that stands over it."""

    line: Line
    found: Said
    label: str | None = None


def read(rich: RichText, scope: Scope, sides: Sequence[record.Side] = ()) -> Reading[record.Result]:
    """The result that a field tells; nothing where the field is empty.

    >>> from extract.richtext import plain
    >>> one = read(plain("Decisive Ottoman victory\\nFall of Krujë"), Scope("result")).first
    >>> one.outcome, one.qualifiers, [w.text for w in one.winners], [line.text for line in one.details]
    ('victory', ('decisive',), ['Ottoman'], ['Fall of Krujë'])
    >>> read(plain("See Aftermath"), Scope("result")).first.outcome is None
    True
    """
    lines = [line for line in fold(rich) if line]
    if not lines:
        return Reading()
    reader = _Reader(rich, scope, Camps(sides, scope.parties))
    return reader.read(lines)


class _Reader:
    def __init__(self, rich: RichText, scope: Scope, camps: Camps) -> None:
        self.rich, self.scope, self.camps = rich, scope, camps
        self.words: Words = words_for(scope.language)
        self.cautions: list[Caution] = []

    def read(self, lines: list[Line]) -> Reading[record.Result]:
        told = [line for line in lines if not self._says_nothing(line)]
        text = self.rich.source[lines[0].start : lines[-1].end]
        at = self.scope.at(lines[0].start, lines[-1].end)
        if not told:
            return Reading((record.Result(text=text, at=at, details=self._details(lines[1:])),))
        verdicts, after, disputed = self._verdicts(told, pointed=told[0] is not lines[0])
        details = self._details(after)
        if not verdicts:
            return Reading((record.Result(text=text, at=at, outcome="other", disputed=disputed, details=details),))
        made = [self._verdict(one) for one in verdicts]
        first = next((v for v in made if self._is_overall(v)), made[0])
        if self._are_views(made):
            first, disputed = record.Verdict(text=first.text, outcome="other"), True
        result = record.Result(
            text=text,
            at=at,
            outcome=first.outcome,
            qualifiers=first.qualifiers,
            winners=first.winners,
            winner_sides=first.winner_sides,
            disputed=disputed,
            details=details,
            verdicts=tuple(made) if len(made) > 1 else (),
        )
        return Reading((result,), cautions=tuple(self.cautions))

    def _is_overall(self, verdict: record.Verdict) -> bool:
        """Whether of several verdicts this is the one on the whole: "Overall: …", "eventual Allied victory"."""
        said = {*verdict.qualifiers, *((plainly(verdict.label),) if verdict.label else ())}
        return bool(said & self.words.overall)

    def _are_views(self, verdicts: Sequence[record.Verdict]) -> bool:
        """Whether the verdicts are claims against each other, so that none of them is the page's own."""
        told = {(verdict.winner_sides, tuple(plainly(winner.text) for winner in verdict.winners)) for verdict in verdicts}
        labels = [plainly(verdict.label) if verdict.label else "" for verdict in verdicts]
        return len(told) > 1 and all(self.words.views.search(label) for label in labels)

    def _says_nothing(self, line: Line) -> bool:
        plain = plainly(line.text).strip(" .()[]:")
        if not _WORD.search(plain) or plain.isdigit():
            return True
        return plain in self.words.unknown or bool(self.words.pointer.fullmatch(plain))

    def _read_line(self, line: Line) -> Verdicts:
        return read_line(line.slice(0, _HEADLINE), self.words, self.camps.knows)

    def _verdicts(self, lines: list[Line], *, pointed: bool) -> tuple[list[_Verdict], list[Line], bool]:
        """The verdicts, the lines that are none, and whether the verdict is disputed; `pointed` where "See aftermath" stands above."""
        head = self._read_line(lines[0])
        if pointed and head.found and not self._counts(head, [], lines[0], lines[0], listing=False):
            head.found = []  # "Failure to capture the warlord" is one of the consequences
        disputed = head.disputed
        found = [_Verdict(lines[0], one) for one in head.found]
        label = None if head.found else _label_of(lines[0])
        after: list[Line] = []
        if head.found and (rest := self._beyond(head)):
            after.append(rest)
        listing = bool(label) or (head.whole and bool(head.found[0].label or head.found[0].qualifiers))
        for line in lines[1:_LINES]:
            more = self._read_line(line)
            disputed = disputed or (more.disputed and not found and not more.found)
            if more.whole and self._counts(more, found, line, lines[0], listing=listing):
                found += [_Verdict(line, one, label) for one in more.found]
                continue
            label = _label_of(line) if listing or not found else label
            after.append(line)
        after += lines[_LINES:]
        if not head.found and (pointed or found) and not (found and found[0].line is lines[0]):
            after.insert(0, lines[0])
            after.sort(key=lambda line: line.start)
        return found, after, disputed

    def _beyond(self, head: Verdicts) -> Line | None:
        """What follows the verdicts in the headline's own line, and beyond the part that was read."""
        text = head.line.text
        start = head.found[-1].end
        while start < len(text) and not _WORD.match(text[start]) and text[start] not in '(["\u201c':
            start += 1
        for word in self.words.ands:
            if text.startswith(f"{word} ", start):
                start += len(word) + 1
        rest = head.line.slice(start)
        return rest if _WORD.search(rest.text) else None

    def _counts(self, more: Verdicts, found: list[_Verdict], line: Line, head: Line, *, listing: bool) -> bool:
        """Whether a line below the headline that is nothing but a verdict stands beside the headline's."""
        outcome = more.found[0].outcome
        if line.depth > head.depth and found and not listing:
            return False
        if not found:
            return outcome in ("victory", "draw", "inconclusive") or (outcome in ("ceasefire", "ongoing") and len(line.text) < 40)
        if not listing:
            return outcome == "victory" and bool(more.found[0].qualifiers) and bool(found[0].found.qualifiers)
        return outcome in ("victory", "draw", "inconclusive")

    def _verdict(self, one: _Verdict) -> record.Verdict:
        winners = tuple(self._mention(one.line, span) for span in one.found.winners)
        losers = tuple(self._mention(one.line, span) for span in one.found.losers)
        label = one.label
        if one.found.label:
            label = one.line.text[one.found.label.start : one.found.label.end]
        words = one.line.text[one.found.start : one.found.end]
        text = one.line.slice(one.found.end - len(words.lstrip(_BETWEEN)), one.found.end)
        return record.Verdict(
            text=text.text,
            at=self.scope.at_line(text),
            label=label,
            outcome=one.found.outcome,  # type: ignore[arg-type]
            qualifiers=one.found.qualifiers,
            winners=winners,
            winner_sides=self._sides(one, winners, losers),
        )

    def _mention(self, line: Line, span: Span) -> record.Mention:
        part = line.slice(*span)
        links = [m for m in part.kinds("link") if m.start < m.end]
        link = links[0].value if len(links) == 1 else None
        return record.Mention(text=part.text, at=self.scope.at_line(part), link=link)

    def _sides(self, one: _Verdict, winners: Sequence[record.Mention], losers: Sequence[record.Mention]) -> tuple[int, ...]:
        sides = self._meant(winners)
        if sides and len(winners) > 1:
            self._warn_of([one for one in winners if not self._meant([one])])
        if not sides and losers:
            lost = self._meant(losers)
            if len(lost) == 1 and (other := self.camps.other(lost[0])):
                sides = (other,)
        if not sides and not winners and not losers and one.found.outcome == "victory":
            flags = {m.value for m in one.line.kinds("flag") if m.start <= one.line.start + one.found.end}
            if len(flags) == 1 and (side := self.camps.side_of(flags.pop())):
                sides = (side,)
        if not sides and not winners and not losers and one.found.outcome == "victory":
            before = one.line.text[: one.found.start].rstrip()
            if before.endswith(")") and _WORD.search(before):  # "Serb (JNA) victory"
                self.cautions.append(
                    Caution("unknown-winner", "the words before the bracket were not read as a winner", one.line.text)
                )
        if not sides and (winners or losers) and self.camps.sides and one.found.outcome == "victory":
            self._warn_of((*winners, *losers), "winner" if winners else "loser")
        return sides

    def _warn_of(self, mentions: Sequence[record.Mention], what: str = "winner") -> None:
        if names := ", ".join(mention.text for mention in mentions):
            message = f"the {what} is no one side's name, flag, leader or known alliance"
            self.cautions.append(Caution("unknown-winner", message, names))

    def _meant(self, mentions: Sequence[record.Mention]) -> tuple[int, ...]:
        """The sides that names mean; of a box with two sides both cannot have won."""
        found = {self.camps.side_of(mention.text, mention.link) for mention in mentions} - {None}
        sides = tuple(sorted(side for side in found if side is not None))
        return () if len(sides) == len(self.camps.sides) and len(sides) > 1 else sides

    def _details(self, lines: Sequence[Line]) -> tuple[record.Line, ...]:
        return tuple(
            record.Line(text=line.text, at=self.scope.at_line(line), depth=line.depth, links=links_of(line, self.scope))
            for line in lines
        )


def _label_of(line: Line) -> str | None:
    """A line that heads what follows: "First phase:"."""
    text = line.text.strip()
    return text[:-1].strip() if text.endswith(":") and len(text.split()) <= 10 else None
