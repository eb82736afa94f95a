"""The headings that hold at a line of strength or losses: which of them end where another begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...record import Category, Effect
from ...richtext import Line
from .words import PEOPLE


@dataclass(slots=True)
class Label:
    """What a heading says; `kind` is that of `record.Heading`."""

    kind: str
    value: str
    of: str | None = None
    date: str | None = None
    claimed_by: str | None = None
    effects: tuple[Effect, ...] = ()
    category: Category | None = None
    nouns: tuple[str, ...] = ()
    what: str | None = None
    total: bool = False
    breakdown: bool = False
    service: bool = False
    apart: bool = False  # it is nothing that a party has ("Relief force", not "Equipment", "Navy")
    nominal: bool = False  # what became of them is only in the name of who they are ("Hostages:")
    flagged: bool = False  # a flag stands in it
    uprooted: bool = False  # what it says befalls civilians ("Refugees:")
    other_fate: bool = False  # it says what befell people, and that is no effect ("Charged:")
    moment: bool = False  # it is a point of time that any later one ends ("Initially:")

    @property
    def phase_like(self) -> bool:
        """Whether it says when or by whose claim."""
        return self.kind in ("phase", "date", "claimed_by")


@dataclass(slots=True)
class _Entry:
    label: Label
    depth: int
    block: int
    over_list: bool
    inline: bool
    since: int = 0
    bold: bool = False


@dataclass(slots=True)
class Context:
    """The headings that hold at a line."""

    entries: list[_Entry] = field(default_factory=list)

    def at(self, line: Line) -> None:
        """Drop the headings that end before this line."""
        self.entries = [
            e for e in self.entries
            if e.block == line.block and (line.depth > e.depth or not e.over_list and line.depth >= e.depth)
        ]  # fmt: skip

    def add(
        self, label: Label, line: Line, *, over_list: bool = False, inline: bool = False, count: int = 0, name: bool = False
    ) -> None:
        """A heading takes the place of one of its kind and of what stood below that."""
        if label.total:
            self.entries = [e for e in self.entries if e.label.kind == "of" and not e.inline and e.since == count]  # right above
            if not inline:
                self.entries.append(_Entry(label, line.depth, line.block, over_list, inline, count))  # "Total dead: / 61,000"
            return
        if label.kind == "group" and not label.nouns and not inline and self.entries and name:
            last = self.entries[-1]
            if last.label.kind == "of" and last.depth == line.depth and last.since < count and not last.inline:
                label.kind, label.of = "of", label.value  # "Hungary: ... Hiwis: ...": headings in a row are of one kind
        if (
            label.kind == "of"
            and label.service
            and any(e.label.kind == "of" and not e.label.service and not e.inline for e in self.entries)
        ):
            label.kind, label.of = "group", None  # "Great Britain: ... Navy: ..."
        bold = any(mark.start <= line.start + 1 for mark in line.kinds("bold"))
        self._end_moments(label, count)
        if not inline:
            self._end_siblings(label, line, count, bold)
        for place, entry in enumerate(self.entries):
            if entry.label.kind == label.kind or entry.inline:
                del self.entries[place:]
                break
        self.entries.append(_Entry(label, line.depth, line.block, over_list, inline, count, bold))

    def _end_moments(self, label: Label, count: int) -> None:
        """A date ends a point of time that has figures, and all below it: "Initially: / Army: / 3,000 / By May 27: / 23,000"."""
        for place, entry in enumerate(self.entries):
            if label.kind == "date" and entry.label.moment and entry.since < count:
                del self.entries[place:]
                return

    def _end_siblings(self, label: Label, line: Line, count: int, bold: bool) -> None:
        """A heading below figures of the one above it, at its depth, stands beside that, not under it.

        "Hostages: 4 killed / Israel: 1 killed", "Spain: 4,000 captured / Aftermath: 3,000 drowned"; below a period, where
        it looks the same ("1940: / 2,000 / At peak: / 3,000"). Right below a heading it stands under it ("First phase: /
        Hezbollah: ...").
        """
        while self.entries:
            last = self.entries[-1]
            if last.inline:
                self.entries.pop()
                continue
            over, under = last.label, label
            plain = (
                over.kind in ("group", "label") and over.category in (None, "personnel") and (over.nominal or not over.effects)
            )
            ends = plain and under.kind == "of"
            if over.kind == "of":
                ends = under.kind == "phase" or under.kind in ("group", "label") and (under.category in PEOPLE or under.apart)
            if over.kind in ("phase", "date"):
                ends = last.bold == bold and under.kind in ("phase", "date", "of") and under.kind != over.kind
            if not ends or last.depth != line.depth or last.since >= count:
                return
            self.entries.pop()

    def first(self, kind: str) -> str | None:
        """The value of the heading of this kind."""
        kinds = ("group", "label") if kind == "group" else (kind,)
        return next(
            (
                e.label.value
                for e in reversed(self.entries)
                if e.label.kind in kinds and not (e.inline and (e.label.kind == "label" or e.label.nouns))
            ),
            None,
        )

    def get(self, name: str, *, inline: bool = True) -> object:
        """What the nearest heading that says anything of `name` says of it; `inline` lets labels of figures' own lines speak."""
        entries = (e for e in reversed(self.entries) if inline or not e.inline)
        return next((value for e in entries if (value := getattr(e.label, name))), None)

    def since(self, name: str) -> int | None:
        """How many figures stood above the nearest heading that says anything of `name`; None where there is none."""
        return next((e.since for e in reversed(self.entries) if getattr(e.label, name)), None)

    def end_inline(self) -> None:
        """Labels of figures' own lines that name whose or when they are hold no longer; "Captured: 300 men / 20 guns" does."""
        self.entries = [e for e in self.entries if not e.inline or e.label.effects or not (e.label.of or e.label.phase_like)]

    def end_fates(self) -> None:
        """Labels of figures' own lines that name a fate, and nothing that suffers it, hold no longer."""
        self.entries = [e for e in self.entries if not (e.inline and e.label.effects and not e.label.nouns)]

    def end_flagged(self, depth: int) -> None:
        """Headings with a flag hold no longer where a line beside them has one of its own."""
        place = next((n for n, e in enumerate(self.entries) if e.label.flagged and e.depth == depth and not e.over_list), None)
        if place is not None:
            del self.entries[place:]

    def end_claims(self) -> None:
        """Labels of figures' own lines that name a claimant hold no longer, where a line names another."""
        self.entries = [e for e in self.entries if not (e.inline and e.label.claimed_by)]

    def drop_inline(self) -> None:
        """Labels that stood on a line of their figures hold no longer."""
        self.entries = [e for e in self.entries if not e.inline]
