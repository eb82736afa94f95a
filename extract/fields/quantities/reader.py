"""Strength and losses: every figure of a cell, what it counts, whose, when, by whose claim, and its parts.

>>> [(q.min, q.max, q.what, q.category) for q in read_quantity("25–30,000 men, 12 guns")]
[(25000, 30000, 'men', 'personnel'), (12, 12, 'guns', 'artillery')]
>>> [(q.min, q.effects) for q in read_quantity("180 killed (47 Hezbollah fighters; Army claim)", losses=True)[0].parts]
[(47, ('killed',))]

A line is read by `quantity_grammar`; here lines are joined that a break parted, headings are told from figures, and what
headings, flags and labels say is given to the figures below them. Rules: CONTRACT.md, "Quantity".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...record import Quantity
from ...richtext import Line, RichText, fold, plain
from ..base import Gatherer, Reading, Scope
from ..demonyms import NONE, affinity
from .arms import count_gunners
from .carry import count_as, counts_people, dated_alone, fate_from_heading, flag_reach, mark_others, opens, parallel
from .category import carry_over, category_from_heading, share_over_lines
from .claims import claims
from .context import Context, Label
from .draft import Draft
from .grammar import read_line
from .heading_lines import heading_line, year_lines
from .headings import EDGE, label_of, of_flags
from .items import cautions, default_effects, inherit, over_references, quantities
from .lines import continued, cover, label_end, labelled, led, marked, ruled, starred, without_bullet
from .names import last_words, names_people, owner_of, share_brackets, take_note
from .parts import attach_lines
from .periods import named
from .pieces import has_figure, pieces
from .setting import LONGEST_CELL, LONGEST_LINE, Setting
from .shares import attach_in_line
from .totals import name_totals, sum_up
from .words import words_of

#: A line of nothing else is a rule that was typed.
_RULE = "-–—_= "


def read_quantity(text: str, losses: bool = False, language: str = "en") -> tuple[Quantity, ...]:
    """The quantities of a text, as a cell of strength (or of losses) gives them."""
    return read(plain(text), Scope("casualties" if losses else "strength", language, losses=losses)).items


def read(rich: RichText, scope: Scope) -> Reading[Quantity]:
    """Every figure of a cell in order, and its headings."""
    return _Reader(rich, scope).reading()


@dataclass(slots=True)
class _Reader:
    rich: RichText
    scope: Scope
    context: Context = field(default_factory=Context)
    drafts: list[Draft] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    guns: bool = False
    air: bool = False
    flag: str | None = None
    reach: dict[int, str] = field(default_factory=dict)  # what the flags above a line's figures hold for
    names: frozenset[str] = frozenset()
    people: bool | None = None  # whether the figure behind the last label counts people
    labels: list[tuple[int, Label]] = field(default_factory=list)  # those of lines so far, by the line's place
    filled: bool = False  # whether the last label has a figure of its own, and no more: "Killed: 20"
    owners: set[str] = field(default_factory=set)  # headings so far that name whose figures follow
    parallel: bool = False  # whether things follow people below more than one label

    def reading(self) -> Reading[Quantity]:
        out: Gatherer[Quantity] = Gatherer(self.scope)
        lines = [
            line
            for line in map(without_bullet, led(continued(labelled(starred(marked(ruled(fold(self.rich))))), self.scope)))
            if line
        ]
        self.names = last_words(self.scope)
        self.guns = (
            not self.scope.losses and bool(re.search(r"\(\s?\d{1,3}(?:[ -]guns?)?\)", self.rich.text)) and "gun" in self.rich.text
        )
        self.air = not words_of(self.scope.language).air.isdisjoint(re.findall(r"[a-z]+", self.rich.text.lower()))
        base = self._setting(None)
        self.reach = flag_reach(lines)
        self.parallel = parallel(lines, base)
        years = year_lines(lines)
        figured = [self._readable(line) and place not in years and self._figured(line, base) for place, line in enumerate(lines)]
        for number, line in enumerate(lines):
            if not self._readable(line):
                self._kept(line, number)
                out.caution("unread-quantity", "too long to be read; kept as text", line.text[:80])
                continue
            if not line.text.strip(_RULE):
                self.context, self.flag = Context(), None  # a rule that is typed as a line of dashes
                self.breaks.add(len(self.drafts))
                continue
            following = lines[number + 1] if number + 1 < len(lines) else None
            ahead = any(figured[number + 1 : number + 3])
            self.context.at(line)
            if number in years or line.text.strip(EDGE) in self.owners and not figured[number] and following is not None:
                self._heading(line, following, out)
                continue
            if not figured[number]:
                drafts = read_line(line.text, base)
                special = any(not draft.is_text for draft in drafts) and not line.text.rstrip().endswith(":")
                effects_below = following is not None and self._effect_label(following)
                if heading_line(line, following, ahead, self.scope, special, effects_below):
                    self._heading(line, following, out)
                    continue
            self._figures(line, number, following)
        if self.scope.losses:
            share_over_lines(self.drafts, self.rich)
        else:
            count_gunners(self.drafts, words_of(self.scope.language))
        for draft in self.drafts:
            over_references(draft, self.rich.source)
        top = attach_lines(self.drafts, frozenset(self.breaks), self.scope.language)
        name_totals(top)
        for draft in top:
            default_effects(draft, self.scope)
            inherit(draft, self.rich, self.scope.language)
        out.cautions.extend(cautions(top, self.rich, LONGEST_LINE))
        out.items.extend(quantities(top, self.rich, self.scope))
        return out.reading()

    def _readable(self, line: Line) -> bool:
        """Whether a line is of a length, and at a place, that a cell of an infobox can have."""
        return len(line.text) <= LONGEST_LINE and line.end - self.rich.start <= LONGEST_CELL

    def _kept(self, line: Line, number: int) -> None:
        self.drafts.append(
            Draft(line.start, line.end, line.start, line.end, is_text=True, line=number, depth=line.depth, block=line.block)
        )

    def _figured(self, line: Line, setting: Setting) -> bool:
        end = label_end(line, setting)
        text = line.text[end:] if end else line.text
        if not end and claims(text, setting.language):
            return False  # "One PAVN source (Saigon only):"
        return has_figure(pieces(text, setting.language, losses=setting.losses, names=setting.names, loose=setting.loose))

    # -- headings ----------------------------------------------------------------------------------------------------

    def _heading(self, line: Line, following: Line | None, out: Gatherer[Quantity]) -> None:
        label = label_of(line.text, self.scope)
        if label.kind == "of":
            self.owners.add(line.text.strip(EDGE))
        if label.kind == "date" and line.text.strip().isdigit():
            label.kind = "phase"  # a year in a line of its own
        flags = of_flags(line, line.start - 1, line.end, self.scope)
        if flags and label.kind in ("group", "of") and not label.of:
            label.of, label.kind = flags, "of"
        label.flagged = bool(flags)
        over_list = following is not None and following.depth > line.depth
        self.breaks.add(len(self.drafts))
        if not label.breakdown:
            self.flag = None
        else:
            self.breaks.discard(len(self.drafts))
        out.heading(line, label.kind if label.kind in ("group", "phase", "of", "date", "claimed_by", "pointer") else "label")
        if label.kind != "pointer":
            words = words_of(self.scope.language)
            named_so = named(label.value, words) and label.value.lower() not in words.headings["no_owner"]
            self.context.add(label, line, over_list=over_list, count=len(self.drafts), name=named_so)

    def _effect_label(self, line: Line) -> bool:
        """Whether a line begins with an effect as its label ("Wounded: 20")."""
        end = label_end(line, self._setting(None))
        return bool(end and label_of(line.text[:end], self.scope, inline=True).effects)

    def _setting(self, label: Label | None) -> Setting:
        effects = (label.effects if label else ()) or self.context.get("effects", inline=label is None) or ()
        effects = () if label is not None and label.other_fate else effects  # "Arrests: 11,291 / Dismissed: 966"
        category = (label.category if label else None) or self.context.get("category", inline=label is None)
        category = None if category == "other" else category
        return Setting(
            language=self.scope.language,
            losses=self.scope.losses,
            effect=self.scope.effect,  # type: ignore[arg-type]
            names=self.names,
            category=category,  # type: ignore[arg-type]
            effects=effects,  # type: ignore[arg-type]
            guns=self.guns,
            air=self.air,
            loose=self.scope.format != "text",
        )

    # -- figures -----------------------------------------------------------------------------------------------------

    def _figures(self, line: Line, number: int, following: Line | None) -> None:
        label: Label | None = None
        start = label_end(line, self._setting(None))
        if start:
            label = label_of(line.text[:start], self.scope, inline=True)
        setting = self._setting(label)
        body = line.slice(start)
        offset = body.start - line.start
        drafts = read_line(body.text, setting) if body else []
        for draft in drafts:
            draft.shift(offset)
        if not drafts:
            if any(char.isalnum() for char in line.text):
                self._kept(line, number)
            return
        if start:
            drafts[0].start = len(line.text) - len(line.text.lstrip())
            count_as(drafts, label)
        for draft in drafts:
            draft.shift(line.start)
        mark_others(drafts, line, words_of(self.scope.language))
        flags = any(m.kind == "flag" for m in line.marks)
        counted = counts_people(drafts)
        if label is not None or flags:
            self.flag = None
            if flags:
                self.context.end_flagged(line.depth)
            if label is None:
                self.context.drop_inline()
        elif (
            self.people is not None
            and counted is not None
            and (not self.parallel and (counted != self.people or drafts[0].uprooted) or dated_alone(self.labels))
        ):
            self.context.end_inline()  # "Netherlands: 17,000 / 156 guns": whose the guns are is not said
        if label is None and self.filled and counted and drafts[0].nouns and not drafts[0].own:
            self.context.end_fates()
            setting = self._setting(None)  # "Died from disease: 689 / 100 settlers"
        if label is not None:
            self.labels.append((number, label))
            self.people = counted
            self.filled = len(drafts) == 1 and drafts[0].numeric and drafts[0].bare
            if label.total:
                sum_up(drafts, label, self.drafts, self.context.since("category"), headed=len(self.drafts) in self.breaks)
                self.breaks.add(len(self.drafts))
            over_list = following is not None and following.depth > line.depth
            self.context.add(label, line, over_list=over_list, inline=True, count=len(self.drafts))
        before = self.drafts[-1] if self.drafts else None
        if drafts and label is None and len(self.drafts) not in self.breaks:
            carry_over(drafts[0], before)
        attached = attach_in_line(drafts, setting, before)
        cover(line, attached, before)
        last = line.start - 1
        line_flag: str | None = None
        for draft in attached:
            draft.line, draft.depth, draft.block = number, line.depth, line.block
            draft.total = bool(label and label.total)
            draft.phase = draft.phase or self.context.first("phase")
            draft.group = self.context.first("group")
            draft.date = draft.date or self.context.get("date")  # type: ignore[assignment]
            draft.told_behind = draft.claimed_by is not None
            draft.claimed_by = draft.claimed_by or self.context.get("claimed_by")  # type: ignore[assignment]
            category_from_heading(draft, setting)
            if self.scope.losses:
                fate_from_heading(draft, setting, label, uprooted=bool(self.context.get("uprooted")))
            own = of_flags(line, last, max(draft.start, draft.figure), self.scope) if flags else None
            if own:
                self.flag = line_flag = own
            self._owner(draft, number, own, label, later=draft is not attached[0])
            draft.of = draft.of or line_flag
            last = draft.end
        share_brackets(attached)
        if attached:
            attached[-1].opens = attached[-1].numeric and opens(attached[-1], line, self.scope)
        self.drafts.extend(attached)
        if any(draft.told_behind for draft in attached):
            self.context.end_claims()
        if label is not None and label.total:
            self.context.entries = [e for e in self.context.entries if e.label is not label]

    def _owner(self, draft: Draft, number: int, flags: str | None, label: Label | None, *, later: bool) -> None:
        if draft.of:
            return
        found = owner_of(draft, self.scope)
        heading = self.context.get("of", inline=not draft.is_text)
        bracketed = None if label is not None and label.of or flags or heading else take_note(draft, self.scope)
        if later and draft.lead and draft.bare and (own := label_of(draft.lead, self.scope, inline=True).of):
            draft.of = own  # "Reds: 75,000; Whites 70,000"
        elif label is not None and label.of:
            draft.of = label.of
        elif flags:
            draft.of = flags
        elif heading and not (found and names_people(found, self.scope.language) and affinity(found, str(heading)) == NONE):
            draft.of = str(heading)
        elif bracketed:
            draft.of, draft.by_bracket = bracketed, True
        else:
            reach = self.reach.get(number, "people")
            draft.of = found or (self.flag if reach == "things" or reach == "people" and not draft.nouns else None)
            draft.unowned = (
                reach == "nothing" and not (draft.of or draft.nouns or draft.is_text or draft.unknown) and self.flag is not None
            )
        for part in draft.parts:
            part.of = part.of or owner_of(part, self.scope)


__all__ = ["read", "read_quantity"]
