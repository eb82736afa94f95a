"""How far to trust a batch: for each field, what the pages show and how much of it ended up in items.

The measure is the record's own: a visible character is read when an item (or a heading) covers it; `coverage.py` says how.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from .coverage import covered
from .pipeline import UNREAD_ROLES
from .record import Record, Side
from .vocabulary import kind_named

#: How many examples are kept for each warning and each field.
EXAMPLES = 3
_SIDES = ("belligerents", "commanders", "units", "strength", "casualties")
_KEYS = (
    "name", "part_of", "date", "place", "result", "territory", "status", "causes", "goals", "methods", "action", "notes",
    "perpetrators", "target", "weapons", "motive", *_SIDES,
)  # fmt: skip


class Example(msgspec.Struct, frozen=True):
    """A place where something was seen: the page, the path in its record, the words."""

    page: str
    path: str
    text: str


class FieldAudit(msgspec.Struct, frozen=True):
    """One field over all records.

    `shown` counts the records whose page shows the field, `valued` those whose record has a value for it, `items` the values;
    `characters` the visible characters (white space aside) and `read` how many of them an item covers; `unread` are samples
    of the words that none covers.
    """

    field: str
    shown: int
    valued: int
    items: int
    characters: int
    read: int
    unread: tuple[Example, ...]

    @property
    def share(self) -> float:
        """Share of the visible characters that items cover; 1.0 where nothing is shown."""
        return self.read / self.characters if self.characters else 1.0


class WarningAudit(msgspec.Struct, frozen=True):
    """One code of warning: how often, on how many pages, with examples."""

    code: str
    count: int
    records: int
    examples: tuple[Example, ...]


class Audit(msgspec.Struct, frozen=True):
    """A batch: records by kind and format, fields, warnings, and what the tables do not know."""

    records: int
    kinds: dict[str, int]
    formats: dict[str, int]
    fields: tuple[FieldAudit, ...]
    warnings: tuple[WarningAudit, ...]
    unknown_templates: dict[str, int]
    unknown_flags: dict[str, int]
    characters: int
    read: int


class Auditor:
    """Takes records one at a time; memory does not grow with their number, only with the kinds of things seen."""

    def __init__(self) -> None:
        self._records = 0
        self._kinds: Counter[str] = Counter()
        self._formats: Counter[str] = Counter()
        self._shown: Counter[str] = Counter()
        self._valued: Counter[str] = Counter()
        self._items: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        self._read: Counter[str] = Counter()
        self._unread: defaultdict[str, list[Example]] = defaultdict(list)
        self._codes: Counter[str] = Counter()
        self._coded: Counter[str] = Counter()
        self._examples: defaultdict[str, list[Example]] = defaultdict(list)
        self._unknown: dict[str, Counter[str]] = {"unknown-template": Counter(), "unknown-flag": Counter()}

    def add(self, record: Record) -> None:
        """Take a record into account."""
        self._records += 1
        self._kinds[record.kind] += 1
        self._formats[record.source.format] += 1
        page = record.source.title or record.name or record.source.path or "?"
        for key, count in _counts(record):
            self._valued[key] += 1
            self._items[key] += count
        self._fields(record)
        for code in {warning.code for warning in record.warnings}:
            self._coded[code] += 1
        for warning in record.warnings:
            self._codes[warning.code] += 1
            example = Example(page, warning.path, warning.text or warning.message)
            if len(self._examples[warning.code]) < EXAMPLES:
                self._examples[warning.code].append(example)
            if warning.code in self._unknown:
                self._unknown[warning.code][_template_name(warning.text)] += 1
            if warning.code == "unread-text":
                role = self._role(record, warning.path.rpartition("/")[2])
                if role and len(self._unread[role]) < EXAMPLES:
                    self._unread[role].append(example)

    def audit(self) -> Audit:
        """What the records so far amount to."""
        order = {key: number for number, key in enumerate(_KEYS)}
        keys = sorted(self._shown.keys() | self._valued.keys(), key=lambda key: (order.get(key, len(order)), key))
        fields = tuple(
            FieldAudit(
                key,
                self._shown[key],
                self._valued[key],
                self._items[key],
                self._characters[key],
                self._read[key],
                tuple(self._unread[key]),
            )
            for key in keys
        )
        warnings = tuple(
            WarningAudit(code, count, self._coded[code], tuple(self._examples[code])) for code, count in self._codes.most_common()
        )
        return Audit(
            records=self._records,
            kinds=dict(self._kinds.most_common()),
            formats=dict(self._formats.most_common()),
            fields=fields,
            warnings=warnings,
            unknown_templates=dict(self._unknown["unknown-template"].most_common()),
            unknown_flags=dict(self._unknown["unknown-flag"].most_common()),
            characters=sum(self._characters.values()),
            read=sum(self._read.values()),
        )

    def _role(self, record: Record, param: str) -> str | None:
        if record.source.format == "text" and param in _KEYS:  # a whole section
            return param
        slot = kind_named(record.kind).slot(param)
        return slot.role if slot and slot.role not in UNREAD_ROLES else None

    def _fields(self, record: Record) -> None:
        masks = covered(record)
        shown = set()
        for name, field in record.fields.items():
            role = self._role(record, name)
            if role is None or not field.text:
                continue
            shown.add(role)
            visible = [place for place, char in enumerate(field.text) if not char.isspace()]
            self._characters[role] += len(visible)
            self._read[role] += sum(masks[name][place] for place in visible)
        for role in shown:
            self._shown[role] += 1


def _counts(record: Record) -> Iterator[tuple[str, int]]:
    """Each field that has a value in the record, and how many."""
    sides: list[Side] = [*record.sides, *([record.unassigned] if record.unassigned else [])]
    for key in _KEYS:
        if key in _SIDES:
            count = sum(len(getattr(side, key)) for side in sides) + len(getattr(record, key, ()))
        else:
            value = getattr(record, key)
            count = len(value) if isinstance(value, tuple) else int(_has_value(key, value))
        if count:
            yield key, count


def _template_name(text: str) -> str:
    """The name alone, so that uses of a template count together: "{{x|B}}" is "x"; other text as it is."""
    return text.removeprefix("{{").partition("|")[0].removesuffix("}}").strip()


def _has_value(key: str, value: object) -> bool:
    if key == "date":  # a date that could not be read is an item with its text, but no value
        return any(getattr(value, name, None) for name in ("start", "end", "ongoing"))
    if key == "result":
        return bool(value) and getattr(value, "outcome", None) is not None
    return bool(value)


def audit(records: Iterable[Record]) -> Audit:
    """The audit of a batch of records."""
    auditor = Auditor()
    for record in records:
        auditor.add(record)
    return auditor.audit()


def to_json(found: Audit) -> bytes:
    """The audit as indented JSON."""
    value = msgspec.to_builtins(found)
    for row, field in zip(value["fields"], found.fields, strict=True):
        row["share"] = round(field.share, 5)
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def render(found: Audit) -> str:
    """The audit as a table for eyes."""
    counts = ", ".join(f"{count} {kind}" for kind, count in (found.kinds | found.formats).items())
    lines = [f"{found.records} records: {counts}", ""]
    lines.append(f"{'field':<14}{'shown':>7}{'value':>7}{'items':>7}{'characters':>12}{'read':>9}")
    for field in found.fields:
        share = f"{field.share:>9.2%}" if field.characters else f"{'':>9}"
        lines.append(f"{field.field:<14}{field.shown:>7}{field.valued:>7}{field.items:>7}{field.characters:>12,}{share}")
        lines.extend(f"    not read: “{one.text}” ({one.page})" for one in field.unread)
    whole = found.read / found.characters if found.characters else 1.0
    lines.append(f"{'all fields':<14}{'':>21}{found.characters:>12,}{whole:>9.2%}")
    if found.warnings:
        lines += ["", f"{'warning':<24}{'count':>7}{'records':>9}"]
        for warning in found.warnings:
            lines.append(f"{warning.code:<24}{warning.count:>7}{warning.records:>9}")
            lines.extend(f"    {one.page}, {one.path or '/'}: “{_short(one.text)}”" for one in warning.examples)
    for title, unknown in (("unknown templates", found.unknown_templates), ("unknown flags", found.unknown_flags)):
        if unknown:
            lines += ["", title + ": " + ", ".join(f"{name} ({count})" for name, count in unknown.items())]
    return "\n".join(lines)


def _short(text: str) -> str:
    text = text.replace("\n", " / ")
    return text if len(text) <= 100 else text[:99] + "…"
