"""A record as a list of things that can be compared: each with its identity, what it says, and where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as default
from functools import lru_cache
from typing import Any

import msgspec

from ..record import Belligerent, Quantity, Record, Side, Unit

LINES = (
    "territory", "status", "causes", "goals", "methods", "action", "notes", "perpetrators", "target", "weapons", "motive",
)  # fmt: skip
#: Keys that tell no fact of their own: how an item is shown, and where it stands.
MARKUP = frozenset(("link", "flag", "links", "block"))
_NO_FACT = frozenset(("text", "at", "children", "parts", "refs"))


@dataclass(slots=True)
class Item:
    """Something of a record. `facts` are compared at the level of values, `shown` at that of markup; `name` is its identity with
    `link`; `parent` the identity of what it is listed under; `place` its number among all of its field."""

    field: str
    path: str
    name: str
    link: str | None
    side: int | None
    text: str
    parameter: str | None
    place: int
    facts: dict[str, Any] = default(default_factory=dict)
    shown: dict[str, Any] = default(default_factory=dict)
    refs: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def key(self) -> str:
        """The name for comparison."""
        return fold(self.name)


def said_by(value: Any) -> Any:
    """A value as JSON has it: lists for tuples, so that it is the same when it comes back from a file."""
    return msgspec.json.decode(msgspec.json.encode(value))


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Words without case, accents, punctuation and spaces: what is left when only the writing differs.

    >>> fold("3,000–4,000 killed"), fold("Général  Foy"), fold("U.S.")
    ('3000-4000killed', 'generalfoy', 'us')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = re.sub(r"[‐-―−]", "-", plain)
    return re.sub(r"(?<!\d)-|-(?!\d)", "", "".join(c for c in plain if c.isalnum() or c == "-"))


def items(record: Record, references: dict[str, str]) -> list[Item]:
    """All items of a record; `references` gives for each id what tells the reference."""
    found: list[Item] = []
    for one in _walk(record):
        one.place = len(found)
        one.refs = tuple(references.get(ref, ref) for ref in one.refs)
        found.append(one)
    return found


def _walk(record: Record) -> Iterator[Item]:
    for number, side in enumerate(record.sides):
        yield from _side(side, f"/sides/{number}", side.index)
    if record.unassigned is not None:
        yield from _side(record.unassigned, "/unassigned", None)
    for measure in ("strength", "casualties"):
        yield from _figures(getattr(record, measure), f"/{measure}", measure, None)
    for role in LINES:
        yield from _plain(getattr(record, role), f"/{role}", role)
    yield from _plain(record.part_of, "/part_of", "part_of")
    yield from _plain(record.headings, "/headings", "headings")
    if record.result:
        yield from _plain(record.result.details, "/result/details", "result details")
        yield from _plain(record.result.verdicts, "/result/verdicts", "verdicts")
    if record.date:
        yield from _plain(record.date.phases, "/date/phases", "phases")


def _item(one: Any, field_: str, path: str, side: int | None, name: str, parent: str | None = None) -> Item:
    said = said_by(one)
    facts = {
        key: value for key, value in said.items() if key not in MARKUP and key not in _NO_FACT and value not in (None, [], False)
    }
    shown = {key: value for key, value in said.items() if key in MARKUP and value}
    if "winners" in facts:  # a name with its link, of which the name is the fact
        facts["winners"] = [winner["text"] for winner in facts["winners"]]
    if "links" in shown:  # what is linked to what, not where it stands
        shown["links"] = [f"{link['text']} → {link.get('link')}" for link in shown["links"]]
    at = one.at
    return Item(
        field_, path, name, getattr(one, "link", None), side, one.text, at.field if at else None, 0,
        facts, shown, tuple(getattr(one, "refs", ())), parent,
    )  # fmt: skip


def _side(side: Side, path: str, index: int | None) -> Iterator[Item]:
    for kind in ("belligerents", "units"):
        yield from _tree(getattr(side, kind), f"{path}/{kind}", kind, index, None)
    for number, one in enumerate(side.commanders):
        yield _item(one, "commanders", f"{path}/commanders/{number}", index, one.name)
    for measure in ("strength", "casualties"):
        yield from _figures(getattr(side, measure), f"{path}/{measure}", measure, index)


def _tree(members: tuple[Belligerent | Unit, ...], path: str, kind: str, side: int | None, parent: str | None) -> Iterator[Item]:
    for number, one in enumerate(members):
        here = f"{path}/{number}"
        yield _item(one, kind, here, side, one.name, parent)
        yield from _tree(one.children, f"{here}/children", kind, side, one.name)


def _figures(
    figures: tuple[Quantity, ...], path: str, measure: str, side: int | None, parent: str | None = None
) -> Iterator[Item]:
    for number, one in enumerate(figures):
        here = f"{path}/{number}"
        made = _item(one, measure, here, side, "", parent)
        made.name = _signature(one)
        yield made
        yield from _figures(one.parts, f"{here}/parts", measure, side, made.name)


def _signature(one: Quantity) -> str:
    """What a figure is a figure of."""
    what = one.what if one.category in (None, "other", "ships", "vehicles", "aircraft") else None
    said = (" ".join(one.effects), one.category, what, one.of, one.phase, one.claimed_by)
    return " · ".join(word for word in said if word)


def _plain(lines: tuple[Any, ...], path: str, role: str) -> Iterator[Item]:
    for number, one in enumerate(lines):
        made = _item(one, role, f"{path}/{number}", None, one.text)
        made.facts.pop("depth", None)
        made.facts["line"] = one.text
        yield made
