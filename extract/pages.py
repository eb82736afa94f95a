"""Pages and their revisions, as a dump, an export file or the API gives them.

Made in `sources/`, read by the dump job, the diff and the history. Meanings and names are MediaWiki's
(export schema 0.11, https://www.mediawiki.org/xml/export-0.11.xsd).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a page.

    `text` is its wikitext, None where it is hidden or was not asked for (`text_hidden` tells which). `user` is the
    name or the IP address, None where hidden; `sha1` is of the text, hexadecimal; `timestamp` is ISO 8601 in UTC
    ("2004-06-18T10:00:00Z"); `parent_id` is None where there is none or the source does not say.
    """

    id: int | None
    timestamp: str | None = None
    parent_id: int | None = None
    user: str | None = None
    user_id: int | None = None
    comment: str | None = None
    minor: bool = False
    text: str | None = None
    sha1: str | None = None
    model: str = "wikitext"
    format: str = "wikitext"
    user_hidden: bool = False
    comment_hidden: bool = False
    text_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a wiki; `redirect` is the title that it redirects to; `language` and `wiki` as the source names them
    ("en", "enwiki"); `url` is the page's address where the source gives it."""

    title: str
    id: int | None = None
    namespace: int = 0
    redirect: str | None = None
    wiki: str | None = None
    language: str | None = None
    url: str | None = None
    revisions: tuple[Revision, ...] = ()
