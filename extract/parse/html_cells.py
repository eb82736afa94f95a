"""Draws a cell of a rendered infobox: what a reader sees, with marks over it.

The rules that make it agree with wikitext: a list item is as deep as the lists around it (1 for the
outermost); blocks begin fresh lines, two paragraphs in a row leave a gap; references, notes and "[citation
needed]" leave the text; a dagger is a fate mark and no text, "(WIA)" is text with a fate mark over it; an
interlanguage sign after a name ("[de; fr]") is left out; coordinates are drawn once, in the form that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from bs4.element import NavigableString, PageElement, Tag

from ..richtext import Builder, RichText
from ..vocabulary import table
from .html_coordinates import coordinates_near
from .html_images import fate_of, file_of, flag_of
from .html_links import target_of

_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_SMALL = re.compile(r"font-size\s*:\s*(?:small|smaller|x-small|(?:[5-8]\d|9[0-4])(?:\.\d+)?%|0?\.[5-9]\d*em)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_BLOCK = re.compile(r"display\s*:\s*(?:block|table|flex|list-item)")
_INLINE = re.compile(r"display\s*:\s*inline")
_LANGUAGES = re.compile(r"\s*\[[a-z][a-z-]{1,11}(?:[;,] ?[a-z][a-z-]{1,11})*\]\s*")
_CITE = re.compile(r"cite_(?:note|ref)-(.+)")
_REF_END = re.compile(r"^(.*)_(\d+)-\d+$|^(\d+)(?:-\d+)?$")
_SMALL_IMAGE = 60
#: Tags nested deeper than this are drawn as plain text (a page that nests so is no page).
_DEEPEST = 120


@dataclass(slots=True)
class Page:
    """What cells of a page share: its language, and the references that they name (id -> label shown)."""

    language: str = "en"
    references: dict[str, str] = field(default_factory=dict)
    linked: bool = False


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(table("html")[section][key])


@cache
def _fate_signs() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in table("html")["fates"]["signs"])
    return re.compile(rf"[(\[]?(?:{signs})[)\]]?", re.IGNORECASE)


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value as one string, "" where there is none."""
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value) if value else ""


def classes(tag: Tag) -> list[str]:
    """The classes of an element."""
    return attribute(tag, "class").split()


def is_hidden(tag: Tag) -> bool:
    """Whether a reader does not see the element."""
    if tag.name in _words("hidden", "tags"):
        return True
    named = classes(tag)
    if any(name in _words("hidden", "classes") for name in named):
        return True
    if _NONE.search(attribute(tag, "style")):
        return not any(name in _words("hidden", "collapsible") for name in named)
    return "hidden" in tag.attrs and not any(name in _words("hidden", "collapsible") for name in named)


def is_block(tag: Tag) -> bool:
    """Whether the element begins and ends a line."""
    style = attribute(tag, "style") if "style" in tag.attrs else ""
    if tag.name in _words("blocks", "tags"):
        return not (style and _INLINE.search(style))
    return bool(style and _BLOCK.search(style))


def draw(nodes: Iterable[PageElement], page: Page) -> RichText:
    """The nodes of one cell as rich text."""
    drawer = _Drawer(page)
    for node in nodes:
        drawer.node(node)
    return drawer.builder.build()


def pictures(nodes: Iterable[PageElement]) -> list[tuple[str, str]]:
    """The images in the nodes that are no icons, each as (file, alternative text)."""
    tags = [node for node in nodes if isinstance(node, Tag)]
    images = [image for tag in tags for image in ([tag] if tag.name == "img" else tag.find_all("img"))]
    return list(dict.fromkeys(_named(image) for image in images if not _is_icon(image)))


def _is_icon(image: Tag) -> bool:
    width = attribute(image, "width") or attribute(image, "data-width")
    return int(width) <= _SMALL_IMAGE if width.isdigit() else "thumbborder" in classes(image)


def _named(image: Tag) -> tuple[str, str]:
    """An image's file and its alternative text; MediaWiki writes the file's name where none was given."""
    parent = image.find_parent("a")
    near = attribute(parent, "href") if isinstance(parent, Tag) else ""
    source = attribute(image, "src") or attribute(image, "data-src")
    file = file_of(source, attribute(image, "resource")) or file_of("", near)
    alt = attribute(image, "alt").strip()
    return file, "" if alt.replace("_", " ") == file else alt


class _Drawer:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.builder = Builder()
        self.level = 0
        self.link: str | None = None
        self.coordinates = False

    def node(self, node: PageElement) -> None:
        if isinstance(node, Tag):
            self.tag(node)
        elif type(node) is NavigableString:
            self.text(str(node))

    def children(self, tag: Tag) -> None:
        self.level += 1
        if self.level > _DEEPEST:
            self.builder.text(tag.get_text(" "))
        else:
            for child in tag.children:
                self.node(child)
        self.level -= 1

    def text(self, words: str) -> None:
        dagger = table("html")["fates"]["dagger"]
        if dagger not in words:
            self.builder.text(words)
            return
        for number, part in enumerate(words.split(dagger)):
            if number:
                self.builder.point("fate", "killed")
            self.builder.text(part)

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.builder.newline()
        elif tag.name == "hr":
            self.builder.rule()
        elif tag.name == "img":
            self.image(tag)
        elif is_hidden(tag):
            if "lazy-image-placeholder" in classes(tag):
                self.placeholder(tag)
        else:
            _HANDLERS.get(tag.name, _Drawer.inline)(self, tag)

    def inline(self, tag: Tag) -> None:
        named = classes(tag) if "class" in tag.attrs else []
        if "noprint" in named and _LANGUAGES.fullmatch(tag.get_text()):
            return
        if any(name in _words("hidden", "inline_notes") for name in named):
            return
        if attribute(tag, "id") == "coordinates":
            self.title_coordinates(tag)
        elif "geo-default" in named or "geo" in named:
            self.position(tag)
        elif is_block(tag):
            self.block(tag)
        else:
            self.styled(tag)

    def styled(self, tag: Tag) -> None:
        style = attribute(tag, "style") if "style" in tag.attrs else ""
        kinds = [
            kind
            for kind, names, pattern in (
                ("bold", ("b", "strong"), _BOLD), ("italic", ("i", "em"), _ITALIC), ("small", ("small",), _SMALL),
            )
            if tag.name in names or (style and pattern.search(style))
        ]  # fmt: skip
        marks = [self.builder.open(kind) for kind in kinds]
        self.children(tag)
        for mark in reversed(marks):
            self.builder.close(mark)

    def block(self, tag: Tag) -> None:
        previous = tag.find_previous_sibling() if tag.name == "p" else None
        if previous is not None and previous.name == "p":
            self.builder.gap()
        self.builder.fresh_line()
        self.styled(tag)
        self.builder.fresh_line()

    def item_list(self, tag: Tag) -> None:
        self.builder.fresh_line()
        self.builder.depth += 1
        self.children(tag)
        self.builder.fresh_line()
        self.builder.depth -= 1

    def superscript(self, tag: Tag) -> None:
        named = classes(tag)
        if "reference" in named or "mw-ref" in named:
            self.reference(tag)
        else:
            self.inline(tag)

    def reference(self, tag: Tag) -> None:
        anchor = tag.find("a")
        href = attribute(anchor, "href") if isinstance(anchor, Tag) else ""
        label = tag.get_text().strip().strip("[]")
        found = _CITE.search(href)
        key = found[1] if found else ""
        if not key and (found := _CITE.search(attribute(tag, "id"))):
            end = _REF_END.match(found[1])
            key = (f"{end[1]}-{end[2]}" if end[1] is not None else end[3]) if end else found[1]
        key = key or label
        if key:
            self.page.references.setdefault(key, label)
            self.builder.point("ref", key)

    def anchor(self, tag: Tag) -> None:
        rel = attribute(tag, "rel")
        external = "external" in classes(tag) or "mw:ExtLink" in rel
        goal = target_of(attribute(tag, "href"), self.page.language, external)
        before, self.link = self.link, goal.title
        if goal.title:
            self.page.linked = True
        shown = tag.get_text().strip()
        fate = self.fate(goal.title or attribute(tag, "title"), shown)
        if fate and shown == table("html")["fates"]["dagger"]:
            self.builder.point("fate", fate)
        else:
            marks = [self.builder.open("link", goal.title)] if goal.title else []
            if goal.url:
                marks.append(self.builder.open("url", goal.url))
            if fate:
                marks.append(self.builder.open("fate", fate))
            self.inline(tag)
            for mark in reversed(marks):
                self.builder.close(mark)
        self.link = before

    def abbreviation(self, tag: Tag) -> None:
        fate = self.fate(attribute(tag, "title"), tag.get_text().strip())
        mark = self.builder.open("fate", fate) if fate else None
        self.inline(tag)
        if mark:
            self.builder.close(mark)

    @staticmethod
    def fate(target: str, shown: str) -> str | None:
        fates = table("html")["fates"]
        if not target or len(shown) > 20 or not (shown == fates["dagger"] or _fate_signs().fullmatch(shown)):
            return None
        found = fates["targets"].get(target[:1].upper() + target[1:])
        return "killed" if shown == fates["dagger"] else found  # a dagger is "killed", whatever it links to

    def image(self, tag: Tag) -> None:
        file, alt = _named(tag)
        parent = tag.find_parent("a")
        if fate := fate_of(file, alt, attribute(parent, "title") if isinstance(parent, Tag) else ""):
            self.builder.point("fate", fate)
        elif flag := flag_of(file, alt, self.link) if _is_icon(tag) else None:
            self.builder.point("flag", flag)
        else:
            self.builder.point("image", (file, alt))

    def placeholder(self, tag: Tag) -> None:
        """An image that a mobile page loads late: drawn here unless a `<noscript>` beside it holds it."""
        near = tag.find_previous_sibling()
        if near is None or near.name != "noscript":
            self.image(tag)

    def position(self, tag: Tag) -> None:
        where = None if self.coordinates else coordinates_near(tag)
        mark = self.builder.open("coordinates", where) if where else None
        self.coordinates = True
        self.styled(tag)
        if mark:
            self.builder.close(mark)

    def title_coordinates(self, tag: Tag) -> None:
        """What the page shows at its title too: not drawn a second time, and without "Coordinates:"."""
        if self.coordinates:
            return
        for child in tag.children:
            if isinstance(child, Tag) and "oordinates" not in child.get_text()[:14]:
                self.node(child)


_HANDLERS: dict[str, Callable[[_Drawer, Tag], None]] = {
    "a": _Drawer.anchor,
    "abbr": _Drawer.abbreviation,
    "dl": _Drawer.item_list,
    "dd": _Drawer.block,
    "dt": _Drawer.block,
    "li": _Drawer.block,
    "ol": _Drawer.item_list,
    "sup": _Drawer.superscript,
    "ul": _Drawer.item_list,
}
