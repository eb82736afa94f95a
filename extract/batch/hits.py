"""Where in a dump the pages stand that can matter: left by a whole run, it lets the next one read only these places.

The file (JSON) holds, for each part of the dump, how many pages it has and the ranges of bytes in which the pages begin that can
matter, and what the dump's own templates came to. It is good for the same files, cut in the same parts, as long as the same names
of templates count; titles, categories and kinds may be others. A part in which something was broken is read as a whole again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from ..errors import JobError
from ..sources.dump import Dump, Part, Wanted
from .names import Names
from .report import TOOL, TaskReport

Ranges = tuple[tuple[int, int], ...]


class PartHits(msgspec.Struct, frozen=True):
    """A part's pages, all of them, and where those begin that can matter (None: it has to be read as a whole)."""

    pages: int
    ranges: Ranges | None = None


class _File(msgspec.Struct, frozen=True):
    tool: str
    key: str
    parts: dict[int, PartHits]
    redirects: dict[str, str]
    boxes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Hits:
    """What an earlier run left: the hits of each part by number, and the dump's own names."""

    parts: Mapping[int, PartHits] = field(default_factory=dict)
    names: Names = field(default_factory=Names)


def key_of(dump: Dump, wanted: Wanted) -> str:
    """What makes hits good for another run: the files (name, size, time of change), their parts, and which names count."""
    files = [(Path(file).name, stat.st_size, stat.st_mtime_ns) for file in dump.files for stat in [Path(file).stat()]]
    parts = [(Path(part.path).name, part.start, part.end) for part in dump.parts]
    spaces = None if wanted.namespaces is None else sorted(wanted.namespaces)
    said = repr((files, parts, wanted.pattern, spaces))
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def load(path: Path, key: str) -> Hits | None:
    """The hits that a run left in a file; None where there are none, or they are of another dump or other names.

    Raises `JobError` where the file holds something else: it is not ours to replace.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise JobError(f"{path}: no file of hits (--hits): {error}") from error
    if found.key != key or found.tool != TOOL:
        return None
    return Hits(found.parts, Names(found.redirects, found.boxes))


def save(path: Path, key: str, reports: Mapping[int, TaskReport], names: Names) -> None:
    """Leave the hits of a run that has read all parts; raises `JobError` where that cannot be done."""
    parts = {number: _of_part(report) for number, report in reports.items()}
    data = msgspec.json.encode(_File(TOOL, key, parts, dict(names.redirects), dict(names.boxes)))
    temporary = path.with_name(path.name + ".tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        raise JobError(f"cannot write {path}: {error.strerror}") from error


def _of_part(report: TaskReport) -> PartHits:
    whole = any(failure.code == "damage" for failure in report.failures) or any(span is None for span in report.hits)
    return PartHits(report.pages, None if whole else joined(span for span in report.hits if span is not None))


def joined(spans: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, those that overlap or touch as one: a page begins in one of them only.

    >>> joined([(5, 7), (0, 3), (6, 9), (9, 10)])
    ((0, 3), (5, 10))
    """
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def stretches(part: Part, hits: PartHits | None) -> list[Part]:
    """What is to be read of a part: the part, or only the places of its hits."""
    if hits is None or hits.ranges is None:
        return [part]
    return [replace(part, start=start, end=end) for start, end in hits.ranges]
