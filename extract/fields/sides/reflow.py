"""Cells whose line breaks became spaces (tables with pipes): their lines told apart again.

    6,094 killed 674 wounded 177 captured           ->  three lines
    Sir John Jellicoe Sir David Beatty              ->  two lines

A break is put only where a figure, a title, a given name or the name of a known party begins and nothing before it asks to
go on. Offsets stay: a line is a slice of the cell's one line.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ...raw import RawCell
from ...richtext import Line
from .names import Names, is_party_name
from .section import COUNTED, Token, Words, is_number, tokens

#: A person's name without titles and particles has no more words than this; where more stand together, breaks are missing.
LONGEST_NAME = 4
#: Longest name of a known party, in words.
_PARTY = 6


def reflowed(cell: RawCell, words: Words) -> RawCell:
    """The cell with its lines told apart. Lines of persons that cannot be told apart make it a cell that names nobody."""
    lines: list[Line] = []
    for line in cell.rich:
        lines.extend(_parts(line, cell.role or "", words))
    rich = cell.rich.with_lines(lines)
    if cell.role == "commanders" and any(_too_long(line, words) for line in lines):
        return replace(cell, role="other", rich=rich)
    return replace(cell, rich=rich)


def _parts(line: Line, role: str, words: Words) -> list[Line]:
    parts = tokens(line.text)
    if len(line.text) > parts[-1].end if parts else True:
        return [line]  # longer than anything that a cell holds
    if role in COUNTED:
        starts = _figures(parts, words)
    elif role == "commanders":
        starts = _people(parts, words)
    else:
        starts = _parties(parts, words)
    edges = [0, *(parts[n].start for n in starts), len(line.text)]
    return [part for a, b in pairwise(edges) if (part := line.slice(a, b))]


def _outside(parts: list[Token]) -> list[bool]:
    """Which words stand outside brackets."""
    found, depth = [], 0
    for token in parts:
        found.append(depth == 0 and not token.text.startswith(("(", "[")))
        depth = max(0, depth + token.text.count("(") - token.text.count(")"))
    return found


def _goes_on(above: Token, words: Words) -> bool:
    return (
        words.has("joiners", above.low)
        or words.has("qualifiers", above.low)
        or above.text.endswith((",", ";", ":", "–", "-", "/"))
    )


def _figures(parts: list[Token], words: Words) -> list[int]:
    free = _outside(parts)
    starts: set[int] = set()
    for n, token in enumerate(parts):
        if token.text.endswith(":") and free[n]:
            first = n
            while (
                first
                and free[first - 1]
                and (parts[first - 1].text[:1].isupper() or words.has("joiners", parts[first - 1].low))
                and not parts[first - 1].text.endswith((":", "."))
            ):
                first -= 1
            starts.add(first)
        if not n or not free[n] or _goes_on(parts[n - 1], words):
            continue
        following = parts[n + 1 : n + 3]
        qualified = words.has("qualifiers", token.low) and any(is_number(t.text) for t in following)
        if is_number(token.text) or qualified or words.has("nothing", token.low) and len(parts) == n + 1:
            starts.add(n)
    return sorted(starts - {0})


def _people(parts: list[Token], words: Words) -> list[int]:
    names = Names(True)
    free = _outside(parts)
    starts: list[int] = []
    since = 0
    for n, token in enumerate(parts):
        if not n or not free[n]:
            continue
        above = parts[n - 1]
        length = len([t for t in parts[since:n] if not words.has("ranks", t.low) and not words.has("particles", t.low)])
        if words.has("joiners", above.low) or words.has("particles", above.low) or words.has("ranks", above.low):
            continue
        ends = above.text.endswith((")", "]", "†", "‡")) and not token.text.startswith(("†", "‡"))
        rank = words.has("ranks", token.low) and length > 0 and not above.text.endswith(",")
        initial = len(above.text) == 2 and above.text.endswith(".")
        given = names.is_given(token.text) and length > 1 and not above.text.endswith(",") and not initial
        if ends or rank or given:
            starts.append(n)
            since = n
    return starts


def _parties(parts: list[Token], words: Words) -> list[int]:
    free = _outside(parts)
    starts: set[int] = set()
    n = 0
    while n < len(parts):
        size = next((k for k in range(_PARTY, 0, -1) if n + k <= len(parts) and _is_party(parts[n : n + k])), 0)
        if size and free[n] and not (n and words.has("joiners", parts[n - 1].low)):
            starts.add(n)
            after = n + size
            if after < len(parts) and free[after] and _begins(parts, after, words):
                starts.add(after)
        n += size or 1
        if n and n < len(parts) and parts[n - 1].text.endswith(":"):
            starts.add(n)
    return sorted(starts - {0})


def _begins(parts: list[Token], n: int, words: Words) -> bool:
    """Whether a word behind a party's name begins another: a capital, and no more of the name ("French Mandate authorities")."""
    token = parts[n]
    if words.has("joiners", token.low) or not token.text[:1].isupper() or words.has("heads", token.low):
        return False
    following = parts[n + 1] if n + 1 < len(parts) else None
    return following is None or not following.text[:1].islower()


def _is_party(parts: list[Token]) -> bool:
    return parts[0].text[:1].isupper() and is_party_name(" ".join(t.text for t in parts))


def _too_long(line: Line, words: Words) -> bool:
    name = line.text.partition("(")[0]
    return len([t for t in tokens(name) if not words.has("ranks", t.low) and not words.has("particles", t.low)]) > LONGEST_NAME
