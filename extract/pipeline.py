"""Document -> records: drawers, then readers, then one record; a field that fails never takes the record with it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from . import record
from .coverage import unread
from .fields import belligerents, commanders, dates, lines, mentions, places, quantities, results, sides, units
from .fields.base import Caution, Party, Reading, Scope
from .fields.quantities.notes import gives_losses
from .parse import drawers
from .raw import Document, RawCell, RawInfobox
from .record import Belligerent, Field, Record, Side, Source, Warning
from .vocabulary import kind_named

#: Roles that are kept as lines, and the record's key that each goes to.
LINE_ROLES = {
    "territory": "territory", "status": "status", "causes": "causes", "goals": "goals", "methods": "methods",
    "action": "action", "notes": "notes", "concessions": "notes", "subtitle": "notes",
    "date_other": "notes", "victims": "notes", "verdict": "notes", "perpetrators_other": "notes", "other": "notes",
    "perpetrators": "perpetrators", "target": "target", "weapons": "weapons", "motive": "motive",
}  # fmt: skip
SIDE_ROLES = ("belligerents", "commanders", "units", "strength", "casualties")
QUANTITY_ROLES = {"strength": "strength", "polstrength": "strength", "milstrength": "strength", "casualties": "casualties"}


def records(document: Document) -> Iterator[Record]:
    """A record for each infobox of the document, in order."""
    for index, raw in enumerate(drawers()[document.format](document)):
        yield read(raw, document, index)


def read(raw: RawInfobox, document: Document, index: int = 0) -> Record:
    """The record of one infobox."""
    if document.format == "text":
        raw = sides.assign(raw, document.language)
    return _Reader(raw, document).assemble(index)


#: Items by the record's key.
_Items = defaultdict[str, tuple[Any, ...]]


class _Reader:
    def __init__(self, raw: RawInfobox, document: Document) -> None:
        self.raw, self.document = raw, document
        self.kind = kind_named(raw.kind)
        self.headings: list[record.Heading] = []
        self.warnings: list[Warning] = []
        self.by_role: dict[str, list[RawCell]] = defaultdict(list)
        for cell in raw.cells:
            if cell.role and cell.rich:
                self.by_role[cell.role].append(cell)
        self.count = raw.sides
        for roles in (("belligerents", "commanders"), ("units", "strength"), ("casualties",)):
            # who fights tells the sides; a box that names nobody still has the columns of its figures
            self.count = self.count or max((c.side or 0 for role in roles for c in self.by_role[role]), default=0)
        if not self.count and document.format != "text" and any(self.by_role[role] for role in ("commanders", "units")):
            self.count = 1  # a box with a single column (an operation's "planned by", "executed by") has a side 1
        self.parties: tuple[Party, ...] = ()

    def assemble(self, index: int) -> Record:
        side_items: dict[int | None, _Items] = {n: defaultdict(tuple) for n in (None, *range(1, self.count + 1))}
        top: _Items = defaultdict(tuple)
        for role, reader in (("belligerents", belligerents.read), ("commanders", commanders.read), ("units", units.read)):
            for cell in self.by_role[role]:
                where = self._side(cell)
                base = f"{self._root(where)}/{role}"
                items = self._read(reader, cell, base, len(side_items[where][role])).items
                side_items[where][role] += items
                self.parties += tuple(_parties(items, where, role[:-1]))
        for role, key in QUANTITY_ROLES.items():
            for cell in self.by_role[role]:
                if cell.side is not None and cell.side <= self.count:
                    target, base = side_items[cell.side], f"{self._root(cell.side)}/{key}"
                elif self.document.format == "text" and cell.label != "joint":
                    target, base = side_items[None], f"/unassigned/{key}"
                else:
                    target, base = top, f"/{key}"
                target[key] += self._read(quantities.read, cell, base, len(target[key]), losses=key == "casualties").items
        for cell in self.by_role["notes"]:
            if gives_losses(cell.rich, self.document.language):
                offset = len(top["casualties"])
                top["casualties"] += self._read(quantities.read, cell, "/casualties", offset, losses=True).items
        for role, key in LINE_ROLES.items():
            for cell in self.by_role[role]:
                top[key] += self._read(lines.read, cell, f"/{key}", len(top[key])).items
        for cell in self.by_role["headers"]:  # over a section, as other boxes' own words for it
            said = self._read(lines.read, cell, "/headings", len(self.headings)).items
            self.headings += [record.Heading(text=line.text, at=line.at, kind="label") for line in said]
        for cell in self.by_role["part_of"]:
            top["part_of"] += self._read(mentions.read, cell, "/part_of", len(top["part_of"])).items
        made = tuple(Side(index=n, **side_items[n]) for n in range(1, self.count + 1))
        loose = side_items[None]
        unassigned = Side(index=None, **loose) if any(loose.values()) else None
        date = self._single(dates.read, "date", "/date")
        place = self._place()
        result = self._single(results.read, self._verdict_role(), "/result", sides=made)
        fields = self._fields()
        for warning in (*self.document.warnings, *self.raw.warnings):
            path = "" if warning.param is None else f"/fields/{_escape(warning.param)}"
            self.warnings.append(Warning(code=warning.code, path=path, message=warning.message, text=warning.text))
        found = Record(
            source=self._source(index),
            kind=self.raw.kind,  # type: ignore[arg-type]
            name=self._name(),
            date=date,
            place=place,
            result=result,
            sides=made,
            unassigned=unassigned,
            image=self._image(),
            references=self._references(),
            headings=tuple(self.headings),
            fields=fields,
            warnings=(),
            **cast(dict[str, Any], top),
        )
        read_params = {c.param for c in self.raw.cells if c.role and c.role not in UNREAD_ROLES}
        self.warnings.extend(unread(found, read_params))
        return record.replace(found, warnings=tuple(self.warnings))

    def _verdict_role(self) -> str:
        """Infobox military conflict shows the status in the place of the result; the others show both."""
        hides = self.raw.kind == "military_conflict" and self.document.format == "wikitext"
        return "status" if self.by_role["status"] and (hides or not self.by_role["result"]) else "result"

    def _side(self, cell: RawCell) -> int | None:
        if cell.side is None and self.count == 1 and self.document.format != "text":
            return 1
        return cell.side if cell.side and cell.side <= self.count else None

    def _root(self, side: int | None) -> str:
        return "/unassigned" if side is None else f"/sides/{side - 1}"

    def _scope(self, cell: RawCell, losses: bool = False) -> Scope:
        return Scope(
            param=cell.param,
            language=self.document.language,
            side=cell.side,
            block=cell.block,
            format=self.document.format,
            linked=self.raw.linked,
            losses=losses,
            effect=self.kind.effects.get(cell.param),
            parties=self.parties,
        )

    def _read(
        self, reader: Callable[..., Reading[Any]], cell: RawCell, base: str, offset: int = 0, *, losses: bool = False, **more: Any
    ) -> Reading[Any]:
        try:
            reading = reader(cell.rich, self._scope(cell, losses), **more)
        except Exception as error:
            message = f"could not read this field ({type(error).__name__}: {error}); its text stands in fields"
            self.warnings.append(
                Warning(code="field-failed", path=f"/fields/{_escape(cell.param)}", message=message, text=cell.rich.text[:200])
            )
            return Reading()
        self.headings.extend(reading.headings)
        self._caution(reading.cautions, base, offset, cell.param)
        return reading

    def _caution(self, cautions: Iterable[Caution], base: str, offset: int, param: str) -> None:
        for one in cautions:
            path = f"/fields/{_escape(param)}" if one.index is None else f"{base}/{one.index + offset}" if offset >= 0 else base
            self.warnings.append(Warning(code=one.code, path=path, message=one.message, text=one.text))

    def _single(self, reader: Callable[..., Reading[Any]], role: str, path: str, **more: Any) -> Any:
        cells = self.by_role[role]
        if not cells:
            return None
        if len(cells) > 1:
            self.warnings.append(
                Warning(
                    code="several-values", path=path, message=f"{len(cells)} cells give this field; the first is read", text=""
                )
            )
        return self._read(reader, cells[0], path, -1, **more).first

    def _place(self) -> record.Place | None:
        place: record.Place | None = self._single(places.read, "place", "/place")
        if place is None or place.coordinates is None:
            for cell in self.by_role["coordinates"]:
                where = self._read(places.read_coordinates, cell, "/place/coordinates", -1).first
                if where is not None:
                    return record.replace(place or record.Place(text=""), coordinates=where)
        return place

    def _name(self) -> str | None:
        cells = self.by_role["name"]
        return cells[0].rich.text if cells else self.raw.title

    def _image(self) -> record.Image | None:
        cells, captions = self.by_role["image"], self.by_role["caption"]
        if self.document.format == "wikitext" and not any(cell.wikitext for cell in cells):
            return None  # the templates draw no caption without an image
        marks = [m for c in cells for m in c.rich.marks if m.kind == "image"]
        file, alt = marks[0].value if marks else (None, None)
        alt_cell = self.raw.cell("alt")
        caption = captions[0].rich.text if captions else None
        if not file and not caption:
            return None
        return record.Image(file=file or None, caption=caption, alt=alt or (alt_cell.rich.text if alt_cell else None) or None)

    def _references(self) -> tuple[record.Reference, ...]:
        used = dict.fromkeys(m.value for c in self.raw.cells for m in c.rich.marks if m.kind == "ref")
        return tuple(self.raw.references[key] for key in used if key in self.raw.references)

    def _fields(self) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for cell in self.raw.cells:
            fields.setdefault(cell.param, Field(label=cell.label, text=cell.rich.source, wikitext=cell.wikitext, span=cell.span))
        return fields

    def _source(self, index: int) -> Source:
        origin = self.document.origin
        return Source(
            format=self.document.format,
            wiki=origin.wiki,
            language=self.document.language,
            title=origin.title or self.raw.title,
            page_id=origin.page_id,
            revision_id=origin.revision_id,
            timestamp=origin.timestamp,
            url=origin.url,
            path=origin.path,
            template=self.raw.template,
            index=index,
            sha256=hashlib.sha256(self.raw.source.encode("utf-8", "surrogatepass")).hexdigest(),
        )


#: Roles whose text is no reader's business: layout, navigation, and what stands in the record as a plain string.
UNREAD_ROLES = frozenset({"name", "image", "image_other", "caption", "map", "navigation"})


def _escape(pointer: str) -> str:
    return pointer.replace("~", "~0").replace("/", "~1")


def _parties(items: Iterable[Any], side: int | None, kind: str) -> Iterator[Party]:
    for item in items:
        yield Party(side, item.name, item.link, item.flag, kind, item.group)
        if isinstance(item, Belligerent | record.Unit):
            yield from _parties(item.children, side, kind)
