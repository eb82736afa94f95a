"""GeoJSON (RFC 7946): a point for each conflict whose place has coordinates, with what a map shows of it."""

from __future__ import annotations

from typing import IO, Any

import msgspec

from ..record import Record
from .tables.package import ATTRIBUTION, LICENSE
from .tables.rows import key_of


class GeoJsonWriter:
    """A FeatureCollection, written feature by feature; how many conflicts have no coordinates stands at its end."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink, self._count, self._nowhere = sink, 0, 0
        head = msgspec.json.encode({"license": LICENSE["name"], "attribution": ATTRIBUTION}).decode()
        self._sink.write(f'{{"type":"FeatureCollection",{head[1:-1]},"features":['.encode())

    def write(self, record: Record) -> None:
        """Write a record's feature."""
        spot = record.place.coordinates if record.place else None
        if spot is None:
            self._nowhere += 1
            return
        feature = {
            "type": "Feature",
            "id": key_of(record),
            "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
            "properties": {name: value for name, value in _properties(record).items() if value not in (None, [], "")},
        }
        self._sink.write((b",\n" if self._count else b"\n") + msgspec.json.encode(feature))
        self._count += 1

    def close(self) -> None:
        """Close the collection."""
        self._sink.write(f'\n],"without_coordinates":{self._nowhere}}}\n'.encode())
        self._sink.flush()


def _properties(record: Record) -> dict[str, Any]:
    date, result, source = record.date, record.result, record.source
    return {
        "name": record.name or source.title,
        "kind": record.kind,
        "place": record.place.text if record.place else None,
        "precision_deg": record.place.coordinates.precision_deg if record.place and record.place.coordinates else None,
        "start": date.start if date else None,
        "end": date.end if date else None,
        "date": date.text if date else None,
        "outcome": result.outcome if result else None,
        "result": result.text if result else None,
        "winners": [one.text for one in result.winners] if result else [],
        "winner_sides": list(result.winner_sides) if result else [],
        "sides": [[one.name for one in side.belligerents] for side in record.sides],
        "part_of": [one.text for one in record.part_of],
        "title": source.title,
        "url": source.url,
        "revision_id": source.revision_id,
        "warnings": sorted({one.code for one in record.warnings}),
    }
