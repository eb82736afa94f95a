"""Which pages can matter, told from their bytes alone.

Sure: `{{` and a name of a template that counts. To be looked at again when the dump's own names are known: a parameter that
only such boxes have under a template of another name, or a call of `{{… infobox}}` (a war's own template). Of namespace 10:
redirects to a name that counts, and pages that hold a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ...vocabulary import kinds, normal_name

Why = Literal["hit", "deferred", "template"]

#: Between the words of a name, and before it: blanks, underlines, line ends (two letters in JSON), comments (whose signs are
#: entities in XML).
_BLANK = rb"(?:[\s_]|\\n|&lt;!--(?:(?!--&gt;).){0,200}--&gt;)*"
_REDIRECT = re.compile(rb'<redirect title="([^"]*)"')
_SPACE = re.compile(rb"<ns>(-?\d+)</ns>")
_OWN = re.compile(rb"nfobox[\s_]*(?:\||\}\})")
_PARAMETER = re.compile(rb"combatant1a?\s*=")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Names of templates that count (all that the tables know, and `names` besides) and namespaces that do (None: all)."""

    names: frozenset[str] = frozenset()
    namespaces: frozenset[int] | None = frozenset({0})
    _all: frozenset[str] = field(init=False, default=frozenset())
    _call: re.Pattern[bytes] = field(init=False, default=re.compile(b""))

    def __post_init__(self) -> None:
        known = {name for kind in kinds() for name in kind.names} | {normal_name(name) for name in self.names}
        modules = {normal_name(module) for kind in kinds() for module in kind.modules}
        object.__setattr__(self, "_all", frozenset(known))
        object.__setattr__(self, "_call", re.compile(_pattern(known, modules), re.DOTALL))

    @property
    def pattern(self) -> bytes:
        """The pattern of all names that count."""
        return self._call.pattern

    def __reduce__(self) -> tuple[object, ...]:
        return Wanted, (self.names, self.namespaces)  # a pattern is made anew in the process it is sent to

    def calls(self, data: bytes) -> bool:
        """Whether a template that counts is called."""
        return self._call.search(data) is not None

    def may_matter(self, data: bytes) -> bool:
        """Whether a box can stand in these bytes under any name."""
        return self.calls(data) or _PARAMETER.search(data) is not None or _OWN.search(data) is not None

    def places(self, data: bytes) -> list[int]:
        """Places in the bytes that make their page worth a look, in order."""
        found = [match.start() for match in self._call.finditer(data)]
        for word, pattern in ((b"combatant1", _PARAMETER), (b"nfobox", _OWN)):
            place = data.find(word)
            while place >= 0:
                if pattern.match(data, place):
                    found.append(place)
                place = data.find(word, place + 1)
        place = data.find(b"<ns>10</ns>")
        while place >= 0:
            found.append(place)
            place = data.find(b"<ns>10</ns>", place + 1)
        return sorted(found)

    def why(self, page: bytes) -> Why | None:
        """Why a page matters, None where it does not."""
        space = _SPACE.search(page, 0, 2000)
        number = int(space[1]) if space else 0
        if number == 10:
            redirect = _REDIRECT.search(page, 0, 2000)
            if redirect is None:
                return "template" if self.calls(page) else None
            target = redirect[1].decode("utf-8", "replace").partition(":")[2].replace("&quot;", '"').replace("&amp;", "&")
            return "template" if normal_name(target) in self._all else None
        if self.namespaces is not None and number not in self.namespaces:
            return None
        return "hit" if self.calls(page) else "deferred"


def _pattern(names: Iterable[str], modules: Iterable[str]) -> bytes:
    """`{{` and any of the names, with what they begin with in common pulled out."""
    calls = b"|".join(re.escape(name.encode()).replace(rb"\ ", rb"[ _]+") for name in sorted(modules))
    invoke = rb"(?i:#invoke:)[\s_]*(?:(?i:" + calls + rb"))[\s_]*\|"
    tree = _factored(sorted({name.encode() for name in names}))
    return rb"\{\{" + _BLANK + rb"(?:(?:(?i:template:)[\s_]*)?" + tree + _BLANK + rb"(?:[|}]|\Z)|" + invoke + rb")"


def _letter(byte: int) -> bytes:
    one = bytes([byte])
    if one == b" ":
        return rb"[ _]+"
    if one.isalpha():
        return b"[" + one.lower() + one.upper() + b"]"
    return re.escape(one)


def _factored(names: list[bytes]) -> bytes:
    """An alternation as a tree of letters: nothing is compared twice."""
    heads: dict[int, list[bytes]] = {}
    done = False
    for name in names:
        if name:
            heads.setdefault(name[0], []).append(name[1:])
        else:
            done = True
    branches = [_letter(head) + _factored(rest) for head, rest in heads.items()]
    whole = b"|".join(branches)
    if not branches:
        return b""
    if done:
        return b"(?:" + whole + b")?"
    return b"(?:" + whole + b")" if len(branches) > 1 else whole
