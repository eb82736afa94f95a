"""Which of the links in a name stands for all of it."""

from __future__ import annotations

from collections.abc import Collection

from ...richtext import Line, Mark

#: No conjunction is longer.
_WINDOW = 20


def link_of(name: Line, conjunctions: Collection[str]) -> str | None:
    """The target of the longest link, without those that a conjunction joins to something else: such a one is a part.

    >>> from extract.richtext import Builder
    >>> b = Builder(); b.text("Army of "); one = b.open("link", "Aurangzeb"); b.text("Aurangzeb"); b.close(one)
    >>> b.text(" and "); two = b.open("link", "Murad Baksh"); b.text("Murad Baksh"); b.close(two)
    >>> link_of(b.build().lines[0], ("and",)) is None
    True
    """
    own: list[Mark] = []
    for link in name.kinds("link"):
        end = _end_before(name.text, link.start - name.start, " ")
        last = name.text[max(0, end - _WINDOW) : end].rsplit(" ", 1)[-1]
        if last.casefold() in conjunctions and len(last) < end:
            end = _end_before(name.text, end - len(last), " ,")
            while own and own[-1].end - name.start == end:  # those before the conjunction are parts, too
                end = _end_before(name.text, own.pop().start - name.start, " ,")
            continue
        own.append(link)
    return max(own, key=lambda m: m.end - m.start).value if own else None


def _end_before(text: str, place: int, signs: str) -> int:
    """Where the words before a place end."""
    while place and text[place - 1] in signs:
        place -= 1
    return place
