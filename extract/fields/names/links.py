"""Which of the links in a name stands for all of it."""

from __future__ import annotations

from collections.abc import Collection

from ...richtext import Line, Mark


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
        before = name.text[: link.start - name.start].rstrip()
        rest, _, last = before.rpartition(" ")
        if rest and last.casefold() in conjunctions:
            end = len(rest.rstrip(" ,"))
            while own and own[-1].end - name.start == end:  # those before the conjunction are parts, too
                end = len(name.text[: own.pop().start - name.start].rstrip(" ,"))
            continue
        own.append(link)
    return max(own, key=lambda m: m.end - m.start).value if own else None
