"""Brings together what draws the parts of wikitext."""

from __future__ import annotations

from mwparserfromhell.nodes import Tag, Template, Wikilink

from ..templates import drawing as templates
from . import links as wiki_links
from . import tags as wiki_tags
from .canvas import Handler

#: What draws each kind of node that is more than text.
HANDLERS: dict[type, Handler] = {Wikilink: wiki_links.draw, Tag: wiki_tags.draw, Template: templates.draw}
