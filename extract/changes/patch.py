"""JSON Patch (RFC 6902) from one record to another."""

from __future__ import annotations

from typing import Any

import msgspec

from ..record import Record


def patch(old: Record | None, new: Record | None) -> list[dict[str, Any]]:
    """Operations that turn the JSON of `old` into that of `new` (null where there is none).

    >>> _value({"a": [1, 2], "b": 1}, {"a": [1, 3]}, "")
    [{'op': 'replace', 'path': '/a/1', 'value': 3}, {'op': 'remove', 'path': '/b'}]
    """
    return _value(msgspec.to_builtins(old), msgspec.to_builtins(new), "")


def _value(old: Any, new: Any, path: str) -> list[dict[str, Any]]:
    if isinstance(old, dict) and isinstance(new, dict):
        found: list[dict[str, Any]] = []
        for key in old:
            where = f"{path}/{key.replace('~', '~0').replace('/', '~1')}"
            found += _value(old[key], new[key], where) if key in new else [{"op": "remove", "path": where}]
        for key in new:
            if key not in old:
                found.append({"op": "add", "path": f"{path}/{key.replace('~', '~0').replace('/', '~1')}", "value": new[key]})
        return found
    if isinstance(old, (list, tuple)) and isinstance(new, (list, tuple)):
        return _list(list(old), list(new), path)
    if old == new and type(old) is type(new):
        return []
    return [{"op": "replace", "path": path, "value": new}]


def _list(old: list[Any], new: list[Any], path: str) -> list[dict[str, Any]]:
    """What both begin and end with stays; between, members are compared one by one, the rest is added or removed."""
    begin = 0
    while begin < min(len(old), len(new)) and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < min(len(old), len(new)) - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    first, second = old[begin : len(old) - end], new[begin : len(new) - end]
    common = min(len(first), len(second))
    found = [one for n in range(common) for one in _value(first[n], second[n], f"{path}/{begin + n}")]
    found += [{"op": "remove", "path": f"{path}/{begin + common}"} for _ in first[common:]]
    return found + [{"op": "add", "path": f"{path}/{begin + common + n}", "value": one} for n, one in enumerate(second[common:])]
