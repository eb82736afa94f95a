"""Finds infoboxes among the lines of a flattened page: their labels, their beginning, their end.

A box is a run of labels ("Date…", "Location", "Belligerents", …) without a paragraph of prose between them. Which labels
make one is a matter of weights: a section's header alone on its line says more than a word that any article may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...vocabulary import InfoboxKind, kinds
from .labels import Hit, hit_at, section_role, weak_hit_at
from .rows import Row, Words, blank_before, content_words, is_chrome, is_digit, is_heading, is_prose, reads_as_sentence

#: A box needs labels worth this much. A section's header of two words or more counts 2 ("Commanders and leaders" is no
#: common heading), others and labels with a value 1.
ENOUGH = 3
#: More lines than this between two labels part two boxes; the longest section of the measured pages has 85.
LONGEST_SECTION = 400
#: How far above its first label a box may begin (title, wars, captions, legends).
LONGEST_HEAD = 40

_PROSE_INSIDE = 300


@dataclass(slots=True)
class Box:
    """A box as rows: the title's, the wars', the caption's, then labels with the rows of their values."""

    kind: InfoboxKind
    hits: list[Hit]
    title: list[int] = field(default_factory=list)
    part_of: list[int] = field(default_factory=list)
    caption: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 0  # the row after the last one
    values: list[tuple[Hit, int]] = field(default_factory=list)  # each label, and the row after its value's last


def boxes(rows: Sequence[Row], words: Words, title: str) -> Iterator[Box]:
    """The boxes on a page, in order."""
    floor = 0
    for hits in _runs(rows, words):
        kind = _kind(hits, words)
        if kind is None:
            continue
        box = Box(kind, hits)
        _begin(box, rows, words, title, floor)
        _end(box, rows, words)
        floor = box.last
        yield box


def _runs(rows: Sequence[Row], words: Words) -> Iterator[list[Hit]]:
    """Labels that stand together: no prose between them, none twice."""
    run: list[Hit] = []
    seen: set[str] = set()
    index = 0
    while index < len(rows):
        row = rows[index]
        hit = hit_at(rows, index, words) if row.text else None
        long = len(row.text) >= _PROSE_INSIDE or bool(run and index - run[-1].row > LONGEST_SECTION)
        apart = len(row.text) > 2 * _PROSE_INSIDE or (long and _alone(rows, index))
        if run and hit is None and long and apart and is_prose(row, words):
            yield run
            run, seen = [], set()
        if hit is not None:
            sections = any(h.section for h in run)
            if run and (hit.name in seen or (sections and not hit.section and not _sub_row(run, hit))):
                if hit.name in seen and not _belongs_below(run, hit):
                    yield run
                    run, seen = [], set()
                elif not hit.section:
                    index += 1
                    continue
            run.append(hit)
            seen.add(hit.name)
            index = hit.after
            continue
        index += 1
    if run:
        yield run


def _belongs_below(run: list[Hit], hit: Hit) -> bool:
    """Whether a label met again is a line of the section above it and no new box ("Casualties 500")."""
    return bool(run) and run[-1].section and hit.glued


def _sub_row(run: list[Hit], hit: Hit) -> bool:
    """Whether a row's label may stand below sections: losses by kind ("Death(s)700")."""
    for kind in kinds():
        param = kind.param_of_label(hit.label)
        slot = kind.slot(param) if param else None
        if (
            slot is not None
            and slot.role in ("casualties", "notes")
            and any(section_role(kind, h.label) == "casualties" for h in run)
        ):
            return kind.kind != "military_conflict"
    return False


def _alone(rows: Sequence[Row], index: int) -> bool:
    return blank_before(rows, index) and (index + 1 >= len(rows) or rows[index + 1].blank)


def _kind(hits: Sequence[Hit], words: Words) -> InfoboxKind | None:
    """The kind of box that has most of these labels, or None where they make no box."""
    best: tuple[int, InfoboxKind] | None = None
    for kind in kinds():
        known = [hit for hit in hits if kind.param_of_label(hit.label)]
        sections = [hit for hit in known if section_role(kind, hit.label)]
        sure = words.sure.get(kind.kind, frozenset())
        weight = sum(2 if (hit in sections and " " in hit.name) or hit.name in sure else 1 for hit in known)
        firm = any(" " in hit.name or hit.name in ("belligerents", "combatants") for hit in sections)
        firm = firm or sum(hit.name in sure for hit in known) >= 2
        if weight >= ENOUGH and firm and len({hit.name for hit in known}) > 1 and (best is None or weight > best[0]):
            best = (weight, kind)
    return best[1] if best else None


def _begin(box: Box, rows: Sequence[Row], words: Words, title: str, floor: int) -> None:
    """Finds title, wars and caption above the first label."""
    first = box.hits[0].row
    top = first
    while top > max(floor, first - LONGEST_HEAD) and not is_chrome(rows[top - 1], words) and not is_heading(rows[top - 1], words):
        if is_prose(rows[top - 1], words) and not _is_caption(rows, top - 1, first):
            break
        top -= 1
    head = [n for n in range(top, first) if not rows[n].blank and not is_digit(rows[n])]
    wars = next((n for n in reversed(head) if rows[n].body.startswith(words.part_of + " ")), None)
    start = _title_row(rows, head, wars, title, top > 0 and is_chrome(rows[top - 1], words))
    box.first = first if start is None else start
    if start is None:
        return
    box.title = [start]
    below = [n for n in head if n > start]
    while below and below[0] == box.title[-1] + 1 and (below[0] != wars) and _foreign(rows[below[0]].body):
        box.title.append(below.pop(0))
    if wars is not None:
        box.part_of = [wars]
        for n in [n for n in below if n > wars]:
            if n != box.part_of[-1] + 1 or not _goes_on(rows[n - 1].body, rows[n].body, words):
                break
            box.part_of.append(n)
    box.caption = [n for n in below if n not in box.part_of]


def _is_caption(rows: Sequence[Row], index: int, first: int) -> bool:
    """Prose close above the first label is an image's caption when a line "Part of" or a title stands right above it."""
    above = [n for n in range(max(0, index - 3), index) if not rows[n].blank]
    return first - index <= 3 and bool(above) and len(rows[above[-1]].text) < 100 and not blank_before(rows, first)


def _title_row(rows: Sequence[Row], head: Sequence[int], wars: int | None, title: str, framed: bool) -> int | None:
    """The row of the box's own name. `framed`: the site's frame stands above, so that it is the first row."""
    if not head:
        return None
    if wars is not None:
        above = [n for n in head if n < wars]
        if not above:
            return wars
        start = above[-1]
        while start - 1 in above and _foreign(rows[start].body):
            start -= 1
        return start
    same = [n for n in head if rows[n].body.strip() == title.strip()]
    if same:
        return same[-1]
    if framed:
        return next((n for n in head if not rows[n].body.startswith("Coordinates:")), None)
    wanted = content_words(title)
    near = [n for n in head if len(rows[n].text) < 120 and wanted and len(wanted & content_words(rows[n].body)) * 2 > len(wanted)]
    if near:
        return near[0]
    start = head[-1]
    while start - 1 in head:
        start -= 1
    return start


def _foreign(text: str) -> bool:
    """Whether most letters are of another script than Latin: the name in another language."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char > "\u024f" and not "\u1e00" <= char <= "\u1eff" for char in letters) * 2 > len(letters)


def _goes_on(above: str, below: str, words: Words) -> bool:
    """Whether a phrase goes on in the next line: it ends in "the", or the next begins in lower case."""
    return bool(words.open_end.search(above.strip())) or below[:1].islower() or below.startswith(("& ", "("))


def _end(box: Box, rows: Sequence[Row], words: Words) -> None:
    """Finds the row after the box's last one, and the values' ends."""
    hits = box.hits
    values: list[tuple[Hit, int]] = []
    for number, hit in enumerate(hits):
        if number + 1 < len(hits):
            values.append((hit, hits[number + 1].row))
            continue
        stop = _stop(rows, words, hit, box)
        values.append((hit, stop))
    box.values = values
    box.last = values[-1][1]


def _stop(rows: Sequence[Row], words: Words, hit: Hit, box: Box) -> int:
    """The row where what follows the last label is no longer the box's."""
    start = hit.after - 1 if hit.column is not None else hit.after
    spaced = any(row.blank for row in rows[: hit.after])
    index = hit.after
    prose = False
    while index < len(rows) and index - start <= LONGEST_SECTION:
        row = rows[index]
        body = row.body
        if row.blank:
            index += 1
            continue
        if body.startswith(words.stops) or body in words.stop_lines or body.endswith(words.edit) or is_chrome(row, words):
            break
        apart = blank_before(rows, index) or not spaced
        if apart and is_heading(row, words):
            break
        if len(row.text) > 600 or (apart and _is_lead(row, words, box, rows)) or _is_listed_lead(row, words, box, rows):
            prose = True
            break
        index += 1
    while index > hit.after and (rows[index - 1].blank):
        index -= 1
    if prose and index - 1 > start and _reads_as_heading(rows, index - 1, box, hit, words):
        index -= 1
        while index > hit.after and rows[index - 1].blank:
            index -= 1
    if hit.column is not None and not hit.section and not prose:
        return _row_end(rows, hit, index)
    return index


def _is_lead(row: Row, words: Words, box: Box, rows: Sequence[Row]) -> bool:
    """Whether the line is the first paragraph of the article: prose, and not one more line of losses."""
    if is_prose(row, words, least=160) or (len(row.text) > 200 and reads_as_sentence(row)):
        return True
    if not is_prose(row, words, least=40):
        return False
    return _names_title(row, box, rows) or not words.figure.search(row.body)


def _is_listed_lead(row: Row, words: Words, box: Box, rows: Sequence[Row]) -> bool:
    """Whether the first paragraph has become the last point of the box's list, as below a last cell that is one."""
    return bool(row.bullet) and is_prose(Row(row.start, row.body), words, least=160) and _names_title(row, box, rows)


def _names_title(row: Row, box: Box, rows: Sequence[Row]) -> bool:
    """Whether the line begins with most of what the box is called."""
    title = content_words(" ".join(rows[n].body for n in box.title))
    return len(title & content_words(row.body[:90])) * 2 >= len(title) > 0


def _reads_as_heading(rows: Sequence[Row], index: int, box: Box, hit: Hit, words: Words) -> bool:
    """Whether the line above the first paragraph is a heading: it stands alone, is short, and is no figure or name."""
    row = rows[index]
    if not _alone(rows, index) or len(row.text) > 60 or row.bullet:
        return False
    role = section_role(box.kind, hit.label)
    return role in ("casualties", "strength") and not words.figure.search(row.body)


def _row_end(rows: Sequence[Row], hit: Hit, index: int) -> int:
    """The end of a single row's value at the end of a box without sections: its own line, and lists below it."""
    end = hit.after
    while end < index and (rows[end].bullet or rows[end].body.startswith("(")):
        end += 1
    return end


def wanted_place(rows: Sequence[Row], start: int, stop: int, words: Words) -> Hit | None:
    """A label "Location" glued to a value in lower case between two rows of a box."""
    return next((hit for n in range(start, stop) if (hit := weak_hit_at(rows, n, "location", words))), None)
