"""Flattens a saved page's infobox to text in the ways that real exporters do (see the measurements named in each).

`FAMILIES` maps a family to what stands between two cells of a row:

lines  Resiliparse 0.14: cells of a row run together; a cell of one line shares it with the next cell's first line
tabs   Resiliparse 2: cells of a row are parted by tabs
pipes  trafilatura, Markdown: a row between pipes, the breaks inside a cell gone, lists inside cells lost
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from extract.parse.html.drawer import infoboxes
from extract.raw import Document

FAMILIES = ("lines", "tabs", "pipes")
_BLOCKS = frozenset(
    {"div", "p", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "hr", "center", "h2", "h3", "pre", "blockquote"}
)
_MARGINS = frozenset({"p", "ul", "ol", "dl"})
_UNSEEN = frozenset({"style", "script", "noscript", "link", "meta", "head", "title"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PROSE = re.compile(r"<p\b[^<>]*>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^<>]*>", re.DOTALL)


def flatten(html: str, family: str = "lines") -> str:
    """The page's title, its first infobox and the first paragraphs of the article as text.

    >>> page = ('<title>X - Wikipedia</title><table class="infobox"><tr><th colspan="2">Battle of X</th></tr>'
    ...         '<tr><th colspan="2">Belligerents</th></tr><tr><td> Sweden</td><td> Russia<br>Saxony</td></tr></table>'
    ...         '<p>It was <b>short</b>.</p>')
    >>> flatten(page).split("\\n")[4:]
    ['Battle of X', 'Belligerents', 'Sweden Russia', 'Saxony', '', 'It was short.', '']
    >>> flatten(page, "tabs").split("\\n")[6:8]
    ['Sweden\\t\\tRussia', 'Saxony']
    >>> flatten(page, "pipes").split("\\n")[4:8]
    ['| Battle of X |  |', '|---|---|', '| Belligerents |  |', '| Sweden | Russia Saxony |']
    """
    source = next(iter(infoboxes(Document(html, "html")))).source
    box = BeautifulSoup(source, "lxml").find("table")
    assert isinstance(box, Tag)
    title = re.search(r"<title>(.*?)(?: - \w+)?</title>", html)
    after = html.find(source) + len(source)
    prose = [" ".join(unescape(_TAG.sub("", words)).split()) for words in _PROSE.findall(html[after : after + 60_000])]
    body = "\n".join(_pipes(box)) if family == "pipes" else _Lines(family == "tabs").run(box)
    head = f"{unescape(title[1])}\n\nFrom Wikipedia, the free encyclopedia" if title else ""
    return "\n\n".join([head, body, *filter(None, prose[:12])]).strip() + "\n"


class _Lines:
    """Writes lines: white space collapses, blocks begin lines, paragraphs and lists stand between empty lines."""

    def __init__(self, tabs: bool) -> None:
        self.tabs = tabs
        self.out: list[str] = []  # finished lines
        self.line = ""
        self.space = False
        self.depth = 0
        self.broken = False  # whether the cell before had more than one line

    def run(self, box: Tag) -> str:
        self.children(box)
        self.newline()
        return "\n".join(self.out).strip("\n")

    def newline(self, blank: bool = False) -> None:
        if self.line.strip(" "):
            self.out.append(self.line)
        self.line, self.space = "", False
        if blank and self.out and self.out[-1]:
            self.out.append("")

    def text(self, words: str) -> None:
        words = _SPACES.sub(" ", words)
        if words.startswith(" "):
            self.space = True
        if bare := words.strip(" "):
            self.line += (" " if self.space and self.line.rstrip("\t").strip(" •") and self.line[-1] != "\t" else "") + bare
            self.space = words.endswith(" ")

    def children(self, tag: Tag) -> None:
        for node in tag.children:
            self.node(node)

    def node(self, node: PageElement) -> None:
        if not isinstance(node, Tag):
            if type(node) is NavigableString:
                self.text(str(node))
            return
        if node.name in _UNSEEN or node.get_text() == "†":  # what is hidden by style is kept, a dagger is lost
            return
        if node.name == "br":
            self.newline()
        elif node.name in ("td", "th"):
            self.cell(node)
        elif node.name in _BLOCKS:
            self.block(node)
        else:
            self.children(node)

    def cell(self, tag: Tag) -> None:
        """A cell goes on in the line of the cell before it, unless that one had several lines."""
        follows = tag.find_previous_sibling(("td", "th")) is not None
        if follows and self.tabs and tag.find("table") is None:
            self.line += "\t\t"
            self.space = False
        elif follows and self.broken:
            self.newline()
        before = len(self.out)
        self.children(tag)
        self.broken = len(self.out) > before + follows

    def block(self, tag: Tag) -> None:
        margin = tag.name in _MARGINS and not (tag.name in ("ul", "ol") and self.depth)
        if not (self.tabs and self.line.endswith("\t")):
            self.newline(margin)
        if tag.name in ("ul", "ol"):
            self.depth += 1
        if tag.name == "li":
            self.line += "  " * self.depth + "• "
        self.children(tag)
        if tag.name in ("ul", "ol"):
            self.depth -= 1
        self.newline(margin)


def _pipes(box: Tag) -> Iterator[str]:
    """Rows between pipes, as wide as the widest, a rule below the first."""
    rows = [[_cell(cell) for cell in row.find_all(("td", "th"), recursive=False)] for row in _rows(box)]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield "| " + " | ".join(row + [""] * (width - len(row))) + " |"
        if number == 0:
            yield "|" + "---|" * width


def _rows(box: Tag) -> Iterable[Tag]:
    """The rows, those of a nested table in their place."""
    for row in box.find_all("tr"):
        if row.find("table") is None:
            yield row


def _cell(cell: Tag) -> str:
    for lost in cell.find_all(["ul", "ol", "style", "script"]):
        lost.decompose()
    return " ".join(cell.get_text(" ").split()).replace("|", "")
