"""Finds the infoboxes of a page of wikitext, and their parameters, in one pass over its characters.

A page of 250 kB holds a box of five: only the box is looked at closely. The rules are those of MediaWiki's
preprocessor: comments and extension tags (`<nowiki>`, `<ref>`, …) are closed to braces, runs of braces close
from the inside, a pipe or an equals sign counts only outside of inner templates and links. Where the braces
do not close, a second pass gives up an opener as soon as the next known parameter begins on a line of its own.

Every loop moves forward only: the time is linear in the length of any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ...vocabulary import InfoboxKind, kind_of_template, kinds, normal_name

State = Literal["closed", "unbalanced", "truncated"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Tags whose content no template call is read from; and all that are closed to the braces around them.
_HIDING = re.compile(r"<!--|<(nowiki|pre|source|syntaxhighlight|math|chem|score|timeline)\b[^<>]*>", re.IGNORECASE)
_CLOSED = "nowiki|pre|ref|source|syntaxhighlight|math|chem|gallery|score|timeline|references|templatedata|graph|imagemap|hiero"
_TOKEN = r"<!--|<(?:" + _CLOSED + r")\b[^<>]*>|\{\{+|\}\}+|\[\[|\]\]|\|"
_PLAIN = re.compile(_TOKEN, re.IGNORECASE)
_NAMING = re.compile(_TOKEN + "|=", re.IGNORECASE)  # while the name of a parameter is still open
_CAREFUL = re.compile(_TOKEN + r"|=|\n[ \t]*(?=\|[ \t]*[^\s|={}\[\]<>][^\n|={}\[\]<>]{0,40}=)", re.IGNORECASE)
_TAG_NAME = re.compile(r"[a-z]+", re.IGNORECASE)
_AHEAD = re.compile(r"\n[ \t]*\|[ \t]*([^\n|={}\[\]<>]{1,41}?)[ \t]*=")
_NAME_STOP = re.compile(r"[{}|\[\]<]")
_PROSE = re.compile(r"\n[ \t]*\n?(?:==|'''|\[\[Category:|\{\{DEFAULTSORT)")
_SUBST = re.compile(r"^(?:(?:safesubst|subst|msgnw|msg|raw)\s*:\s*|:)", re.IGNORECASE)
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as MediaWiki names it (a positional one by its number); its value, edges trimmed, at ``[start, end)``."""

    name: str
    start: int
    end: int
    positional: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A call of an infobox template at ``[start, end)``; `template` is its name as written."""

    kind: InfoboxKind
    template: str
    start: int
    end: int
    parameters: tuple[Parameter, ...]
    state: State = "closed"


#: So many boxes of a page may be left open before the rest of it is left alone.
_MOST_OPEN = 20


def boxes(text: str, redirects: Mapping[str, str] | None = None) -> Iterator[Box]:
    """The infoboxes of a page in order; `redirects` maps further template names to known ones.

    >>> page = "<!-- {{Warbox}} --> {{Infobox war faction|a=b}} {{warbox|conflict=A|x|strength1 = {{nts|5}} }}"
    >>> [(b.template, [(p.name, page[p.start:p.end]) for p in b.parameters]) for b in boxes(page)]
    [('warbox', [('conflict', 'A'), ('1', 'x'), ('strength1', '{{nts|5}}')])]
    """
    known = {normal_name(name): target for name, target in (redirects or {}).items()}
    hidden = _Hidden(text)
    place = open_boxes = 0
    for match in _candidates(known).finditer(text):
        if match.start() < place:
            continue
        found = _called(text, match.end(), known)
        if found is None or hidden.covers(match.start()):
            continue
        template, kind, after = found
        box = _read(text, match.start(), after, template, kind)
        yield box
        place = box.end
        if box.state != "closed":
            open_boxes += 1
            if open_boxes == _MOST_OPEN:  # each was scanned to the page's end: a page of nothing else must not take square time
                return


def _candidates(known: Mapping[str, str]) -> re.Pattern[str]:
    """Two braces before a letter with which a name that we want can begin."""
    names = [name for kind in kinds() for name in kind.names] + list(known)
    letters = {letter for name in names if name for letter in (name[0].lower(), name[0].upper())}
    return re.compile(r"\{\{(?=[\s_:#<TtSsMmRr" + "".join(map(re.escape, sorted(letters))) + "])")


def _called(text: str, place: int, known: Mapping[str, str]) -> tuple[str, InfoboxKind, int] | None:
    """The name called at `place`, its kind, and where the name ends; None for a call that is not ours."""
    stop = _stop_of_name(text, place)
    if stop is None:
        return None
    written = _COMMENT.sub("", text[place:stop]).strip()
    bare = _SUBST.sub("", written).strip()
    if bare[:8].lower() == "#invoke:":
        module = normal_name(bare[8:]).removeprefix("module:").strip()
        kind = next((kind for kind in kinds() if module in kind.modules), None)
        if kind is not None:  # the next argument is the name of a function
            after = text.find("|", stop + 1)
            close = text.find("}}", stop)
            return written, kind, after if 0 <= after < (close if close >= 0 else len(text)) else close if close >= 0 else stop
        return None
    kind = kind_of_template(bare)
    if kind is None and (target := known.get(normal_name(bare))) is not None:
        kind = kind_of_template(target)
    return None if kind is None else (written, kind, stop)


def _stop_of_name(text: str, place: int) -> int | None:
    """Where a template's name ends; comments in it are passed over, anything else that is no name gives None."""
    for _ in range(20):
        match = _NAME_STOP.search(text, place, place + _LONGEST_NAME)
        if match is None:
            return len(text) if place + _LONGEST_NAME >= len(text) else None
        if match[0] in "|}":
            return match.start()
        if not text.startswith("<!--", match.start()) or (end := text.find("-->", match.end(), match.end() + 1000)) < 0:
            return None
        place = end + 3
    return None


class _Hidden:
    """Comments and `<nowiki>`s, looked for only as far as somebody asks, each place in ascending order."""

    def __init__(self, text: str) -> None:
        self.text, self.spans, self.end, self.place = text, _HIDING.finditer(text), 0, -1
        self.closers = Closers(text)

    def covers(self, place: int) -> bool:
        while self.place < place:
            match = next(self.spans, None)
            if match is None:
                self.place = len(self.text) + 1
                break
            self.place = match.start()
            if self.place >= self.end:
                previous = self.end
                self.end = self.closers.end(match)
                if self.place >= place:  # this one begins behind: what counts is the one before
                    return place < previous
        return place < self.end if self.place < place or self.place > len(self.text) else False


class Closers:
    """Where comments and tags that are closed to markup end; a closer that was not found is not looked for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()
        self.patterns: dict[str, re.Pattern[str]] = {}

    def end(self, match: re.Match[str]) -> int:
        """The end of what `match` opens; the end of the opener itself where nothing closes it."""
        opener = match[0]
        if opener == "<!--":
            end = -1 if "!" in self.missing else self.text.find("-->", match.end())
            if end < 0:
                self.missing.add("!")
                return len(self.text)
            return end + 3
        if opener.endswith("/>"):
            return match.end()
        found = _TAG_NAME.search(opener)
        name = found[0].lower() if found else ""
        if name in self.missing:
            return match.end()
        pattern = self.patterns.setdefault(name, re.compile(rf"</{name}\s*>", re.IGNORECASE))
        closer = pattern.search(self.text, match.end())
        if closer is None:
            self.missing.add(name)
            return match.end()
        return closer.end()


def _read(text: str, start: int, after: int, template: str, kind: InfoboxKind) -> Box:
    reader = _Reader(text, after, kind)
    if not reader.run() or reader.dropped:
        reader = _Reader(text, after, kind, careful=True)
        if not reader.run():
            return _open_box(text, start, template, kind, reader)
        return Box(kind, template, start, reader.end, reader.parameters(), "unbalanced")
    return Box(kind, template, start, reader.end, reader.parameters())


def _open_box(text: str, start: int, template: str, kind: InfoboxKind, reader: _Reader) -> Box:
    """A box that never closes: to where prose begins, else to the end of the page."""
    last = reader.bars[-1] if reader.bars else start
    prose = _PROSE.search(text, last, reader.end)
    end = prose.start() if prose else reader.end
    return Box(kind, template, start, end, reader.parameters(end), "unbalanced" if end < len(text) else "truncated")


class _Reader:
    """Reads one box from behind its name: the place of its bars, of the equals sign after each, and its end."""

    def __init__(self, text: str, place: int, kind: InfoboxKind, careful: bool = False) -> None:
        self.text, self.place, self.kind, self.careful = text, place, kind, careful
        self.end = len(text)
        self.bars: list[int] = []
        self.equals: list[int] = []
        self.stack: list[int] = []  # what is open inside of the box: a number of braces each, 0 for a link
        self.dropped = False
        self.closers = Closers(text)

    def run(self) -> bool:
        """Whether the box closes."""
        place, text = self.place, self.text
        while True:
            open_name = not self.stack and bool(self.bars) and self.equals[-1] < 0
            pattern = _CAREFUL if self.careful else _NAMING if open_name else _PLAIN
            match = pattern.search(text, place)
            if match is None:
                return False
            place = match.end()
            sign = text[match.start()]
            if sign == "|":
                if not self.stack:
                    self.bars.append(match.start())
                    self.equals.append(-1)
            elif sign == "=":
                if open_name:
                    self.equals[-1] = match.start()
            elif sign == "<":
                place = self._skip(match)
            elif sign == "{":
                if self.careful and _called(text, place, {}) is not None:
                    self.end = match.start()  # another box begins: this one cannot hold it
                    return False
                self.stack.append(place - match.start())
            elif sign == "[":
                self.stack.append(0)
            elif sign == "]":
                if self.stack and not self.stack[-1]:
                    self.stack.pop()
            elif sign == "\n":
                self._next_line(match.start())
            elif (end := self._close(match.start(), place)) is not None:
                self.end = end
                return True

    def _skip(self, match: re.Match[str]) -> int:
        end = self.closers.end(match)
        if self.careful and end == len(self.text) and match[0] == "<!--":
            line = self.text.find("\n", match.end())
            return line if line >= 0 else end
        return end

    def _next_line(self, place: int) -> None:
        if self.stack:
            ahead = _AHEAD.match(self.text, place)
            if ahead and self.kind.slot(ahead[1]) is not None:
                self.stack.clear()

    def _close(self, start: int, end: int) -> int | None:
        """Closes what a run of closing braces closes; gives the end of the box where that is among it."""
        left = end - start
        while left >= 2:
            while self.stack and not self.stack[-1]:  # a link left open inside of what closes here
                self.stack.pop()
                self.dropped = True
            if not self.stack:
                return end - left + 2
            top = self.stack.pop()
            taken = 3 if left >= 3 and top >= 3 else 2
            left -= taken
            if top - taken >= 2:
                self.stack.append(top - taken)
        return None

    def parameters(self, end: int | None = None) -> tuple[Parameter, ...]:
        """The parameters between the bars, in order, duplicates and all."""
        stop = self.end - 2 if end is None else end
        found: list[Parameter] = []
        number = 0
        for bar, equals, limit in zip(self.bars, self.equals, [*self.bars[1:], stop], strict=False):
            if bar >= stop:
                break
            if 0 <= equals < limit:
                name = re.sub(r"\s+", " ", _COMMENT.sub("", self.text[bar + 1 : equals]).replace("\u200e", "")).strip()
                found.append(self._parameter(name, equals + 1, limit))
            else:
                number += 1
                found.append(self._parameter(str(number), bar + 1, limit, positional=True))
        return tuple(found)

    def _parameter(self, name: str, start: int, end: int, positional: bool = False) -> Parameter:
        value = self.text[start:end]
        start += len(value) - len(value.lstrip())
        return Parameter(name, start, max(start, start + len(value.strip())), positional)
