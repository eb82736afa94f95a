"""The changes from one record to another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from ..record import Record
from .change import Change, Level
from .items import Item, fold, items, said_by
from .match import match, swapped
from .related import BY_NAME, demoted, follows, headings, orders, renamed
from .words import describe

_LEVELS: tuple[Level, ...] = ("value", "writing", "markup", "references", "order")


def diff(old: Record | None, new: Record | None, *, ignore: Collection[str] = ()) -> tuple[Change, ...]:
    """The changes of an infobox, each once: those of values first, in the order of the box. None: there is no box.

    `ignore` leaves levels out ("writing", "markup", "references", "order"). Where the record came from (`source`), warnings and
    offsets are no part of a box and are not compared. diff(b, a) is the mirror of diff(a, b).
    """
    if old is None or new is None:
        if old is new:
            return ()
        kind: Any = "removed" if new is None else "added"
        one = Change(kind=kind, level="value", field="infobox", name=(old or new).name)  # type: ignore[union-attr]
        found = [msgspec.structs.replace(one, meaning=describe(one))]
    else:
        found = _Comparison(old, new).changes()
    kept = [one for one in found if one.level not in ignore]
    return tuple(sorted(kept, key=lambda one: _LEVELS.index(one.level)))


class _Comparison:
    def __init__(self, old: Record, new: Record) -> None:
        self.old, self.new = old, new
        self.told_old: set[str] = set()  # parameters of which something was said
        self.told_new: set[str] = set()

    def changes(self) -> list[Change]:
        before, after = items(self.old, _told(self.old)), items(self.new, _told(self.new))
        swap = swapped(before, after)
        found = list(self._single(swap))
        if swap:
            first, second = sorted(side for side in swap if side is not None)
            found.append(Change(kind="moved", level="value", field="sides", keys=(str(first), str(second))))
        pairs, gone, come = match(before, after, swap)
        headings(pairs, gone, come)
        names = renamed(pairs)
        gone, come, blanked = self._blanked(gone, come)
        found += blanked
        gone, come, raised, noted = demoted(pairs, gone, come)
        found += raised
        told = [change for a, b in pairs for change in self._pair(a, b, swap, names, (a.place, b.place) in noted)]
        lines = [change.path_old or change.path_new or "" for change in told] + [one.path for one in (*gone, *come)]
        for field in ("result", "date"):  # the words of the whole hold those of its lines
            if any(path.startswith(f"/{field}/") for path in lines):
                found = [one for one in found if one.field != field or one.keys != ("text",) or one.kind != "changed"]
        inside = {path for change in told for path in (change.path_old, change.path_new)} | {one.path for one in (*gone, *come)}
        # the words of a whole hold those of its parts: what these tell is not told again
        found += [change for change in told if change.keys != ("words",) or not _holds(change, inside)]
        for item in gone:
            found.append(_whole(item, "removed"))
        for item in come:
            found.append(_whole(item, "added"))
        found += orders(pairs, swap, names)
        for change in found:
            self._note(change, before, after)
        found += self._rest(swap)
        return [msgspec.structs.replace(change, meaning=describe(change)) for change in found]

    def _single(self, swap: dict[int | None, int | None]) -> Iterator[Change]:
        """What a record has one of."""
        for field in ("name", "kind", "date", "place", "result", "image"):
            if field == "name" and all(record.name == record.source.title for record in (self.old, self.new)):
                continue  # the page's title, not the box's
            one, other = _single(self.old, field), _single(self.new, field)
            keys = tuple(key for key in sorted({*one, *other}) if one.get(key) != other.get(key))
            if sorted(swap.get(side, side) or 0 for side in one.get("winner_sides", ())) == sorted(other.get("winner_sides", ())):
                keys = tuple(key for key in keys if key != "winner_sides")
            facts = tuple(key for key in keys if key not in ("text", "links"))
            if not keys:
                continue
            level: Level = "value" if facts else "writing" if "text" in keys else "markup"
            if not facts and "text" in keys and _words(one) != _words(other):
                level = "value"  # of the same date or outcome, more or less is said
            kept = facts or tuple(key for key in keys if key != "links" or "text" not in keys)
            kind: Any = "added" if not one else "removed" if not other else "changed"
            if kind != "changed":
                kept = ("text",) if "text" in keys else keys
            yield Change(
                kind=kind, level=level, field=field, keys=kept, path_old=f"/{field}" if one else None,
                path_new=f"/{field}" if other else None,
                old={key: one[key] for key in kept if key in one}, new={key: other[key] for key in kept if key in other},
            )  # fmt: skip

    def _blanked(self, gone: list[Item], come: list[Item]) -> tuple[list[Item], list[Item], list[Change]]:
        """Parameters that lost all their text, or gained it: one change each, not one for each item."""
        found = []
        for rest, kind, here, there in ((gone, "removed", self.old, self.new), (come, "added", self.new, self.old)):
            for name in sorted({item.parameter for item in rest if item.parameter}):
                text = here.fields[name].text if name in here.fields else ""
                other = there.fields[name].text if name in there.fields else ""
                of_it = [item for item in rest if item.parameter == name]
                if not text.strip() or other.strip() or len(of_it) < 2 or any(item.side != of_it[0].side for item in of_it):
                    continue
                rest[:] = [item for item in rest if item.parameter != name]
                side, path = of_it[0].side, f"/fields/{name}"
                removed = kind == "removed"
                found.append(
                    Change(
                        kind="removed" if removed else "added", level="value", field=of_it[0].field, name=name, keys=("parameter",),
                        old={"parameter": text} if removed else {}, new={} if removed else {"parameter": text},
                        side_old=side if removed else None, side_new=None if removed else side,
                        path_old=path if removed else None, path_new=None if removed else path,
                    )
                )  # fmt: skip
                (self.told_old if removed else self.told_new).add(name)
        return gone, come, found

    def _pair(
        self, one: Item, other: Item, swap: dict[int | None, int | None], names: dict[str, str], noted: bool
    ) -> Iterator[Change]:
        keys = [key for key in sorted({*one.facts, *other.facts}) if one.facts.get(key) != other.facts.get(key)]
        if noted:
            keys = [key for key in keys if key not in ("note", "role")]
        # a heading or a party that got another name is told once, not again by all that stands under it
        keys = [key for key in keys if not (key in BY_NAME and follows(one.facts.get(key), other.facts.get(key), names))]
        old, new = {key: one.facts.get(key) for key in keys}, {key: other.facts.get(key) for key in keys}
        if "min" in keys or "max" in keys:
            keys = ["range", *(key for key in keys if key not in ("min", "max"))]
            old |= {"min": one.facts.get("min"), "max": one.facts.get("max")}
            new |= {"min": other.facts.get("min"), "max": other.facts.get("max")}
        written = [
            key for key in keys if key not in ("range",) and fold(str(old.get(key) or "")) == fold(str(new.get(key) or ""))
        ]
        level: Level = "value"
        moved = swap.get(one.side, one.side) != other.side
        under = bool(
            not moved and fold(one.parent or "") != fold(other.parent or "") and one.field not in ("strength", "casualties")
        )
        if keys and len(written) == len(keys) and not moved and not under:
            level = "writing"
        if moved:
            keys.insert(0, "side")
        if under:
            keys.insert(0, "parent")
            old["parent"], new["parent"] = one.parent, other.parent
        place: dict[str, Any] = {
            "field": one.field, "name": other.name or one.name, "side_old": one.side, "side_new": other.side,
            "path_old": one.path, "path_new": other.path,
        }  # fmt: skip
        if other.name != one.name:
            place["name"] = min(one.name, other.name, key=lambda name: (len(name), name))
        if keys:
            kind: Any = "moved" if moved or under else "changed"
            yield Change(kind=kind, level=level, keys=tuple(keys), old=_said(old), new=_said(new), **place)
        elif one.text != other.text and not noted and fold(one.text) == fold(other.text):
            yield Change(
                kind="changed", level="writing", keys=("text",), old={"text": one.text}, new={"text": other.text}, **place
            )
        elif one.text != other.text and not noted and fold(one.text) != fold(other.text):
            yield Change(
                kind="changed", level="writing", keys=("words",), old={"words": one.text}, new={"words": other.text}, **place
            )
        shown = [key for key in sorted({*one.shown, *other.shown}) if one.shown.get(key) != other.shown.get(key)]
        if shown:
            before, after = {key: one.shown.get(key) for key in shown}, {key: other.shown.get(key) for key in shown}
            yield Change(kind="changed", level="markup", keys=tuple(shown), old=_said(before), new=_said(after), **place)
        if one.refs != other.refs:
            before, after = {"refs": list(one.refs)}, {"refs": list(other.refs)}
            yield Change(kind="changed", level="references", keys=("refs",), old=_said(before), new=_said(after), **place)

    def _note(self, change: Change, before: list[Item], after: list[Item]) -> None:
        """Remember which parameters a change is about."""
        for path, found, told, record in (
            (change.path_old, before, self.told_old, self.old),
            (change.path_new, after, self.told_new, self.new),
        ):
            if path is None:
                continue
            whole = change.kind == "reordered"
            told.update(
                item.parameter
                for item in found
                if item.parameter and (item.path == path or whole and item.path.startswith(f"{path}/"))
            )
            value = getattr(record, path[1:], None) if path.count("/") == 1 else None
            if (at := getattr(value, "at", None)) is not None:
                told.add(at.field)
            if (spot := getattr(value, "coordinates", None)) is not None and spot.at is not None:
                told.add(spot.at.field)
            if path in ("/name", "/image", "/kind"):
                told |= {"conflict", "image", "caption", "alt", "name", "title"}

    def _rest(self, swap: dict[int | None, int | None]) -> Iterator[Change]:
        """What is left of the fields' texts when all items are compared: nothing that a reader sees is passed over."""
        for name in sorted({*self.old.fields, *self.new.fields}):
            if _SIDE.search(name) and name not in self.old.fields and _turned(name, swap) in self.old.fields:
                continue
            theirs = _turned(name, swap)
            one, other = self.old.fields.get(name), self.new.fields.get(theirs)
            before, after = one.text if one else "", other.text if other else ""
            told = name in self.told_old or theirs in self.told_new
            path: Any = {"path_old": f"/fields/{name}" if one else None, "path_new": f"/fields/{theirs}" if other else None}
            if before != after and not told:
                same = fold(before) == fold(after)
                kind: Any = "changed" if before and after else "removed" if before else "added"
                yield Change(
                    kind=kind, level="writing" if same else "value", field=name, keys=("text",),
                    old={"text": before} if before else {}, new={"text": after} if after else {}, **path,
                )  # fmt: skip
            elif before == after and not told and one and other and one.wikitext != other.wikitext:
                yield Change(
                    kind="changed", level="markup", field=name, keys=("wikitext",), old={"wikitext": one.wikitext},
                    new={"wikitext": other.wikitext}, **path,
                )  # fmt: skip


def _words(said: dict[str, Any]) -> list[str]:
    """The words of a text, whatever their order and writing: "November 7" is "7 November"."""
    return sorted(word for word in map(fold, said.get("text", "").split()) if word)


def _single(record: Record, field: str) -> dict[str, Any]:
    value = getattr(record, field)
    if value is None:
        return {}
    if isinstance(value, str):
        return {"text": value} if field == "name" else {field: value}
    said: dict[str, Any] = said_by(value)
    for key in ("at", "lines", "details", "verdicts", "phases"):
        said.pop(key, None)
    if isinstance(said.get("coordinates"), dict):
        said["coordinates"].pop("at", None)
    if "winners" in said:
        said["winners"] = [one["text"] for one in said["winners"]]
    said["links"] = [one.get("link") for one in said.get("links", ())]
    return {key: value for key, value in said.items() if value not in (None, [], False, "")}


#: The side in a parameter's name.
_SIDE = re.compile(r"(?<=[a-z])\d(?=[a-d]?$)")


def _turned(name: str, swap: dict[int | None, int | None]) -> str:
    """The parameter of the side that this one became."""
    return _SIDE.sub(lambda found: str(swap.get(int(found[0]), found[0])), name)


def _holds(change: Change, paths: set[str | None]) -> bool:
    """Whether anything below the item changed, too."""
    return any(path and any(path.startswith(f"{mine}/") for mine in (change.path_old, change.path_new)) for path in paths)


def _told(record: Record) -> dict[str, str]:
    """What tells a reference, whatever its number: its address, title or words."""
    return {one.id: one.url or one.title or one.text or one.name or one.id for one in record.references}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [], False)}


def _whole(item: Item, kind: Any) -> Change:
    said = {"text": item.text, **item.facts, **item.shown}
    removed = kind == "removed"
    return Change(
        kind=kind, level="value", field=item.field, name=item.name or item.text, old=said if removed else {}, new={} if removed else said,
        side_old=item.side if removed else None, side_new=None if removed else item.side,
        path_old=item.path if removed else None, path_new=None if removed else item.path,
    )  # fmt: skip
