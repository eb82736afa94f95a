"""What the history of an infobox is."""

from __future__ import annotations

from typing import Any

import msgspec

from ..changes import Change
from ..record import Warning


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A revision in which the box became another one, came, went, or could not be seen.

    `user` is None where it is hidden or unknown. `box` is the SHA-1 of the box's wikitext, None where there is no box. `reverts_to`
    is the revision whose box this one brought back; `reverted_by` the later one that undid this one.
    """

    revision_id: int | None = None
    timestamp: str | None = None
    user: str | None = None
    comment: str | None = None
    minor: bool = False
    parent_id: int | None = None
    user_hidden: bool = False
    comment_hidden: bool = False
    text_hidden: bool = False
    box: str | None = None
    reverts_to: int | None = None
    reverted_by: int | None = None
    changes: tuple[Change, ...] = ()


class Span(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stay of a value: from the step that brought it in up to the one that took it out (None: it is there still).

    `begin` and `end` are numbers in `History.steps`, from 0.
    """

    begin: int
    end: int | None = None


class Life(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The life of one value: the same field, side, name and facts, however often it went and came back.

    `value` are its words where it last stood, `facts` what they say. `contested` counts how often it was taken out and came back.
    """

    field: str
    side: int | None = None
    name: str | None = None
    value: str = ""
    facts: dict[str, Any] = {}
    spans: tuple[Span, ...] = ()
    contested: int = 0

    @property
    def alive(self) -> bool:
        """Whether the last revision has it."""
        return self.spans[-1].end is None


class History(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The history of a page's infobox. `revisions` counts those that were read, `parsed` the boxes that differ from all others."""

    title: str | None = None
    page_id: int | None = None
    wiki: str | None = None
    revisions: int = 0
    parsed: int = 0
    first: str | None = None
    last: str | None = None
    steps: tuple[Step, ...] = ()
    lives: tuple[Life, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def blame(self) -> tuple[Life, ...]:
        """The values of the last revision; `steps[life.spans[0].begin]` brought each in."""
        return tuple(life for life in self.lives if life.alive)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a history."""
    schema = msgspec.json.schema(History)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://battlebox/1/history", **schema}
