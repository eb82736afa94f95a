"""Losses among the notes of a box: "Civilian casualties / 68 killed / 35 wounded" in the row at its foot."""

from __future__ import annotations

import re

from ...richtext import RichText
from .words import words_of

_MOST_WORDS = 4


def gives_losses(rich: RichText, language: str = "en") -> bool:
    """Whether the notes are a table of losses: they begin with a heading that says so, and a figure follows.

    Prose about the losses ("Casualties of both sides are disputed") is a note.

    >>> from extract.richtext import plain
    >>> gives_losses(plain("Civilian casualties\\n68 killed")), gives_losses(plain("Total losses: 5 ships"))
    (True, True)
    >>> gives_losses(plain("Casualties are disputed")), gives_losses(plain("Civilian casualties\\nsee below"))
    (False, False)
    """
    first = next((line.text for line in rich.lines if line.text.strip()), "")
    head, colon, rest = first.partition(":")
    words = re.findall(r"[^\W\d_]+", head.lower())
    below = rest.strip() if colon else ""
    following = below or next((line.text for line in rich.lines[1:] if line.text.strip()), "")
    named = 0 < len(words) <= _MOST_WORDS and words[-1] in words_of(language).headings["losses"]
    return named and not any(c.isdigit() for c in head) and following[:1].isdigit() and bool(below or len(rich.lines) > 1)
