"""Parser functions and variables: `{{#if:…}}`, `{{formatnum:…}}`, `{{PAGENAME}}`, `{{!}}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import mwparserfromhell
from mwparserfromhell.nodes import Template
from mwparserfromhell.wikicode import Wikicode

from ...vocabulary import normal_name, table
from ..wikitext.canvas import Canvas
from ..wikitext.citations import cite
from .call import Call
from .figures import format_number
from .flags import FUNCTIONS as FLAG_FUNCTIONS
from .rows import VERBS, row_of
from .sums import worth

_Draw = Callable[[Canvas, Template, str], None]


def draw(canvas: Canvas, node: Template, name: str, first: str) -> bool:
    """Draws a parser function; False where `name` is none."""
    if name in table("templates/markup")["functions"]["silent"]:
        return True
    function = _FUNCTIONS.get(name)
    if function is None:
        return False
    function(canvas, node, first)
    return True


def draw_variable(canvas: Canvas, name: str) -> bool:
    """Draws a variable (`{{PAGENAME}}`); False where `name` is none."""
    if name in ("PAGENAME", "FULLPAGENAME", "BASEPAGENAME", "SUBPAGENAME", "PAGENAMEE"):
        canvas.begin()
        canvas.words((canvas.page.title or "").replace("_", " "))
        return True
    return False


def _first(node: Template) -> str:
    """The first argument of a function: what stands behind the colon of its name, as wikitext."""
    return str(node.name).split(":", 1)[1].strip()


def _argument(node: Template, number: int) -> Wikicode | None:
    if number >= len(node.params):
        return None
    param = node.params[number]  # an equals sign names nothing here: it is part of the words
    return mwparserfromhell.parse(str(param), skip_style_tags=True) if param.showkey else param.value


def _if(canvas: Canvas, node: Template, first: str) -> None:
    canvas.nodes(_argument(node, 0 if canvas.plain(mwparserfromhell.parse(_first(node))).strip() else 1))


def _if_equal(canvas: Canvas, node: Template, first: str) -> None:
    same = canvas.plain(mwparserfromhell.parse(_first(node))) == canvas.plain(_argument(node, 0))
    canvas.nodes(_argument(node, 1 if same else 2))


def _if_error(canvas: Canvas, node: Template, first: str) -> None:
    canvas.nodes(mwparserfromhell.parse(_first(node), skip_style_tags=True))


def _switch(canvas: Canvas, node: Template, first: str) -> None:
    wanted = canvas.plain(mwparserfromhell.parse(_first(node))).strip()
    waiting = False
    fallback: Wikicode | None = None
    for param in node.params:
        if not param.showkey:
            waiting = waiting or canvas.plain(param.value).strip() == wanted
            fallback = param.value
            continue
        name = canvas.plain(param.name).strip()
        if waiting or name == wanted:
            canvas.nodes(param.value)
            return
        if name == "#default":
            fallback = param.value
    canvas.nodes(fallback)


def _sum(canvas: Canvas, node: Template, first: str) -> None:
    words = canvas.plain(mwparserfromhell.parse(_first(node), skip_style_tags=True))
    value = worth(words)
    canvas.begin()
    if value is None:
        canvas.warn("unknown-template", "an expression that could not be computed was kept", str(node))
    canvas.words(words if value is None else value)


def _words(change: Callable[[str], str]) -> _Draw:
    def function(canvas: Canvas, node: Template, first: str) -> None:
        canvas.begin()
        canvas.words(change(canvas.plain(mwparserfromhell.parse(_first(node), skip_style_tags=True))))

    return function


def _tag(canvas: Canvas, node: Template, first: str) -> None:
    name = first.strip().casefold()
    if name == "ref":
        named = next((canvas.plain(p.value) for p in node.params if str(p.name).strip().casefold() == "name"), "")
        content = next((p.value for p in node.params if not p.showkey and str(p.value).strip()), None)
        if named or content is not None:
            canvas.builder.point("ref", cite(canvas, named.strip("\"'") or None, content))
    elif name in ("nowiki", "small", "span", "div", "center", "poem"):
        canvas.nodes(_argument(node, 0))


def _invoke(canvas: Canvas, node: Template, first: str) -> None:
    """`{{#invoke:flag|icon|X}}` is a template of that name; of another module the readable arguments are drawn."""
    module = normal_name(first).removeprefix("module:").strip()
    function = canvas.plain(_argument(node, 0)).strip().casefold()
    names = [f"{module} {function}", module]
    if module == "flag":
        names = [FLAG_FUNCTIONS.get(function, f"flag{function}")]
    row = next((row for name in names if (row := row_of(name, canvas.page.language)) is not None), None)
    shifted = Template(Wikicode([]), list(node.params[1:]))
    for number, param in enumerate((p for p in shifted.params if not p.showkey), 1):
        param.name = str(number)
        param.showkey = False
    call = Call(canvas, shifted, f"#invoke:{first}", names[0], row or {})
    if row is not None:
        VERBS[row["verb"]](call)
        return
    canvas.warn("unknown-template", f"no row for {call.name!r}; its readable arguments were kept", str(node))
    for value in call.positional():
        canvas.nodes(value)
        canvas.builder.text(" ")


_FUNCTIONS: Mapping[str, _Draw] = {
    "#if": _if,
    "#ifeq": _if_equal,
    "#iferror": _if_error,
    "#switch": _switch,
    "#tag": _tag,
    "#expr": _sum,
    "#invoke": _invoke,
    "formatnum": _words(lambda words: format_number(words.replace(",", ""))),
    "lc": _words(str.lower),
    "uc": _words(str.upper),
    "lcfirst": _words(lambda words: words[:1].lower() + words[1:]),
    "ucfirst": _words(lambda words: words[:1].upper() + words[1:]),
    "#formatdate": _words(str),
    "#dateformat": _words(str),
    "nowrap": _words(str),
}
