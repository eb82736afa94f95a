"""A history for a terminal: what each revision changed, or who brought in what."""

from __future__ import annotations

from collections.abc import Iterator

from ..lives import History, Step
from . import diff_text

_BOLD, _DIM, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def timeline(found: History, *, field: str | None = None, color: bool = False) -> str:
    """The steps, oldest first, each with its changes."""
    return "\n".join(_steps(found, field, color)) + "\n"


def _steps(found: History, field: str | None, color: bool) -> Iterator[str]:
    yield _head(found)
    for step in found.steps:
        changes = [one for one in step.changes if field is None or one.field == field]
        if field is not None and not changes:
            continue
        line = who(step)
        yield ""
        yield f"{_BOLD}{line}{_END}" if color else line
        marks = [
            f"reverts to revision {step.reverts_to}" if step.reverts_to else "",
            f"reverted by revision {step.reverted_by}" if step.reverted_by else "",
            "its text is hidden" if step.text_hidden else "",
        ]
        for mark in filter(None, marks):
            yield f"  ({mark})"
        if changes:
            yield "\n".join("  " + one for one in diff_text.render(changes, color=color).splitlines())
    yield from (f"warning: {one.message}{f' ({one.text})' if one.text else ''}" for one in found.warnings)


def _head(found: History) -> str:
    span = f", {found.first[:10]} to {found.last[:10]}" if found.first and found.last else ""
    return f"{found.title or 'infobox'}: {found.revisions} revisions{span}; the box changed in {len(found.steps)} of them"


def who(step: Step) -> str:
    """Revision, time, user and comment on a line; what is hidden says so."""
    user = "(user hidden)" if step.user_hidden else step.user or "(user unknown)"
    comment = "(comment hidden)" if step.comment_hidden else step.comment or ""
    number = f"revision {step.revision_id}" if step.revision_id is not None else "revision"
    when = (step.timestamp or "").replace("T", " ").removesuffix("Z")
    return " · ".join(word for word in (number, when, user, comment) if word)


def blame(found: History, *, field: str | None = None) -> str:
    """The values of the last revision: who brought each in, when, how often it was taken out and came back."""
    lines = [_head(found), ""]
    rows = []
    for life in found.blame():
        if field is not None and life.field != field:
            continue
        step = found.steps[life.spans[0].begin]
        where = f"{life.field} {life.side}" if life.side else life.field
        value = " / ".join(life.value.split("\n"))
        user = "(hidden)" if step.user_hidden else step.user or "(unknown)"
        again = f"{life.contested}×" if life.contested else ""
        rows.append(
            (
                where,
                value if len(value) <= 60 else value[:59] + "…",
                (step.timestamp or "")[:10],
                user,
                str(step.revision_id),
                again,
            )
        )
    head = ("field", "value", "since", "user", "revision", "contested")
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, *rows]:
        lines.append("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())
    return "\n".join(lines) + "\n"
