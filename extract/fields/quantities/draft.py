"""A quantity while it is being read: offsets in its line, and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...record import Bound, Category, Effect


@dataclass(slots=True)
class Draft:
    """One figure (or one thing named without a figure) at ``[start, end)`` of the line, then of the field.

    `nouns` are the words counted, `own` says that its effects stand beside it and were not handed on by another, `nominal`
    that they are no more than the noun ("1,000 prisoners"), `restored` that those counted came to no harm, `flown` that what
    befell them befalls aircraft only, `uprooted` that it befalls civilians, `open_fate` that they may live, `bare` that
    neither noun nor effect stands beside it, `share` how it belongs to the figure before ("share", "out_of") or that it
    stands beside it ("addition"), `listed` that a colon says so, `fraction` that it is no whole number, `bracketed` that it
    stands in another's bracket, `told` that its claimant stands before it, `told_behind` in its own words at all, `unowned`
    that nobody can tell whose it is, `by_bracket` that its bracket tells, `summed` the words that call it the total of what stands
    above it, `opens` that a colon behind it leads to what it breaks down into; `lead` are the words before the figure.
    """

    start: int
    end: int
    figure: int = 0
    figure_end: int = 0
    min: int | None = None
    max: int | None = None
    approximate: bool = False
    bound: Bound | None = None
    vague: str | None = None
    unknown: bool = False
    what: str | None = None
    nouns: tuple[str, ...] = ()
    category: Category | None = None
    known: bool = False
    effects: tuple[Effect, ...] = ()
    own: bool = False
    of: str | None = None
    date: str | None = None
    phase: str | None = None
    claimed_by: str | None = None
    group: str | None = None
    note: str | None = None
    lead: str = ""
    lead_span: tuple[int, int] | None = None
    share: str = ""
    joined: str = ""
    adverbial: bool = False
    including: bool = False
    parts: list[Draft] = field(default_factory=list)
    total: bool = False
    summed: str = ""
    opens: bool = False
    listed: bool = False
    pronoun: bool = False
    nominal: bool = False
    restored: bool = False
    flown: bool = False
    uprooted: bool = False
    open_fate: bool = False
    line: int = 0
    depth: int = 0
    block: int = 0
    is_text: bool = False
    fraction: bool = False
    bracketed: bool = False
    told: bool = False
    told_behind: bool = False
    unowned: bool = False
    by_bracket: bool = False

    @property
    def numeric(self) -> bool:
        return self.max is not None

    @property
    def bare(self) -> bool:
        return not self.nouns and not self.own

    def shift(self, base: int) -> None:
        """From offsets in the line to offsets in the field."""
        self.start, self.end = self.start + base, self.end + base
        self.figure, self.figure_end = self.figure + base, self.figure_end + base
        if self.lead_span:
            self.lead_span = (self.lead_span[0] + base, self.lead_span[1] + base)
        for part in self.parts:
            part.shift(base)

    def noted(self, words: str | None) -> None:
        """Add to the note."""
        if words:
            self.note = f"{self.note}; {words}" if self.note else words
