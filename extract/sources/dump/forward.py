"""Files that can only be read from their beginning: gz, zst and 7z, and any archive of tar.

They have parts all the same, so that a run that stops loses little and several processes share the search: a process keeps the
file open from one of its parts to the next, and decompresses what lies between them only to pass over it. No process
decompresses a file more than once, unless it has to go back.

Where in the file plain bytes come from is known by how far it was read when they came. That is the same each time for the same
decoder, and may not be for another one (`decoder`).
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from .packed import PACKED
from .types import Chunk, Part, Trouble

#: Bytes of a chunk that comes out of an archive.
SIZE = 1 << 20

Reader = Callable[[Part, Callable[[Trouble], None]], Iterator[Chunk]]


def decoder(part: Part) -> str | None:
    """Which release of which library decompresses the part, where another might cut it elsewhere."""
    if part.codec not in PACKED:
        return None
    name = PACKED[part.codec].library()
    try:
        return f"{name} {version(name)}"
    except ModuleNotFoundError:  # of the standard library, or missing: reading says so
        return name


def chunks(part: Part, trouble: Callable[[Trouble], None], read: Reader) -> Iterator[Chunk]:
    """The part's bytes, and what follows them in the file, of which `read` gives all; damage is told by the part it lies in."""
    global _held
    held, _held = _held, None
    if held is None or not held.reaches(part):
        held = _Held(part, read)
    try:
        yield from held.read(part, trouble)
    finally:
        _held = held  # for the next part


class _Held:
    """A file that is open between two parts.

    Who reads a part goes on past its end only for a page that has begun before: of the chunks past the end only the last can
    hold the beginning of another. So that one is kept, and how long the others were.
    """

    def __init__(self, part: Part, read: Reader) -> None:
        self._file = part.path, os.getpid()  # a copy of this process would share the place in the file
        self._size = Path(part.path).stat().st_size
        self._begin = 0  # what lies before it is gone
        self._passed: list[tuple[int, int]] = []  # chunks past the end, but for the last: where, and how long
        self._last: Chunk | None = None
        self._told: list[Trouble] = []
        whole = replace(part, start=0, end=self._size)
        found = read(whole, self._told.append)
        self._found = found if part.kind != "tar" else _members(whole, found, self._told.append)

    def reaches(self, part: Part) -> bool:
        return self._file == (part.path, os.getpid()) and self._begin <= part.start

    def read(self, part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
        passed = sum(length for offset, length in self._passed if offset >= part.start)
        last = self._last if self._last and self._last.offset >= part.start else None
        self._begin = part.end
        self._passed = [one for one in self._passed if one[0] >= part.end]
        self._last = last if last and last.offset >= part.end else None
        if last:
            yield last._replace(passed=passed)
        for chunk in self._found:
            if chunk.offset >= part.end:
                if self._last:
                    self._passed.append((self._last.offset, len(self._last.data or b"")))
                self._last = chunk
            if chunk.offset >= part.start:
                yield chunk
        for one in self._told:
            if part.start <= one.offset < part.end:
                trouble(one)


_held: _Held | None = None


class _Flow:
    """Chunks as a file that can be read once."""

    def __init__(self, found: Iterator[Chunk]) -> None:
        self._found, self._rest = found, b""
        self.offset = 0

    def read(self, size: int) -> bytes:
        parts, length = [self._rest], len(self._rest)
        while length < size and (chunk := next(self._found, None)) is not None:
            self.offset = chunk.offset
            parts.append(chunk.data or b"")
            length += len(parts[-1])
        data = b"".join(parts)
        self._rest = data[size:]
        return data[:size]


def _members(part: Part, found: Iterator[Chunk], trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    """What the files of a tar archive hold, one after another."""
    flow = _Flow(found)
    try:
        with tarfile.open(fileobj=cast(Any, flow), mode="r|") as archive:
            for member in archive:
                if (file := archive.extractfile(member)) is None or member.name.rpartition("/")[2].startswith("."):
                    continue
                last = b""
                while data := file.read(SIZE):
                    last = data
                    yield Chunk(flow.offset, data)
                if last and not last.endswith(b"\n"):
                    yield Chunk(flow.offset, b"\n")
    except tarfile.TarError as error:
        trouble(Trouble(part.path, flow.offset, f"the rest of the archive cannot be read: {error}"))
