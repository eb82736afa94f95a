"""bzip2 by blocks: a file can be read from any of its blocks on, be it one stream or many.

A block begins with 48 bits (the digits of pi, 0x314159265359) at any bit, then the CRC of what it holds; a stream ends with
48 others (of the root of pi, 0x177245385090) and a CRC over its blocks' CRCs (https://github.com/dsnet/compress, "bzip2
format", 2.2). A block shifted to a byte's border and given a header and an end of its own is a stream, whose CRC is that of
its one block, so that both checks stay what they were.
"""

from __future__ import annotations

import bz2
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_BLOCK, _END = 0x314159265359, 0x177245385090
_BITS = 48
#: A block of 900 kB that does not compress at all is a little longer than this many bytes.
LONGEST = 1_300_000
_SLAB = 1 << 20
#: So many marks after a block's own are tried as its end.
_NEIGHBORS = 3


def _patterns(mark: int) -> Iterator[tuple[int, bytes]]:
    """For each place of a mark within a byte, the five bytes that it fills wholly."""
    for shift in range(8):
        whole = (mark << (8 - shift)).to_bytes(7, "big")
        yield shift, whole[1:6]


_FIVE: dict[bytes, list[tuple[int, int]]] = {}
for _mark in (_BLOCK, _END):
    for _shift, _bytes in _patterns(_mark):
        _FIVE.setdefault(_bytes, []).append((_mark, _shift))


class Mark(NamedTuple):
    """The beginning of a block, or (`last`) the end of a stream, at a bit of the file."""

    bit: int
    last: bool


def marks(data: bytes, offset: int) -> list[Mark]:
    """All marks of a stretch of a file that begins at byte `offset`, in order."""
    found = []
    for five, kinds in _FIVE.items():
        place = data.find(five)
        while place >= 0:
            for mark, shift in kinds:
                if place and place + 6 <= len(data):
                    seven = int.from_bytes(data[place - 1 : place + 6].ljust(7, b"\0"), "big")
                    if (seven >> (8 - shift)) & ((1 << _BITS) - 1) == mark:
                        found.append(Mark((offset + place - 1) * 8 + shift, mark == _END))
            place = data.find(five, place + 1)
    return sorted(found, key=lambda one: one.bit)


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
    decompressor = bz2.BZ2Decompressor()
    try:
        out = decompressor.decompress((whole << pad).to_bytes((length + pad) // 8, "big"))
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
    while True:
        if not over:
            more = file.read(_SLAB)
            over = not more
            data += more
            waiting += [one for one in marks(data[searched:], offset + searched) if one not in waiting[-2:]]
            searched = max(len(data) - 7, 0)
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
            yield begin.bit // 8, found
        if over:
            return
        keep = waiting[0].bit // 8 - offset if waiting else searched
        if len(data) - keep > LONGEST * (_NEIGHBORS + 2) and waiting:  # no end in sight
            yield waiting.pop(0).bit // 8, None
            keep = waiting[0].bit // 8 - offset if waiting else searched
        data, offset, searched = data[keep:], offset + keep, searched - keep
