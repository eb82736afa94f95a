"""How records are written: JSON Lines, a JSON array, cards for eyes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from ..record import Record


class Writer(Protocol):
    """Takes records one at a time."""

    def write(self, record: Record) -> None: ...


@contextmanager
def writer(form: str, sink: IO[bytes], *, color: bool = False) -> Iterator[Writer]:
    """A writer of `form` ("jsonl", "json", "card") onto `sink`; a JSON array is closed even after a failure."""
    from .card import CardWriter
    from .jsonl import JsonLinesWriter, JsonWriter

    if form == "card":
        yield CardWriter(sink, color)
    elif form == "json":
        out = JsonWriter(sink)
        try:
            yield out
        finally:
            out.close()
    else:
        yield JsonLinesWriter(sink)
