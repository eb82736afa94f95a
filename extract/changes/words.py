"""A change in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .change import Change

_KEYS = {"claimed_by": "source", "winner_sides": "winner's side", "of": "belligerent", "name": "name", "line": "text"}


def describe(change: Change) -> str:
    """What a change means, in words."""
    what = change.name or change.field
    if change.field == "infobox":
        return {"added": "infobox added", "removed": "infobox removed"}[change.kind]
    if change.field == "sides":
        return f"sides {' and '.join(change.keys)} changed places"
    if "parameter" in change.keys:
        verb = "blanked" if change.kind == "removed" else "filled"
        text = (change.old or change.new).get("parameter", "")
        return f"parameter {change.name} {verb}: {_short(text)}"
    if change.kind in ("added", "removed"):
        said = (change.new or change.old).get("text")
        return f"{change.kind}: {_short(said or what)}"
    if change.kind == "reordered":
        return "only the order differs"
    parts = []
    if change.kind == "moved":
        parts.append(_moved(change))
    parts += [_key(key, change) for key in change.keys if key not in ("side", "parent", "demoted")]
    return "; ".join(part for part in parts if part)


def _moved(change: Change) -> str:
    if "demoted" in change.keys:
        under = change.new.get("demoted")
        return f"demoted to a note of {under}" if under else f"raised from a note of {change.old.get('demoted')}"
    if change.side_old != change.side_new:
        return f"moved from {_side(change.side_old)} to {_side(change.side_new)}"
    old, new = change.old.get("parent"), change.new.get("parent")
    return f"moved from under {old or 'the top level'} to under {new or 'the top level'}"


def _side(side: int | None) -> str:
    return "no side" if side is None else f"side {side}"


def _key(key: str, change: Change) -> str:
    old, new = change.old.get(key), change.new.get(key)
    if key == "range":
        return _range(change.old, change.new)
    if key in _SPECIAL:
        return _SPECIAL[key](old, new)
    word = _KEYS.get(key, key.replace("_", " "))
    if old in (None, [], "", False):
        return f"{word} added: {_short(new)}" if new is not True else f"now {word}"
    if new in (None, [], "", False):
        return f"{word} removed: {_short(old)}" if old is not True else f"no longer {word}"
    return f"{word} {_short(old)} → {_short(new)}"


def _range(old: dict[str, Any], new: dict[str, Any]) -> str:
    a, b, c, d = old.get("min"), old.get("max"), new.get("min"), new.get("max")
    if None in (a, b, c, d):
        return f"figure {_figure(a, b)} → {_figure(c, d)}"
    assert a is not None and b is not None and c is not None and d is not None
    word = "figure"
    if c <= a and b <= d:
        word = "range widened"
    elif a <= c and d <= b:
        word = "range narrowed"
    return f"{word} {_figure(a, b)} → {_figure(c, d)}"


def _figure(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "none"
    if low == high:
        return f"{low:,}"
    return f"{low if low is not None else '?':,}–{high if high is not None else '?':,}"


def _fates(old: Any, new: Any) -> str:
    if not old:
        return f"fate added: {', '.join(new)}"
    if not new:
        return f"fate removed: {', '.join(old)}"
    return f"fate {', '.join(old)} → {', '.join(new)}"


def _bound(old: Any, new: Any) -> str:
    words = {"at_least": "at least", "at_most": "at most"}
    if not old:
        return f"bound added: {words[new]}"
    if not new:
        return f"bound removed: {words[old]}"
    return f"bound {words[old]} → {words[new]}"


def _claim(old: Any, new: Any) -> str:
    if not old:
        return f"attributed to {new}"
    return f"no longer attributed to {old}" if not new else f"attributed to {new} instead of {old}"


def _winner(old: Any, new: Any) -> str:
    if old and new:
        return f"result turned round: {_sides(old)} → {_sides(new)}"
    return f"winner added: {_sides(new)}" if new else f"winner removed: {_sides(old)}"


def _sides(sides: Any) -> str:
    return "side " + " and ".join(map(str, sides))


def _refs(old: Any, new: Any) -> str:
    gone = [one for one in old or () if one not in (new or ())]
    come = [one for one in new or () if one not in (old or ())]
    said = [f"reference added: {_short(one)}" for one in come] + [f"reference removed: {_short(one)}" for one in gone]
    return "; ".join(said) or "references in another order"


_SPECIAL: dict[str, Callable[[Any, Any], str]] = {
    "fates": _fates, "bound": _bound, "claimed_by": _claim, "winner_sides": _winner, "refs": _refs,
}  # fmt: skip


def _short(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    text = " / ".join(str(value).split("\n"))
    return text if len(text) <= 120 else text[:117] + "…"
