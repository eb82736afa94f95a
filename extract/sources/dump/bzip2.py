"""bzip2 by blocks: a file can be read from any of its blocks on, be it one stream or many.

A block begins with 48 bits (the digits of pi, 0x314159265359) at any bit, then the CRC of what it holds; a stream ends with
48 others (of the root of pi, 0x177245385090) and a CRC over its blocks' CRCs (https://github.com/dsnet/compress, "bzip2
format", 2.2). A block shifted to a byte's border and given a header and an end of its own is a stream, whose CRC is that of
its one block, so that both checks stay what they were.
"""

from __future__ import annotations

import bz2
import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

try:
    from indexed_bzip2 import IndexedBzip2File  # a fifth faster than the standard library, where it is installed
except ImportError:
    IndexedBzip2File = None

_BLOCK, _END = 0x314159265359, 0x177245385090
_BITS = 48
#: A block of 900 kB that does not compress at all is a little longer than this many bytes.
LONGEST = 1_300_000
_SLAB = 1 << 20
#: Bytes that two searches share: a stream's end and the header of the next.
_OVERLAP = 32
#: So many marks after a block's own are tried as its end.
_NEIGHBORS = 3


def _patterns(mark: int) -> Iterator[tuple[int, bytes]]:
    """For each place of a mark within a byte, the five bytes that it fills wholly."""
    for shift in range(8):
        whole = (mark << (8 - shift)).to_bytes(7, "big")
        yield shift, whole[1:6]


_FIVE = {mark: [(shift, five) for shift, five in _patterns(mark)] for mark in (_BLOCK, _END)}
#: A stream begins at a byte, with its block size and a mark; right before it another ends: mark, CRC, bits up to the byte.
_HEADER = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_TAIL = _BITS + 32


class Mark(NamedTuple):
    """The beginning of a block, or (`last`) the end of a stream, at a bit of the file."""

    bit: int
    last: bool


def marks(data: bytes, offset: int, *, ends: bool = False) -> list[Mark]:
    """The marks of a stretch of a file that begins at byte `offset`, in order: all of blocks, and of streams' ends those that
    another stream follows (`ends`: all; that takes twice the time)."""
    found = [Mark(bit, False) for bit in _search(data, offset, _BLOCK)]
    if ends:
        found += [Mark(bit, True) for bit in _search(data, offset, _END)]
    else:
        for header in _HEADER.finditer(data):
            for pad in range(8):
                bit = header.start() * 8 - pad - _TAIL
                if bit >= 0 and _bits(data, bit) == _END:
                    found.append(Mark(offset * 8 + bit, True))
                    break
    return sorted(found)


def _search(data: bytes, offset: int, mark: int) -> Iterator[int]:
    for shift, five in _FIVE[mark]:
        place = data.find(five)
        while place >= 0:
            bit = (place - 1) * 8 + shift
            if place and place + 6 <= len(data) and _bits(data, bit) == mark:
                yield offset * 8 + bit
            place = data.find(five, place + 1)


def _bits(data: bytes, bit: int) -> int:
    """The 48 bits from a bit on."""
    seven = int.from_bytes(data[bit // 8 : bit // 8 + 7].ljust(7, b"\0"), "big")
    return seven >> (8 - bit % 8) & ((1 << _BITS) - 1)


def block(data: bytes, offset: int, start: int, end: int) -> bytes | None:
    """What the block holds that fills the bits [start, end) of a file, of which `data` is the stretch from byte `offset`;
    None where it is broken (its CRC is checked)."""
    first, last = start // 8 - offset, -(-end // 8) - offset
    bits = end - start
    if bits < _BITS + 32:
        return None
    value = int.from_bytes(data[first:last], "big") >> (-end % 8) & ((1 << bits) - 1)
    crc = value >> (bits - _BITS - 32) & 0xFFFFFFFF
    whole = (((int.from_bytes(b"BZh9", "big") << bits | value) << _BITS | _END) << 32) | crc
    length = 32 + bits + _BITS + 32
    pad = -length % 8
    return _decompressed((whole << pad).to_bytes((length + pad) // 8, "big"))


def _decompressed(stream: bytes) -> bytes | None:
    """What a stream of one block holds; None where it is broken. What the faster decoder refuses the standard library judges."""
    if IndexedBzip2File is not None:
        try:
            with IndexedBzip2File(BytesIO(stream), parallelization=1) as file:
                if out := file.read():
                    return bytes(out)
        except (RuntimeError, ValueError, OSError):
            pass
    decompressor = bz2.BZ2Decompressor()
    try:
        out = decompressor.decompress(stream)
    except (OSError, EOFError, ValueError):
        return None
    return out if decompressor.eof else None


def blocks(file: BinaryIO, start: int) -> Iterator[tuple[int, bytes | None]]:
    """The blocks that begin at byte `start` or after it: the byte each begins in, and what it holds (None: it is broken).

    A mark may stand inside a block by chance (once in 2⁴⁸ bits): a block that is broken is tried again with its
    neighbors. A block that the file's end cuts off is broken.
    """
    file.seek(start)
    data, offset, searched, over = b"", start, 0, False
    waiting: list[Mark] = []
    last = -1  # the bit of the last mark found
    while True:
        if not over:
            more = file.read(_SLAB)
            over = not more
            data += more
            fresh = marks(data, offset, ends=True) if over else marks(data[searched:], offset + searched)
            waiting += [one for one in fresh if one.bit > last]
            if over:  # what may have been passed over before: a stream's end that nothing follows
                waiting = sorted({*waiting, *fresh}) if waiting else []
            last = max(last, waiting[-1].bit) if waiting else last
            searched = max(len(data) - _OVERLAP, 0)
            if over and waiting and not waiting[-1].last:
                waiting.append(Mark((offset + len(data)) * 8, True))
        while waiting and (over or len(waiting) > _NEIGHBORS or waiting[0].last):
            begin = waiting.pop(0)
            if begin.last:
                continue
            found = None
            for number, end in enumerate(waiting[:_NEIGHBORS]):
                if end.bit - begin.bit > LONGEST * 8:
                    break
                if (found := block(data, offset, begin.bit, end.bit)) is not None:
                    del waiting[:number]  # those were marks by chance
                    break
            else:
                found = _before_an_end(data, offset, begin)
            yield begin.bit // 8, found
        if over:
            return
        keep = waiting[0].bit // 8 - offset if waiting else searched
        if len(data) - keep > LONGEST * (_NEIGHBORS + 2) and waiting:  # no end in sight
            yield waiting.pop(0).bit // 8, None
            keep = waiting[0].bit // 8 - offset if waiting else searched
        data, offset, searched = data[keep:], offset + keep, searched - keep


def _before_an_end(data: bytes, offset: int, begin: Mark) -> bytes | None:
    """What the block holds where its stream ends and no other follows (something was put behind it)."""
    first = begin.bit // 8 - offset
    for end in marks(data[first : first + LONGEST], offset + first, ends=True):
        if end.last and (found := block(data, offset, begin.bit, end.bit)) is not None:
            return found
    return None
