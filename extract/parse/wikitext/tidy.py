"""Makes a value's markup well formed before it is parsed, in one pass, so that no input costs more than its length.

What has no partner goes: braces and brackets that never close, tags that are never closed or opened, and what is
nested deeper than any page nests. Comments go. `</br>`, `<br/ >` become `<br/>`. Each thing that went is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ...vocabulary import table
from .quotes import even_quotes
from .scan import Closers
from .signs import CELL_SIGN, ROW_SIGN, TABLE_END, TABLE_SIGN, hidden, unescaped

_TOKEN = re.compile(
    r"<!--|</?[a-zA-Z][a-zA-Z0-9]*(?:[\s/\"'](?:[^<>{}]|\{\{[^{}<>]*\}\})*)?>|<|\{\{+|\}\}+|\[\[|\]\]|\[(?=(?:https?:|ftp:)?//)"
    r"|^[ \t:]*\{\||^[ \t]*\|\}(?!\})|^[ \t]*(?:\|[-+]?|!)",
    re.MULTILINE,
)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
#: Markup nested deeper than this is drawn as if the inner marks were not there.
_DEEPEST = 24


class Problem(NamedTuple):
    """Markup that was left out: a warning's code, and the words."""

    code: str
    text: str


@cache
def _tags(group: str) -> frozenset[str]:
    tags: Mapping[str, list[str]] = table("templates/markup")["tags"]
    return frozenset(tags[group])


@dataclass(slots=True)
class _Frame:
    """Something open: braces (`sign` "{" and how many), a link "[", a table "|", a reference "<", or the value itself ""."""

    sign: str
    place: int
    count: int = 0
    braces: int = 0  # frames of braces below this one, up to the next reference
    dead: bool = False
    tags: list[tuple[str, int, int]] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)


def tidy(value: str) -> tuple[str, list[Problem]]:
    """The value with well formed markup, and what was left out of it.

    >>> tidy("{{nowrap|A</div>}} <small>B</br>[[C<!-- x -->]] {{D")[0]
    '{{nowrap|A}} <small>B<br/>[[C]] D</small>'
    """
    value = unescaped(value)
    problems: list[Problem] = []
    if any(sign in value for sign in "<{[]}"):
        value, problems = _Tidier(value).run()
    return even_quotes(hidden(value)), problems


class _Tidier:
    def __init__(self, value: str) -> None:
        self.value = value
        self.edits: list[tuple[int, int, str]] = []
        self.problems: list[Problem] = []
        self.frames = [_Frame("", 0)]
        self.depth = 0
        self.closers = Closers(value)
        self.brackets = -1  # the next "]" at or behind the place last asked for

    def run(self) -> tuple[str, list[Problem]]:
        place = 0
        while match := _TOKEN.search(self.value, place):
            place = match.end()
            sign = match[0]
            if sign[0] == "<":
                place = self._angle(match)
            elif sign.endswith("{|"):
                self._open("|", match.start(), len(sign))
            elif sign[0] == "{":
                self._open("{", match.start(), len(sign))
            elif sign[0] == "}":
                self._close_braces(match.start(), place)
            elif sign == "[[":
                self._open("[", match.start(), 2)
            elif sign == "]]":
                self._close("[", match.start(), 2)
            elif sign == "[":
                self._address(match.start())
            elif sign.endswith("|}"):
                self._close("|", match.start(), len(sign))
            elif self.frames[-1].sign == "|":
                self.edits.append((match.start(), place, ROW_SIGN if sign.endswith("-") else CELL_SIGN))
        while self.frames:
            self._abandon(len(self.value))
        self.edits.sort()
        parts: list[str] = []
        last = 0
        for start, end, new in self.edits:
            if start >= last:
                parts += (self.value[last:start], new)
                last = end
        parts.append(self.value[last:])
        return "".join(parts), self.problems

    def _drop(self, start: int, end: int, code: str = "unbalanced-markup", new: str = "") -> None:
        self.edits.append((start, end, new))
        if len(self.problems) < 8:
            self.problems.append(Problem(code, self.value[start : start + 60]))

    def _open(self, sign: str, place: int, count: int) -> None:
        top = self.frames[-1]
        below = 0 if top.sign == "<" else top.braces + (top.sign == "{")
        frame = _Frame(sign, place, count, below, dead=self.depth >= _DEEPEST)
        if frame.dead:
            self._drop(place, place + count)
        self.frames.append(frame)
        self.depth += 1

    def _abandon(self, close: int) -> None:
        """Give up at `close` what is open last: its sign and its tags have no partner."""
        frame = self.frames.pop()
        self._end_tags(frame, close)
        if frame.sign:
            self.depth -= 1
            if not frame.dead and frame.count:
                self._drop(frame.place, frame.place + frame.count)

    def _end_tags(self, frame: _Frame, close: int, keep: int = 0) -> None:
        """Ends the tags that a frame leaves open at `close`, all but the first `keep`."""
        while len(frame.tags) > keep:
            name, start, end = frame.tags.pop()
            frame.open[name] -= 1
            self.depth -= 1
            self._lone(name, start, end, close)

    def _lone(self, name: str, start: int, end: int, close: int) -> None:
        """A tag without its end: formatting goes on to the end of what is around, a block breaks the line, others leave nothing."""
        if name in _tags("formatting") and len(self.problems) < 8:
            self.edits.append((close, close, f"</{name}>"))
            self.problems.append(Problem("stray-markup", self.value[start : start + 60]))
        elif name in _tags("implied"):
            self.edits.append((start, end, f"<{name}/>"))
        else:
            self._drop(start, end, "stray-markup", "<div/>" if name in _tags("block") else "")

    def _close(self, sign: str, place: int, count: int) -> None:
        top = self.frames[-1]
        if top.sign != sign:
            self._drop(place, place + count)
            return
        self.frames.pop()
        self.depth -= 1
        self._end_tags(top, place)
        if sign == "|":
            self.edits.append((top.place, top.place + top.count, TABLE_SIGN))
            self.edits.append((place, place + count, TABLE_END))
        elif top.dead:
            self.edits.append((place, place + count, ""))

    def _close_braces(self, start: int, end: int) -> None:
        place = start
        while end - place >= 2:
            top = self.frames[-1]
            if top.sign in ("[", "|") and top.braces:
                self._abandon(place)
                continue
            if top.sign != "{":
                break
            self._end_tags(top, place)
            taken = 3 if end - place >= 3 and top.count >= 3 else 2
            if top.dead:
                self.edits.append((place, place + taken, ""))
            place += taken
            top.count -= taken
            if top.count < 2:
                self.frames.pop()
                self.depth -= 1
                if top.count and not top.dead:
                    self.edits.append((top.place, top.place + top.count, ""))
        if end - place >= 2:
            self._drop(place, end)
        elif place < end and place > start:
            self.edits.append((place, end, ""))

    def _address(self, place: int) -> None:
        if self.brackets < place:
            found = self.value.find("]", place)
            self.brackets = found if found >= 0 else len(self.value)
        if self.value.find("\n", place, self.brackets) >= 0 or self.brackets == len(self.value):
            self.edits.append((place, place + 1, ""))

    def _angle(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if match[0] == "<!--":
            end = self.closers.end(match)
            if not self.value.startswith("-->", end - 3) or end < match.end() + 3:
                self._drop(start, end)
            line = self.value.rfind("\n", 0, start) + 1
            alone = line > 0 and end < len(self.value) and self.value[end] == "\n" and not self.value[line:start].strip()
            self.edits.append((line if alone else start, end + 1 if alone else end, ""))
            return end
        found = _NAME.match(match[0])
        if found is None:
            self.edits.append((start, end, "&lt;"))
            return end
        name = found[1].lower()
        closing = match[0][1] == "/"
        alone = match[0][:-1].rstrip().endswith("/")
        if name in _tags("void") and name not in _tags("hidden"):
            self.edits.append((start, end, f"<{name}/>" if not closing or name == "br" else ""))
        elif name in _tags("hidden"):
            end = self._hidden(match, closing, alone)
        elif name in _tags("extension"):
            end = self._extension(match, name, closing, alone)
        elif name not in _tags("block") and name not in _tags("inline"):
            self.edits.append((start, start + 1, "&lt;"))
        elif closing:
            self._end_tag(name, start, end)
        elif not alone:
            self._begin_tag(name, start, end)
        return end

    def _begin_tag(self, name: str, start: int, end: int) -> None:
        frame = self.frames[-1]
        if self.depth >= _DEEPEST:
            self._drop(start, end, "stray-markup")
            return
        frame.tags.append((name, start, end))
        frame.open[name] = frame.open.get(name, 0) + 1
        self.depth += 1

    def _end_tag(self, name: str, start: int, end: int) -> None:
        frame = self.frames[-1]
        if not frame.open.get(name):
            self._drop(start, end, "stray-markup")
            return
        while frame.tags[-1][0] != name:
            self._end_tags(frame, start, len(frame.tags) - 1)
        frame.tags.pop()
        frame.open[name] -= 1
        self.depth -= 1

    def _hidden(self, match: re.Match[str], closing: bool, alone: bool) -> int:
        end = match.end() if closing or alone else self.closers.end(match)
        self.edits.append((match.start(), end, ""))
        return end

    def _extension(self, match: re.Match[str], name: str, closing: bool, alone: bool) -> int:
        start, end = match.span()
        if alone and not closing:
            if not match[0].endswith("/>"):
                self.edits.append((start, end, match[0][:-1].rstrip() + ">"))
            return end
        if closing:
            if name == "ref" and any(frame.sign == "<" for frame in self.frames[-_DEEPEST - 2 :]):
                while self.frames[-1].sign != "<":
                    self._abandon(start)
                frame = self.frames.pop()
                self.depth -= 1
                self._end_tags(frame, start)
            else:
                self._drop(start, end, "stray-markup")
            return end
        close = self.closers.end(match)
        if close == end:
            self._drop(start, end)
        elif name != "ref":
            return close
        elif self.frames[-1].sign == "<":
            self._drop(start, end)
        else:
            self._open("<", start, 0)
        return end
