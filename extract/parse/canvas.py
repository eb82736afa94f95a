"""Draws parsed wikitext: what a reader sees of a parameter's value, with marks over it.

Walks the nodes once. Templates are drawn by `templates`, references kept by `wiki_references`; this file knows
text, links, tags and lines. It follows the same rules as the drawer of rendered pages: a list item is as deep as
the lists around it (1 for the outermost), blocks begin fresh lines, references leave the text, a dagger is a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Heading, HTMLEntity, Node, Tag, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from ..raw import RawWarning
from ..richtext import Builder, RichText
from ..vocabulary import table
from . import wiki_links
from .tidy import CELL_SIGN, LIST_SIGNS, ROW_SIGN, RULE_SIGN, TABLE_END, TABLE_SIGN, tidy
from .wiki_references import References
from .wiki_tags import TAGS

_QUOTES = re.compile(r"'{2,}")
_SIGNS = re.compile("^[" + "".join(LIST_SIGNS) + r"*#:;]+")
_HIDDEN_SIGNS = re.compile("[" + "".join(LIST_SIGNS) + "]+")
_TABLE = re.compile(f"[{TABLE_SIGN}{TABLE_END}{ROW_SIGN}{CELL_SIGN}{RULE_SIGN}]")
_SWITCH = re.compile(r"__([A-Z]{3,20})__")
_ATTRIBUTES = re.compile(r"^[^|\[\]{}<>\n]*=[^|\[\]{}<>\n]*\|(?!\|)")
_CELLS = re.compile(r"\|\||!!")
_DAGGER = "†"
#: A value longer than this is drawn in part: no parameter of an infobox comes near it.
_LONGEST = 400_000


@dataclass(slots=True)
class Page:
    """What the values of one page share."""

    text: str = ""
    title: str | None = None
    language: str = "en"
    redirects: Mapping[str, str] = field(default_factory=dict)
    references: References = field(default_factory=References)
    warnings: list[RawWarning] = field(default_factory=list)


class Canvas:
    """Draws nodes on a builder; `param` names the parameter in warnings."""

    def __init__(self, page: Page, param: str | None = None, level: int = 0) -> None:
        self.page, self.param, self.level = page, param, level
        self.builder = Builder()
        self.line_start = True
        self.newlines = 0
        self.item = False  # in a list item that wiki signs opened
        self.base = 0  # depth of the lists around
        self.tables = 0
        self.term = False  # in the term of a definition list
        self.flat = 0
        self.styles: dict[str, object] = {}  # bold and italic, while open by quotes
        self.spent: set[int] = set()

    # --- entry points ---

    def value(self, value: str) -> RichText:
        """A parameter's value as rich text."""
        if len(value) > _LONGEST:
            self.warn("unbalanced-markup", f"{len(value)} characters in one parameter: the first {_LONGEST} are drawn", value[:60])
            value = value[:_LONGEST]
        clean, problems = tidy(value)
        for problem in problems:
            self.warn(problem.code, "markup without a partner; left out", problem.text)
        self.nodes(mwparserfromhell.parse(clean, skip_style_tags=True))
        return self.builder.build()

    def plain(self, code: Wikicode | None) -> str:
        """The words of a piece of wikitext in one line, without marks."""
        if code is None:
            return ""
        if all(type(node) is Text for node in code.nodes):
            words = "".join(node.value for node in code.nodes)
            if "'" not in words and "\n" not in words and not _TABLE.search(words):
                return " ".join(_HIDDEN_SIGNS.sub(lambda m: "".join(LIST_SIGNS[c] for c in m[0]), words).split())
        return " ".join(line.text for line in self.apart(code).lines)

    def apart(self, code: Wikicode) -> RichText:
        """A piece of wikitext drawn by itself."""
        if self.level > 30:
            return RichText()
        canvas = Canvas(self.page, self.param, self.level + 1)
        canvas.nodes(code)
        return canvas.builder.build()

    def warn(self, code: str, message: str, text: str = "") -> None:
        """A warning about this parameter, each once."""
        warning = RawWarning(code, message, text[:200], self.param)
        if warning not in self.page.warnings[-20:]:
            self.page.warnings.append(warning)

    # --- nodes ---

    def nodes(self, code: Wikicode | None) -> None:
        """All nodes of a piece of wikitext, in order."""
        if code is None:
            return
        nodes = code.nodes
        place = 0
        while place < len(nodes):
            node = nodes[place]
            place += 1
            if type(node) is Wikilink and place < len(nodes) and type(nodes[place]) is Text:
                trail = wiki_links.trail(nodes[place].value, self.page.language)
                self.begin()
                if wiki_links.draw(self, node, trail):
                    self.text(nodes[place].value[len(trail) :])
                    place += 1
            else:
                self.node(node)

    def node(self, node: Node) -> None:
        """One node."""
        if (draw := _NODES.get(type(node))) is not None:
            draw(self, node)

    def _template(self, node: Template) -> None:
        from .templates import draw  # templates draw on the canvas, the canvas calls templates

        if self.level > 60:
            return
        self.level += 1
        draw(self, node)
        self.level -= 1

    def _tag(self, node: Tag) -> None:
        name = str(node.tag).strip().lower()
        TAGS.get(name, TAGS[""])(self, node, name)

    def _entity(self, node: HTMLEntity) -> None:
        try:
            words = node.normalize()
        except (ValueError, KeyError, OverflowError):
            words = str(node)
        self.begin()
        self.words(words)

    def _address(self, node: ExternalLink) -> None:
        self.begin()
        url = self.plain(node.url)
        if node.title is None and node.brackets:
            return  # a reader sees only a number
        mark = self.builder.open("url", url)
        if node.title is None:
            self.builder.text(url)
        else:
            self.nodes(node.title)
        self.builder.close(mark)

    def _heading(self, node: Heading) -> None:
        self.builder.fresh_line()
        self.nodes(node.title)
        self.builder.fresh_line()

    # --- text and lines ---

    def begin(self) -> None:
        """Something visible follows on this line."""
        self.line_start = False
        self.newlines = 0

    def text(self, text: str) -> None:
        """Wikitext without nodes: lines, list signs, quotes."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self._newline()
            if self.line_start:
                line = self._line_signs(line)
            if not line:
                continue
            if self.line_start and not line.strip():
                self.builder.text(line)
                continue
            self.begin()
            self._inline(line)

    def _newline(self) -> None:
        self._end_styles()
        self.newlines += 1
        if self.item:
            self.end_item()
        elif self.newlines == 2:
            self.builder.fresh_line()
        else:
            self.builder.text(" ")
        self.line_start = True

    def end_item(self) -> None:
        """The end of a list item that wiki signs opened."""
        self.builder.fresh_line()
        self.builder.depth = self.base
        self.item = self.term = False

    def _line_signs(self, line: str) -> str:
        sign = line[:1]
        if sign == RULE_SIGN:
            self.builder.rule()
            return line[1:]
        if sign and sign in (TABLE_SIGN, TABLE_END, ROW_SIGN, CELL_SIGN):
            return self._table_line(sign, line[1:])
        match = _SIGNS.match(line)
        if match is None:
            return line
        signs = match[0]
        self.builder.fresh_line()
        self.builder.depth = self.base + min(len(signs), 9)
        self.item = True
        self.term = LIST_SIGNS.get(signs[-1], signs[-1]) == ";"
        self.begin()
        return line[match.end() :]

    def _table_line(self, sign: str, line: str) -> str:
        self.builder.fresh_line()
        self.tables += (sign == TABLE_SIGN) - (sign == TABLE_END)
        if sign in (TABLE_SIGN, ROW_SIGN):  # the rest of the line is attributes
            return ""
        return _ATTRIBUTES.sub("", line)

    def _inline(self, words: str) -> None:
        if self.tables and _CELLS.search(words):
            for number, cell in enumerate(_CELLS.split(words)):
                if number:
                    self.builder.fresh_line()
                    cell = _ATTRIBUTES.sub("", cell)
                self._quoted(cell)
            return
        if self.term and ":" in words:
            first, words = words.split(":", 1)
            self._quoted(first)
            self.builder.fresh_line()
            self.term = False
        self._quoted(words)

    def _quoted(self, words: str) -> None:
        if "''" not in words:
            self.words(words)
            return
        last = 0
        for match in _QUOTES.finditer(words):
            self.words(words[last : match.start()])
            self._quotes(len(match[0]))
            last = match.end()
        self.words(words[last:])

    def _quotes(self, count: int) -> None:
        if count == 4 or count > 5:
            self.builder.text("'" * (count - (3 if count == 4 else 5)))
        if count in (2, 5) or count > 5:
            self._toggle("italic")
        if count != 2:
            self._toggle("bold")

    def _toggle(self, kind: str) -> None:
        if kind in self.styles:
            self.builder.close(self.styles.pop(kind))  # type: ignore[arg-type]
        else:
            self.styles[kind] = self.builder.open(kind)

    def _end_styles(self) -> None:
        for kind in tuple(self.styles):
            self._toggle(kind)

    def words(self, words: str) -> None:
        """Words without markup: a dagger is a fate, a switch leaves nothing."""
        if "__" in words:
            words = _SWITCH.sub(lambda m: "" if m[1] in table("templates/markup")["words"]["switches"] else m[0], words)
        if _HIDDEN_SIGNS.search(words):
            words = _HIDDEN_SIGNS.sub(lambda m: "".join(LIST_SIGNS[c] for c in m[0]), words)
        if _TABLE.search(words):
            words = _TABLE.sub("", words)
        for number, part in enumerate(words.split(_DAGGER)):
            if number:
                self.builder.point("fate", "killed")
            self.builder.text(part)

    # --- blocks ---

    def block(self, code: Wikicode | None, depth: int = 0) -> None:
        """A block of its own lines, `depth` lists deeper than what is around it."""
        self.builder.fresh_line()
        before = self.base, self.item, self.builder.depth, self.term
        self.base = self.builder.depth = self.builder.depth + depth
        self.item, self.term = False, False
        self.line_start, self.newlines = True, 0
        self.nodes(code)
        self.builder.fresh_line()
        self.base, self.item, self.builder.depth, self.term = before
        self.begin()

    def marked(self, kind: str, code: Wikicode | None, value: object = None) -> None:
        """Nodes under a mark."""
        mark = self.builder.open(kind, value)
        self.nodes(code)
        self.builder.close(mark)

    def linked(self, title: str | None, words: str) -> None:
        """Words under a link to the page of that title."""
        self.begin()
        mark = self.builder.open("link", title) if title else None
        self.words(words)
        if mark is not None:
            self.builder.close(mark)


def _draw_text(canvas: Canvas, node: Text) -> None:
    canvas.text(node.value)


def _draw_link(canvas: Canvas, node: Wikilink) -> None:
    canvas.begin()
    wiki_links.draw(canvas, node, "")


def _draw_argument(canvas: Canvas, node: Argument) -> None:
    canvas.nodes(node.default)


def _nothing(canvas: Canvas, node: Comment) -> None:
    """A comment leaves no text."""


_NODES: dict[type, Callable[[Canvas, object], None]] = {
    Text: _draw_text,
    Wikilink: _draw_link,
    Template: Canvas._template,
    Tag: Canvas._tag,
    HTMLEntity: Canvas._entity,
    ExternalLink: Canvas._address,
    Heading: Canvas._heading,
    Argument: _draw_argument,
    Comment: _nothing,
}  # type: ignore[dict-item]
