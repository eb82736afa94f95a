"""Wikitext -> infoboxes as found: the box cut out of the page, each value drawn once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...raw import Document, RawCell, RawInfobox, RawWarning
from ...richtext import Line as RichLine
from ...richtext import Mark, RichText, Span
from ...vocabulary import Slot, table
from .canvas import Canvas, Page
from .citations import resolve
from .drawing import HANDLERS
from .links import mark_image
from .scan import Box, Parameter, boxes

_NO_REDIRECTS: Mapping[str, str] = {}
#: Roles whose value may be a bare file name, which is an image and no text.
_IMAGE = "image"
_FILE_ENDS = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".tif", ".tiff", ".webp", ".bmp", ".djvu", ".pdf", ".ogv", ".webm")


def infoboxes(document: Document, redirects: Mapping[str, str] = _NO_REDIRECTS) -> Iterator[RawInfobox]:
    """The infoboxes of a page of wikitext, in order.

    `redirects` maps names of templates, as a wiki's redirects have them, to the names that the tables know.
    """
    for box in boxes(document.text, redirects):
        yield _Drawer(document, box, redirects).infobox()


class _Drawer:
    def __init__(self, document: Document, box: Box, redirects: Mapping[str, str]) -> None:
        self.document, self.box = document, box
        self.page = Page(
            text=document.text,
            title=document.origin.title,
            language=document.language,
            handlers=HANDLERS,
            redirects={name.casefold(): target for name, target in redirects.items()},
        )

    def infobox(self) -> RawInfobox:
        """The box with its cells, references and warnings."""
        box, text = self.box, self.document.text
        self._state()
        cells = tuple(self._cell(parameter) for parameter in self._last_of_each())
        self.page.warnings.extend(resolve(self.page))
        return RawInfobox(
            kind=box.kind.kind,
            cells=cells,
            template=box.template,
            source=text[box.start : box.end],
            span=Span(box.start, box.end),
            title=self.document.origin.title,
            sides=_sides(cells),
            linked=True,
            references=self.page.references.found,
            warnings=tuple(self.page.warnings),
        )

    def _state(self) -> None:
        if self.box.state == "truncated":
            message = "the source ends inside the infobox; what is there was read"
            tail = self.document.text[max(self.box.start, self.box.end - 60) : self.box.end]
            self.page.warnings.append(RawWarning("truncated-infobox", message, tail))
        elif self.box.state == "unbalanced":
            message = "braces or brackets of the infobox do not close; read on from the next parameter"
            self.page.warnings.append(RawWarning("unbalanced-markup", message, self.box.template))

    def _last_of_each(self) -> list[Parameter]:
        """The parameters in order; of several with one name the last, as MediaWiki takes it; no empty positional ones."""
        last = {parameter.name: parameter for parameter in self.box.parameters}
        kept = []
        for parameter in self.box.parameters:
            if last[parameter.name] is not parameter:
                value = self.document.text[parameter.start : parameter.end]
                message = f"{parameter.name} is given more than once; MediaWiki takes the last"
                self.page.warnings.append(RawWarning("duplicate-parameter", message, value[:200], parameter.name))
            elif parameter.name and not (parameter.positional and parameter.start == parameter.end):
                kept.append(parameter)
        return kept

    def _cell(self, parameter: Parameter) -> RawCell:
        value = self.document.text[parameter.start : parameter.end]
        slot = self.box.kind.slot(parameter.name) if not parameter.positional else None
        if slot is None and value:
            message = "the template has no such parameter; kept in fields only"
            self.page.warnings.append(RawWarning("unknown-parameter", message, value[:200], parameter.name))
        self._run_together(parameter, value)
        return RawCell(
            param=parameter.name,
            role=slot.role if slot else None,
            rich=self._draw(parameter.name, value, slot),
            side=slot.side if slot else None,
            block=slot.block if slot else None,
            wikitext=value,
            span=Span(parameter.start, parameter.end),
        )

    def _run_together(self, parameter: Parameter, value: str) -> None:
        """A parameter whose pipe was forgotten stands in the value before it, where a reader of the page sees it, too."""
        if "=" not in value:
            return
        for line in value.split("\n")[1:]:
            name, equals, _ = line.partition("=")
            if equals and len(name) < 40 and name.strip() and self.box.kind.slot(name) is not None:
                message = f"a pipe seems to be missing before {name.strip()!r}; it is part of the value, as on the page"
                self.page.warnings.append(RawWarning("stray-markup", message, line[:100], parameter.name))

    def _draw(self, name: str, value: str, slot: Slot | None) -> RichText:
        if not value:
            return RichText()
        canvas = Canvas(self.page, name)
        if slot is not None and slot.role == _IMAGE and "[" not in value and "{" not in value and "<" not in value:
            file = value.split("|")[0].strip()
            if file.lower().endswith(_FILE_ENDS):
                mark_image(canvas, file.split(":", 1)[-1].strip(), small=False)
                return _standing(canvas)
        own_lines = slot is not None and slot.role in table("templates/markup")["cells"].get(self.box.kind.kind, ())
        rich = canvas.value(value, closing=own_lines)
        return rich if rich else _standing(canvas)


def _standing(canvas: Canvas) -> RichText:
    """Marks that no text stands beside: an image, coordinates that are shown at the page's head."""
    marks = tuple(Mark(kind, 0, 0, value) for kind, value in canvas.builder.waiting)
    return RichText((RichLine("", marks=marks),), "") if marks else RichText()


def _sides(cells: tuple[RawCell, ...]) -> int:
    """The columns: the highest number of a side that is given a belligerent."""
    return max((cell.side or 0 for cell in cells if cell.role == "belligerents" and cell.wikitext), default=0)
