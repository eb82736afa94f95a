"""How records are written: JSON Lines, a JSON array, cards for eyes, tables (Parquet, SQLite, CSV), GeoJSON."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol, cast

from ..errors import JobError
from ..record import Record
from .tables.package import About

__all__ = ["FORMS", "About", "Writer", "form_of", "open_sink", "writer"]

#: Forms by the end of an output's name, the longest first.
SUFFIXES = {
    ".jsonl.gz": "jsonl.gz", ".jsonl.zst": "jsonl.zst", ".ndjson": "jsonl", ".jsonl": "jsonl", ".json": "json", ".txt": "card",
    ".parquet": "parquet", ".sqlite3": "sqlite", ".sqlite": "sqlite", ".db": "sqlite", ".csv": "csv", ".geojson": "geojson",
}  # fmt: skip
FORMS = ("card", "json", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "sqlite", "csv", "geojson")


class Writer(Protocol):
    """Takes records one at a time."""

    def write(self, record: Record) -> None: ...


def form_of(path: str | Path) -> str | None:
    """The form that an output's name asks for.

    >>> form_of("conflicts.jsonl.gz"), form_of("out.parquet"), form_of("out.xyz")
    ('jsonl.gz', 'parquet', None)
    """
    name = str(path).lower().rstrip("/")
    return next((form for suffix, form in SUFFIXES.items() if name.endswith(suffix)), None)


@contextmanager
def open_sink(path: Path, form: str | None = None, *, about: About | None = None, color: bool = False) -> Iterator[Writer]:
    """A writer onto a file or folder, in the form given or told by its name (else JSON Lines); raises `JobError`.

    Tables appear when they are whole and not at all after a failure; what is written line by line keeps its lines.
    """
    form = form or form_of(path) or "jsonl"
    try:
        if form in ("parquet", "sqlite", "csv"):
            from .tables.sinks import CsvSink, ParquetSink, SqliteSink

            kinds: dict[str, Callable[..., Any]] = {"parquet": ParquetSink, "sqlite": SqliteSink, "csv": CsvSink}
            table = kinds[form](path, about or About())
            try:
                yield table
                table.close()
            except BaseException:
                table.abandon()
                raise
        else:
            with (
                path.open("wb") as file,
                _packed(form, file) as sink,
                writer(form.removesuffix(".gz").removesuffix(".zst"), sink, color=color) as out,
            ):
                yield out
    except OSError as error:
        raise JobError(f"cannot write {path}: {error.strerror or error}") from error


@contextmanager
def _packed(form: str, file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file, or what compresses into it; without times or names, so that the same records give the same bytes."""
    if form.endswith(".gz"):
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            yield cast(IO[bytes], packed)
    elif form.endswith(".zst"):
        try:
            import zstandard
        except ImportError as error:
            raise JobError("zstd takes the library zstandard: pip install 'battlebox[dump]'") from error
        with zstandard.ZstdCompressor(level=10).stream_writer(file, closefd=False) as packed:
            yield cast(IO[bytes], packed)
    else:
        yield file


@contextmanager
def writer(form: str, sink: IO[bytes], *, color: bool = False) -> Iterator[Writer]:
    """A writer of `form` ("jsonl", "json", "card", "geojson") onto `sink`; what has an end is closed even after a failure."""
    from .card import CardWriter
    from .geojson import GeoJsonWriter
    from .jsonl import JsonLinesWriter, JsonWriter

    if form == "card":
        yield CardWriter(sink, color)
    elif form in ("json", "geojson"):
        out = JsonWriter(sink) if form == "json" else GeoJsonWriter(sink)
        try:
            yield out
        finally:
            out.close()
    else:
        yield JsonLinesWriter(sink)
