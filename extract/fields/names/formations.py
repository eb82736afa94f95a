"""How large a formation is by its name: a battalion, a division, an army."""

from __future__ import annotations

import re

from .base import words

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def rank(text: str, language: str) -> int:
    """The place of its word in the row `formations`, the larger the later; -1 where none tells."""
    for word in reversed(_WORD.findall(text.casefold())):
        for place, names in enumerate(words(language, "formations")):
            if word.rstrip(".").rstrip("s") in names.split():
                return place
    return -1


def rank_of(text: str, language: str = "en") -> int | None:
    """How large a formation of that name is, as the place in the row `formations`, or None where no word tells.

    >>> rank_of("5th Panzer Army") > rank_of("11th Division")
    True
    >>> rank_of("Kurdish tribes")
    """
    place = rank(text, language)
    return None if place < 0 else place


def may_be_part(mine: int, next_: int, language: str) -> bool:
    """Whether a formation may be part of the one after the comma; a division is part of nothing whose words tell no size."""
    division = len(words(language, "formations")) - 4
    return 0 <= mine < next_ or (0 <= mine < division and next_ < 0)
