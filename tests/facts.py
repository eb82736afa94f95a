"""A record as facts that can be compared between the forms of one page.

Some things are not in every form, and are left out or made alike here, each for a reason:

- a flag is compared by the name that a state goes by in short ("Kingdom of France" and "French First Republic" as
  "France"): {{flagdeco|French First Republic}} leaves only the image in HTML, and one image is the flag of several states
  of a country;
- the numbers of references are compared, not their ids: Parsoid, the legacy parser and we each have our own;
- places in the text, sources and warnings are about the form, not about the conflict;
- what a form lacks altogether stands in `LACKS`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from extract.record import Belligerent, Line, Mention, Quantity, Record, Side, Unit
from extract.vocabulary import table

Fact = tuple[Any, ...]

#: States whose flag is that of another state, too, so that an image alone does not tell which of them is meant.
SAME_FLAG = {"Vichy France": "France", "Habsburg monarchy": "Austria", "British Empire": "United Kingdom"}
#: Parameters that the template does not draw as they are, and why: no item of them is compared.
DRAWN_OTHERWISE = {
    "casus": "the template knows it no more",
    "time": "one row with the time zone",
    "timezone": "in the row of the time",
    "casualties_label": "the header of a section, which is no cell",
    "combatants_header": "the header of a section, which is no cell",
}
#: What a form does not carry, and why.
LACKS = {
    "text": {
        "link": "an export as text keeps what is shown, not where it leads",
        "flag": "images leave no text",
        "of": "a commander's party is told by the flag",
        "fates": "a dagger or a white flag is an image or leaves at most a space",
        "refs": "numbers of references stay glued to the words, their definitions are elsewhere",
        "block": "rows of a section run together",
        "image": "images leave no text",
    },
}


class Item(NamedTuple):
    """Something that a record says: what it is, on which side (0: of no one side, None: not told), what is said of it,
    and the field that it stands in."""

    kind: str
    side: int | None
    name: Fact
    said: dict[str, Any]
    field: str | None = None


def folded(text: str | None) -> str:
    """Case, spacing and quotes aside."""
    text = unicodedata.normalize("NFKC", text or "").casefold()
    return re.sub(r"\s+", " ", re.sub(r"[\"'‘’“”]", "", text)).strip()


def neutral(flag: str | None) -> str | None:
    """A flag by the name that the state goes by in short: what images that several states share can tell.

    >>> neutral("French First Republic"), neutral("First French Empire"), neutral("Sweden")
    ('France', 'France', 'Sweden')
    """
    return SAME_FLAG.get(flag or "") or table("flags")["shown"].get(flag, flag)


def _tree(kind: str, side: int | None, items: Iterable[Belligerent | Unit], parent: str = "") -> Iterator[Item]:
    for one in items:
        said = {
            "group": folded(one.group),
            "note": folded(one.note),
            "link": one.link,
            "flag": neutral(one.flag),
            "block": one.block,
        }
        yield Item(kind, side, (folded(one.name),), {**said, "parent": parent, "refs": len(one.refs)})
        yield from _tree(kind, side, one.children, folded(one.name))


def _amounts(kind: str, side: int | None, items: Iterable[Quantity]) -> Iterator[Item]:
    for one in items:
        figure = (one.min, one.max, one.bound) if one.min is not None or one.max is not None else (folded(one.text),)
        said = {
            "approximate": one.approximate, "vague": one.vague, "unknown": one.unknown, "what": folded(one.what), "category": one.category,
            "effects": tuple(sorted(one.effects)), "of": folded(one.of), "phase": folded(one.phase), "group": folded(one.group),
            "date": one.date, "claimed_by": folded(one.claimed_by), "refs": len(one.refs),
        }  # fmt: skip
        yield Item(kind, side, figure, said)
        yield from _amounts(kind, side, one.parts)


def _side(side: Side) -> Iterator[Item]:
    number = side.index
    yield from _tree("belligerent", number, side.belligerents)
    yield from _tree("unit", number, side.units)
    for one in side.commanders:
        said = {
            "rank": folded(one.rank),
            "role": folded(one.role),
            "fates": one.fates,
            "note": folded(one.note),
            "group": folded(one.group),
        }
        more = {"link": one.link, "flag": neutral(one.flag), "of": folded(one.of), "block": one.block, "refs": len(one.refs)}
        yield Item("commander", number, (folded(one.name),), said | more)
    yield from _amounts("strength", number, side.strength)
    yield from _amounts("casualties", number, side.casualties)


def _mentions(kind: str, mentions: Iterable[Mention]) -> Iterator[Item]:
    for one in mentions:
        yield Item(kind, 0, (folded(one.text),), {"link": one.link})


def _lines(kind: str, lines: Iterable[Line]) -> Iterator[Item]:
    for one in lines:
        said = {"depth": one.depth, "link": tuple(m.link for m in one.links)}
        yield Item(kind, 0, (folded(one.text),), said, one.at.field if one.at else None)


def items(record: Record) -> Iterator[Item]:
    """Everything that a record says of its conflict."""
    yield Item("kind", 0, (record.kind,), {})
    yield Item("name", 0, (folded(record.name),), {})
    yield from _mentions("part_of", record.part_of)
    if date := record.date:
        old = (date.old_style.start, date.old_style.end) if date.old_style else None
        said = {"ongoing": date.ongoing, "calendar": date.calendar, "old_style": old, "alternatives": date.alternatives}
        yield Item("date", 0, (date.start, date.end), said)
        for phase in date.phases:
            yield Item("phase", 0, (phase.start, phase.end), {"label": folded(phase.label)})
    if place := record.place:
        yield Item("place", 0, (folded(place.text),), {"link": tuple(m.link for m in place.links)})
        if where := place.coordinates:
            yield Item("coordinates", 0, (round(where.lat, 2), round(where.lon, 2)), {})
    if result := record.result:
        names = tuple(folded(winner.text) for winner in result.winners)
        links = tuple(winner.link for winner in result.winners)
        said = {"qualifiers": result.qualifiers, "winners": names, "winner_sides": result.winner_sides, "link": links}
        yield Item("result", 0, (result.outcome,), said)
        yield from _lines("detail", result.details)
        for verdict in result.verdicts:
            yield Item("verdict", 0, (folded(verdict.label), verdict.outcome), {"winner_sides": verdict.winner_sides})
    for field in (
        "territory",
        "status",
        "causes",
        "goals",
        "methods",
        "action",
        "notes",
        "perpetrators",
        "target",
        "weapons",
        "motive",
    ):
        yield from _lines(field, getattr(record, field))
    for side in (*record.sides, *filter(None, (record.unassigned,))):
        yield from _side(side)
    yield from _amounts("strength", 0, record.strength)
    yield from _amounts("casualties", 0, record.casualties)
    for heading in record.headings:
        yield Item("heading", 0, (folded(heading.text), heading.kind), {}, heading.at.field if heading.at else None)
    if record.image:
        yield Item("image", 0, (record.image.file,), {"caption": folded(record.image.caption)})


def facts(record: Record) -> Counter[Fact]:
    """Each item with all that is said of it as one fact."""
    found: Counter[Fact] = Counter()
    for item in items(record):
        if item.field in DRAWN_OTHERWISE:
            continue
        said = tuple((name, value) for name, value in item.said.items() if value not in (None, "", (), False, 0))
        found[(item.kind, item.side, *item.name, said)] += 1
    return found


def claims(record: Record, lacks: Collection[str] = ()) -> Counter[Fact]:
    """Each item as a fact, and each thing that is said of it as a further one; nothing of what `lacks` names."""
    found: Counter[Fact] = Counter()
    for item in items(record):
        if item.kind in lacks:
            continue
        found[item.kind, item.side, item.name] += 1
        for name, value in item.said.items():
            if name not in lacks and value not in (None, "", (), False):
                found[item.kind, item.side, item.name, name, value] += 1
    return found


def agreement(one: Counter[Fact], other: Counter[Fact]) -> float:
    """Share of the facts of both that the two have in common (F1)."""
    common = sum((one & other).values())
    total = sum(one.values()) + sum(other.values())
    return 2 * common / total if total else 1.0
