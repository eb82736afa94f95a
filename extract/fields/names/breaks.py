"""Names that stand on lines of their own in the source, but on one line of the page: the breaks there show as spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...richtext import Line
from .base import LONGEST, covered
from .notes import split_note
from .several import cut, has_icon


def _is_bold(line: Line, place: int, places: Sequence[int]) -> bool:
    """Whether what stands up to the next break is bold: a heading."""
    end = next((other for other in places if other > place), len(line.text))
    return covered(cut(line, place, end), "bold")


_BULLET = re.compile(r"[•·*–—-]\s*")


def apart(line: Line, language: str = "en", leads: Callable[[str], bool] = lambda words: False) -> tuple[Line, ...]:
    """The parts of the line where such a break stands between a linked name and the link or flag of the next one.

    `leads` says whether the words before a break only lead to what follows (the title of a person).

    >>> from extract.richtext import Builder
    >>> b = Builder()
    >>> for name in ("Qin", "Zhao"):
    ...     b.wrap(); mark = b.open("link", name); b.text(name); b.close(mark)
    >>> [part.text for part in apart(b.build().lines[0])]
    ['Qin', 'Zhao']
    """
    places = sorted({m.start - line.start for m in line.kinds("wrap")}) if len(line.text) <= LONGEST else []
    found: list[Line] = []
    start = 0
    for place in places:
        before, after = cut(line, start, place), cut(line, place, len(line.text))
        bullet = _BULLET.match(after.text)
        first = after.start + (bullet.end() if bullet else 0)
        begins = any(m.start == first for m in after.kinds("link")) or has_icon(after)
        begins = begins or (_is_bold(line, place, places) and not covered(before, "bold"))
        if begins and covered(split_note(before, language).name, "link") and not leads(before.text):
            found.append(before)
            start = place
    return (*found, cut(line, start, len(line.text))) if found else (line,)
