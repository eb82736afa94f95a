"""A dump from its first part to the last record: two looks, one output, one report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..record import Record
from ..sources.dump import Dump, decoder
from .articles import Asked
from .dump import PAGES, AndRedirects, First, Second
from .hits import Hits, key_of, load, save
from .job import Run, Settings, at_work, finish
from .merge import Spooled, merge
from .names import Named, Names, resolve
from .output import Destination
from .progress import Progress
from .report import TOOL, Failure, RunReport, TaskReport


def run_dump(
    dump: Dump,
    asked: Asked,
    settings: Settings,
    target: Destination,
    *,
    titles: frozenset[str] = frozenset(),
    namespaces: frozenset[int] | None = frozenset({0}),
    hits: Path | None = None,
) -> int:
    """Read a dump and write its records; gives the exit code. Raises `JobError`.

    The output is written when all parts are read, or the run was stopped: what is there then, in the dump's order.
    `titles` (as MediaWiki writes them) narrow the pages down where there are any. `hits` is a file: what a run over the same dump
    has left there tells where to read; a run that has read all leaves it when it is complete.
    """
    report = RunReport(tool=TOOL, inputs=list(dump.files))
    wanted = AndRedirects(frozenset(asked.redirects), namespaces)
    key = key_of(dump, wanted)
    left = load(hits, key) if hits is not None else None
    known = left or Hits()
    described = manifest(dump, asked, titles, namespaces, key if left else None)
    with at_work(settings, target.path, described, report, dump.size, sized=True) as run:
        run.phase(
            PAGES, First(asked, wanted, dump.site, titles, known.parts), {part.number: part for part in dump.parts}, _counted(run)
        )
        order = [Spooled(PAGES, number) for number in run.folder.reports(PAGES)]
        reports = run.folder.reports(PAGES)
        names = known.names if left else resolve(msgspec.convert(one, Named) for one in _named(reports))
        if not run.stopped:
            order = _second_look(run, Second(asked, wanted, dump.site, names, run.folder.path), order)
        given: set[str] = set()
        with target.open(run.folder) as out:

            def write(record: Record) -> None:
                given.add(record.source.title or "")
                out.write(record)

            merge(run.folder, order, write, report)
        if not run.stopped and not run.missing:
            report.failures += [
                Failure("input", "--titles", "no page of this title with an infobox that counts", title)
                for title in sorted(titles - given)
            ]
        code = finish(run, target.path)
    if hits is not None and left is None and report.complete:
        save(hits, key, reports, names)
    return code


def _named(reports: Mapping[int, TaskReport]) -> Iterator[Any]:
    """What the parts learned of the dump's own templates."""
    for report in reports.values():
        yield from report.names


def _second_look(run: Run, look: Second, order: list[Spooled]) -> list[Spooled]:
    """Read the pages that were put aside, now that the dump's names are known; gives where the records of each part stand."""
    reports, names = run.folder.reports(PAGES), look.names
    waiting = {number: number for number, report in reports.items() if report.waiting}
    run.report.notes.append(_note(names, sum(report.waiting for report in reports.values())))
    if not names or not waiting:
        return order
    digest = hashlib.sha256(repr((sorted(names.redirects.items()), sorted(names.boxes.items()))).encode()).hexdigest()
    stem = f"late-{digest[:8]}"  # with other names (a part that could not be read is there now) it is another look
    run.progress.clear()
    run.progress = Progress(sum(report.waiting for report in reports.values()), run.settings.quiet)
    run.phase(stem, look, waiting, _counted(run))
    done = run.folder.reports(stem)
    return [Spooled(stem, one.number) if one.number in done else one for one in order]


def _note(names: Names, waiting: int) -> str:
    if not waiting:
        return f"names of templates that the dump itself holds: {len(names.redirects)}; templates with a box: {len(names.boxes)}"
    return (
        f"{waiting:,} pages may hold a box under another name; the dump's own templates give {len(names.redirects)} such names and "
        f"{len(names.boxes)} templates with a box" + ("" if names else ": the pages were passed over (--redirect names others)")
    )


def _counted(run: Run) -> Callable[[int, TaskReport], None]:
    def done(_: int, task: TaskReport) -> None:
        run.report.add(task)

    return done


def manifest(
    dump: Dump, asked: Asked, titles: frozenset[str], namespaces: frozenset[int] | None, hits: str | None = None
) -> Mapping[str, Any]:
    """What makes a run over a dump the same run: its options, its files by size and time of change, how they are cut, and which
    `hits` (their key) are all that is read: their parts lack the names of templates, which stand with the hits."""
    files = {file: [stat.st_size, stat.st_mtime_ns] for file in dump.files for stat in [Path(file).stat()]}
    return {
        "job": "dump",
        "tool": TOOL,
        "options": {
            "from": asked.format,
            "language": asked.language,
            "redirects": dict(asked.redirects),
            "kinds": sorted(asked.kinds),
            "categories": sorted(asked.categories),
            "namespaces": None if namespaces is None else sorted(namespaces),
            "only hits": hits,
            "digest of the titles": hashlib.sha256("\n".join(sorted(titles)).encode()).hexdigest() if titles else None,
        },
        "files (size in bytes, time of change)": files,
        "parts": len(dump.parts),
        "decoders": sorted({name for part in dump.parts if (name := decoder(part))}),
        "digest of the parts": hashlib.sha256(repr(dump.parts).encode("utf-8", "surrogateescape")).hexdigest(),
    }
