"""The card: a record for eyes. Sides stand next to each other in columns, warnings below."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import IO, Any

from ..record import Belligerent, Commander, Date, Quantity, Record, Result, Side, Unit, Verdict
from .remarks import told, unsaid

_FATES = {
    "killed": "†", "died_of_wounds": "† of wounds", "wounded": "wounded", "captured": "captured", "missing": "missing",
    "executed": "executed", "surrendered": "surrendered", "died": "died", "suicide": "suicide", "assassinated": "assassinated",
    "deserted": "deserted",
}  # fmt: skip
_ROWS = (("belligerents", "Belligerents"), ("commanders", "Commanders and leaders"), ("units", "Units involved"),
         ("strength", "Strength"), ("casualties", "Casualties and losses"))  # fmt: skip
_HIDDEN_WARNINGS = 12


class CardWriter:
    """Writes cards, as wide as the terminal (or 100 columns), with bold headings where `color`."""

    def __init__(self, sink: IO[bytes], color: bool = False) -> None:
        self._sink, self._color = sink, color
        self._width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 160))

    def write(self, record: Record) -> None:
        text = card(record, self._width, bold=self._color)
        self._sink.write((text + "\n").encode("utf-8", "replace"))
        self._sink.flush()


def card(record: Record, width: int = 100, *, bold: bool = False) -> str:
    """The card of a record, `width` columns wide."""
    return _Card(width, bold).of(record)


class _Card:
    def __init__(self, width: int, bold: bool) -> None:
        self.width, self.bold = width, bold
        self.lines: list[str] = []

    def of(self, record: Record) -> str:
        self.lines.append(self._strong(record.name or record.source.title or "(no name)"))
        if record.part_of:
            self._row("Part of", "; ".join(m.text for m in record.part_of))
        self._date(record.date)
        if record.place:
            where = record.place.text.replace("\n", "; ")
            if record.place.coordinates:
                where += f"  ({record.place.coordinates.lat:g}, {record.place.coordinates.lon:g})"
            self._row("Place", where.strip())
        self._result(record.result)
        self._status(record)
        for key in ("territory", "causes", "goals", "methods", "perpetrators", "target", "weapons", "motive", "notes"):
            lines = getattr(record, key)
            if lines:
                self._row(key.capitalize(), "; ".join(line.text for line in lines))
        self._sides(record)
        self._across("Strength, of no one side", record.strength)
        self._across("Casualties, of no one side", record.casualties)
        if record.references:
            self._row("Sources", f"{len(record.references)} references in the box")
        self._source(record)
        self._warnings(record)
        return "\n".join(self.lines) + "\n"

    def _strong(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.bold else text

    def _row(self, label: str, text: str) -> None:
        head = f"  {label:<12} "
        body = textwrap.wrap(text, max(20, self.width - len(head))) or [""]
        self.lines.append(head + body[0])
        self.lines.extend(" " * len(head) + line for line in body[1:])

    def _date(self, date: Date | None) -> None:
        if date is None:
            return
        span = _span(date.start, date.end, date.ongoing)
        self._row(
            "Date", f"{span}   “{date.text}”".replace("\n", " / ") if span else f"not read: “{date.text}”".replace("\n", " / ")
        )
        for phase in date.phases:
            self._row("", f"{phase.label or '(no label)'}: {_span(phase.start, phase.end, False)}")

    def _result(self, result: Result | None) -> None:
        if result is None:
            return
        if result.verdicts:
            for number, verdict in enumerate(result.verdicts):
                label = f"{verdict.label}: " if verdict.label else ""
                self._row("" if number else "Result", f"{label}{_verdict(verdict)}   “{verdict.text}”".replace("\n", " / "))
        else:
            self._row("Result", f"{_verdict(result)}   “{_headline(result)}”")
        if result.disputed:
            self._row("", "disputed")
        for line in result.details:
            self._row("", "· " + line.text.replace("\n", " / "))

    def _status(self, record: Record) -> None:
        """The lines of the status, unless the result is read from them."""
        from_status = record.result is not None and record.result.at is not None and record.result.at.field == "status"
        if record.status and not from_status:
            self._row("Status", "; ".join(line.text for line in record.status))

    def _sides(self, record: Record) -> None:
        sides = list(record.sides)
        names = [f"Side {side.index}" for side in sides]
        if record.unassigned:
            sides.append(record.unassigned)
            names.append("Side not known")
        if not sides:
            return
        columns = max(1, len(sides))
        if columns * 24 > self.width:  # too many to stand next to each other
            for name, side in zip(names, sides, strict=True):
                self._table([name], [side])
        else:
            self._table(names, sides)

    def _table(self, names: Sequence[str], sides: Sequence[Side]) -> None:
        width = (self.width - 3 * (len(sides) - 1) - 2) // len(sides)
        self.lines.append("")
        self.lines.append("  " + " │ ".join(self._strong(name) + " " * (width - len(name)) for name in names).rstrip())
        for key, title in _ROWS:
            cells = [_wrapped(_CELLS[key](getattr(side, key)), width) for side in sides]
            if not any(cells):
                continue
            self.lines.append("  " + "─" * 2 + f" {title} " + "─" * max(0, self.width - len(title) - 6))
            for number in range(max(map(len, cells))):
                row = [_pad(cell[number] if number < len(cell) else "", width) for cell in cells]
                self.lines.append(("  " + " │ ".join(row)).rstrip())

    def _across(self, title: str, items: Sequence[Quantity]) -> None:
        if items:
            self.lines.append("  " + "─" * 2 + f" {title} " + "─" * max(0, self.width - len(title) - 6))
            self.lines.extend("  " + line for line in _wrapped(_quantities(items), self.width - 2))

    def _source(self, record: Record) -> None:
        source = record.source
        words = [
            source.format,
            source.title,
            f"revision {source.revision_id}" if source.revision_id else None,
            source.url,
            source.path,
        ]
        self.lines.append("")
        self._row("Source", ", ".join(word for word in dict.fromkeys(words) if word))

    def _warnings(self, record: Record) -> None:
        if not record.warnings:
            return
        self.lines.append("  " + self._strong(f"{len(record.warnings)} warning{'s' if len(record.warnings) > 1 else ''}"))
        for warning in record.warnings[:_HIDDEN_WARNINGS]:
            words = f"{warning.code} at {warning.path or '/'}: {warning.message}"
            if warning.text:
                words += f" “{warning.text}”"
            body = textwrap.wrap(words.replace("\n", " / "), self.width - 6)
            self.lines.append("  ! " + body[0])
            self.lines.extend("    " + line for line in body[1:])
        if len(record.warnings) > _HIDDEN_WARNINGS:
            self.lines.append(f"    and {len(record.warnings) - _HIDDEN_WARNINGS} more (all of them are in the JSON)")


def _verdict(said: Result | Verdict) -> str:
    words = [said.outcome or "no verdict", *said.qualifiers]
    if said.winner_sides:
        words.append("side " + " and ".join(map(str, said.winner_sides)))
    return ", ".join(words)


def _headline(result: Result) -> str:
    """The text without the details, which stand below it."""
    text, base = result.text, result.at.start if result.at else 0
    for line in sorted((line.at for line in result.details if line.at), key=lambda at: -at.start):
        text = text[: max(line.start - base, 0)] + text[max(line.end - base, 0) :]
    return " / ".join(piece for piece in (line.strip(" ;,.·–—:(") for line in text.split("\n")) if piece)


def _span(start: str | None, end: str | None, ongoing: bool) -> str:
    if ongoing:
        return f"{start or '?'} to now"
    if not start and not end:
        return ""
    return start or "?" if start == end else f"{start or '?'} to {end or '?'}"


def _parties(items: Sequence[Belligerent | Unit], depth: int = 0, above: str | None = None) -> Iterable[str]:
    for item in items:
        if item.group != above and depth == 0:
            above = item.group
            if above:
                yield f"[{above}]"
        yield "  " * depth + item.name + (f" ({item.note})" if item.note else "")
        yield from _parties(item.children, depth + 1)


def _commanders(items: Sequence[Commander]) -> Iterable[str]:
    above = None
    for item in items:
        if item.group != above:
            above = item.group
            if above:
                yield f"[{above}]"
        words = f"{item.rank} {item.name}" if item.rank else item.name
        if item.fates:
            words += " " + ", ".join(_FATES[fate] for fate in item.fates)
        for aside in (item.role, item.note):
            if aside:
                words += f" ({aside})"
        yield words.replace("\n", " ")


def _quantities(items: Sequence[Quantity], depth: int = 0) -> Iterable[str]:
    above: tuple[str | None, ...] = ()
    for item in items:
        heads = tuple(head for head in (item.phase, item.group) if head)
        if heads != above and depth == 0 and heads:
            yield "[" + ", ".join(head for head in heads if head) + "]"
        above = heads
        yield "  " * depth + _quantity(item)
        yield from _quantities(item.parts, depth + 1)


def _quantity(item: Quantity, language: str = "en") -> str:
    if item.min is None and item.max is None:
        figure = "unknown" if item.unknown else item.vague or ""
    else:
        figure = f"{item.min:,}" if item.min == item.max else f"{_number(item.min)}–{_number(item.max)}"
        figure = {"at_least": "≥ ", "at_most": "≤ "}.get(item.bound or "", "") + ("~" if item.approximate else "") + figure
    words = [figure, item.what or "", "+".join(item.effects)]
    if not item.what and not item.effects and not figure:
        words = [item.text.replace("\n", " ")]  # words without a figure
    text = " ".join(word for word in words if word)
    aside = [
        x
        for x in (
            f"of {item.of}" if item.of and item.of.casefold() != (item.what or "").casefold() else None,
            told(item.date),
            f"by {item.claimed_by}" if item.claimed_by else None,
            item.note,
        )
        if x
    ]
    text += f" ({'; '.join(aside)})" if aside else ""
    rest = unsaid(item, " ".join([text, *item.effects, item.phase or "", item.group or "", item.category or ""]), language)
    return text + (f" “{rest}”" if rest else "")


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


_CELLS: dict[str, Any] = {
    "belligerents": _parties, "commanders": _commanders, "units": _parties, "strength": _quantities, "casualties": _quantities,
}  # fmt: skip


def _wrapped(lines: Iterable[str], width: int) -> list[str]:
    wrapped: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        wrapped.extend(textwrap.wrap(line, width, subsequent_indent=indent, drop_whitespace=True, break_long_words=True) or [""])
    return wrapped


def _pad(text: str, width: int) -> str:
    shown = sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
    return text + " " * max(0, width - shown)
