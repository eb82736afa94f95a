"""Many inputs, one after another in this process: what fails costs only itself and is named with its reason."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from ..errors import InputError, JobError
from ..raw import Format
from ..record import Record
from ..sources.files import Found
from .files import Reading
from .progress import Progress
from .report import Failure, RunReport, printable, tell, tell_missing


def run(
    found: Found,
    write: Callable[[Record], None],
    *,
    format: Format | None = None,
    language: str | None = None,
    redirects: Mapping[str, str] | None = None,
    quiet: bool = False,
    report: RunReport | None = None,
) -> int:
    """Read every input in order and hand each record to `write`; failures go to standard error, all that is counted to `report`.

    Gives the exit code: 0 when every input gave a record, 1 otherwise.
    """
    report = report or RunReport()
    reading = Reading(format, language, redirects)
    tell_missing(found, report)
    progress = Progress(len(found.inputs), quiet or not sys.stderr.isatty())
    for number, one in enumerate(found.inputs, 1):
        report.pages += 1
        report.read += 1
        failures: list[Failure] = []
        try:
            for record in reading.records(one):
                write(record)
                report.boxes += 1
                report.count(record)
        except InputError as error:
            failures = [Failure("input", printable(one.path), error.reason)]
        except (BrokenPipeError, KeyboardInterrupt, JobError):  # of the output, not of the page
            raise
        except Exception as error:
            reason = f"our fault, please report it: {type(error).__name__}: {error}"
            failures = [Failure("error", printable(one.path), reason)]
        if failures:
            progress.clear()
            tell(failures)
            report.failures += failures
        progress.show(number, number, report.records)
    progress.clear()
    report.complete = True
    if found.skipped and not quiet:
        print(passed_over(found.skipped), file=sys.stderr)
    return 1 if report.failures else 0


def passed_over(number: int) -> str:
    """What a folder held besides pages."""
    return f"battlebox: passed over {number} files that are no pages (style sheets, images, data)"
