"""The pages of a part that can matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...pages import Page
from .articles import article_of, lines
from .scan import CLOSE, END_REVISION, OPEN, REVISION, Piece, pieces
from .streams import ALONE, chunks
from .types import Part, RawPage, Seen, Trouble
from .wanted import Wanted
from .xml import page_of

#: A page of which more bytes than this would have to be held is read revision by revision.
HOLD = 24 << 20
#: A revision longer than this is passed over. MediaWiki itself takes 2 MiB of wikitext ($wgMaxArticleSize), some wikis more.
LONGEST_REVISION = 16 << 20

#: How MediaWiki writes a page's beginning: what is longer is found sooner.
_BEGIN = b"<page>\n    <title>"

_TIMESTAMP = re.compile(rb"<timestamp>([^<]*)</timestamp>")
_ID = re.compile(rb"<id>(\d+)</id>")


def pages(
    part: Part,
    wanted: Wanted,
    trouble: Callable[[Trouble], None],
    seen: Callable[[Seen], None] = lambda _: None,
    *,
    hold: int = HOLD,
    longest: int = LONGEST_REVISION,
) -> Iterator[RawPage]:
    """The pages that begin in the part and can matter, each with its latest revision alone; all others go by as bytes.

    What cannot be read goes to `trouble`; `seen` hears how many pages have gone by and how far in the file that is.
    """
    if part.kind != "xml":
        yield from lines(part, wanted, trouble, seen)
        return
    long = _Long()
    count = 0
    for piece in pieces(part, chunks(part, trouble), trouble, hold=hold, revision=longest):
        if piece.inside:
            if (data := long.add(piece)) is not None:
                count += 1
                if (why := wanted.why(data)) and (why == "template" or wanted.may_matter(data)):
                    yield RawPage(data, "xml", piece.place, why, _span(part, long.offset, piece.last))
        else:
            count += piece.data.count(_BEGIN) or piece.data.count(OPEN)
            yield from _of_piece(part, piece, wanted)
        seen(Seen(count, max(piece.offset - part.start, 0)))
    seen(Seen(count, part.size))


def _of_piece(part: Part, piece: Piece, wanted: Wanted) -> Iterator[RawPage]:
    data, done = piece.data, 0
    base, _, plain = piece.place.rpartition("+")
    for place in wanted.places(data):
        if place < done:
            continue
        begin = data.rfind(OPEN, done, place)
        end = data.find(CLOSE, place)
        if begin < 0 or end < 0:
            continue
        done = end + len(CLOSE)
        page = data[begin:done]
        if page.find(REVISION, page.find(REVISION) + 1) >= 0:
            page = _latest(page)
            if not wanted.may_matter(page) and b"<ns>10</ns>" not in page:
                continue
        if (why := wanted.why(page)) is not None:
            first = int(plain) + begin
            span = (part.start + first,) * 2 if part.codec == "xml" else (piece.offset, piece.last)
            yield RawPage(page, "xml", f"{base}+{first}", why, _span(part, *span))


def _span(part: Part, first: int, last: int) -> tuple[int, int] | None:
    """The bytes of the file from one chunk to another, where they can be read alone."""
    return (first, last + 1) if part.codec in ALONE and part.encoding is None else None


def _latest(page: bytes) -> bytes:
    """The page with its latest revision alone; dumps give them in no sure order."""
    head = page[: page.find(REVISION)]
    return head + max(cut(page), key=_when) + CLOSE


def cut(data: bytes) -> Iterator[bytes]:
    """The `<revision>` elements in the bytes."""
    begin = data.find(REVISION)
    while begin >= 0:
        end = data.find(END_REVISION, begin)
        if end < 0:
            return
        yield data[begin : end + len(END_REVISION)]
        begin = data.find(REVISION, end)


def _when(revision: bytes) -> tuple[bytes, int]:
    when, number = _TIMESTAMP.search(revision), _ID.search(revision)
    return when[1] if when else b"", int(number[1]) if number else 0


class _Long:
    """A page too long to be held, of which the latest revision is."""

    def __init__(self) -> None:
        self._head, self._best = b"", b""
        self.offset = 0

    def add(self, piece: Piece) -> bytes | None:
        """Take a stretch; gives the page where it ends."""
        data = piece.data
        if (begin := data.rfind(OPEN)) >= 0:
            data = data[begin:]
            self._head, self._best = data[: data.find(REVISION)], b""
            self.offset = piece.offset
        for revision in cut(data):
            if not self._best or _when(revision) > _when(self._best):
                self._best = revision
        return self._head + self._best + CLOSE if piece.ends and self._best else None


def parse(raw: RawPage) -> Page:
    """The page, with its revision; raises `DumpError` where it is broken."""
    return article_of(raw.data) if raw.kind == "json" else page_of(raw.data)
