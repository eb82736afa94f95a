"""Whole pages out of a part's chunks: what stands between `<page>` and `</page>`, and which part it belongs to.

In XML text `<` is an entity, so these tags are never part of a page's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from .types import Chunk, Part, Trouble

OPEN, CLOSE = b"<page>", b"</page>"
REVISION, END_REVISION = b"<revision>", b"</revision>"


class Piece(NamedTuple):
    """Bytes of a part, cut where nothing is torn: whole pages and what stands between them; or (`inside`) a page too long to
    be held, or a stretch of it, cut between revisions; `ends` where the page ends with it. `place` is unique in the dump.
    `offset` and `last` are the bytes of the file that the first and the last of its chunks begin at."""

    data: bytes
    place: str
    offset: int
    inside: bool = False
    ends: bool = False
    last: int = 0


def pieces(
    part: Part, chunks: Iterator[Chunk], trouble: Callable[[Trouble], None], *, hold: int, revision: int
) -> Iterator[Piece]:
    """The pages that begin in the part. A page longer than `hold` bytes comes in stretches, a revision longer than `revision`
    is passed over (and told to `trouble`)."""
    rest = bytearray()
    synced = part.start == 0
    inside = skipping = False  # in the middle of a long page; of a revision too long
    title = ""  # of the long page
    where = base = 0  # the compressed byte that the rest began near; the plain bytes of the part before the rest
    mine = 0  # how many bytes of the rest lie before the part's end
    name = f"{Path(part.path).name}@{part.start}"

    def drop(count: int) -> None:
        nonlocal base, mine
        base, mine = base + count, max(mine - count, 0)
        del rest[:count]

    for chunk in chunks:
        past = chunk.offset >= part.end
        base += chunk.passed
        if chunk.data is None:
            if past:
                return
            drop(len(rest))
            synced = inside = skipping = False  # the page that the gap tore is lost, with what said so
            continue
        if past and not inside and not _begun(rest, mine):
            return  # what begins here is the next part's
        searched = max(len(rest) - len(END_REVISION), 0)
        if not rest:
            where = chunk.offset
        rest += chunk.data
        mine = mine if past else len(rest)
        if not synced:
            begin = rest.find(OPEN)
            if begin < 0:
                drop(max(len(rest) - len(OPEN) + 1, 0))
                continue
            drop(begin)
            synced, searched = True, 0
        if past and not inside and not _begun(rest, mine):
            return
        while rest:
            if skipping:
                end = rest.find(END_REVISION)
                if end < 0:
                    drop(max(len(rest) - len(END_REVISION) + 1, 0))
                    break
                drop(end + len(END_REVISION))
                skipping, searched = False, 0
            end = rest.find(CLOSE, searched) if inside or past else rest.rfind(CLOSE, searched)
            if end >= 0:
                end += len(CLOSE)
                yield Piece(_head(rest, end), f"{name}+{base}", where, inside, inside, chunk.offset)
                drop(end)
                where, searched = chunk.offset, 0
                if past:
                    return
                if inside:
                    inside = False
                    continue
                break
            if len(rest) <= hold:
                break
            title = title if inside else _title(rest)
            cut = rest.rfind(END_REVISION)
            if cut >= 0:
                cut += len(END_REVISION)
                yield Piece(bytes(rest[:cut]), f"{name}+{base}", where, True, last=chunk.offset)
                drop(cut)
                inside, searched = True, 0
                if len(rest) <= hold:
                    break
            begin = rest.rfind(REVISION)
            if begin < 0 or len(rest) - begin <= revision:
                break
            trouble(Trouble(part.path, where, f"a revision of more than {revision >> 20} MiB is passed over", title))
            if begin:
                yield Piece(bytes(rest[:begin]), f"{name}+{base}", where, True, last=chunk.offset)
            drop(len(rest))
            inside = skipping = True
    if rest and (inside or rest.rfind(OPEN) >= 0):
        trouble(Trouble(part.path, where, "the dump ends inside a page", _title(rest)))


def _head(rest: bytearray, end: int) -> bytes:
    """The first bytes, copied once."""
    with memoryview(rest) as view:
        return bytes(view[:end])


def _begun(rest: bytearray, border: int) -> bool:
    """Whether a page begins before the border, or may (its tag may be cut)."""
    place = rest.find(OPEN)
    return 0 <= place < border or any(rest.endswith(OPEN[:n]) and len(rest) - n < border for n in range(1, len(OPEN)))


def _title(data: bytearray) -> str:
    begin = data.find(b"<title>", max(data.rfind(OPEN), 0))
    end = data.find(b"</title>", begin)
    return data[begin + 7 : end].decode("utf-8", "replace") if 0 <= begin < end else ""
