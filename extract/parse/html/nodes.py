"""Small questions about elements of a page: what they are called, whether a reader sees them, what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bs4.element import NavigableString, PageElement, Tag

from ...vocabulary import table

_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLOCK = re.compile(r"display\s*:\s*(?:block|table|flex|list-item)")
_INLINE = re.compile(r"display\s*:\s*inline")
_SPACES = re.compile(r"[\s\u00a0\u200b]+")
_REFERENCE = re.compile(r"\[[^\[\]]{1,12}\]")


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A list of ``data/html.toml`` as a set."""
    return frozenset(table("html")[section][key])


def attribute(tag: Tag | None, name: str) -> str:
    """An attribute's value as one string, "" where there is none."""
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else " ".join(value) if value else ""


def classes(tag: Tag) -> list[str]:
    """The classes of an element."""
    return attribute(tag, "class").split() if "class" in tag.attrs else []


def is_hidden(tag: Tag) -> bool:
    """Whether a reader does not see the element (what only starts collapsed is seen)."""
    if tag.name in words("hidden", "tags"):
        return True
    if not tag.attrs:
        return False
    if not words("hidden", "classes").isdisjoint(classes(tag)):
        return True
    if "hidden" not in tag.attrs and ("style" not in tag.attrs or not _NONE.search(attribute(tag, "style"))):
        return False
    near = [tag, *(one for one, _ in zip(tag.parents, range(3), strict=False))]
    return all(words("hidden", "collapsible").isdisjoint(classes(one)) for one in near)


def is_block(tag: Tag) -> bool:
    """Whether the element begins and ends a line."""
    style = attribute(tag, "style") if "style" in tag.attrs else ""
    if tag.name in words("blocks", "tags"):
        return not (style and _INLINE.search(style))
    return bool(style and _BLOCK.search(style))


def label_of(nodes: Iterable[PageElement]) -> str:
    """The words that the nodes show, on one line, without reference numbers."""
    return _SPACES.sub(" ", _REFERENCE.sub("", "".join(_shown(nodes, 0)))).strip()


def _shown(nodes: Iterable[PageElement], depth: int) -> Iterator[str]:
    for node in nodes:
        if type(node) is NavigableString:
            yield str(node)
        elif isinstance(node, Tag) and depth < 40:
            if node.name == "br":
                yield " "
            elif not is_hidden(node) and not (node.name == "sup" and "reference" in classes(node)):
                yield from _shown(node.children, depth + 1)
