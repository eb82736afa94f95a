"""What stands in or below a box and is none of its values: captions of maps, notes, stray digits; and what was lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .boxes import Box
from .rows import NBSP, Row, Words, content_words, is_digit

_NOTE = re.compile(r"(?:\d|\*|†|‡|[a-z])(?=[A-Z][a-z])|\* ")
_FIGURE = re.compile(r"\d")
#: So few lines cannot show that those of one word are missing.
_ENOUGH_ROWS = 8


def stray_digits(box: Box, rows: Sequence[Row]) -> frozenset[int]:
    """Rows that are nothing but the next number of a count through the page ("1", then "2"): marks of an annotation, not
    of the box. One counts only where no figure can stand, or where the count has begun before it."""
    stray: set[int] = set()
    expected = 1
    for n in range(max(0, box.first - 1), box.last):
        if not is_digit(rows[n]) or int(rows[n].text) != expected:
            continue
        hit = next((h for h, stop in box.values if h.after <= n < stop), None)
        counted = hit is not None and hit.section
        at_edge = all(rows[m].blank for m in range(n + 1, box.last)) or (n + 1 < len(rows) and rows[n + 1].blank)
        if not counted or (at_edge and expected > 1):
            stray.add(n)
            expected += 1
    if len(stray) == 1 and (n := next(iter(stray))) >= box.first and rows[n].text.strip() != "1":
        return frozenset()
    return frozenset(stray)


def split_tail(box: Box, rows: Sequence[Row], numbers: list[int], words: Words, role: str) -> tuple[list[int], list[int]]:
    """The rows of the last value, and those below it: a map's captions and legend, notes, a label for the losses."""
    about = content_words(" ".join(rows[n].body for n in box.title))
    for hit, stop in box.values:
        if hit.name in words.place_labels:
            about |= content_words(" ".join(rows[n].text for n in range(hit.row, min(stop, len(rows)))))
    about -= words.no_places
    for place, n in enumerate(numbers):
        row = rows[n]
        body = row.body
        if row.blank or (place == 0 and role == "belligerents"):
            continue
        noted = place > 0 and _NOTE.match(body) and not row.bullet and len(body) > 20 and body[:1] not in "*†‡"
        mapped = body.startswith((*words.map_captions, *words.captions, NBSP * 2)) or _is_thumbnail(rows, n, numbers, place)
        counted = role in ("casualties", "strength") and place > 0
        if noted or mapped or (counted and _names_the_place(row, about) and not _counts(rows, numbers[place:])):
            return numbers[:place], numbers[place:]
    return numbers, []


def _names_the_place(row: Row, about: set[str]) -> bool:
    """Whether a line without a figure only repeats words of the title or the place: a map's label."""
    words = content_words(row.body)
    return bool(words) and words <= about and not row.bullet and len(row.body) < 80 and not row.body.endswith(":")


def _counts(rows: Sequence[Row], numbers: Sequence[int]) -> bool:
    """Whether any of the rows holds a figure (a lone number of a mark aside)."""
    return any(_FIGURE.search(rows[n].text) and not is_digit(rows[n]) for n in numbers)


def _is_thumbnail(rows: Sequence[Row], n: int, numbers: Sequence[int], place: int) -> bool:
    """Whether a lone "1" with blank lines around it numbers an image below the box."""
    return (
        rows[n].text.strip() == "1" and place > 0 and rows[n - 1].blank and n + 1 < len(rows) and rows[n + 1].blank
        and n + 2 < len(rows) and len(rows[n + 2].text.split()) > 3
    )  # fmt: skip


def lines_lost(box: Box, rows: Sequence[Row]) -> bool:
    """Whether lines of one word were filtered out: none is left, and no header of one word."""
    lines = [rows[n].text for n in range(box.hits[0].row, box.last) if not rows[n].blank]
    if len(lines) < _ENOUGH_ROWS or any(" " not in hit.name and hit.column is None for hit in box.hits):
        return False
    many = all(len(line.split()) > 1 or _labeled(line) for line in lines)  # a bullet counts as a word to such filters
    return many and "belligerents" not in {h.name for h in box.hits}


def _labeled(line: str) -> bool:
    """Whether one word carries a label glued to it ("Date1815"), as a filter by words may keep."""
    return bool(re.match(r"[A-Z][a-z]+\d", line))


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")


def reads_as_figure(text: str, words: Words) -> bool:
    """Whether a line among names is one of figures, whose header was filtered out.

    >>> from extract.parse.text.rows import words_of
    >>> words = words_of("en")
    >>> [reads_as_figure(t, words) for t in ("49,000 men 40,000 men", "1st Cavalry Division", "Joseph E. Johnston", "unknown unknown")]
    [True, False, False, True]
    >>> [reads_as_figure(t, words) for t in ("Village Guards: 60,000", "Arrests: at least 3,000", "Head of state: 1810–1814")]
    [True, True, False]
    """
    if _ORDINAL.match(text):
        return False
    return bool(words.count.match(text)) or set(text.casefold().split()) <= words.vague
