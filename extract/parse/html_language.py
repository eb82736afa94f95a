"""The language that a saved page says it is in."""

from __future__ import annotations

import re

_LANG = re.compile(r"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)


def page_language(html: str) -> str | None:
    """The language code of the page, or None where it does not say.

    >>> page_language('<!DOCTYPE html><html class="client-nojs" lang="en-GB" dir="ltr">')
    'en-GB'
    """
    found = _LANG.search(html[:20_000])
    return found[1] if found else None
