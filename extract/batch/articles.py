"""A page of a dump becomes records: which of its revisions, in which form, whether it was asked for at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..pages import Page, Revision
from ..pipeline import records
from ..raw import Document, Format, Origin
from ..record import Record
from .names import Names, expand

_NO_NAMES = Names()
_CATEGORY = re.compile(r"\[\[[\s_]*category[\s_]*:([^\[\]|{}\n]{1,300})[|\]]", re.IGNORECASE)
_HTML_CATEGORY = re.compile(r'<link\b[^<>]{0,200}?rel="mw:PageProp/Category"[^<>]{0,200}?href="\./([^"#]{1,600})', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pages count, and how they are read. Empty sets ask for all.

    `format` is the form to read where the source has several; `categories` are names without their namespace, `kinds` those of
    `Record.kind`, `redirects` further names of templates, as the user gives them.
    """

    format: Format | None = None
    language: str | None = None
    redirects: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


def records_of(page: Page, asked: Asked, names: Names = _NO_NAMES) -> Iterator[Record]:
    """The records of a page's latest revision, those that were asked for; none where its text is hidden or was deleted."""
    revision = latest(page, asked.format)
    if revision is None or revision.text is None or page.redirect is not None:
        return
    if asked.categories and not asked.categories & categories(revision):
        return
    format = _form(revision)
    if format == "wikitext" and revision.model != "wikitext":
        return
    expanded = expand(revision.text, names.boxes if format == "wikitext" else {})
    document = Document(
        expanded.text,
        format,
        (asked.language or page.language or "en").split("-")[0],
        Origin(
            wiki=page.wiki,
            title=page.title,
            page_id=page.id,
            revision_id=revision.id,
            timestamp=revision.timestamp,
            url=page.url,
        ),
        redirects={**names.redirects, **asked.redirects},
    )
    for record in records(document):
        if not asked.kinds or record.kind in asked.kinds:
            yield expanded.back(record)


def latest(page: Page, format: Format | None = None) -> Revision | None:
    """The revision that the page shows: the latest by its time, then by its number; of the form asked for, if there is one.

    >>> latest(Page("A", revisions=(Revision(2, "2004-01-01T00:00:00Z"), Revision(3, "2003-01-01T00:00:00Z")))).id
    2
    """
    fitting = [one for one in page.revisions if format in (None, _form(one))] or list(page.revisions)
    return max(fitting, key=lambda one: (one.timestamp or "", one.id or 0), default=None)


def _form(revision: Revision) -> Format:
    return "html" if revision.format == "html" else "wikitext"


def categories(revision: Revision) -> frozenset[str]:
    """The categories that the text itself names, for comparison (those that a template adds are not seen).

    >>> sorted(categories(Revision(1, text="[[Category:Battles_of 1800|Marengo]] [[category:wars]] [[:Category:No]]")))
    ['Battles of 1800', 'Wars']
    """
    text = revision.text or ""
    if revision.format == "html":
        from urllib.parse import unquote

        return frozenset(category_name(unquote(one).partition(":")[2]) for one in _HTML_CATEGORY.findall(text))
    return frozenset(map(category_name, _CATEGORY.findall(text)))


def category_name(name: str) -> str:
    """A category's name as MediaWiki writes it: first letter upper, underscores as spaces."""
    name = " ".join(name.replace("_", " ").split())
    return name[:1].upper() + name[1:]
