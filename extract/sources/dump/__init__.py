"""Dumps: MediaWiki exports in XML, however compressed, and Wikimedia Enterprise's articles, read part by part.

    dump = open_dump(["enwiki-20261101-pages-articles.xml.bz2"])
    for part in dump.parts:                                   # each in a process of its own, if you like
        for raw in pages(part, Wanted(), print):              # pages that can matter, as bytes; all others go by
            page = parse(raw)                                 # extract.pages.Page

Pages that cannot matter are never parsed nor decoded. A part is a range of compressed bytes, so no page's text has to pass
between processes; a page belongs to the part that it begins in.
"""

from .forward import decoder
from .histories import histories
from .layout import open_dump
from .pages import pages, parse
from .types import Dump, DumpError, Part, RawPage, Seen, Site, Trouble
from .wanted import Wanted

__all__ = [
    "Dump",
    "DumpError",
    "Part",
    "RawPage",
    "Seen",
    "Site",
    "Trouble",
    "Wanted",
    "decoder",
    "histories",
    "open_dump",
    "pages",
    "parse",
]
