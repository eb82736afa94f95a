"""What a small image in a cell stands for: a flag, a fate, or only itself."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from ..vocabulary import table

_THUMB = re.compile(r"/(?:thumb/)?[0-9a-f]/[0-9a-f]{2}/([^/?#]+)")
_SIZED = re.compile(r"^(?:lossy-page\d+-)?\d+px-")
_FILE = re.compile(r"(?:^|[/:])(?:File|Image|Datei|Fichier|Archivo|Файл)(?::|%3A)([^?#]+)", re.IGNORECASE)


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


@cache
def _fates() -> tuple[tuple[str, str], ...]:
    return tuple((word, row["fate"]) for row in table("html")["fates"]["images"] for word in row["words"])


def fate_of(file: str, alt: str = "", title: str = "") -> str | None:
    """The fate that an image stands for ("White flag icon.svg" -> "surrendered"), or None.

    >>> fate_of("White flag icon.svg")
    'surrendered'
    >>> fate_of("Flag of Poland.svg")
    """
    words = f"{file} {alt} {title}".lower()
    return next((fate for word, fate in _fates() if word in words), None)


def flag_of(file: str, alt: str, link: str | None) -> str | None:
    """The entity whose flag the image is (`extract.parse.flags`), or None."""
    from .flags import flag_of_image

    return flag_of_image(file, alt, link)
