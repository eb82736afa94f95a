"""A small notation for cells of names, and for what is to be read from them.

A cell: one line of text for each visible line, in which

    *, **         before the words: how many lists the line is nested in
    {France}      a flag; {!} an image; {~} the trace of a flag in flattened text
    {+killed}     a fate mark; {+captured|(POW)} one over words; {%} the trace of one in flattened text
    [[A]] [[A|b]] a link to A
    '''b''' ''i'' bold, italic; <s>x</s> small print
    ^1            a reference
    ----          a rule; an empty line is a gap

What is to be read: one line a name, children indented by two spaces, with `~ note` and `@ group` behind it;
a line `! words` is a heading that is no group (a pointer, a label).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extract.coverage import gaps, places_of
from extract.fields.base import Reading, Scope
from extract.richtext import Builder, RichText

CASES = Path(__file__).parent / "cases"
_TOKEN = re.compile(r"\{([^{}]*)\}|\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]([a-z]*)|('''|''|<s>|</s>)|\^(\w+)")
_STYLES = {"'''": "bold", "''": "italic", "<s>": "small", "</s>": "small"}


class Case(NamedTuple):
    cell: str
    want: str
    linked: bool
    format: str
    xfail: str


def cases(*names: str) -> list[Any]:
    """The cases of ``tests/cases/<name>.toml`` as pytest parameters, each named by its file and place."""
    found = []
    for name in names:
        rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
        for number, row in enumerate(rows, 1):
            cell, want = row["cell"].strip("\n"), row["want"].strip("\n")
            case = Case(cell, want, row.get("linked", True), row.get("format", "html"), row.get("xfail", ""))
            marks = [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else []
            found.append(pytest.param(case, id=f"{name}-{number}", marks=marks))
    return found


def draw(cell: str) -> RichText:
    """The cell as rich text."""
    builder = Builder()
    for number, line in enumerate(cell.split("\n")):
        if line == "----":
            builder.rule()
            continue
        if not line.strip():
            builder.gap()
            continue
        if number:
            builder.fresh_line()
        stars = len(line) - len(line.lstrip("*"))
        builder.depth = stars
        _draw_line(builder, line[stars:].lstrip() if stars else line)
    builder.depth = 0
    return builder.build()


def _draw_line(builder: Builder, line: str) -> None:
    last = 0
    styles: dict[str, Any] = {}
    for token in _TOKEN.finditer(line):
        builder.text(line[last : token.start()])
        last = token.end()
        flag, target, shown, trail, style, ref = token.groups()
        if flag == "%":
            builder.point("lost-fate")
        elif flag is not None and flag.startswith("+"):
            fate, _, words = flag[1:].partition("|")
            _draw_fate(builder, fate, words)
        elif flag is not None:
            kind = {"!": "image", "~": "lost-flag"}.get(flag, "flag")
            builder.point(kind, {"!": ("", ""), "~": None}.get(flag, flag))
        elif target is not None:
            mark = builder.open("link", target)
            builder.text((shown or target) + trail)
            builder.close(mark)
        elif ref is not None:
            builder.point("ref", ref)
        elif (kind := _STYLES[style]) in styles:
            builder.close(styles.pop(kind))
        else:
            styles[kind] = builder.open(kind)
    builder.text(line[last:])
    for mark in styles.values():
        builder.close(mark)


def _draw_fate(builder: Builder, fate: str, words: str) -> None:
    if not words:
        builder.point("fate", fate)
        return
    mark = builder.open("fate", fate)
    builder.text(words)
    builder.close(mark)


def show(reading: Reading[Any]) -> str:
    """What was read, in the notation of the cases."""
    lines = [*_show(reading.items, 0), *(f"! {h.text}".replace("\n", " ") for h in reading.headings if h.kind != "group")]
    return "\n".join(lines)


def _show(items: Iterable[Any], depth: int) -> Iterator[str]:
    for item in items:
        note = f" ~ {item.note}" if item.note else ""
        group = f" @ {item.group}" if item.group else ""
        yield "  " * depth + item.name + note + group
        yield from _show(item.children, depth + 1)


def check(case: Case, read: Any, param: str) -> None:
    """Read the cell; hold it against the case; hold every item to its place, and every word to an item."""
    rich = draw(case.cell)
    reading = read(rich, Scope(param, linked=case.linked, format=case.format))
    assert show(reading) == case.want
    hold(rich, reading)


def hold(rich: RichText, reading: Reading[Any]) -> None:
    """Every item's words are the field's at its place, and no word of the field is left out."""
    mask = [False] * len(rich.source)
    for item in walk((*reading.items, *reading.headings)):
        assert rich.source[item.at.start : item.at.end] == item.text
    for at in places_of((*reading.items, *reading.headings)):
        mask[at.start : at.end] = [True] * (at.end - at.start)
    assert not list(gaps(rich.source, mask))


def walk(items: Iterable[Any]) -> Iterator[Any]:
    """Items and their children."""
    for item in items:
        yield item
        yield from walk(getattr(item, "children", ()))
