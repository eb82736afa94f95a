"""What the readers of dates hand to each other: points as they are written, chains of them, notes, refusals."""

from __future__ import annotations

from dataclasses import dataclass, field

from .words import Token


class Refusal(Exception):
    """The words are not (or not surely) a date; `code` is the warning that says so."""

    def __init__(self, message: str, code: str = "unread-date") -> None:
        self.message, self.code = message, code
        super().__init__(message)


@dataclass(slots=True)
class Partial:
    """A point as it is written: what is not said stays None until its neighbors tell."""

    start: int = 0
    end: int = 0
    kind: str = "date"  # or "present", "unknown"
    day: int | None = None
    day2: int | None = None
    month: int | None = None
    month2: int | None = None
    year: int | None = None
    dual: int | None = None
    dual_digits: int = 0
    digits: int = 0
    era: str = ""
    era_first: bool = False
    number: int | None = None
    ordinal: bool = False
    width: int = 1
    month_first: bool = False
    bound: str = ""
    circa: bool = False
    uncertain: bool = False
    tight: bool = False
    borrowed: bool = False  # the month or the year is a neighbor's
    back: bool = False  # a doubt in brackets stands after it, which may hold for the whole range
    notes: list[Token] = field(default_factory=list)
    asides: list[Note] = field(default_factory=list)
    options: list[Partial] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Note:
    """What a pair of brackets says. `kind` is

    - "computed" (a duration, a time, another calendar), "label" (words without a date), "aside" (words and a date)
    - "circa", "uncertain", "present"
    - "or" and "same" (a date: `chain`), "year" (a year and month of ISO 8601: `year`)
    - "style": `calendar` ("julian", "gregorian", "other"), and the date in it (`chain`) where one is given
    """

    kind: str
    text: str
    start: int
    end: int
    calendar: str = ""
    chain: Chain | None = None
    year: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What stands between two points: "range", "and", "or" or "slash". `tight`: without spaces; `lost`: nothing stands there."""

    kind: str
    tight: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    parts: tuple[Partial, ...]
    links: tuple[Link, ...]
    open_end: bool = False

    @property
    def dated(self) -> bool:
        """Whether a year stands in it (or it says no date at all)."""
        return all(p.kind != "date" for p in self.parts) or any(p.year is not None for p in self.parts)
