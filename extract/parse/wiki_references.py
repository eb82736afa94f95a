"""References of a box: numbered as they come, told apart by their names, looked up on the page where only the name is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Template
from mwparserfromhell.wikicode import Wikicode

from ..raw import RawWarning
from ..record import Reference
from ..vocabulary import normal_name, table
from .scan import Closers
from .tidy import tidy

if TYPE_CHECKING:
    from .canvas import Canvas, Page

_TAG = re.compile(r"<!--|<(ref|nowiki)\b([^<>]*)>", re.IGNORECASE)
_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>/|}]+))""", re.IGNORECASE)
_NOTE = re.compile(r"\{\{\s*(efn|refn|efn-[a-z]{2}|notetag|note label|sfnm?)\s*\|", re.IGNORECASE)
_LONGEST = 20_000


@cache
def _citations() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = table("templates/citations")
    return found


class References:
    """The references that values point at, by id ("r1", "r2", … in the order in which they were met)."""

    def __init__(self) -> None:
        self.found: dict[str, Reference] = {}
        self._names: dict[str, str] = {}
        self._params: dict[str, str | None] = {}

    def cite(self, canvas: Canvas, name: str | None, content: Wikicode | None, **given: object) -> str:
        """The id of a reference: of one met before where it has the same name."""
        key = self._names.get(name) if name else None
        if key is None:
            key = f"r{len(self.found) + 1}"
            if name:
                self._names[name] = key
            self.found[key] = Reference(id=key, name=name)
            self._params[key] = canvas.param
        if content is not None or given:
            self.found[key] = describe(canvas, key, name, content, **given)
        return key

    def resolve(self, page: Page) -> Iterator[RawWarning]:
        """Looks up on the page what was only named; a warning for each that is not there."""
        from .canvas import Canvas

        wanted = {one.name: key for key, one in self.found.items() if one.name and not (one.text or one.url or one.template)}
        if not wanted:
            return
        for name, wikitext in definitions(page.text):
            if (key := wanted.pop(name, None)) is not None:
                clean, _ = tidy(wikitext)
                canvas = Canvas(page, None, 1)
                self.found[key] = describe(canvas, key, name, mwparserfromhell.parse(clean, skip_style_tags=True))
                if not wanted:
                    return
        for name, key in wanted.items():
            yield RawWarning("undefined-reference", "a reference that the page does not define", name or "", self._params[key])


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Names and contents of the references and notes that a page defines, in order; in one pass.

    >>> list(definitions('<ref name="a"/> <ref name = b >B</ref> {{efn|name=c|C}}'))
    [('b', 'B'), ('c', '|name=c|C')]
    """
    closers = Closers(text)
    place = 0
    while match := _TAG.search(text, place):
        place = match.end()
        if match[1] is None or match[1].lower() == "nowiki":
            place = closers.end(match)
            continue
        if match[2].endswith("/"):
            continue
        end = closers.end(match)
        named = _NAME.search(match[2])
        if named and end > place:
            content = text[place : text.rfind("</", place, end)].strip()
            if content:
                yield named[1] or named[2] or named[3] or "", content[:_LONGEST]
        place = end
    for match in _NOTE.finditer(text):
        end = _end_of_call(text, match.end() - 1)
        call = text[match.end() - 1 : end]
        named = re.search(r"\|\s*name\s*=\s*[\"']?([^|{}\"']+)", call)
        if named:
            yield named[1].strip(), call


def _end_of_call(text: str, place: int) -> int:
    depth = 1
    for match in re.finditer(r"\{\{|\}\}", text[place : place + _LONGEST]):
        depth += 1 if match[0] == "{{" else -1
        if not depth:
            return place + match.start()
    return min(len(text), place + 400)


def describe(canvas: Canvas, key: str, name: str | None, content: Wikicode | None, **given: object) -> Reference:
    """A reference: its words, and title, address and parameters of the first citation in it."""
    text = str(given.get("text") or "")
    template = str(given["template"]) if given.get("template") else None
    parameters: dict[str, str] = dict(given.get("parameters") or {})  # type: ignore[call-overload]
    title = url = None
    if content is not None:
        content = _note_text(content)
        text = canvas.plain(content)
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
    if name and name.startswith("sfn:"):
        name = None  # our own key, not the page's
    title = next((parameters[n] for n in _citations()["parameters"]["title"] if parameters.get(n)), title)
    url = next((parameters[n] for n in _citations()["parameters"]["url"] if parameters.get(n)), url)
    return Reference(id=key, name=name, text=text, title=title, url=url, template=template, parameters=parameters)


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
