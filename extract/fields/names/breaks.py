"""Names that stand on lines of their own in the source, but on one line of the page: the breaks there show as spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...richtext import Line
from .base import LONGEST, covered
from .notes import split_note
from .several import cut, has_icon

#: No line of the page holds more lines of the source that name somebody.
_MOST = 60
_BULLET = re.compile(r"[•·*–—-]\s*")


def apart(line: Line, language: str = "en", leads: Callable[[str], bool] = lambda words: False) -> tuple[Line, ...]:
    """The parts of the line where such a break stands between a linked name, or a heading, and the link or flag of the next
    name, or a heading.

    `leads` says whether words only lead to the link that follows (the title of a person).

    >>> from extract.richtext import Builder
    >>> b = Builder()
    >>> for name in ("Qin", "Zhao"):
    ...     b.wrap(); mark = b.open("link", name); b.text(name); b.close(mark)
    >>> [part.text for part in apart(b.build().lines[0])]
    ['Qin', 'Zhao']
    """
    places = sorted({m.start - line.start for m in line.kinds("wrap")})
    if not places or len(places) > _MOST or len(line.text) > LONGEST:
        return (line,)
    found: list[Line] = []
    start = 0
    for place in places:
        before, after = cut(line, start, place), cut(line, place, len(line.text))
        bold, below = covered(before, "bold"), _is_bold(line, place, places)
        ends = _is_linked(split_note(before, language).name, leads) or (bold and not below)
        begins = _begins_linked(after, leads) or has_icon(after) or (below and not bold)
        if ends and begins and not leads(before.text):
            found.append(before)
            start = place
    return (*found, cut(line, start, len(line.text))) if found else (line,)


def _is_linked(name: Line, leads: Callable[[str], bool]) -> bool:
    """Whether the name is all link, but for words that lead to it."""
    links = name.kinds("link")
    head = name.text[: links[0].start - name.start] if links else ""
    return bool(links) and (not head or leads(head)) and covered(cut(name, len(head), len(name.text)), "link")


def _begins_linked(line: Line, leads: Callable[[str], bool]) -> bool:
    """Whether the line begins with a link, but for a bullet and words that lead to it."""
    bullet = _BULLET.match(line.text)
    first = min((m.start - line.start for m in line.kinds("link")), default=-1)
    head = line.text[bullet.end() if bullet else 0 : max(first, 0)]
    return first >= 0 and (not head or leads(head))


def _is_bold(line: Line, place: int, places: Sequence[int]) -> bool:
    """Whether what stands up to the next break is bold: a heading."""
    end = next((other for other in places if other > place), len(line.text))
    return covered(cut(line, place, end), "bold")
