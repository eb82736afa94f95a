"""What a saved page says of itself: title, ids, language, address."""

from __future__ import annotations

import re

from ..raw import Origin
from ..richtext import RichText

_TITLE = re.compile(r"<title[^>]*>([^<]{1,500})</title", re.IGNORECASE)


def page_facts(html: str) -> Origin:
    """To be perfected: the page's facts."""
    found = _TITLE.search(html[:200_000])
    return Origin(title=re.sub(r"\s+[-–—|] Wiki.*$", "", found[1]).strip() if found else None)


def position_at_title(*parts: str) -> RichText | None:
    """To be perfected: the coordinates shown at the page's title."""
    return None
