"""The histories of all conflict pages of a dump, as a job: parts to processes, order, resume, report as of `dumps`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ..lives import History, history
from ..pages import Page, Revision
from ..sources.dump import Dump, Part, Site, Wanted, histories
from .articles import Asked
from .desk import Desk
from .dump import listeners
from .dumps import manifest
from .job import Settings, at_work, finish
from .report import TOOL, RunReport

STEM = "histories"


class Sink(Protocol):
    """Takes histories one at a time."""

    def write(self, found: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Follow:
    """Reads the histories of a part's pages; `titles`, where there are any, are all that count."""

    wanted: Wanted
    site: Site
    language: str | None = None
    redirects: Mapping[str, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()

    def __call__(self, part: Part, desk: Desk) -> None:
        for page, revisions in histories(part, self.wanted, *listeners(desk)):
            if not self.titles or page.title in self.titles:
                place = f"{Path(part.path).name}: page {page.id or page.title}"
                desk.report.read += desk.read(place, page.title, self._lines(page, revisions)) is not None

    def _lines(self, page: Page, revisions: Iterable[Revision]) -> Callable[[], list[bytes]]:
        def lines() -> list[bytes]:
            known = replace(page, wiki=self.site.wiki, language=self.site.language)
            found = history(revisions, known, language=self.language, redirects=self.redirects)
            return [msgspec.json.encode(found)] if found.steps else []

        return lines


def run_histories(
    dump: Dump, follow: Follow, settings: Settings, output: Path, opened: Callable[[Path], AbstractContextManager[Sink]]
) -> int:
    """Follow all pages of a dump and write their histories, in the dump's order; gives the exit code. Raises `JobError`.

    What is done of a run that was stopped is kept beside the output, and the same command goes on from there. A process
    keeps one page's lives, steps and latest different boxes at a time, whatever the dump's size.
    """
    asked = Asked(language=follow.language, redirects=follow.redirects)
    described = {**manifest(dump, asked, follow.titles, follow.wanted.namespaces), "job": "history"}
    report = RunReport(tool=TOOL, inputs=list(dump.files))
    with at_work(settings, output, described, report, dump.size, sized=True) as run:
        run.phase(STEM, follow, {part.number: part for part in dump.parts}, lambda _, task: report.add(task))
        with opened(output) as sink:
            for number in run.folder.reports(STEM):
                for line in run.folder.lines(STEM, number):
                    sink.write(msgspec.json.decode(line, type=History))
                    report.boxes += 1
                    report.records += 1
        return finish(run, output)
