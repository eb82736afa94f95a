"""The bytes of a part, whatever it is compressed with: chunks of a bounded size, each with the place of the file it came from."""

from __future__ import annotations

import codecs
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import Any, BinaryIO, NamedTuple, cast

from ...errors import JobError
from . import bzip2
from .types import DumpError, Part, Trouble

#: Files of which any range of bytes can be read alone.
ALONE = frozenset({"xml", "bz2"})
#: Bytes of a chunk, where we choose.
SIZE = 1 << 20


class Chunk(NamedTuple):
    """Some plain bytes; `offset` is the byte of the file that they begin at or near (at or past the part's end: they are only
    wanted for the page that the part's end cuts). `data` is None where bytes were lost between the neighbors."""

    offset: int
    data: bytes | None


def chunks(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    """The part's bytes in UTF-8 and what follows them in the file; broken blocks are told to `trouble` and passed over."""
    found = _READERS[part.codec](part, trouble)
    if part.kind == "tar":
        found = _members(part, found, trouble)
    return found if part.encoding is None else _in_utf_8(found, part.encoding)


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


def _opened(part: Part, trouble: Callable[[Trouble], None], wrap: Callable[[BinaryIO], Any]) -> Iterator[Chunk]:
    """A file that can only be read from its beginning."""
    with Path(part.path).open("rb") as file:
        stream = wrap(file)
        offset = 0
        while True:
            try:
                data = stream.read(SIZE)
            except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
                trouble(Trouble(part.path, file.tell(), f"the rest of the file cannot be decompressed: {error}"))
                return
            except Exception as error:
                if type(error).__name__ not in ("ZstdError", "IsalError"):
                    raise
                trouble(Trouble(part.path, file.tell(), f"the rest of the file cannot be decompressed: {error}"))
                return
            if not data:
                return
            yield Chunk(min(offset, part.end - 1), data)
            offset = file.tell()


def _gz(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    def wrap(file: BinaryIO) -> Any:
        try:
            from isal import igzip  # twice the standard library's speed, where it is installed
        except ImportError:
            return gzip.GzipFile(fileobj=file)
        return cast(Any, igzip).IGzipFile(fileobj=file)

    return _opened(part, trouble, wrap)


def _zst(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    def wrap(file: BinaryIO) -> Any:
        zstandard = needed("zstandard", part.path)
        return zstandard.ZstdDecompressor(max_window_size=1 << 31).stream_reader(file, read_across_frames=True)

    return _opened(part, trouble, wrap)


def needed(module: str, path: str) -> Any:
    """The module that a codec needs; raises `JobError` that says how to get it."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise JobError(f"{path}: reading it takes the library {module}: pip install 'battlebox[dump]'") from error


class _Pushed:
    """What py7zr writes to: it hands the bytes to whoever reads, who may be slower or stop."""

    def __init__(self, queue: Queue[bytes | BaseException | None], stop: Event) -> None:
        self._queue, self._stop, self._size = queue, stop, 0

    def write(self, data: bytes | bytearray) -> int:
        while not self._stop.is_set():
            try:
                self._queue.put(bytes(data), timeout=0.2)
            except Full:
                continue
            self._size += len(data)
            return len(data)
        raise OSError("nobody reads any more")

    def size(self) -> int:
        return self._size

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def read(self, size: int | None = None) -> bytes:
        return b""

    def flush(self) -> None:
        return None

    def close(self) -> None:
        return None


def _7z(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    py7zr = needed("py7zr", part.path)
    queue: Queue[bytes | BaseException | None] = Queue(maxsize=4)
    stop = Event()

    class Factory(py7zr.io.WriterFactory):  # type: ignore[misc,name-defined]
        def create(self, filename: str) -> Any:
            return _Pushed(queue, stop)

    def work() -> None:
        end: BaseException | None = None
        try:
            with py7zr.SevenZipFile(part.path) as archive:
                archive.extractall(factory=Factory())
        except Exception as error:
            end = error
        while not stop.is_set():
            try:
                queue.put(end, timeout=0.2)
                return
            except Full:
                continue

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while (data := queue.get()) is not None:
            if isinstance(data, BaseException):
                trouble(Trouble(part.path, 0, f"the rest of the archive cannot be read: {data or type(data).__name__}"))
                return
            for place in range(0, len(data), SIZE):
                yield Chunk(0, data[place : place + SIZE])
    finally:
        stop.set()
        thread.join(5)


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


def _in_utf_8(found: Iterator[Chunk], encoding: str) -> Iterator[Chunk]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in found:
        yield chunk._replace(data=decoder.decode(chunk.data).encode("utf-8", "replace")) if chunk.data is not None else chunk


_READERS: dict[str, Callable[[Part, Callable[[Trouble], None]], Iterator[Chunk]]] = {
    "xml": _plain, "bz2": _bz2, "gz": _gz, "zst": _zst, "7z": _7z,
}  # fmt: skip
