"""What a line of strength or losses is read in."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import Category, Effect
from .words import Words, words_of

#: No line of an infobox is longer.
LONGEST_LINE = 4_000
#: No cell of an infobox is longer; what is, is junk, and is kept as text.
LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line is read in: the language, whether it tells losses, the default effect, names that a bare figure may
    follow, the category and effects that a heading gave, and whether "(40)" after a name counts guns here."""

    language: str = "en"
    losses: bool = False
    effect: Effect | None = None
    names: frozenset[str] = frozenset()
    category: Category | None = None
    effects: tuple[Effect, ...] = ()
    guns: bool = False
    air: bool = False
    loose: bool = False

    @property
    def words(self) -> Words:
        return words_of(self.language)
