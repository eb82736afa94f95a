"""HTML and extension tags of wikitext, by a table of what each does to the drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from mwparserfromhell.nodes import Tag

from ...vocabulary import table
from .canvas import Canvas
from .citations import cite
from .links import fate_of_words

_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SMALL = re.compile(r"font-size\s*:\s*(?:small|smaller|x-small|(?:[5-8]\d|9[0-4])(?:\.\d+)?%|0?\.[5-9]\d*em)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(table("templates/markup")["tags"][name])


def _attribute(canvas: Canvas, node: Tag, name: str) -> str:
    for attribute in node.attributes:
        if str(attribute.name).strip().lower() == name:
            return canvas.plain(attribute.value) if attribute.value is not None else ""
    return ""


def _styled(canvas: Canvas, node: Tag, name: str) -> None:
    style = _attribute(canvas, node, "style") if node.attributes else ""
    if style and _NONE.search(style):
        return
    kinds = [table("templates/markup")["tags"]["marks"].get(name, "")]
    if style:
        kinds += [kind for kind, pattern in (("small", _SMALL), ("bold", _BOLD), ("italic", _ITALIC)) if pattern.search(style)]
    marks = [canvas.builder.open(kind) for kind in dict.fromkeys(kinds) if kind]
    canvas.nodes(node.contents)
    for mark in reversed(marks):
        canvas.builder.close(mark)


def _any(canvas: Canvas, node: Tag, name: str) -> None:
    if name in _group("hidden"):
        return
    if name in _group("block"):
        canvas.end_paragraph()
        if not node.self_closing:
            _block(canvas, node, name)
        return
    canvas.begin()
    _styled(canvas, node, name)


def _block(canvas: Canvas, node: Tag, name: str) -> None:
    depth = canvas.builder.depth
    before = canvas.base, canvas.item, canvas.term
    canvas.base = canvas.builder.depth = depth + (name in _group("lists"))
    canvas.item = canvas.term = False
    canvas.line_start, canvas.newlines = True, 0
    _styled(canvas, node, name)
    canvas.builder.fresh_line()
    canvas.builder.depth = depth
    canvas.base, canvas.item, canvas.term = before
    canvas.line_start, canvas.newlines, canvas.blocked = False, 0, True


def _break(canvas: Canvas, node: Tag, name: str) -> None:
    canvas.begin()
    canvas.builder.newline()


def _rule(canvas: Canvas, node: Tag, name: str) -> None:
    canvas.end_paragraph()
    canvas.builder.rule()
    canvas.line_start, canvas.newlines, canvas.blocked = False, 0, True


def _nowiki(canvas: Canvas, node: Tag, name: str) -> None:
    if node.contents is not None:
        canvas.begin()
        canvas.builder.text(str(node.contents))


def _abbreviation(canvas: Canvas, node: Tag, name: str) -> None:
    canvas.begin()
    fate = fate_of_words(_attribute(canvas, node, "title"), canvas.plain(node.contents))
    if fate:
        canvas.marked("fate", node.contents, fate)
    else:
        _styled(canvas, node, name)


def _reference(canvas: Canvas, node: Tag, name: str) -> None:
    named = _attribute(canvas, node, "name") or None
    content = node.contents if node.contents is not None and str(node.contents).strip() else None
    canvas.builder.point("ref", cite(canvas, named, content))


def draw(canvas: Canvas, node: Tag, following: str) -> int:
    """Draws a tag."""
    name = str(node.tag).strip().lower()
    TAGS.get(name, _any)(canvas, node, name)
    return 0


#: What each tag does; any other is a block or stands in the line.
TAGS: dict[str, Callable[[Canvas, Tag, str], None]] = {
    "br": _break,
    "hr": _rule,
    "nowiki": _nowiki,
    "abbr": _abbreviation,
    "ref": _reference,
}
