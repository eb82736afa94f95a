"""Describes references: their words, and title, address and parameters of the citation in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Template
from mwparserfromhell.wikicode import Wikicode

from ...raw import RawWarning
from ...record import Reference
from ...vocabulary import normal_name, table
from .canvas import Canvas, Page
from .references import definitions
from .tidy import tidy


@cache
def _citations() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = table("templates/citations")
    return found


def cite(canvas: Canvas, name: str | None, content: Wikicode | None) -> str:
    """The id of a reference with this name and content (None: it is defined elsewhere)."""
    make = None if content is None else lambda key: describe(canvas, key, name, content)
    return canvas.page.references.cite(name, canvas.param, make)


def resolve(page: Page) -> Iterator[RawWarning]:
    """Looks up on the page what the box only named; a warning for each that is not there."""
    wanted = page.references.undefined()
    if not wanted:
        return
    for name, wikitext in definitions(page.text):
        if (key := wanted.pop(name, None)) is not None:
            clean, _ = tidy(wikitext)
            content = mwparserfromhell.parse(clean, skip_style_tags=True)
            page.references.found[key] = describe(Canvas(page, None, 1), key, name, content)
            if not wanted:
                return
    for name, key in wanted.items():
        message = "a reference that the page does not define"
        yield RawWarning("undefined-reference", message, name, page.references.params[key])


def describe(canvas: Canvas, key: str, name: str | None, content: Wikicode) -> Reference:
    """A reference: its words, and title, address and parameters of the first citation in it."""
    content = _note_text(content)
    template = title = url = None
    parameters: dict[str, str] = {}
    for node in content.nodes:
        if isinstance(node, Template) and is_citation(str(node.name)):
            template = " ".join(str(node.name).split())
            parameters = {str(p.name).strip(): canvas.plain(p.value) for p in node.params if str(p.value).strip()}
            break
    else:
        link = next((node for node in content.nodes if isinstance(node, ExternalLink)), None)
        if link is not None:
            url = canvas.plain(link.url)
            title = canvas.plain(link.title) or None if link.title is not None else None
    title = next((parameters[n] for n in _citations()["parameters"]["title"] if parameters.get(n)), title)
    url = next((parameters[n] for n in _citations()["parameters"]["url"] if parameters.get(n)), url)
    return Reference(
        id=key, name=name, text=canvas.plain(content), title=title, url=url, template=template, parameters=parameters
    )


def _note_text(content: Wikicode) -> Wikicode:
    """The words of a note that was found as the arguments of its template ("|name=c|C")."""
    words = str(content)
    if not words.startswith("|"):
        return content
    call = mwparserfromhell.parse("{{note" + words + "}}", skip_style_tags=True).nodes[0]
    value = next((p.value for p in call.params if str(p.name).strip() == "1"), None) if isinstance(call, Template) else None
    return value if value is not None else content


def is_citation(name: str) -> bool:
    """Whether a template is a citation ("cite web", "citation", "sfn")."""
    wanted = normal_name(name)
    names = _citations()["names"]
    return wanted in names["exact"] or wanted.startswith(tuple(names["prefixes"]))
