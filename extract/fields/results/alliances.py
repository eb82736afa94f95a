"""The rows of `coalitions.toml`: who is meant by "Allied", "Royalist", "Saudi-led", whatever the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from ...vocabulary import table
from ..demonyms import fold


@dataclass(frozen=True, slots=True)
class Alliance:
    """What a result calls it, the entities and the words of parties that belonged to it or fought it, and how it is told."""

    words: frozenset[str]
    members: frozenset[str]
    opponents: frozenset[str]
    member_words: re.Pattern[str] | None
    opponent_words: re.Pattern[str] | None
    several: bool
    elimination: bool
    alone: bool


class NameWords(NamedTuple):
    """What the parts of a name say of who is meant, whatever the alliance."""

    led: re.Pattern[str]
    anti: re.Pattern[str]
    helpers: re.Pattern[str]
    kinds_of_state: frozenset[str]
    state: frozenset[str]
    against_state: frozenset[str]
    generic: frozenset[str]


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)")


@cache
def alliances() -> tuple[Alliance, ...]:
    """All rows, in order."""
    rows: Sequence[dict[str, Any]] = table("coalitions")["coalition"]
    return tuple(
        Alliance(
            frozenset(fold(w) for w in row["words"]),
            frozenset(row["members"]),
            frozenset(row.get("opponents", ())),
            _pattern(row.get("member_words", ())),
            _pattern(row.get("opponent_words", ())),
            bool(row.get("several")),
            bool(row.get("elimination")),
            bool(row.get("alone")),
        )
        for row in rows
    )


@cache
def words_of_names() -> NameWords:
    """The rows that hold whatever the alliance."""
    rows: dict[str, list[str]] = table("coalitions")["words"]
    hyphen = r"[-\u2010-\u2015]"
    return NameWords(
        re.compile(rf"{hyphen}(?:{'|'.join(rows['led'])})\b"),
        re.compile(rf"(?:{'|'.join(rows['anti'])}){hyphen}", re.IGNORECASE),
        re.compile("|".join(rows["helpers"]), re.IGNORECASE),
        frozenset(rows["kinds_of_state"]),
        frozenset(rows["state"]),
        frozenset(rows["against_state"]),
        frozenset(rows["generic"]),
    )


@cache
def alliance_words() -> frozenset[str]:
    """What results call any of them."""
    return frozenset(word for row in alliances() for word in row.words)
