"""Flattened plain text -> infoboxes as found: the raw article, in any of the forms that text exports give it.

Four families: text extractors that print a line for each line of a cell (Resiliparse; its version 2 puts tabs between
cells), the same with lines filtered out, tables with pipes (trafilatura, Markdown), and lists of properties
("Commander1: …"). What a section's columns were is not decided here: `fields.sides` tells the sides apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...raw import Document, RawCell, RawInfobox, RawWarning
from ...richtext import RichText, Span
from .boxes import Box, boxes, wanted_place
from .draw import Pen, depth_of, notes_below
from .labels import Hit, section_role
from .pipes import pipe_boxes
from .properties import property_boxes
from .rows import Row, Words, content_words, is_chrome, rows_of, words_of
from .tail import lines_lost, reads_as_figure, split_tail, stray_digits

#: So much of the article is kept as evidence of who fought whom.
ARTICLE = 20_000
#: No page's title is longer.
LONGEST_TITLE = 150

#: The roles of whole sections, whose lines belong to sides.
SECTIONS = frozenset({"belligerents", "commanders", "units", "strength", "casualties", "polstrength", "milstrength"})


def infoboxes(document: Document) -> Iterator[RawInfobox]:
    """The military-conflict infoboxes of a flattened page, in order."""
    rows = rows_of(document.text.replace("\r\n", "\n"))
    words = words_of(document.language)
    title = document.origin.title or next((row.body for row in rows if not row.blank), "")[:200]
    found: list[tuple[int, RawInfobox]] = []
    notes: dict[str, str] | None = None
    taken: list[tuple[int, int]] = []
    for box in boxes(rows, words, title):
        notes = notes_below(rows) if notes is None else notes
        taken.append((box.first, box.last))
        found.append((box.first, _Reader(box, rows, words, notes, title).infobox()))
    for first, last, raw in (*pipe_boxes(rows, words, title), *property_boxes(rows, words, title)):
        if not any(first < end and start < last for start, end in taken):
            taken.append((first, last))
            found.append((first, raw))
    article = _article(rows, taken, words) if found else ""
    for _, raw in sorted(found, key=lambda pair: pair[0]):
        yield replace(raw, article=article)


def _article(rows: Sequence[Row], taken: Sequence[tuple[int, int]], words: Words) -> str:
    parts: list[str] = []
    size = 0
    for number, row in enumerate(rows):
        if row.blank or any(first <= number < last for first, last in taken) or is_chrome(row, words):
            continue
        parts.append(row.text[:ARTICLE])
        size += len(row.text)
        if size > ARTICLE:
            break
    return "\n".join(parts)[:ARTICLE]


class _Reader:
    """Turns a box's rows into cells."""

    def __init__(self, box: Box, rows: Sequence[Row], words: Words, notes: dict[str, str], title: str) -> None:
        self.box, self.rows, self.words, self.page = box, rows, words, title
        self.pen = Pen(words, notes)
        self.cells: list[RawCell] = []
        self.stray = stray_digits(box, rows)
        self.lost = lines_lost(box, rows)

    def infobox(self) -> RawInfobox:
        box, rows = self.box, self.rows
        self._head()
        for hit, stop in box.values:
            self._value(hit, stop)
        warnings = []
        if self.lost:
            message = "lines of one word were filtered out of this text: headers, names and figures are missing, and nobody can tell which"
            warnings.append(RawWarning("lines-lost", message))
        first, last = rows[box.first].start, rows[box.last - 1].end
        source = "\n".join(row.text for row in rows[box.first : box.last])
        return RawInfobox(
            kind=box.kind.kind,
            cells=tuple(self.cells),
            source=source,
            span=Span(first, last),
            title=self._page_title(),
            linked=False,
            references=self.pen.references,
            warnings=tuple(warnings),
        )

    def _page_title(self) -> str | None:
        """The page's title: the first line, unless that is the site's and has no word of the box's own name."""
        own = " ".join(self.rows[n].body for n in self.box.title)
        sentence = len(self.page) > LONGEST_TITLE or self.page.endswith(".")
        if own and (sentence or not content_words(own) & content_words(self.page)):
            return own
        return self.page or None

    def _head(self) -> None:
        kind = self.box.kind
        name = next(param for param, slot in kind.exact.items() if slot.role == "name")
        self._cell(name, "name", None, self._pieces(self.box.title))
        wars = self._pieces(self.box.part_of)
        if wars:
            row = wars[0][0]
            wars[0] = (row, row.body_start + len(self.words.part_of))
            self._cell("partof", "part_of", self.words.part_of, wars)
        self._cell("caption", "caption", None, self._pieces(self.box.caption))

    def _pieces(self, numbers: Sequence[int]) -> list[tuple[Row, int]]:
        return [(self.rows[n], 0) for n in numbers]

    def _value(self, hit: Hit, stop: int) -> None:
        kind, rows = self.box.kind, self.rows
        param = kind.param_of_label(hit.label)
        if param is None:
            param, role = hit.name, "other"
        elif section := section_role(kind, hit.label) if hit.section or hit.column is None else None:
            param, role = section, section
        else:
            slot = kind.slot(param)
            role = slot.role if slot else "other"
        taken = [n for n in range(hit.after, stop) if n not in self.stray]
        rest: list[int] = []
        if hit is self.box.values[-1][0] or role in ("casualties", "strength"):
            taken, rest = split_tail(self.box, rows, taken, self.words, role)
        taken, loose = self._own(hit, role, taken)
        pieces: list[tuple[Row, int]] = [(rows[hit.after - 1], hit.column)] if hit.column is not None else []
        pieces += self._pieces(taken)
        label = "joint" if role == "casualties" and param != role else hit.label
        self._cell(param, role, label, pieces, base=depth_of(rows[hit.row]))
        if loose:
            self._cell("unlabeled", "other", None, self._pieces(loose))
        if rest:
            self._tail(rest)

    def _own(self, hit: Hit, role: str, taken: list[int]) -> tuple[list[int], list[int]]:
        """Which rows are the label's value, and which only stand below it: another label was lost between them."""
        rows = self.rows
        for place, n in enumerate(taken):
            body = rows[n].body
            if rows[n].blank:
                continue
            alien = role == "date" and not (_is_dated(body) or (body.endswith(":") and _is_dated(self._below(taken, place))))
            if self.lost and not hit.section:
                alien = alien or (
                    hit.column is not None and not body.startswith("(") and not (rows[n].bullet and role == "result")
                )
            if self.lost and role in ("commanders", "units", "belligerents"):
                alien = alien or reads_as_figure(body, self.words)
            if role == "date" and alien and (place_hit := wanted_place(rows, n, n + 1, self.words)):
                self._cell("place", "place", place_hit.label, [(rows[n], place_hit.column or 0)])
                return taken[:place], taken[place + 1 :]
            if alien:
                return taken[:place], taken[place:]
        return taken, []

    def _below(self, taken: Sequence[int], place: int) -> str:
        """The next line that is not empty."""
        return next((self.rows[n].body for n in taken[place + 1 :] if not self.rows[n].blank), "")

    def _tail(self, numbers: Sequence[int]) -> None:
        """What stands below the last cell: a map's captions, notes, a label for the losses."""
        legend = [n for n in numbers if not self.rows[n].blank]
        if legend and (first := self.rows[legend[0]].body)[:1].isdigit() and first[1:2].isupper():
            self._cell("notes", "notes", None, self._pieces(legend))
        elif legend and first.startswith(self.words.captions):
            self._cell("casualties_label", "casualties", "joint", self._pieces(legend))
        else:
            self._cell("map_caption", "map", None, self._pieces(legend))

    def _cell(self, param: str, role: str, label: str | None, pieces: list[tuple[Row, int]], base: int = 0) -> None:
        while pieces and pieces[-1][0].blank:
            pieces.pop()
        section = role in SECTIONS and param == role
        people = role == "commanders"
        rich: RichText = self.pen.draw(pieces, people=people, sided=section, base=base)
        if not rich and label is None:
            return
        if any(cell.param == param for cell in self.cells):
            param = f"{param} ({label or len(self.cells)})"
        start = pieces[0][0].start + pieces[0][1] if pieces else None
        span = Span(start, pieces[-1][0].end) if start is not None else None
        self.cells.append(RawCell(param, role, rich, label=label, span=span))


def _is_dated(body: str) -> bool:
    """Whether a line below a date may go on with it: it holds a figure, or a bracket ("Second phase:" stands above one)."""
    return body.startswith("(") or any(char.isdigit() for char in body)
