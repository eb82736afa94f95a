"""What a dump is cut into, and what goes wrong in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ...errors import InputError

Codec = Literal["xml", "bz2", "gz", "zst", "7z"]


class DumpError(InputError):
    """A dump, or a page of one, that cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A range of a file's bytes, [start, end), for one process; `end` may cut a page, which belongs to the part it begins in.

    `kind` tells XML from lines of JSON (Wikimedia Enterprise); `encoding` is None for UTF-8.
    """

    number: int
    path: str
    codec: Codec
    start: int
    end: int
    kind: Literal["xml", "ndjson", "tar"] = "xml"
    encoding: str | None = None

    @property
    def size(self) -> int:
        """Its bytes as they lie on the disk."""
        return self.end - self.start


class Chunk(NamedTuple):
    """Some plain bytes; `offset` is the byte of the file that they begin at or near (at or past the part's end: they are only
    wanted for the page that the part's end cuts). `data` is None where bytes were lost between the neighbors; `passed` plain
    bytes before it are left out, in which no page begins."""

    offset: int
    data: bytes | None
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something of a dump that was passed over: where (a file and the byte in it, compressed), of which page, and why."""

    path: str
    offset: int
    reason: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """So many pages have gone by, of which so many compressed bytes were read."""

    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page that may matter, as bytes: `<page>…</page>`, or a line of JSON.

    `place` tells it from all others of the dump (the file's name and the part's pages before it). `why`: "hit" where a
    template that counts is called, "deferred" where one may be called under a name that only the dump knows, "template"
    for a page of namespace 10 that redirects to a template that counts or holds a box. `span`: bytes of the file, [start, end),
    such that the page is among those that begin in a part of them; None where the file can only be read as a whole.
    """

    data: bytes
    kind: Literal["xml", "json"]
    place: str
    why: Literal["hit", "deferred", "template"]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What the dump says of its wiki: database name, language, address of a page's folder, namespaces by number."""

    wiki: str | None = None
    language: str | None = None
    base: str | None = None
    schema: str | None = None
    namespaces: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dump:
    """Files and the parts that they are cut into, in the dump's order."""

    files: tuple[str, ...]
    parts: tuple[Part, ...]
    site: Site
    date: str | None = None

    @property
    def size(self) -> int:
        """All bytes as they lie on the disk."""
        return sum(part.size for part in self.parts)
