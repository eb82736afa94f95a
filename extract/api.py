"""The library's front door: a page in, records out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from .errors import NoInfobox
from .pipeline import records
from .raw import Document, Format, Origin, RawWarning
from .record import Record
from .sources.decode import decode, recognize
from .sources.files import Input
from .sources.sidecar import origin_of

_REASONS = {
    "wikitext": "no infobox template of a military conflict (see `battlebox schema --kinds` for the names that count)",
    "html": "no infobox table of a military conflict",
    "text": "no infobox of a military conflict (a section such as Belligerents or Casualties) in this text",
}


def page(
    source: str | bytes | Path,
    *,
    format: Format | None = None,
    language: str | None = None,
    origin: Origin | None = None,
    redirects: Mapping[str, str] | None = None,
) -> Document:
    """The document behind text, bytes or a path; raises `InputError` where there is none.

    A `str` is the page itself, a `Path` where it lies. The format is recognized by the content unless given;
    what the page says of itself (title, revision, language) is taken over unless `origin` or `language` say otherwise.
    """
    warnings: tuple[RawWarning, ...] = ()
    origin = origin or Origin()
    if isinstance(source, Path):
        origin = origin if origin.path else replace(origin, path=str(source))
        source = Input(str(source)).read()
    if isinstance(source, bytes):
        source, warnings = decode(source)
    format = format or recognize(source)
    if origin.path and origin.title is None and (known := origin_of(origin.path)) is not None:
        origin, said = known
        language = language or said
    if format == "html":
        from .parse.html.page import page_facts

        facts, spoken = page_facts(source)
        origin = replace(origin, **{name: getattr(facts, name) for name in Origin.__slots__ if getattr(origin, name) is None})
        language = language or spoken
    elif format == "wikitext" and origin.title is None and origin.path and origin.path != "-":
        # a saved page of wikitext does not name itself: the file's name does, as MediaWiki writes titles
        origin = replace(origin, title=PurePath(origin.path).stem.replace("_", " "))
    return Document(source, format, (language or "en").split("-")[0], origin, warnings, redirects or {})


def extract(
    source: str | bytes | Path,
    *,
    format: Format | None = None,
    language: str | None = None,
    origin: Origin | None = None,
    redirects: Mapping[str, str] | None = None,
) -> list[Record]:
    """The records of a page, one for each military-conflict infobox, in the page's order.

    `source` is the page (text or bytes) or a `Path` to it; `format` ("wikitext", "html", "text") and `language`
    ("en") are recognized where they are not given; `redirects` maps further names of templates to those that count
    ({"Infobox bataille": "Infobox military conflict"}), as a wiki's own redirects do. Raises `NoInfobox` for a page
    without one, `EmptyInput` and `BinaryInput` for what is no page, all of them `InputError`.
    """
    document = page(source, format=format, language=language, origin=origin, redirects=redirects)
    found = list(records(document))
    if not found:
        raise NoInfobox(_REASONS[document.format], document.origin.path or "")
    return found
