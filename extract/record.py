"""The record that one infobox becomes: typed, frozen, to JSON and back unchanged.

Field names and meanings are CONTRACT.md's. Offsets count code points; dates are EDTF strings;
coordinates are decimal degrees (WGS 84); counts are integers.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SCHEMA = "battlebox/1"

Fate = Literal[
    "killed", "died_of_wounds", "wounded", "captured", "missing", "executed", "surrendered", "died", "suicide",
    "assassinated", "deserted",
]  # fmt: skip
Effect = Literal[
    "killed", "wounded", "captured", "missing", "deserted", "surrendered", "executed", "sick", "displaced", "arrested",
    "destroyed", "sunk", "damaged", "lost", "casualties",
]  # fmt: skip
Category = Literal["personnel", "civilians", "ships", "aircraft", "vehicles", "artillery", "animals", "other"]
Outcome = Literal["victory", "draw", "inconclusive", "ceasefire", "ongoing", "failure", "success", "other"]
Bound = Literal["at_least", "at_most"]
Kind = Literal["military_conflict", "military_operation", "civil_conflict", "civilian_attack"]


class At(msgspec.Struct, frozen=True):
    """Where an item stands: ``fields[field].text[start:end]`` are its words."""

    field: str
    start: int
    end: int


class _Item(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    text: str
    at: At | None = None


class Mention(_Item, frozen=True):
    """What is shown, and the title of the page that it links to."""

    link: str | None = None


class Line(_Item, frozen=True):
    """One visible line; `depth` 0 for top level."""

    depth: int = 0
    links: tuple[Mention, ...] = ()


class Heading(_Item, frozen=True):
    """A line that is no item but says something of those below it; which is named by `kind`:
    "group", "phase", "of", "date", "claimed_by", "label" or "pointer" ("and others", "see list")."""

    kind: str = "group"


class Period(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A start and an end, each EDTF."""

    start: str | None = None
    end: str | None = None


class Phase(_Item, frozen=True):
    label: str | None = None
    start: str | None = None
    end: str | None = None


class Date(_Item, frozen=True):
    """When it happened; `text` is all of the field."""

    start: str | None = None
    end: str | None = None
    ongoing: bool = False
    calendar: Literal["julian", "gregorian"] | None = None
    old_style: Period | None = None
    phases: tuple[Phase, ...] = ()
    alternatives: tuple[str, ...] = ()


class Coordinates(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Decimal degrees, WGS 84; `precision_deg` is the size of the last unit given."""

    lat: float
    lon: float
    precision_deg: float | None = None
    at: At | None = None


class Place(_Item, frozen=True):
    """Where it happened; `text` is without the coordinates."""

    lines: tuple[Line, ...] = ()
    links: tuple[Mention, ...] = ()
    coordinates: Coordinates | None = None


class Verdict(_Item, frozen=True):
    label: str | None = None
    outcome: Outcome | None = None
    qualifiers: tuple[str, ...] = ()
    winners: tuple[Mention, ...] = ()
    winner_sides: tuple[int, ...] = ()


class Result(_Item, frozen=True):
    """How it ended; `text` is all of the field, `details` what follows the headline."""

    outcome: Outcome | None = None
    qualifiers: tuple[str, ...] = ()
    winners: tuple[Mention, ...] = ()
    winner_sides: tuple[int, ...] = ()
    disputed: bool = False
    details: tuple[Line, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


class _Party(_Item, frozen=True):
    name: str
    link: str | None = None
    flag: str | None = None
    group: str | None = None
    note: str | None = None
    block: str | None = None


class Belligerent(_Party, frozen=True):
    children: tuple[Belligerent, ...] = ()
    refs: tuple[str, ...] = ()


class Unit(_Party, frozen=True):
    children: tuple[Unit, ...] = ()
    refs: tuple[str, ...] = ()


class Commander(_Item, frozen=True):
    """A person; `of` is the belligerent whose flag they stand under, where it is unambiguous."""

    name: str
    link: str | None = None
    flag: str | None = None
    of: str | None = None
    rank: str | None = None
    role: str | None = None
    fates: tuple[Fate, ...] = ()
    group: str | None = None
    note: str | None = None
    block: str | None = None
    refs: tuple[str, ...] = ()


class Quantity(_Item, frozen=True):
    """A figure that the page states; `min` = `max` for one number."""

    min: int | None = None
    max: int | None = None
    approximate: bool = False
    bound: Bound | None = None
    vague: str | None = None
    unknown: bool = False
    what: str | None = None
    category: Category | None = None
    effects: tuple[Effect, ...] = ()
    of: str | None = None
    phase: str | None = None
    date: str | None = None
    claimed_by: str | None = None
    group: str | None = None
    note: str | None = None
    block: str | None = None
    parts: tuple[Quantity, ...] = ()
    refs: tuple[str, ...] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side, 1-based `index`; None for what a flattened text puts on no side."""

    index: int | None = None
    belligerents: tuple[Belligerent, ...] = ()
    commanders: tuple[Commander, ...] = ()
    units: tuple[Unit, ...] = ()
    strength: tuple[Quantity, ...] = ()
    casualties: tuple[Quantity, ...] = ()


class Image(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    file: str | None = None
    caption: str | None = None
    alt: str | None = None


class Reference(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A citation or footnote of the infobox; items name it by `id`."""

    id: str
    name: str | None = None
    text: str = ""
    title: str | None = None
    url: str | None = None
    template: str | None = None
    parameters: dict[str, str] = {}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A parameter or row as found: `text` is what a reader sees; `span` in code points of the source."""

    label: str | None = None
    text: str = ""
    wikitext: str | None = None
    span: tuple[int, int] | None = None


class Warning(msgspec.Struct, frozen=True, kw_only=True):
    """`path` is a JSON Pointer (RFC 6901) into the record; `text` the words it is about."""

    code: str
    path: str = ""
    message: str = ""
    text: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the record came from; `sha256` is of the infobox's own source."""

    format: Literal["wikitext", "html", "text"]
    wiki: str | None = None
    language: str = "en"
    title: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    timestamp: str | None = None
    url: str | None = None
    path: str | None = None
    template: str | None = None
    index: int = 0
    sha256: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One infobox. See CONTRACT.md, rendered by `battlebox schema`."""

    schema: str = SCHEMA
    source: Source
    kind: Kind
    name: str | None = None
    part_of: tuple[Mention, ...] = ()
    date: Date | None = None
    place: Place | None = None
    result: Result | None = None
    territory: tuple[Line, ...] = ()
    status: tuple[Line, ...] = ()
    causes: tuple[Line, ...] = ()
    goals: tuple[Line, ...] = ()
    methods: tuple[Line, ...] = ()
    action: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    perpetrators: tuple[Line, ...] = ()
    target: tuple[Line, ...] = ()
    weapons: tuple[Line, ...] = ()
    motive: tuple[Line, ...] = ()
    sides: tuple[Side, ...] = ()
    unassigned: Side | None = None
    strength: tuple[Quantity, ...] = ()
    casualties: tuple[Quantity, ...] = ()
    image: Image | None = None
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    fields: dict[str, Field] = {}
    warnings: tuple[Warning, ...] = ()


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def to_json(record: Record) -> bytes:
    """One line of UTF-8 JSON."""
    return _encoder.encode(record)


def from_json(data: bytes | str) -> Record:
    """The record again, unchanged; raises `msgspec.ValidationError` where it does not follow the schema."""
    return _decoder.decode(data)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record, made from the types above."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://battlebox/1/record", **schema}


replace = msgspec.structs.replace
