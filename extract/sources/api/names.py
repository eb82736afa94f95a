"""What a user asks for: titles, addresses of pages in any language edition, numbers of pages and revisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

_MOBILE = re.compile(r"^([\w-]+)\.m\.(wiki\w+\.org)$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*$|simple$")
#: Characters that no title has: https://en.wikipedia.org/wiki/Wikipedia:Page_name#Technical_restrictions_and_limitations
_NO_TITLE = re.compile(r"[\x00-\x1f<>\[\]{}|]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked for, of the wiki at `wiki` (None: the one of the command)."""

    title: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    wiki: str | None = None


def wiki_address(name: str) -> str:
    """The address of a wiki, from a language's code or an address.

    >>> wiki_address("de"), wiki_address("https://en.m.wikipedia.org/wiki/X"), wiki_address("localhost:8080")
    ('https://de.wikipedia.org', 'https://en.wikipedia.org', 'http://localhost:8080')
    """
    if _LANGUAGE.match(name):
        return f"https://{name}.wikipedia.org"
    if "//" not in name:
        name = ("http://" if name.startswith(("localhost", "127.")) else "https://") + name
    parts = urlsplit(name)
    host = _MOBILE.sub(r"\1.\2", parts.netloc)
    return f"{parts.scheme}://{host}"


def asked_by(text: str) -> Asked:
    """What an argument asks for; raises `ValueError` for what can be no title.

    >>> asked_by("Battle of Waterloo").title
    'Battle of Waterloo'
    >>> asked_by("https://de.m.wikipedia.org/wiki/Schlacht_bei_Waterloo?x=1#Verlauf")
    Asked(title='Schlacht bei Waterloo', page_id=None, revision_id=None, wiki='https://de.wikipedia.org')
    >>> asked_by("https://en.wikipedia.org/w/index.php?title=Si%C3%A8ge&oldid=5").revision_id
    5
    """
    if not re.match(r"https?://", text):
        title = " ".join(text.replace("_", " ").split()).partition("#")[0].strip()
        if not title or _NO_TITLE.search(title) or len(title.encode()) > 255:
            raise ValueError(f"{text!r} can be no title of a page")
        return Asked(title=title)
    parts, wiki = urlsplit(text), wiki_address(text)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if query.get("oldid", "").isdecimal():
        return Asked(wiki=wiki, revision_id=int(query["oldid"]))
    if query.get("curid", "").isdecimal():
        return Asked(wiki=wiki, page_id=int(query["curid"]))
    title = query.get("title") or unquote(parts.path.partition("/wiki/")[2])
    if not title:
        raise ValueError(f"{text} is no address of a page")
    inner = asked_by(title)
    return Asked(title=inner.title, wiki=wiki)
