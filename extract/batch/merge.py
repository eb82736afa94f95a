"""The spools of all tasks become one stream of records, in the order of the input, each page once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from ..record import Record, from_json
from .report import RunReport
from .spool import WorkFolder


class Spooled(NamedTuple):
    """Where the records of a task stand."""

    stem: str
    number: int


class _Source(msgspec.Struct):
    page_id: int | None = None
    revision_id: int | None = None
    index: int = 0


class _Head(msgspec.Struct):
    """As much of a record as tells the page."""

    source: _Source


_head = msgspec.json.Decoder(_Head)


def merge(folder: WorkFolder, tasks: Iterable[Spooled], write: Callable[[Record], None], report: RunReport) -> None:
    """Write the records of the tasks in order, and count them.

    A page that stands in the input twice (in the files that a large page is split over, or in two states, as Enterprise's exports
    have them) counts once, in its latest revision.
    """
    order = list(tasks)
    latest = _repeated(folder, order)
    written: set[tuple[int | None, int]] = set()
    for line in _lines(folder, order):
        record = from_json(line)
        report.boxes += 1
        source = record.source
        if source.page_id in latest:
            place = (source.page_id, source.index)
            if source.revision_id != latest[source.page_id] or place in written:
                continue
            written.add(place)
        report.count(record)
        write(record)


def _repeated(folder: WorkFolder, order: Iterable[Spooled]) -> dict[int | None, int | None]:
    """The latest revision of each page that stands in the input more than once."""
    latest: dict[int | None, int | None] = {}
    repeated: set[int | None] = set()
    before: _Source | None = None
    for line in _lines(folder, order):
        source = _head.decode(line).source
        if source.page_id is None:
            continue
        new = before is None or source.page_id != before.page_id or source.index <= before.index
        if source.page_id not in latest:
            latest[source.page_id] = source.revision_id
        elif new:
            repeated.add(source.page_id)
            latest[source.page_id] = max(latest[source.page_id] or 0, source.revision_id or 0) or None
        before = source
    return {page: latest[page] for page in repeated}


def _lines(folder: WorkFolder, order: Iterable[Spooled]) -> Iterator[bytes]:
    for one in order:
        yield from folder.lines(one.stem, one.number)
