"""References of a box: numbered as they come, told apart by their names, and where a page defines them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...record import Reference
from .scan import Closers

_TAG = re.compile(r"<!--|<(ref|nowiki)\b([^<>]*)>", re.IGNORECASE)
_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>/|}]+))""", re.IGNORECASE)
_NOTE = re.compile(r"\{\{\s*(efn|refn|efn-[a-z]{2}|notetag|note label|sfnm?)\s*\|", re.IGNORECASE)
_BOOKKEEPING = re.compile(r"\|\s*(?:name|group)\s*=[^|{}]*")
# What {{cref|a}}, {{ref label|a|1|a}} and {{ref|a}} lead to: the note in the call, or on the line behind it.
_LABELED = re.compile(r"\{\{\s*(?:cnote2?|note label2?|note|ent|enote|hnote)\s*\|\s*([^|{}\n]{1,60}?)\s*(?=[|}])", re.IGNORECASE)
_LONGEST = 20_000


class References:
    """The references that values point at, by id ("r1", "r2", … in the order in which they were met)."""

    def __init__(self) -> None:
        self.found: dict[str, Reference] = {}
        self.params: dict[str, str | None] = {}
        self._names: dict[str, str] = {}

    def cite(self, name: str | None, param: str | None, describe: Callable[[str], Reference] | None) -> str:
        """The id of a reference: of one met before where it has the same name; `describe` makes it of its id."""
        key = self._names.get(name) if name else None
        if key is None:
            key = f"r{len(self.found) + 1}"
            if name:
                self._names[name] = key
            self.found[key] = Reference(id=key, name=name)
            self.params[key] = param
        if describe is not None:
            self.found[key] = describe(key)
        return key

    def undefined(self) -> dict[str, str]:
        """Names that were used without a definition, and their ids."""
        empty = {key: one for key, one in self.found.items() if not (one.text or one.url or one.template)}
        return {one.name: key for key, one in empty.items() if one.name}


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Names and contents of the references and notes that a page defines, in order; in one pass.

    >>> list(definitions('<ref name="a"/> <ref name = b >B</ref> {{efn|name=c|C}} {{cnote|d|D}}'))
    [('b', 'B'), ('c', '|name=c|C'), ('#d', 'D')]
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
        if named and _BOOKKEEPING.sub("", call).strip("| \n"):
            yield named[1].strip(), call
    for match in _LABELED.finditer(text):
        end = _end_of_call(text, match.end())
        said = text[match.end() : end].lstrip("|") if match[0].lstrip("{ ").lower().startswith("cnote") else ""
        yield f"#{match[1]}", (said or text[end + 2 : end + 2 + _LONGEST].split("\n", 1)[0]).strip()


def _end_of_call(text: str, place: int) -> int:
    depth = 1
    for match in re.finditer(r"\{\{|\}\}", text[place : place + _LONGEST]):
        depth += 1 if match[0] == "{{" else -1
        if not depth:
            return place + match.start()
    return min(len(text), place + 400)
