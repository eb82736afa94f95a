"""JSON Lines (a record a line) and a JSON array, both UTF-8."""

from __future__ import annotations

from typing import IO

import msgspec

from ..record import Record, to_json


class JsonLinesWriter:
    """A record a line."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink

    def write(self, record: Record) -> None:
        self._sink.write(to_json(record) + b"\n")
        self._sink.flush()


class JsonWriter:
    """An array of records, indented for reading."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._started = False

    def write(self, record: Record) -> None:
        self._sink.write(b",\n" if self._started else b"[\n")
        self._started = True
        self._sink.write(msgspec.json.format(to_json(record), indent=1))

    def close(self) -> None:
        self._sink.write(b"\n]\n" if self._started else b"[]\n")
        self._sink.flush()
