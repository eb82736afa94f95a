"""With the index of a multistream dump and known titles only the streams that hold them are read.

The index (`…-multistream-index.txt.bz2` beside the dump) has a line `offset:page id:title` for each page; some hundred pages share a
stream of their own, which begins at that byte (https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream).
"""

from __future__ import annotations

import bz2
import html
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import JobError
from ..sources.dump import Dump, Part


def index_of(file: str) -> Path | None:
    """The index beside a multistream dump, None where there is none.

    >>> index_of("no/such/enwiki-pages-articles-multistream1.xml-p1p9.bz2")
    """
    name = Path(file).name
    if "-multistream" not in name:
        return None
    head, _, tail = name.partition("-multistream")
    plain = f"{head}-multistream-index{tail.replace('.xml', '.txt')}"
    beside = (Path(file).with_name(one) for one in (plain, plain.removesuffix(".bz2")))
    return next((one for one in beside if one.is_file()), None)


def only_streams(dump: Dump, titles: frozenset[str]) -> Dump:
    """The dump, of its files with an index only the streams in which one of the titles stands; raises `JobError` for a broken index."""
    parts: list[Part] = []
    for file in dump.files:
        whole = [part for part in dump.parts if part.path == file]
        index = index_of(file) if whole and whole[0].codec == "bz2" else None
        if index is None:
            parts += whole
            continue
        ends = whole[-1].end
        for start, end in _spans(index, titles):
            if start >= ends:
                raise JobError(f"{index} does not fit {file}: it names byte {start:,} of {ends:,}")
            parts.append(replace(whole[0], start=start, end=end or ends))
    return replace(dump, parts=tuple(replace(part, number=number) for number, part in enumerate(parts)))


def _spans(index: Path, titles: frozenset[str]) -> Iterator[tuple[int, int | None]]:
    """Where the streams that count begin, and where the next one does (None: there is none)."""
    wanted, last = False, -1
    for offset, title in _lines(index):
        if offset != last:
            if wanted:
                yield last, offset
            wanted, last = False, offset
        wanted = wanted or title in titles or ("&" in title and html.unescape(title) in titles)
    if wanted:
        yield last, None


def _lines(index: Path) -> Iterator[tuple[int, str]]:
    try:
        packed = index.suffix == ".bz2"
        with bz2.open(index, "rt", encoding="utf-8") if packed else index.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                offset, _, rest = line.partition(":")
                if not offset.isdecimal():
                    raise JobError(f"{index}, line {number}: no index of a multistream dump (offset:page id:title)")
                yield int(offset), rest.partition(":")[2].rstrip("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise JobError(f"{index}: cannot be read: {error}") from error
