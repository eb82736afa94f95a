"""gz, zst and 7z: decompressed from the file's beginning to its end."""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import Any, BinaryIO, NamedTuple, cast

from ...errors import JobError
from .types import Chunk, Part, Trouble

#: Most plain bytes of a chunk, and most packed bytes that are taken from the file at once.
SIZE = 1 << 20
SLAB = 1 << 16


class _Metered(io.RawIOBase):
    """A file that is read in small steps, so that how far it was read says where we are."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.offset = file, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), SLAB))
        buffer[: len(data)] = data
        self.offset += len(data)
        return len(data)


def _opened(part: Part, trouble: Callable[[Trouble], None], wrap: Callable[[BinaryIO], Any]) -> Iterator[Chunk]:
    with Path(part.path).open("rb") as raw:
        file = _Metered(raw)
        stream = wrap(cast(BinaryIO, file))
        offset = 0
        held = bytearray()
        reason = ""
        while not reason:
            try:
                data = stream.read1(SIZE)  # little at a time: what was sound before the damage is kept
            except Exception as error:
                broken = isinstance(error, OSError | EOFError | zlib.error | ValueError)
                if not broken and type(error).__name__ not in ("ZstdError", "IsalError"):
                    raise
                reason = str(error) or type(error).__name__
            else:
                held += data
                if data and len(held) < SIZE:
                    continue
            if not held:
                break
            yield Chunk(min(offset, part.end - 1), bytes(held))
            held.clear()
            offset = file.offset
        if reason:
            trouble(Trouble(part.path, min(file.offset, part.end - 1), f"the rest of the file cannot be decompressed: {reason}"))


class _Members:
    """The members of a gzip file (RFC 1952), one after another."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        module: Any = importlib.import_module("isal.isal_zlib" if _gz_library() == "isal" else "zlib")
        self._new: Callable[[], Any] = lambda: module.decompressobj(wbits=31)
        self._one = self._new()
        self._input = b""
        self._between = False  # two members

    def read1(self, size: int) -> bytes:
        while True:
            if self._one.eof:
                self._input, self._one, self._between = self._one.unused_data, self._new(), True
            self._input = self._input or self._file.read(SLAB)
            over = not self._input
            if self._between:  # what may stand there, and after the last, is zeros
                self._input = self._input.lstrip(b"\0")
                if not self._input and not over:
                    continue
                if over:
                    return b""
                self._between = False
            data = self._one.decompress(self._input, size)  # at the end: what it has not given yet
            self._input = self._one.unconsumed_tail
            if data:
                return cast(bytes, data)
            if over and not self._one.eof:
                raise EOFError("the file ends too early")


def _gz(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    return _opened(part, trouble, _Members)


def _gz_library() -> str:
    return "isal" if find_spec("isal") else "zlib"  # twice the standard library's speed, where it is installed


def _zst(part: Part, trouble: Callable[[Trouble], None]) -> Iterator[Chunk]:
    def wrap(file: BinaryIO) -> Any:
        zstandard = needed("zstandard", part.path)
        return zstandard.ZstdDecompressor(max_window_size=1 << 31).stream_reader(file, read_across_frames=True)

    return _opened(part, trouble, wrap)


def needed(module: str, path: str) -> Any:
    """The module that a codec needs; raises `JobError` that says how to get it."""
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
    plain = done = 0

    class Factory(py7zr.io.WriterFactory):  # type: ignore[misc,name-defined]
        def create(self, filename: str) -> Any:
            return _Pushed(queue, stop)

    def work() -> None:
        nonlocal plain
        end: BaseException | None = None
        try:
            with py7zr.SevenZipFile(part.path) as archive:
                plain = archive.archiveinfo().uncompressed
                archive.extractall(factory=Factory())
        except Exception as error:
            end = error
        while not stop.is_set():
            try:
                queue.put(end, timeout=0.2)
                return
            except Full:
                continue

    def place() -> int:
        """How far in the file we are, if all of it were packed alike: py7zr does not say."""
        return min(done * part.end // max(plain, 1), part.end - 1)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while (data := queue.get()) is not None:
            if isinstance(data, BaseException):
                trouble(Trouble(part.path, place(), f"the rest of the archive cannot be read: {data or type(data).__name__}"))
                return
            for begin in range(0, len(data), SIZE):
                chunk = data[begin : begin + SIZE]
                yield Chunk(place(), chunk)
                done += len(chunk)
    finally:
        stop.set()
        thread.join(5)


class Packed(NamedTuple):
    """How a codec is read, and by which library."""

    read: Callable[[Part, Callable[[Trouble], None]], Iterator[Chunk]]
    library: Callable[[], str]


PACKED = {"gz": Packed(_gz, _gz_library), "zst": Packed(_zst, lambda: "zstandard"), "7z": Packed(_7z, lambda: "py7zr")}
