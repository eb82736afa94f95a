"""How records are written: JSON Lines, a JSON array, cards for eyes, tables (Parquet, SQLite, CSV), GeoJSON."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
    """A writer onto a file or folder, in the form given or told by its name (else JSON Lines); raises `JobError`
    where it cannot be written. An error of the block that reads passes as it is.

    Tables appear when they are whole and not at all after a failure; what is written line by line keeps its lines.
    """
    form = form or form_of(path) or "jsonl"
    sink = _tables(path, form, about or About()) if form in ("parquet", "sqlite", "csv") else _lines(path, form, color)
    stack = ExitStack()
    with _telling(path):
        out = stack.enter_context(sink)
    try:
        yield _Telling(out, path)
    except BaseException as error:  # the caller's, unless closing fails as well
        with _telling(path):
            stack.__exit__(type(error), error, error.__traceback__)
        raise
    with _telling(path):
        stack.close()


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What the disk refuses as an error that says so."""
    try:
        yield
    except OSError as error:
        raise JobError(f"cannot write {path}: {error.strerror or error}") from error


class _Telling:
    """A writer whose own errors say that they are: an `OSError` of whoever reads what it is to write is none of them."""

    def __init__(self, out: Writer, path: Path) -> None:
        self._out, self._path = out, path

    def write(self, record: Record) -> None:
        with _telling(self._path):
            self._out.write(record)


@contextmanager
def _tables(path: Path, form: str, about: About) -> Iterator[Writer]:
    from .tables.sinks import CsvSink, ParquetSink, SqliteSink

    kinds: dict[str, Callable[..., Any]] = {"parquet": ParquetSink, "sqlite": SqliteSink, "csv": CsvSink}
    table = kinds[form](path, about)
    try:
        yield table
        table.close()
    except BaseException:
        table.abandon()
        raise


@contextmanager
def _lines(path: Path, form: str, color: bool) -> Iterator[Writer]:
    with (
        path.open("wb") as file,
        _packed(form, file) as sink,
        writer(form.removesuffix(".gz").removesuffix(".zst"), sink, color=color) as out,
    ):
        yield out


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
