"""What an image in a cell stands for: a flag, a fate, or only itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from bs4.element import PageElement, Tag

from ...vocabulary import table
from .nodes import attribute, classes

_THUMB = re.compile(r"/(?:thumb/)?[0-9a-f]/[0-9a-f]{2}/([^/?#]+)")
_SIZED = re.compile(r"^(?:lossy-page\d+-|lossless-page\d+-|page\d+-)?\d+px-")
_FILE = re.compile(r"(?:^|[/:=])(?:File|Image|Datei|Fichier|Archivo|Файл)(?::|%3A)([^?#&]+)", re.IGNORECASE)
#: Icons are no wider than this; what is wider is a picture.
_SMALL = 60


def file_of(src: str, resource: str = "") -> str:
    """The name of the file behind an image's address, or "" where it does not tell.

    >>> file_of("//upload.wikimedia.org/wikipedia/commons/thumb/9/94/Flag_of_the_Comoros.svg/23px-Flag_of_the_Comoros.svg.png")
    'Flag of the Comoros.svg'
    >>> file_of("", "./File:White_flag_icon.svg")
    'White flag icon.svg'
    """
    name = ""
    if (found := _FILE.search(resource)) or (found := _THUMB.search(src)):
        name = found[1]
    elif src and not src.startswith("data:"):
        name = _SIZED.sub("", src.split("?", 1)[0].rsplit("/", 1)[-1])
        name = re.sub(r"(\.svg)\.png$", r"\1", name)
    return unquote(name).replace("_", " ").strip()


def named(image: Tag) -> tuple[str, str]:
    """An image's file and its alternative text; MediaWiki writes the file's name where none was given."""
    source = attribute(image, "src") or attribute(image, "data-src")
    file = file_of(source, attribute(image, "resource")) or file_of("", attribute(_anchor(image), "href"))
    alt = (attribute(image, "alt") or attribute(image, "data-alt")).strip()
    return file, "" if alt.replace("_", " ") == file else alt


def _anchor(image: Tag) -> Tag | None:
    found = image.find_parent("a")
    return found if isinstance(found, Tag) else None


def is_icon(image: Tag) -> bool:
    """Whether the image is as small as a flag in a line."""
    width = (attribute(image, "width") or attribute(image, "data-width")).removesuffix("px")
    return int(width) <= _SMALL if width.isdigit() else "thumbborder" in classes(image)


def pictures(nodes: Iterable[PageElement]) -> list[tuple[str, str]]:
    """The images in the nodes that are no icons, each as (file, alternative text), each once."""
    tags = [node for node in nodes if isinstance(node, Tag)]
    images = [image for tag in tags for image in ([tag] if tag.name == "img" else tag.find_all("img"))]
    return list(dict.fromkeys(named(image) for image in images if not is_icon(image)))


@cache
def _fates() -> tuple[tuple[str, frozenset[str], str], ...]:
    rows = table("html")["fates"]["images"]
    return tuple((word, frozenset(row["words"]), row["fate"]) for row in rows for word in (*row["files"], ""))


def fate_of(image: Tag) -> str | None:
    """The fate that an icon stands for ("White flag icon.svg": "surrendered"), or None."""
    if not is_icon(image):
        return None
    file, alt = named(image)
    said = {alt.lower(), attribute(image, "title").lower(), attribute(_anchor(image), "title").lower()}
    for word, whole, fate in _fates():
        if (word and word in file.lower()) or not whole.isdisjoint(said):
            return fate
    return None


def flag_of(file: str, alt: str, link: str | None, beside: str | None = None) -> str | None:
    """The entity whose flag the image is (`extract.parse.flags`), or None; `beside` is the page that `name_beside` links to."""
    from ..flags import entity_of, flag_of_image

    if beside is not None and (entity := entity_of(beside)).known:
        return entity.name
    return flag_of_image(file, alt, link)


def name_beside(image: Tag) -> Tag | None:
    """The link that {{flag}} and {{flagcountry}} draw behind their image, which says whose flag it is where the image is
    that of several states: they end the flag's own element with a no-break space, which {{flagicon}} does not."""
    span = next((one for one, _ in zip(image.parents, range(4), strict=False) if "flagicon" in classes(one)), None)
    if span is None or not span.get_text().endswith("\u00a0"):
        return None
    after = span.next_sibling
    return after if isinstance(after, Tag) and after.name == "a" else None
