"""A folder that holds a page's revisions, a file each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..pages import Page, Revision
from .decode import decode

_NUMBER = re.compile(r"^0*(\d+)(?:_|$)")
_DAY = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")
_TEXTS = frozenset((".wikitext", ".wiki", ".mediawiki", ".txt", ".mw"))


def folder(path: Path) -> tuple[Page, Iterator[Revision]] | None:
    """The page whose revisions lie in the folder, in the order of the files' names; None where none do.

    A number in a file's name is the revision's, a day (YYYY-MM-DD) its time. The page is called after the folder.
    """
    files = sorted(one for one in path.iterdir() if one.is_file() and one.suffix.lower() in _TEXTS)
    if not files:
        return None
    title = path.name.partition("__")[2] or path.name
    return Page(title.replace("_", " ")), map(_revision, files)


def _revision(file: Path) -> Revision:
    number, day = _NUMBER.search(file.stem), _DAY.search(file.stem)
    text, _ = decode(file.read_bytes())
    when = f"{day[1]}T00:00:00Z" if day else None
    return Revision(id=int(number[1]) if number else None, timestamp=when, text=text, comment=file.name)
