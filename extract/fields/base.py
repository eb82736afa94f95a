"""What every field reader is given and gives back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from ..record import At, Heading, Mention
from ..richtext import Line, RichText
from ..vocabulary import table

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a reader reads: the field's name, and what it may need to know of the page.

    `linked` says whether the source shows links at all; `losses` whether the figures are losses;
    `effect` what a bare figure of this row counts ("killed" for a row of fatalities);
    `belligerents` are the names that the box gives its sides, each with its flag (see `Party`).
    """

    param: str
    language: str = "en"
    side: int | None = None
    block: str | None = None
    format: str = "html"
    linked: bool = True
    losses: bool = False
    effect: str | None = None
    parties: tuple[Party, ...] = ()

    def at(self, start: int, end: int) -> At:
        return At(self.param, start, end)

    def at_line(self, line: Line) -> At:
        return At(self.param, line.start, line.end)

    def with_(self, **changes: object) -> Scope:
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Party:
    """A belligerent as other fields need it: side, name, link, flag, the heading above it, and the people and units of it."""

    side: int | None
    name: str
    link: str | None = None
    flag: str | None = None
    kind: str = "belligerent"  # or "commander", "unit"
    group: str | None = None


def same_flag(one: str | None, other: str | None) -> bool:
    """Whether two flags may be one: one image is the flag of several states of a country, and then stands for it in short.

    >>> same_flag("French First Republic", "France"), same_flag("French First Republic", "Batavian Republic")
    (True, False)
    """
    shown = table("flags")["shown"]
    return one is not None and other is not None and shown.get(one, one) == shown.get(other, other)


def own_flag(flag: str | None, *names: str | None) -> str | None:
    """The flag, unless the party of these names is none of the entity's whose flag it is taken for: its image is in many hands.

    >>> own_flag("Islamic State", "AQIM", "Al-Qaeda in the Islamic Maghreb"), own_flag("Islamic State", "Military of ISIL", None)
    (None, 'Islamic State')
    """
    rivals = table("flags")["shared"].get(flag, ()) if flag else ()
    said = " ".join(name.casefold() for name in names if name)
    return None if any(word in said for word in rivals) else flag


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning of a reader: `index` is the item it is about (None: the field)."""

    code: str
    message: str
    text: str = ""
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a reader found, in order, the headings it used, and what it could not vouch for."""

    items: tuple[T, ...] = ()
    headings: tuple[Heading, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def first(self) -> T | None:
        return self.items[0] if self.items else None


@dataclass(slots=True)
class Gatherer(Generic[T]):
    """Collects a reading while a reader walks over lines."""

    scope: Scope
    items: list[T] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    def heading(self, line: Line, kind: str = "group") -> None:
        self.headings.append(Heading(text=line.text, at=self.scope.at_line(line), kind=kind))

    def caution(self, code: str, message: str, text: str = "", index: int | None = None) -> None:
        self.cautions.append(Caution(code, message, text, index))

    def reading(self) -> Reading[T]:
        return Reading(tuple(self.items), tuple(self.headings), tuple(self.cautions))


def links_of(line: Line, scope: Scope) -> tuple[Mention, ...]:
    """The links of a line as mentions: the words over which each lies, and its target."""
    return tuple(
        Mention(text=line.text[m.start - line.start : m.end - line.start], at=scope.at(m.start, m.end), link=m.value)
        for m in line.kinds("link")
        if m.start < m.end
    )


def refs_of(line: Line) -> tuple[str, ...]:
    """The ids of the references in a line, in order, each once."""
    return tuple(dict.fromkeys(m.value for m in line.kinds("ref")))


def span_text(rich: RichText, lines: Sequence[Line]) -> str:
    """The words of the field from the first line to the last."""
    return rich.words(lines[0].start, lines[-1].end) if lines else ""


def uncovered(rich: RichText, scope: Scope, found: Sequence[Mention]) -> Iterator[Heading]:
    """The words of a field that no mention covers, as labels: articles, "Part of", what joins two links."""
    covered = sorted((m.at.start, m.at.end) for m in found if m.at)
    number = 0
    for line in rich:
        place = line.start
        while place < line.end:
            while number < len(covered) and covered[number][1] <= place:
                number += 1
            start, end = covered[number] if number < len(covered) else (line.end, line.end)
            stop = max(place, min(start, line.end))
            if _WORD.search(line.text, place - line.start, stop - line.start):
                words = rich.source[place:stop]
                first = place + len(words) - len(words.lstrip())
                words = words.strip()
                yield Heading(text=words, at=scope.at(first, first + len(words)), kind="label")
            place = max(place + 1, end)
