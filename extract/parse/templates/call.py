"""A template's call as the drawing verbs see it: its arguments by name, and the row of the table that names its verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mwparserfromhell.nodes import Template
from mwparserfromhell.wikicode import Wikicode

from ..wikitext.canvas import Canvas


@dataclass
class Call:
    """`name` as written, `key` in the form that the table compares, `row` the table's row for it."""

    canvas: Canvas
    node: Template
    name: str
    key: str
    row: Mapping[str, Any]

    @cached_property
    def args(self) -> dict[str, Wikicode]:
        """Arguments by name, positional ones by number; of two with the same name the last, as MediaWiki takes it."""
        return {str(param.name).strip(): param.value for param in self.node.params}

    def code(self, *names: str) -> Wikicode | None:
        """The first of these arguments that is given and not blank."""
        for name in names:
            value = self.args.get(name)
            if value is not None and str(value).strip():
                return value
        return None

    def said(self, *names: str) -> str:
        """The words of the first of these arguments that is not blank; "" for none."""
        code = self.code(*names)
        return self.canvas.plain(code).strip() if code is not None else ""

    def positional(self, first: int = 1) -> Iterator[Wikicode]:
        """The positional arguments from `first` on that are not blank."""
        number = first
        while (value := self.args.get(str(number))) is not None or str(number + 1) in self.args:
            if value is not None and str(value).strip():
                yield value
            number += 1

    def words(self, first: int = 1) -> list[str]:
        """The positional arguments' words, blank ones too (their places count)."""
        found = []
        number = first
        while str(number) in self.args:
            found.append(self.canvas.plain(self.args[str(number)]).strip())
            number += 1
        return found

    def is_set(self, *names: str) -> bool:
        """Whether an argument says yes."""
        return self.said(*names).casefold() in ("y", "yes", "true", "1", "on")


Verb = Callable[[Call], None]
