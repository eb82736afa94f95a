"""Templates: what each shows, by a row of the table that names a verb out of a closed set.

A template without a row leaves its readable arguments and a warning that names it.
"""

from __future__ import annotations

import re

from mwparserfromhell.nodes import Template

from ...vocabulary import normal_name, table
from ..flags import entity_of
from ..wikitext.canvas import Canvas
from . import flags as template_flags
from . import functions as template_functions
from .call import Call
from .rows import VERBS, row_of

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"[A-Z]{2,4}")
_FUNCTION = re.compile(r"^(#?[^:|]{1,40}):\s*(.*)$", re.DOTALL)
_UNREADABLE = re.compile(
    r"^(?:[\d.,:;%#/-]*(?:px|em|pt|%)?|yes|no|y|n|true|false|left|right|center|none|auto|inherit|[\w-]+\s*:\s*[^ ].*;|https?://\S+|#[0-9a-f]{3,8})$",
    re.IGNORECASE,
)


def draw(canvas: Canvas, node: Template, following: str = "") -> int:
    """Draws a template's call, or a parser function's."""
    _draw(canvas, node)
    return 0


def _draw(canvas: Canvas, node: Template) -> None:
    name = str(node.name)
    if "{{" in name:
        name = canvas.plain(node.name)
    name = " ".join(_COMMENT.sub("", name).split())
    if function := _FUNCTION.match(name):
        if template_functions.draw(canvas, node, function[1].casefold().strip(), function[2]):
            return
        name = re.sub(r"^(?:safesubst|subst|template|msg)\s*:\s*", "", name, flags=re.IGNORECASE)
    key = normal_name(name)
    key = normal_name(canvas.page.redirects.get(key, key))
    if template_functions.draw_variable(canvas, name):
        return
    row = row_of(key, canvas.page.language)
    call = Call(canvas, node, name, key, row or {})
    if row is not None:
        VERBS[row["verb"]](call)
    elif _CODE.fullmatch(name) and entity_of(name).known:
        template_flags.country(call, name)
    else:
        _unknown(call)


def _unknown(call: Call) -> None:
    call.canvas.warn("unknown-template", f"no row for {call.name!r}; its readable arguments were kept", str(call.node))
    shown = [value for value in call.positional() if not _UNREADABLE.match(str(value).strip())]
    if not shown:
        names = table("templates/markup")["unknown"]["layout"]
        named = [value for name, value in call.args.items() if not name.isdigit() and name.casefold() not in names]
        shown = [value for value in named if str(value).strip() and not _UNREADABLE.match(str(value).strip())]
    for number, value in enumerate(shown):
        if number:
            call.canvas.builder.text(" ")
        call.canvas.nodes(value)
