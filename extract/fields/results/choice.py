"""Verdicts found in a line, and which of several stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ...richtext import Line, Span

_WORD = re.compile(r"\w")
_EDGE = " ,;.:/-\u2022*'\""


@dataclass(frozen=True, slots=True)
class Said:
    """One verdict; spans are in offsets of the line."""

    outcome: str
    start: int
    end: int
    qualifiers: tuple[str, ...] = ()
    winners: tuple[Span, ...] = ()
    losers: tuple[Span, ...] = ()
    label: Span | None = None


@dataclass(slots=True)
class Verdicts:
    """The verdicts of a line, whether one says that it is disputed, and whether nothing else stands in it."""

    line: Line
    found: list[Said] = field(default_factory=list)
    disputed: bool = False

    @property
    def whole(self) -> bool:
        """Whether the line says its verdict and nothing more."""
        if not self.found:
            return False
        last = self.found[-1].end
        return not _WORD.search(self.line.text, last)

    def rest(self) -> Line | None:
        """What follows the last verdict in the line."""
        if not self.found:
            return None
        start = self.found[-1].end
        while start < len(self.line.text) and self.line.text[start] in _EDGE + ")]\n":
            start += 1
        rest = self.line.slice(start)
        return rest if _WORD.search(rest.text) else None


def pick(found: list[Said]) -> list[Said]:
    """The verdicts that stand: the first, and such later ones as are verdicts on another aspect of the same thing."""
    if not found:
        return []
    first = found[0]
    if first.outcome in ("failure", "success", "other"):
        named = next((f for f in found if f.outcome == "victory" and (f.winners or f.losers)), None)
        if named:
            return [named]
    kept = [first]
    for one in found[1:]:
        if one.outcome == "victory" and not one.winners and not one.losers and not one.label:
            if one.qualifiers and first.outcome == "victory":  # "X victory (Pyrrhic victory)"
                kept[0] = replace(kept[0], qualifiers=tuple(dict.fromkeys(kept[0].qualifiers + one.qualifiers)))
            continue
        aspect = bool(one.qualifiers or one.label)
        beside = aspect or bool(first.qualifiers or first.label) or first.outcome != "victory"
        against = first.outcome != one.outcome and (aspect or bool(first.label))
        if (one.outcome == "victory" and beside) or (one.outcome in ("draw", "inconclusive") and against):
            kept.append(one)
    return kept
