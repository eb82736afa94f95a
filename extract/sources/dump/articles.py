"""Wikimedia Enterprise's articles: a line of JSON each, HTML and wikitext in it.

https://enterprise.wikimedia.com/docs/data-dictionary/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from ...pages import Page, Revision
from .streams import chunks
from .types import DumpError, Part, RawPage, Seen, Trouble
from .wanted import Wanted

#: A line longer than this is passed over: the longest articles are some 10 MB of HTML and wikitext together.
LONGEST_LINE = 64 << 20


def lines(part: Part, wanted: Wanted, trouble: Callable[[Trouble], None], seen: Callable[[Seen], None]) -> Iterator[RawPage]:
    """The articles that can matter of the part: of the lines, those that follow a line end in it, and the file's first."""
    rest = bytearray()
    synced = part.start == 0  # a line that another part's end cuts is that part's, with the line end that closes it
    skipping = False  # in the middle of a line too long
    count = base = 0
    name = f"{part.path.rpartition('/')[2]}@{part.start}"

    def page(line: bytes, place: int) -> Iterator[RawPage]:
        nonlocal count
        count += bool(line.strip())
        if wanted.may_matter(line):
            yield RawPage(line, "json", f"{name}+{place}", "hit" if wanted.calls(line) else "deferred")

    for chunk in chunks(part, trouble):
        past = chunk.offset >= part.end
        if past and not synced:
            return  # no line begins in the part
        base += chunk.passed
        rest += chunk.data or b""
        begin = 0
        while (end := rest.find(b"\n", begin)) >= 0:
            if synced and not skipping:
                yield from page(bytes(rest[begin:end]), base + begin)
            begin, skipping, synced = end + 1, False, True
            if past:
                seen(Seen(count, part.size))
                return
        del rest[:begin]
        base += begin
        if len(rest) > LONGEST_LINE:
            if synced and not skipping:
                trouble(Trouble(part.path, chunk.offset, f"a line of more than {LONGEST_LINE >> 20} MiB is passed over"))
            base, skipping = base + len(rest), True
            rest.clear()
        seen(Seen(count, max(chunk.offset - part.start, 0)))
    if synced and not skipping:
        yield from page(bytes(rest), base)
    seen(Seen(count, part.size))


class _Named(msgspec.Struct):
    identifier: Any = None


class _Space(msgspec.Struct):
    identifier: int = 0


class _Version(msgspec.Struct):
    identifier: int | None = None
    comment: str | None = None
    is_minor_edit: bool = False


class _Body(msgspec.Struct):
    html: str | None = None
    wikitext: str | None = None


class _Article(msgspec.Struct):
    name: str
    identifier: int | None = None
    date_modified: str | None = None
    url: str | None = None
    version: _Version | None = None
    namespace: _Space | None = None
    in_language: _Named | None = None
    is_part_of: _Named | None = None
    article_body: _Body | None = None


_decoder = msgspec.json.Decoder(_Article)


def article_of(data: bytes) -> Page:
    """The page of an article's line: its wikitext and, as a second revision of the same number, its HTML; raises `DumpError`."""
    try:
        one = _decoder.decode(data)
    except msgspec.DecodeError as error:
        raise DumpError(f"no article of Wikimedia Enterprise: {error}") from error
    body, version = one.article_body or _Body(), one.version or _Version()
    revisions = tuple(
        Revision(
            id=version.identifier, timestamp=one.date_modified, comment=version.comment, minor=version.is_minor_edit,
            text=text, format=form,
        )
        for form, text in (("wikitext", body.wikitext), ("html", body.html))
        if text
    )  # fmt: skip
    return Page(
        title=one.name,
        id=one.identifier,
        namespace=one.namespace.identifier if one.namespace else 0,
        wiki=one.is_part_of.identifier if one.is_part_of else None,
        language=one.in_language.identifier if one.in_language else None,
        url=one.url,
        revisions=revisions,
    )
