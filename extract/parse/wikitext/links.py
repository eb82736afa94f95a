"""Links of wikitext: pages, images, other wikis; trails and the pipe trick."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import unquote

from mwparserfromhell.nodes import Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from ...richtext import title_of
from ...vocabulary import table
from ..flags import fate_of_image, flag_of_image
from .canvas import Canvas

_PREFIX = re.compile(r"^\s*(:?)\s*([^:|\[\]{}<>\n]{1,30}?)\s*:")
_TRICK = re.compile(r"^\s*:?(?:[^:()]{1,30}:)?\s*([^()]*?)\s*(?:\([^()]*\))?\s*$")
_SIZE = re.compile(r"^(?:\d{0,5}(?:x\d{1,5})?\s*(?:px|пкс)+|upright\s*(?:=.*)?)$", re.IGNORECASE)
_OPTION = re.compile(r"^(alt|link|class|lang|page|thumbtime|start|end|upright|альт|ссылка)\s*=\s*(.*)$", re.I | re.S)
_PIXELS = re.compile(r"^(\d{0,5})(?:x(\d{1,5}))?\s*(?:px|пкс)", re.IGNORECASE)
#: A flag beside a name is no wider than this (what the drawer of rendered pages takes, too).
_SMALL_IMAGE = 60
#: A sign of fate is shorter than this, its markup included.
_SIGN = 60


@cache
def _markup(section: str, key: str) -> frozenset[str]:
    return frozenset(table("templates/markup")[section][key])


@cache
def _trail(language: str) -> re.Pattern[str] | None:
    trails: Mapping[str, str] = table("templates/markup")["trails"]
    letters = trails.get(language, trails["default"])
    return re.compile(f"[{letters}]+") if letters else None


def trail(text: str, language: str = "en") -> str:
    """The letters at the beginning of `text` that belong to the link before it.

    >>> trail("s of war")
    's'
    """
    pattern = _trail(language)
    match = pattern.match(text) if pattern else None
    return match[0] if match else ""


def draw(canvas: Canvas, node: Wikilink, following: str) -> int:
    """Draws a link with its trail out of the text that follows; gives the trail's length (only a link to a page has one)."""
    canvas.begin()
    after = trail(following, canvas.page.language)
    target = canvas.plain(node.title).strip()
    if "%" in target:
        target = unquote(target)
    match = _PREFIX.match(target)
    if match:
        name = " ".join(match[2].replace("_", " ").split()).casefold()
        if not match[1]:
            if name in _markup("names", "file"):
                _image(canvas, target[match.end() :].strip(), node)
                return 0
            if name in _markup("names", "category"):
                return 0
            if name in _markup("names", "languages") and name != canvas.page.language:
                return 0
        if name in _markup("names", "languages") or name in _markup("names", "projects"):
            _elsewhere(canvas, target, name, match.end(), node, after)
            return len(after)
    _page(canvas, target, node, after)
    return len(after)


def _page(canvas: Canvas, target: str, node: Wikilink, after: str) -> None:
    match = _PREFIX.match(target)
    outside = match is not None and match[2].casefold() in _markup("names", "outside")
    title = None if outside else title_of(target)
    written = "" if node.text is None else str(node.text)
    shown = canvas.plain(node.text) if node.text is not None and len(written) < _SIGN else ""
    if shown == "†":  # whatever it links to
        canvas.builder.point("fate", "killed")
        canvas.words(after)
        return
    fate = fate_of_words(title, shown + after)
    marks = [canvas.builder.open("link", title)] if title else []
    if fate:
        marks.append(canvas.builder.open("fate", fate))
    if node.text is None:
        canvas.words(target.removeprefix(":").replace("_", " "))
    elif not written.strip():
        trick = _TRICK.match(target)
        canvas.words(trick[1].split(",")[0] if trick and "(" not in trick[1] else target)
    else:
        canvas.nodes(node.text)
    canvas.words(after)
    for mark in reversed(marks):
        canvas.builder.close(mark)


def fate_of_words(title: str | None, shown: str) -> str | None:
    """The fate that a link or an abbreviation marks: "(POW)" that leads to "Prisoner of war"."""
    fates = table("html")["fates"]
    bare = shown.strip().strip("()[]").casefold()
    if not title or len(shown) > 20 or bare not in {sign.casefold() for sign in fates["signs"]}:
        return None
    found: str | None = fates["targets"].get(title[:1].upper() + title[1:])
    return found


def _elsewhere(canvas: Canvas, target: str, name: str, place: int, node: Wikilink, after: str) -> None:
    """A link to another wiki, shown: an address, no page of this one."""
    host = f"{name}.wikipedia.org" if name in _markup("names", "languages") else None
    page = target[place:].strip().replace(" ", "_")
    mark = canvas.builder.open("url", f"https://{host}/wiki/{page}") if host and page else None
    if node.text is None:
        canvas.words(target.removeprefix(":"))
    else:
        canvas.nodes(node.text)
    canvas.words(after)
    if mark is not None:
        canvas.builder.close(mark)


def _image(canvas: Canvas, file: str, node: Wikilink) -> None:
    """An image: a fate, a flag or itself, at this point; a framed one shows its caption."""
    options = _options(canvas, node)
    alt, link, caption = options.get("alt", ""), options.get("link") or None, options.get("caption", "")
    mark_image(canvas, file, alt, link, caption, small=_is_small(options))
    if caption and options.get("framed") and node.text is not None:
        canvas.builder.fresh_line()
        canvas.builder.text(caption)
        canvas.builder.fresh_line()


def mark_image(
    canvas: Canvas, file: str, alt: str = "", link: str | None = None, caption: str = "", *, small: bool = True
) -> None:
    """A mark for an image at this point: of a fate, of a flag (where it is `small`), or of itself."""
    file = file.replace("_", " ").strip()
    if (fate := fate_of_image(file, alt or caption)) is not None:
        canvas.builder.point("fate", fate)
    elif flag := flag_of_image(file, alt or caption, link) if small else None:
        canvas.builder.point("flag", flag)
    else:
        canvas.builder.point("image", (file, alt or caption))


def _is_small(options: Mapping[str, str]) -> bool:
    size = _PIXELS.match(options.get("size", ""))
    if size is None:
        return False
    width, height = (int(figure) if figure else 10_000 for figure in size.groups())
    return min(width, height) <= _SMALL_IMAGE


def _options(canvas: Canvas, node: Wikilink) -> dict[str, str]:
    found: dict[str, str] = {}
    if node.text is None:
        return found
    for part in (" ".join(piece.split()) for piece in _pieces(canvas, node.text)):
        option = _OPTION.match(part)
        if option:
            found[{"альт": "alt", "ссылка": "link"}.get(option[1].lower(), option[1].lower())] = option[2].strip()
        elif _SIZE.match(part):
            found["size"] = part
        elif part.casefold() in _markup("image", "options"):
            if part.casefold() in _markup("image", "framed"):
                found["framed"] = part
        elif part:
            found["caption"] = part
    return found


def _pieces(canvas: Canvas, text: Wikicode) -> list[str]:
    """The options of an image; of links and templates in a caption, their words."""
    parts = [""]
    for child in text.nodes:
        if isinstance(child, Text):
            first, *others = child.value.split("|")
            parts[-1] += first
            parts += others
        else:
            parts[-1] += canvas.plain(Wikicode([child]))
    return [part.replace("''", "") for part in parts]
