"""Words on a line that lead from a party to one that helps it: "[[Iraq]] supported by [[Iran]]"."""

from __future__ import annotations

import re
from functools import cache

from .base import is_state, words


def state_before_helper(text: str, language: str = "en") -> int:
    """Where the words end that name a state before such words, where no link shows it: "Iraq supported by Iran"; 0: nowhere."""
    found = _helper(language).search(text[:100])
    return found.start() if found and is_state(text[: found.start()]) else 0


def leads_to_helper(text: str, language: str = "en", start: int = 0) -> re.Match[str] | None:
    """Words at this place that lead from a party to one that helps it: ", supported by [[Iran]]", "with support from: X".

    >>> leads_to_helper(" supported by Iran").group(), leads_to_helper(" support")
    (' supported by', None)
    """
    return _helper(language).match(text, start)


@cache
def _helper(language: str) -> re.Pattern[str]:
    by = "|".join(words(language, "helped_by"))
    return re.compile(rf"[\s,–—-]+(?:(?:{'|'.join(words(language, 'helping'))}) )+(?<= )(?:{by})(?=[ :])", re.IGNORECASE)
