"""Draws parsed wikitext: what a reader sees of a parameter's value, with marks over it.

Walks the nodes once. This file knows text and lines; links, tags and templates are drawn by the handlers that the page
brings along (see `wiki_drawing`). It follows the same rules as the drawer of rendered pages: a list item is as deep as
the lists around it (1 for the outermost), blocks begin fresh lines, references leave the text, a dagger is a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Heading, HTMLEntity, Text
from mwparserfromhell.wikicode import Wikicode

from ...raw import RawWarning
from ...richtext import RichText
from .lines import HIDDEN_SIGNS, TABLE_SIGNS, Lines, seen
from .references import References
from .tidy import tidy

#: A value longer than this is drawn in part: no parameter of an infobox comes near it.
_LONGEST = 400_000
#: Nodes nested deeper than this are not drawn; `tidy` lets nothing through that is.
_DEEPEST = 60


#: Draws a node; is given the text that follows it, and gives how much of that it took (a link takes its trail).
Handler = Callable[["Canvas", Any, str], int]


@dataclass(slots=True)
class Page:
    """What the values of one page share."""

    text: str = ""
    title: str | None = None
    language: str = "en"
    redirects: Mapping[str, str] = field(default_factory=dict)
    budget: int = 20_000  # nodes that may still be drawn: what draws an argument twice must not double at each level
    handlers: Mapping[type, Handler] = field(default_factory=dict)
    references: References = field(default_factory=References)
    warnings: list[RawWarning] = field(default_factory=list)


class Canvas(Lines):
    """Draws nodes on a builder; `param` names the parameter in warnings."""

    def __init__(self, page: Page, param: str | None = None, level: int = 0) -> None:
        super().__init__()
        self.page, self.param, self.level = page, param, level

    # --- entry points ---

    def value(self, value: str, closing: bool = False) -> RichText:
        """A parameter's value as rich text; `closing`: its last line ends the cell and stands apart (see `_last_break`)."""
        if len(value) > _LONGEST:
            self.warn("unbalanced-markup", f"{len(value)} characters in a parameter: the first {_LONGEST} are drawn", value[:60])
            value = value[:_LONGEST]
        clean, problems = tidy(value)
        for problem in problems:
            self.warn(problem.code, "markup without a partner; left out", problem.text)
        code = mwparserfromhell.parse(clean, skip_style_tags=True)
        self.page.budget = 20_000 + 4 * len(value)
        if closing:
            self.last = _last_break(code)
        self.nodes(code)
        return self.builder.build()

    def plain(self, code: Wikicode | None) -> str:
        """The words of a piece of wikitext in one line, without marks."""
        if code is None:
            return ""
        words = "".join(node.value for node in code.nodes if isinstance(node, Text))
        marked = "'" in words or "\n" in words or TABLE_SIGNS.search(words)
        if not marked and all(isinstance(node, Text) for node in code.nodes):
            return " ".join(HIDDEN_SIGNS.sub(seen, words).split())
        return " ".join(line.text for line in self.apart(code).lines)

    def apart(self, code: Wikicode) -> RichText:
        """A piece of wikitext drawn by itself."""
        if self.level >= _DEEPEST:
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
            self.page.budget -= 1
            if self.page.budget < 0:
                return
            if (own := _NODES.get(type(node))) is not None:
                own(self, node)
            elif (handler := self.page.handlers.get(type(node))) is not None and self.level < _DEEPEST:
                after = nodes[place] if place < len(nodes) else None
                self.level += 1
                taken = handler(self, node, after.value if isinstance(after, Text) else "")
                self.level -= 1
                if taken and isinstance(after, Text):
                    self.text(after.value[taken:], id(after))
                    place += 1

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

    # --- blocks ---

    def block(self, code: Wikicode | None, depth: int = 0) -> None:
        """A block of its own lines, `depth` lists deeper than what is around it.

        Wiki lists in a block that is no list item itself are no deeper for the wiki list item that it stands in: their signs
        count from the beginning of the line.
        """
        self.end_paragraph()
        before = self.base, self.item, self.builder.depth, self.term
        self.builder.depth += depth
        self.base = self.builder.depth if depth or not self.item else self.base
        self.item, self.term = False, False
        self.line_start, self.newlines = True, 0
        self.nodes(code)
        self.builder.fresh_line()
        self.base, self.item, self.builder.depth, self.term = before
        self.begin()
        self.blocked = True

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


def _last_break(code: Wikicode) -> tuple[int, int] | None:
    """The last line break of a value between its own nodes: the node, and which of its breaks.

    MediaWiki makes paragraphs of the lines of a table's cell, but not of a line that holds the cell's own tags: what
    stands on the line of `</td>` is outside of the paragraph before it, so that a reader sees it on a line of its own.
    """
    for node in reversed(code.nodes):
        if isinstance(node, Text) and (breaks := node.value.count("\n")):
            return id(node), breaks
    return None


def _draw_text(canvas: Canvas, node: Text) -> None:
    canvas.text(node.value, id(node))


def _draw_argument(canvas: Canvas, node: Argument) -> None:
    canvas.nodes(node.default)


def _nothing(canvas: Canvas, node: Comment) -> None:
    """A comment leaves no text."""


_NODES: dict[type, Callable[[Canvas, Any], None]] = {
    Text: _draw_text,
    HTMLEntity: Canvas._entity,
    ExternalLink: Canvas._address,
    Heading: Canvas._heading,
    Argument: _draw_argument,
    Comment: _nothing,
}
