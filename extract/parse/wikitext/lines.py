"""Lines of wikitext: list signs, paragraphs, rules, tables and quotes, drawn line by line on a builder.

What stands between the nodes of parsed wikitext is text whose line breaks mean something. `tidy` has hidden the signs at
the beginnings of lines from the parser; here they become depth, blocks and fresh lines.
"""

from __future__ import annotations

import re
from typing import Any

from ...richtext import Builder
from ...vocabulary import table
from .signs import CELL_SIGN, LIST_SIGNS, ROW_SIGN, RULE_SIGN, TABLE_END, TABLE_SIGN

_QUOTES = re.compile(r"'{2,}")
_SIGNS = re.compile("^[" + "".join(LIST_SIGNS) + r"*#:;]+")
HIDDEN_SIGNS = re.compile("[" + "".join(LIST_SIGNS) + "]+")
TABLE_SIGNS = re.compile(f"[{TABLE_SIGN}{TABLE_END}{ROW_SIGN}{CELL_SIGN}{RULE_SIGN}]")
_SWITCH = re.compile(r"__([A-Z]{3,20})__")
_ATTRIBUTES = re.compile(r"^[^|\[\]{}<>\n]*=[^|\[\]{}<>\n]*\|(?!\|)")
_CELLS = re.compile(r"\|\||!!")
_DAGGER = "†"
_DEEPEST_LIST = 9


def seen(match: re.Match[str]) -> str:
    """List signs as a reader sees them where they make no list."""
    return "".join(LIST_SIGNS[sign] for sign in match[0])


class Lines:
    """Draws text line by line; knows whether a line has just begun, and what is open on it."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.line_start = True
        self.newlines = 0
        self.prose = False  # the last line was a paragraph's
        self.paragraph = False  # an empty line stands between it and what follows
        self.blocked = False  # a block stands on this line of the source, which makes it no paragraph
        self.item = False  # in a list item that wiki signs opened
        self.base = 0  # depth of the lists around
        self.tables = 0
        self.term = False  # in the term of a definition list
        self.last: tuple[int, int] | None = None  # the break before the last line of a cell
        self.styles: dict[str, Any] = {}  # bold and italic, while open by quotes

    def begin(self) -> None:
        """Something visible follows on this line."""
        if self.paragraph:
            self.builder.gap()  # an empty line between two paragraphs
            self.paragraph = False
        self.line_start = False
        self.newlines = 0

    def text(self, text: str, node: int = 0) -> None:
        """Wikitext without nodes: lines, list signs, quotes; `node` is the identity of the node that holds it."""
        for number, line in enumerate(text.split("\n")):
            if number:
                blocked, self.blocked = self.blocked, False
                self._newline(blocked)
                if blocked is not (self.last == (node, number)):  # a paragraph begins, or ends before the last line
                    self.end_paragraph()
            if self.line_start:
                line = self._line_signs(line)
            if not line:
                continue
            if self.line_start and not line.strip():
                self.builder.text(line)
                continue
            self.begin()
            self._inline(line)

    def _newline(self, blocked: bool) -> None:
        self._end_styles()
        if not self.newlines:
            self.prose = not self.item and not blocked
        self.newlines += 1
        if self.item:
            self.end_item()
        elif self.newlines == 2:
            self.builder.fresh_line()
            self.paragraph = self.prose
        else:
            self.builder.wrap()
        self.line_start = True

    def end_paragraph(self) -> None:
        """A block, a list or a rule follows: it begins a line."""
        self.builder.fresh_line()
        self.paragraph = False

    def end_item(self) -> None:
        """The end of a list item that wiki signs opened."""
        self.builder.fresh_line()
        self.builder.depth = self.base
        self.item = self.term = False

    def _line_signs(self, line: str) -> str:
        sign = line[:1]
        if sign == RULE_SIGN:
            self.end_paragraph()
            self.builder.rule()
            self.newlines = 0
            return line[1:]
        if sign and sign in (TABLE_SIGN, TABLE_END, ROW_SIGN, CELL_SIGN):
            return self._table_line(sign, line[1:])
        match = _SIGNS.match(line)
        if match is None:
            return line
        signs = match[0]
        self.end_paragraph()
        self.builder.depth = self.base + min(len(signs), _DEEPEST_LIST)
        self.item = True
        self.term = LIST_SIGNS.get(signs[-1], signs[-1]) == ";"
        if self.term:  # bold, and what it explains is one deeper
            self.builder.depth -= 1
            self._toggle("bold")
        self.begin()
        return line[match.end() :]

    def _table_line(self, sign: str, line: str) -> str:
        self.end_paragraph()
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
            self._end_styles()
            self.builder.fresh_line()
            self.builder.depth += 1
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
            self.builder.close(self.styles.pop(kind))
        else:
            self.styles[kind] = self.builder.open(kind)

    def _end_styles(self) -> None:
        for kind in tuple(self.styles):
            self._toggle(kind)

    def words(self, words: str) -> None:
        """Words without markup: a dagger is a fate, a switch leaves nothing."""
        if "__" in words:
            words = _SWITCH.sub(lambda m: "" if m[1] in table("templates/markup")["words"]["switches"] else m[0], words)
        if HIDDEN_SIGNS.search(words):
            words = HIDDEN_SIGNS.sub(seen, words)
        if TABLE_SIGNS.search(words):
            words = TABLE_SIGNS.sub("", words)
        for number, part in enumerate(words.split(_DAGGER)):
            if number:
                self.builder.point("fate", "killed")
            self.builder.text(part)
