"""What of a record's fields no item covers: the measure of "nothing lost"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from .record import At, Record, Warning

_WORD = re.compile(r"[^\W_]")
#: What stands between items and says nothing of its own.
_GLUE = re.compile(r"^(?:and|or|und|et|y|e|[^\w]+|\s)+$", re.IGNORECASE)


def places_of(value: Any) -> Iterator[At]:
    """Every `at` in a record or a part of one."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) is At:
            yield one
        elif type(one) is tuple:
            waiting.extend(one)
        elif isinstance(one, msgspec.Struct):
            for name in one.__struct_fields__:
                inner = getattr(one, name)
                if inner and not isinstance(inner, str | int | dict):
                    waiting.append(inner)


def covered(record: Record) -> dict[str, list[bool]]:
    """For each field, whether each of its code points lies in the text of an item or a heading."""
    masks = {name: [False] * len(field.text) for name, field in record.fields.items()}
    for at in places_of(record):
        mask = masks.get(at.field)
        if mask is not None:
            mask[at.start : at.end] = [True] * (min(at.end, len(mask)) - at.start)
    return masks


def gaps(text: str, mask: list[bool]) -> Iterator[str]:
    """The runs of words in `text` that the mask leaves open, conjunctions and marks between items aside."""
    start = None
    for place in range(len(text) + 1):
        open_here = place < len(text) and not mask[place] and text[place] != "\n"
        if open_here and start is None:
            start = place
        elif not open_here and start is not None:
            run = text[start:place].strip()
            if _WORD.search(run) and not _GLUE.match(run):
                yield run
            start = None


def unread(record: Record, params: set[str]) -> Iterator[Warning]:
    """A warning `unread-text` for each run of words that no item covers, in the fields named."""
    masks = covered(record)
    for name, field in record.fields.items():
        if name in params:
            for run in gaps(field.text, masks[name]):
                path = "/fields/" + name.replace("~", "~0").replace("/", "~1")
                yield Warning(code="unread-text", path=path, message="no item covers these words", text=run)
