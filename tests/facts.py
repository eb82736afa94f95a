"""A record as facts that can be compared between the forms of one page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from extract.record import Belligerent, Quantity, Record, Unit

Fact = tuple[Any, ...]


def folded(text: str | None) -> str:
    """Case, spacing and quotes aside."""
    text = unicodedata.normalize("NFKC", text or "").casefold()
    return re.sub(r"\s+", " ", re.sub(r"[\"'‘’“”]", "", text)).strip()


def _tree(key: str, side: int, items: Iterable[Belligerent | Unit], parent: str = "") -> Iterator[Fact]:
    for item in items:
        yield key, side, folded(item.name), parent, folded(item.group), folded(item.note), item.link, item.flag
        yield from _tree(key, side, item.children, folded(item.name))


def _amounts(key: str, side: int, items: Iterable[Quantity]) -> Iterator[Fact]:
    for item in items:
        yield (
            key, side, item.min, item.max, item.bound, item.approximate, item.vague, item.unknown, folded(item.what), item.category,
            tuple(sorted(item.effects)), folded(item.of), folded(item.phase), folded(item.group), item.date, folded(item.claimed_by),
        )  # fmt: skip
        yield from _amounts(key, side, item.parts)


def facts(record: Record) -> Counter[Fact]:
    """Everything that a record says of its conflict, without places in the text, sources and warnings."""
    found: list[Fact] = [("kind", record.kind), ("name", folded(record.name))]
    found += [("part_of", folded(m.text), m.link) for m in record.part_of]
    if record.date:
        date = record.date
        found += [("date", date.start, date.end, date.ongoing, date.calendar, date.alternatives)]
        found += [("phase", folded(p.label), p.start, p.end) for p in date.phases]
    if record.place:
        found.append(("place", folded(record.place.text)))
        if record.place.coordinates:
            found.append(("coordinates", round(record.place.coordinates.lat, 2), round(record.place.coordinates.lon, 2)))
    if record.result:
        result = record.result
        found.append(
            ("result", result.outcome, result.qualifiers, tuple(folded(w.text) for w in result.winners), result.winner_sides)
        )
        found += [("detail", folded(line.text)) for line in result.details]
    for side in record.sides:
        number = side.index or 0
        found += _tree("belligerent", number, side.belligerents)
        found += _tree("unit", number, side.units)
        for one in side.commanders:
            found.append(
                (
                    "commander",
                    number,
                    folded(one.name),
                    one.link,
                    one.flag,
                    folded(one.rank),
                    folded(one.role),
                    one.fates,
                    folded(one.note),
                )
            )
        found += _amounts("strength", number, side.strength)
        found += _amounts("casualties", number, side.casualties)
    found += _amounts("strength", 0, record.strength)
    found += _amounts("casualties", 0, record.casualties)
    return Counter(found)


def agreement(one: Counter[Fact], other: Counter[Fact]) -> float:
    """Share of the facts of both that the two have in common (F1)."""
    common = sum((one & other).values())
    total = sum(one.values()) + sum(other.values())
    return 2 * common / total if total else 1.0
