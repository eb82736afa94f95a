"""The parties of one side: states, armies, tribes, each with its members, its heading and its notes."""

from __future__ import annotations

from .. import record
from ..richtext import RichText
from .base import Reading, Scope
from .names.tree import Node, Tree


def read(rich: RichText, scope: Scope) -> Reading[record.Belligerent]:
    """The belligerents of a cell, as a tree.

    >>> from extract.richtext import plain
    >>> reading = read(plain("France\\nSupported by:\\nSpain (until 1795)"), Scope("combatant1"))
    >>> [(b.name, b.group, b.note) for b in reading.items]
    [('France', None, None), ('Spain', 'Supported by', 'until 1795')]
    >>> [h.text for h in reading.headings]
    ['Supported by:']
    """
    tree = Tree(rich, scope)
    return Reading(tuple(_belligerent(node, scope) for node in tree.roots), tuple(tree.headings), tuple(tree.cautions))


def _belligerent(node: Node, scope: Scope) -> record.Belligerent:
    return record.Belligerent(
        text=node.line.text,
        at=scope.at_line(node.line),
        name=node.name.text,
        link=node.name.link,
        flag=node.name.flag,
        group=node.group,
        note=node.note,
        block=scope.block,
        children=tuple(_belligerent(child, scope) for child in node.children),
        refs=node.name.refs,
    )
