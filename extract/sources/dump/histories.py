"""The histories of the pages of a part, one revision at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from ...pages import Page, Revision
from .pages import HOLD, LONGEST_REVISION, cut
from .scan import CLOSE, OPEN, REVISION, Piece, pieces
from .streams import chunks
from .types import DumpError, Part, Seen, Trouble
from .wanted import Wanted
from .xml import page_of, revision_of


def histories(
    part: Part,
    wanted: Wanted,
    trouble: Callable[[Trouble], None],
    seen: Callable[[Seen], None] = lambda _: None,
    *,
    hold: int = HOLD,
    longest: int = LONGEST_REVISION,
) -> Iterator[tuple[Page, Iterator[Revision]]]:
    """The pages that begin in the part and of which some revision can hold a box: each without, and beside it with, its
    revisions in the dump's order. A revision in which no box can stand comes without its text (None, though not hidden).

    A page's revisions are to be taken before the next page is asked for. Of a page so long that it is not held, all that
    is kept until a revision matters is what its revisions are without their texts, some 500 bytes each.
    """
    count = 0
    found = pieces(part, chunks(part, trouble), trouble, hold=hold, revision=longest)
    for piece in found:
        seen(Seen(count, max(piece.offset - part.start, 0)))
        if piece.inside:
            count += 1
            whole = _segments(piece, found)
            yield from _history(piece.data[piece.data.rfind(OPEN) :], whole, part, piece, wanted, trouble)
            for _ in whole:  # what the reader left of it
                continue
        else:
            count += piece.data.count(OPEN)
            for page in _pages(piece.data, wanted):
                yield from _history(page, cut(page), part, piece, wanted, trouble)
    seen(Seen(count, part.size))


def _pages(data: bytes, wanted: Wanted) -> Iterator[bytes]:
    """The whole pages in the bytes in which something is worth a look."""
    done = 0
    for place in wanted.places(data):
        if place >= done and (begin := data.rfind(OPEN, done, place)) >= 0 and (end := data.find(CLOSE, place)) >= 0:
            done = end + len(CLOSE)
            yield data[begin:done]


def _segments(piece: Piece, found: Iterator[Piece]) -> Iterator[bytes]:
    """The revisions of a page that comes in stretches, of which the first is given."""
    while True:
        yield from cut(piece.data)
        if piece.ends:
            return
        following = next(found, None)
        if following is None or not following.inside:  # the rest of it was lost
            return
        piece = following


def _history(
    page: bytes, segments: Iterator[bytes], part: Part, piece: Piece, wanted: Wanted, trouble: Callable[[Trouble], None]
) -> Iterator[tuple[Page, Iterator[Revision]]]:
    try:
        head = page_of(page[: page.find(REVISION)] + CLOSE)
    except DumpError as error:
        trouble(Trouble(part.path, piece.offset, error.reason))
        return
    if wanted.namespaces is not None and head.namespace not in wanted.namespaces:
        return

    def read(segment: bytes) -> Revision | None:
        try:
            revision = revision_of(segment)
        except DumpError as error:
            trouble(Trouble(part.path, piece.offset, error.reason, head.title))
            return None
        return revision if revision.text is None or wanted.may_matter(segment) else replace(revision, text=None)

    early: list[Revision | None] = []
    for segment in segments:
        early.append(read(segment))
        if wanted.may_matter(segment):
            break
    else:
        return
    yield head, (one for one in chain(early, map(read, segments)) if one is not None)
