"""Draws a cell of a rendered infobox: what a reader sees, with marks over it.

The rules that make it agree with wikitext: a list item is as deep as the lists around it (1 for the outermost),
the term of a definition list one less, and bold; blocks begin fresh lines, two paragraphs in a row leave a gap;
references, notes, footnote digits set high and "[citation needed]" leave the text; a dagger is a fate mark and no
text, "(WIA)" is text with a fate mark over it; an interlanguage sign after a name ("[de; fr]") is left out;
coordinates are drawn once, in the form that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from bs4.element import NavigableString, PageElement, Tag

from ...richtext import Builder, RichText
from ...vocabulary import table
from .coordinates import coordinates_near
from .images import fate_of, flag_of, is_icon, name_beside, named
from .links import Target, target_of
from .nodes import attribute, classes, is_block, is_hidden, words

_SMALL = re.compile(r"font-size\s*:\s*(?:small|x-small|(?:[5-8]\d|9[0-4])(?:\.\d+)?%|0?\.[5-9]\d*em)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_STYLES = (("bold", ("b", "strong", "dt"), _BOLD), ("italic", ("i", "em"), _ITALIC), ("small", ("small",), _SMALL))
_LANGUAGES = re.compile(r"\s*\[[a-z][a-z-]{1,11}(?:[;,] ?[a-z][a-z-]{1,11})*\]\s*")
_CITE = re.compile(r"cite_(?:note|ref)-(.+)")
_CITED = re.compile(r"^(?:(?P<name>.*)_)?(?P<number>\d+)(?:-\d+)?$")
#: A break of the source that MediaWiki kept; one before spaces is the work of whoever laid the page out.
_WRAP = re.compile(r"\n(?![ \t])")
_NUMBER = re.compile(r"\d{1,2}")
_UNIT = re.compile(r"(?:\d\s?|\b)(?:[kcdm]?m|mi|ft|yd|in|nmi)$")
#: Tags nested deeper than this are drawn as plain text (a page that nests so is no page).
_DEEPEST = 120


@dataclass(slots=True)
class Page:
    """What cells of a page share: its language and title, the references that they name (id -> label shown),
    whether any links a page, and the flag images that no table names."""

    language: str = "en"
    title: str | None = None
    references: dict[str, str] = field(default_factory=dict)
    linked: bool = False
    unknown_flags: list[str] = field(default_factory=list)


def draw(nodes: Iterable[PageElement], page: Page) -> RichText:
    """The nodes of one cell as rich text."""
    drawer = _Drawer(page)
    for node in nodes:
        drawer.node(node)
    return drawer.builder.build()


@cache
def _fate_signs() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in table("html")["fates"]["signs"])
    return re.compile(rf"[(\[]?(?:{signs})[)\]]?", re.IGNORECASE)


def _fate(target: str, shown: str) -> str | None:
    """The fate of a sign by what it links to or is explained by; a dagger is "killed", whatever it links to."""
    fates = table("html")["fates"]
    if shown == fates["dagger"]:
        return "killed"
    if not target or len(shown) > 20 or not _fate_signs().fullmatch(shown):
        return None
    found: str | None = fates["targets"].get(target[:1].upper() + target[1:])
    return found


class _Drawer:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.builder = Builder()
        self.level = 0
        self.link: str | None = None
        self.last = ""
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

    def text(self, said: str) -> None:
        self.last = said or self.last
        for place, line in enumerate(_WRAP.split(said) if "\n" in said else (said,)):
            if place:
                self.builder.wrap()
            for number, part in enumerate(line.split(table("html")["fates"]["dagger"])):
                if number:
                    self.builder.point("fate", "killed")
                self.builder.text(part)

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.builder.newline()
            self.last = ""
        elif tag.name == "hr":
            self.builder.rule()
            self.last = ""
        elif tag.name == "img":
            self.image(tag)
        elif tag.name == "span" and "data-src" in tag.attrs:
            self.placeholder(tag)
        elif not is_hidden(tag):
            _HANDLERS.get(tag.name, _Drawer.inline)(self, tag)

    def inline(self, tag: Tag) -> None:
        named = classes(tag)
        if not words("hidden", "inline_notes").isdisjoint(named):
            return
        if "noprint" in named and _LANGUAGES.fullmatch(tag.get_text()):
            return
        if attribute(tag, "id") == "coordinates" or "geo-inline-hidden" in named:
            self.title_coordinates(tag)
        elif "geo-default" in named or "geo" in named:
            self.position(tag)
        elif is_block(tag):
            self.block(tag)
        else:
            self.styled(tag)

    def styled(self, tag: Tag) -> None:
        style = attribute(tag, "style") if "style" in tag.attrs else ""
        kinds = [kind for kind, names, pattern in _STYLES if tag.name in names or (style and pattern.search(style))]
        marks = [self.builder.open(kind) for kind in kinds]
        self.children(tag)
        for mark in reversed(marks):
            self.builder.close(mark)

    def block(self, tag: Tag) -> None:
        previous = tag.find_previous_sibling() if tag.name == "p" else None
        if previous is not None and previous.name == "p":
            self.builder.gap()
        self.builder.fresh_line()
        self.last = ""
        self.styled(tag)
        self.builder.fresh_line()

    def item_list(self, tag: Tag) -> None:
        self.builder.fresh_line()
        self.builder.depth += 1
        self.children(tag)
        self.builder.fresh_line()
        self.builder.depth -= 1

    def item(self, tag: Tag) -> None:
        """An item; where no list is around it (the legacy parser leaves `<ul>` out after a cell that ended in a list)
        it is one deeper all the same."""
        alone = tag.parent is None or tag.parent.name not in words("blocks", "lists")
        self.builder.fresh_line()
        self.builder.depth += alone
        self.block(tag)
        self.builder.depth -= alone

    def term(self, tag: Tag) -> None:
        depth = self.builder.depth
        self.builder.depth = max(depth - 1, 0)
        self.block(tag)
        self.builder.depth = depth

    def superscript(self, tag: Tag) -> None:
        if not {"reference", "mw-ref"}.isdisjoint(classes(tag)):
            self.reference(tag)
        elif _NUMBER.fullmatch(digits := tag.get_text().strip()) and self.after_word():
            self.page.references.setdefault(f"sup-{digits}", digits)
            self.builder.point("ref", f"sup-{digits}")
        else:
            self.inline(tag)

    def after_word(self) -> bool:
        """Whether the text so far ends in a word that is no unit of length: a digit set high is then a note's."""
        before = self.last.rstrip()
        return bool(before) and (before[-1].isalpha() or before[-1] in ")\"”'") and not _UNIT.search(before)

    def reference(self, tag: Tag) -> None:
        anchor = tag.find("a")
        label = tag.get_text().strip().strip("[]")
        if anchor is None and label.startswith(":"):
            return  # {{rp}}: a page of the reference before it
        key = ""
        if isinstance(anchor, Tag) and (found := _CITE.search(attribute(anchor, "href"))):
            key = found[1]
        elif found := _CITE.search(attribute(tag, "id")):
            cited = _CITED.match(found[1])
            key = "-".join(filter(None, (cited["name"], cited["number"]))) if cited else found[1]
        if key := key or label:
            self.page.references.setdefault(key, label)
            self.builder.point("ref", key)

    def anchor(self, tag: Tag) -> None:
        external = "external" in classes(tag) or "mw:ExtLink" in attribute(tag, "rel")
        goal = target_of(attribute(tag, "href"), self.page.language, external)
        if goal.title is not None and goal.title == self.page.title and "#" in attribute(tag, "href"):
            goal = Target()  # Parsoid writes a place on the same page so
        if "selflink" in classes(tag):  # the page names itself, where the legacy parser writes no address
            goal = Target(self.page.title)
        before, self.link = self.link, goal.title
        self.page.linked = self.page.linked or goal.title is not None
        shown = tag.get_text().strip()
        fate = _fate(goal.title or attribute(tag, "title"), shown)
        if shown == table("html")["fates"]["dagger"]:
            self.builder.point("fate", fate)
        else:
            values = (("link", goal.title), ("url", goal.url), ("fate", fate))
            marks = [self.builder.open(kind, value) for kind, value in values if value]
            self.inline(tag)
            for mark in reversed(marks):
                self.builder.close(mark)
        self.link = before

    def strong(self, tag: Tag) -> None:
        """Bold text; before 2018 a page's link to itself."""
        (self.anchor if "selflink" in classes(tag) else self.inline)(tag)

    def abbreviation(self, tag: Tag) -> None:
        fate = _fate(attribute(tag, "title"), tag.get_text().strip())
        mark = self.builder.open("fate", fate) if fate else None
        self.inline(tag)
        if mark:
            self.builder.close(mark)

    def image(self, tag: Tag) -> None:
        file, alt = named(tag)
        if fate := fate_of(tag):
            self.builder.point("fate", fate)
        elif flag := flag_of(file, alt, self.link, self.beside(tag)) if is_icon(tag) else None:
            self.builder.point("flag", flag)
        else:
            self.builder.point("image", (file, alt))
            if is_icon(tag) and any("flagicon" in classes(one) for one, _ in zip(tag.parents, range(3), strict=False)):
                self.page.unknown_flags.append(file or alt)

    def beside(self, tag: Tag) -> str | None:
        """The page that the name drawn with a flag links to."""
        name = name_beside(tag)
        return None if name is None else target_of(attribute(name, "href"), self.page.language, False).title

    def placeholder(self, tag: Tag) -> None:
        """An image that a mobile page loads late: drawn here unless a `<noscript>` before it holds it."""
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
        """What the box puts at the page's title: not drawn a second time, and without "Coordinates:".

        Until 2023 it stands in the cell as ``#coordinates``; since then an indicator shows it, and the cell keeps a
        copy that is ``geo-inline-hidden``.
        """
        if self.coordinates:
            return
        for child in tag.children:
            if isinstance(child, Tag) and "oordinates" not in child.get_text()[:14]:
                self.node(child)


_HANDLERS: dict[str, Callable[[_Drawer, Tag], None]] = {
    "a": _Drawer.anchor,
    "abbr": _Drawer.abbreviation,
    "dl": _Drawer.item_list,
    "dd": _Drawer.item,
    "dt": _Drawer.term,
    "li": _Drawer.item,
    "ol": _Drawer.item_list,
    "strong": _Drawer.strong,
    "sup": _Drawer.superscript,
    "ul": _Drawer.item_list,
}
