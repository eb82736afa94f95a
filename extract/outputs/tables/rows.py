"""A record as rows of the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from ...record import (
    Belligerent,
    Commander,
    Line,
    Mention,
    Quantity,
    Record,
    Result,
    Side,
    Unit,
    Verdict,
)
from .days import earliest, latest

Row = tuple[str, dict[str, Any]]
LINES = (
    "territory", "status", "causes", "goals", "methods", "action", "notes", "perpetrators", "target", "weapons", "motive",
)  # fmt: skip


def key_of(record: Record) -> str:
    """What names the infobox: "enwiki:12345:0", or a hash of where it was found."""
    source = record.source
    if source.page_id is not None:
        return f"{source.wiki or source.language}:{source.page_id}:{source.index}"
    where = "\n".join(str(one) for one in (source.path, source.url, source.title, source.index, source.sha256))
    return f"{hashlib.sha256(where.encode()).hexdigest()[:16]}:{source.index}"


def rows(record: Record, conflict: str) -> Iterator[Row]:
    """All rows of the record, the conflict's first; a row is the table's name and its values by column."""
    made = _Rows(record, conflict)
    for table, values in made.all():
        yield table, {"conflict": conflict, **values}


class _Rows:
    def __init__(self, record: Record, conflict: str) -> None:
        self.record = record

    def all(self) -> Iterator[Row]:
        record = self.record
        yield "conflicts", self._conflict()
        won = set(record.result.winner_sides) if record.result else set()
        for side in record.sides:
            names = "; ".join(one.name for one in side.belligerents) or None
            yield "sides", {"side": side.index, "names": names, "won": side.index in won}
        for number, one in enumerate(record.references):
            values = {name: getattr(one, name) for name in ("name", "text", "title", "url", "template")}
            parameters = msgspec.json.encode(one.parameters).decode() if one.parameters else None
            yield "references", {"reference": one.id, "number": number, **values, "parameters": parameters}
        for number, side in enumerate(record.sides):
            yield from self._side(side, f"/sides/{number}", {"side": side.index, "scope": "side"})
        if record.unassigned is not None:
            yield from self._side(record.unassigned, "/unassigned", {"side": None, "scope": "unassigned"})
        joint = {"side": None, "scope": "joint"}
        for measure in ("strength", "casualties"):
            for number, figure in enumerate(getattr(record, measure)):
                yield from self._quantity(figure, f"/{measure}/{number}", measure, None, joint)
        yield from self._date_place_result()
        for number, mention in enumerate(record.part_of):
            yield self._mention(mention, f"/part_of/{number}", "part_of")
        for role in LINES:
            yield from self._lines(getattr(record, role), f"/{role}", role)
        for number, heading in enumerate(record.headings):
            yield "headings", {"path": f"/headings/{number}", "kind": heading.kind, **_words(heading)}
        for number, (name, field) in enumerate(record.fields.items()):
            start, end = field.span or (None, None)
            said = {"label": field.label, "text": field.text, "wikitext": field.wikitext}
            yield "fields", {"field": name, "number": number, **said, "span_start": start, "span_end": end}
        for number, warning in enumerate(record.warnings):
            said = {"code": warning.code, "path": warning.path, "message": warning.message, "text": warning.text}
            yield "warnings", {"number": number, **said}

    def _conflict(self) -> dict[str, Any]:
        record, source, date, place, result = (
            self.record, self.record.source, self.record.date, self.record.place, self.record.result,
        )  # fmt: skip
        first = earliest(date.start) if date and date.start else None
        last = latest(date.end) if date and date.end else None
        spot = place.coordinates if place else None
        image = record.image
        row: dict[str, Any] = {
            **{name: getattr(source, name) for name in (
                "wiki", "language", "page_id", "revision_id", "timestamp", "title", "url", "format", "template", "sha256",
            )},
            "file": source.path, "box": source.index, "schema": record.schema, "kind": record.kind, "name": record.name,
            "start_earliest": first, "end_latest": last, "start_year": _year(first), "end_year": _year(last),
            "place": place.text if place else None,
            "latitude": spot.lat if spot else None, "longitude": spot.lon if spot else None,
            "precision_deg": spot.precision_deg if spot else None,
            **_at(place, "place_"), **_at(spot, "coordinates_"),
            "sides": len(record.sides),
            "image": image.file if image else None, "image_caption": image.caption if image else None,
            "image_alt": image.alt if image else None,
        }  # fmt: skip
        if date is not None:
            row |= {
                "date_text": date.text, "start": date.start, "end": date.end, "ongoing": date.ongoing,
                "calendar": date.calendar, "date_alternatives": " ".join(date.alternatives) or None, **_at(date, "date_"),
            }  # fmt: skip
        if result is not None:
            row |= {
                **_verdict(result), "winners": "; ".join(one.text for one in result.winners) or None,
                "disputed": result.disputed, "result": result.text,
            }  # fmt: skip
        return row

    def _side(self, side: Side, path: str, where: dict[str, Any]) -> Iterator[Row]:
        for table in ("belligerents", "units"):
            members: tuple[Belligerent | Unit, ...] = getattr(side, table)
            for number, one in enumerate(members):
                yield from self._party(table, one, f"{path}/{table}/{number}", None, 0, where)
        for number, person in enumerate(side.commanders):
            yield from self._commander(person, f"{path}/commanders/{number}", where)
        for measure in ("strength", "casualties"):
            for number, figure in enumerate(getattr(side, measure)):
                yield from self._quantity(figure, f"{path}/{measure}/{number}", measure, None, where)

    def _party(
        self, table: str, one: Belligerent | Unit, path: str, parent: str | None, depth: int, where: dict[str, Any]
    ) -> Iterator[Row]:
        said = {name: getattr(one, name) for name in ("name", "link", "flag", "group", "note", "block")}
        yield table, {"path": path, **where, "parent": parent, "depth": depth, **said, **_words(one)}
        yield from self._citations(one, path)
        children: tuple[Belligerent | Unit, ...] = one.children
        for number, child in enumerate(children):
            yield from self._party(table, child, f"{path}/children/{number}", path, depth + 1, where)

    def _commander(self, one: Commander, path: str, where: dict[str, Any]) -> Iterator[Row]:
        said = {name: getattr(one, name) for name in ("name", "link", "flag", "of", "rank", "role", "group", "note", "block")}
        yield "commanders", {"path": path, **where, **said, "fates": " ".join(one.fates) or None, **_words(one)}
        for fate in dict.fromkeys(one.fates):
            yield "fates", {"path": path, "fate": fate}
        yield from self._citations(one, path)

    def _quantity(self, one: Quantity, path: str, measure: str, parent: str | None, where: dict[str, Any]) -> Iterator[Row]:
        said = {name: getattr(one, name) for name in (
            "min", "max", "approximate", "bound", "vague", "unknown", "what", "category", "of", "phase", "date", "claimed_by",
            "group", "note", "block",
        )}  # fmt: skip
        effects = " ".join(one.effects) or None
        yield (
            "quantities",
            {"path": path, **where, "measure": measure, "parent": parent, **said, "effects": effects, **_words(one)},
        )
        yield from self._citations(one, path)
        for number, part in enumerate(one.parts):
            yield from self._quantity(part, f"{path}/parts/{number}", measure, path, where)

    def _citations(self, one: Belligerent | Unit | Commander | Quantity, path: str) -> Iterator[Row]:
        for number, reference in enumerate(one.refs):
            yield "citations", {"path": path, "number": number, "reference": reference}

    def _date_place_result(self) -> Iterator[Row]:
        record = self.record
        if record.date is not None:
            for number, phase in enumerate(record.date.phases):
                said = {"label": phase.label, "start": phase.start, "end": phase.end}
                yield "phases", {"path": f"/date/phases/{number}", "style": "phase", **said, **_words(phase)}
            if (old := record.date.old_style) is not None:
                yield "phases", {"path": "/date/old_style", "style": "old_style", "start": old.start, "end": old.end}
        if (place := record.place) is not None:
            yield from self._lines(place.lines, "/place/lines", "place")
            for number, mention in enumerate(place.links):
                yield self._mention(mention, f"/place/links/{number}", "place")
        if (result := record.result) is not None:
            yield "verdicts", {"path": "/result", "label": None, **_verdict(result), **_words(result)}
            yield from self._winners(result.winners, "/result")
            for number, verdict in enumerate(result.verdicts):
                path = f"/result/verdicts/{number}"
                yield "verdicts", {"path": path, "label": verdict.label, **_verdict(verdict), **_words(verdict)}
                yield from self._winners(verdict.winners, path)
            yield from self._lines(result.details, "/result/details", "result")

    def _winners(self, winners: tuple[Mention, ...], path: str) -> Iterator[Row]:
        for number, mention in enumerate(winners):
            yield self._mention(mention, f"{path}/winners/{number}", "winner")

    def _lines(self, lines: tuple[Line, ...], path: str, role: str) -> Iterator[Row]:
        for number, line in enumerate(lines):
            yield "lines", {"path": f"{path}/{number}", "role": role, "depth": line.depth, **_words(line)}
            for place, mention in enumerate(line.links):
                yield self._mention(mention, f"{path}/{number}/links/{place}", "line")

    def _mention(self, mention: Mention, path: str, role: str) -> Row:
        return "mentions", {"path": path, "role": role, "link": mention.link, **_words(mention)}


def _words(item: Any) -> dict[str, Any]:
    return {"text": item.text, **_at(item)}


def _at(item: Any, of: str = "") -> dict[str, Any]:
    at = item.at if item else None
    return {f"{of}at_field": at and at.field, f"{of}at_start": at and at.start, f"{of}at_end": at and at.end}


def _verdict(one: Verdict | Result) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "qualifiers": "; ".join(one.qualifiers) or None,
        "winner_sides": " ".join(map(str, one.winner_sides)) or None,
    }


def _year(day: str | None) -> int | None:
    return int(day[: day.index("-", 1)]) if day else None
