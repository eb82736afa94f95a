"""The bytes of a part, whatever it is compressed with: chunks of a bounded size, each with the place of the file it came from."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path

from . import bzip2, forward
from .packed import PACKED
from .types import Chunk, DumpError, Part, Trouble

#: Files of which any range of bytes can be read alone.
ALONE = frozenset({"xml", "bz2"})
#: Bytes of a chunk, where we choose.
SIZE = 1 << 20


def chunks(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    """The part's bytes in UTF-8 and what follows them in the file; broken blocks are told to `trouble` and passed over."""
    read = _READERS[part.codec]
    alone = part.codec in ALONE and part.kind != "tar"
    found = read(part, trouble) if alone else forward.chunks(part, trouble, read)
    return found if part.encoding is None else _in_utf_8(found, part.encoding)


def opened(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    """The bytes of a file from its beginning on, an archive's as they lie in it."""
    return _READERS[part.codec](part, trouble)


def _plain(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    with Path(part.path).open("rb", buffering=0) as file:
        place = part.start
        file.seek(place)
        while data := file.read(min(SIZE, part.end - place) if place < part.end else SIZE):
            yield Chunk(place, data)
            place += len(data)


def _bz2(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    with Path(part.path).open("rb") as file:
        found = False
        for offset, data in bzip2.blocks(file, part.start):
            found = True
            if data is None:
                trouble(Trouble(part.path, offset, "a block of the bzip2 stream is broken (its check sum, or the file's end)"))
            yield Chunk(offset, data)
        if not found and part.start == 0 and Path(part.path).stat().st_size > 14:
            raise DumpError("no block of a bzip2 stream in it", part.path)


def _in_utf_8(found: Iterator[Chunk], encoding: str) -> Iterator[Chunk]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in found:
        yield chunk._replace(data=decoder.decode(chunk.data).encode("utf-8", "replace")) if chunk.data is not None else chunk


_READERS: dict[str, forward.Reader] = {"xml": _plain, "bz2": _bz2} | {name: one.read for name, one in PACKED.items()}
