"""Whether the words of a heading are a name, or name a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .words import Words

_NUMBERED = re.compile(r"^(?:\d+(?:st|nd|rd|th)|[ivx]+)\b", re.IGNORECASE)


def named(bare: str, words: Words) -> bool:
    """Whether a heading is written like a name, and is no word that names a group of figures ("Material")."""
    parts = bare.split()
    if not parts or len(parts) > 7 or parts[0].lower() in words.headings["group"]:
        return False
    return all(part[:1].isupper() or part[:1].isdigit() or part in (*words.grammar["in_names"], "&", "–", "-") for part in parts)


def is_phase(low: str, tokens: Sequence[str], words: Words) -> bool:
    """Whether a heading (in lower case, and word by word) names a period: "Second phase", "At peak"."""
    rows = words.headings["phase"]
    if tokens[0] in words.headings["phase_openings"] and len(tokens) > 1:
        return is_phase(low[len(tokens[0]) + 1 :], tokens[1:], words)  # "In Phase One"
    if low in rows or _NUMBERED.match(low) and tokens[-1] in rows:
        return True
    return (
        tokens[-1] in rows
        or tokens[0] in words.headings["ordinals"]
        and len(tokens) <= 4
        and (tokens[0] in words.headings["no_owner"] or tokens[-1] not in words.headings["bodies"])
        or tokens[0] in words.headings["phase_before"]
    )
