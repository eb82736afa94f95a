"""The units of one side: armies, divisions, ships, each with its parts, its heading and its notes."""

from __future__ import annotations

from .. import record
from ..richtext import RichText
from .base import Reading, Scope
from .names.tree import Node, Tree


def read(rich: RichText, scope: Scope) -> Reading[record.Unit]:
    """The units of a cell, as a tree.

    >>> from extract.richtext import plain
    >>> corps, = read(plain("I Corps:\\n– 6th Division\\n– 43rd Division"), Scope("units1")).items
    >>> corps.name, [child.name for child in corps.children]
    ('I Corps', ['6th Division', '43rd Division'])
    """
    tree = Tree(rich, scope, units=True)
    return Reading(tuple(_unit(node, scope) for node in tree.roots), tuple(tree.headings), tuple(tree.cautions))


def _unit(node: Node, scope: Scope) -> record.Unit:
    return record.Unit(
        text=node.line.text,
        at=scope.at_line(node.line),
        name=node.name.text,
        link=node.name.link,
        flag=node.name.flag,
        group=node.group,
        note=node.note,
        block=scope.block,
        children=tuple(_unit(child, scope) for child in node.children),
        refs=node.name.refs,
    )
