"""Which lines of a flattened box are labels of rows ("Date15 November") and headers of sections ("Belligerents")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...vocabulary import InfoboxKind, kinds, normal_name
from .rows import NBSP, Row, Words

#: After a label's end: nothing, or a value that does not go on in lower case ("Results", "Dated", "Location of").
_VALUE = re.compile(r"[ \t\u00a0]*(?=[^\W_a-z]|[(\[\"'“‘«~≈<>+±])|[ \t\u00a0]*(?=c\.|ca\.|circa\b)|\t+")
_LOWER = re.compile(r"[^\W\d_A-Z]{3,}")
_BEFORE = re.compile(r"[ \t]*(?:[•*] +)?")


class Hit(NamedTuple):
    """A label: the row it stands in, the column where its value begins (None: on the next row `after`),
    the label as shown, and whether it heads a section whose cells have sides."""

    row: int
    after: int
    column: int | None
    label: str
    section: bool
    glued: bool

    @property
    def name(self) -> str:
        return normal_name(self.label)


def sided(kind: InfoboxKind, param: str) -> bool:
    """Whether a parameter has one value for each side ("combatant" -> "combatant1")."""
    slot = kind.slot(f"{param}1")
    return slot is not None and slot.side == 1 and slot.role not in ("date", "place")


def section_role(kind: InfoboxKind, label: str) -> str | None:
    """The role of the section under this header, or None for a row's label.

    >>> from extract.vocabulary import kind_named
    >>> section_role(kind_named("civil_conflict"), "Lead figures")
    'commanders'
    """
    param = kind.param_of_label(label)
    if param is None or not sided(kind, param):
        return None
    slot = kind.slot(f"{param}1")
    return slot.role if slot else None


@cache
def _labels() -> dict[str, bool]:
    """Every label of every kind (lower case; a label over two lines has a line break) and whether it heads a section."""
    found: dict[str, bool] = {}
    for kind in kinds():
        for label, param in kind.labels.items():
            found[label] = found.get(label, False) or sided(kind, param)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    first = sorted({label.partition("\n")[0] for label in _labels()}, key=len, reverse=True)
    return re.compile("|".join(f"[ {NBSP}]".join(_as_shown(label.split(" "))) for label in first))


def _as_shown(words: list[str]) -> list[str]:
    """The words of a label with their first letters as a page may write them: the first a capital, the others either
    way ("Casualties and Losses"). The rest is lower case, so that "DateSeptember" is no "Dates"."""
    shown = [re.escape(words[0][:1].upper() + words[0][1:])]
    for word in words[1:]:
        initial = word[:1]
        shown.append(f"[{initial}{initial.upper()}]{re.escape(word[1:])}" if initial.isalpha() else re.escape(word))
    return shown


def hit_at(rows: Sequence[Row], index: int, words: Words) -> Hit | None:
    """The label at the beginning of this line, or None.

    >>> from extract.parse.text.rows import rows_of, words_of
    >>> words = words_of("en")
    >>> [hit_at(rows_of(t), 0, words) is not None for t in ("Date15 November", "Result British victory", "Location of the town", "Dated")]
    [True, True, False, False]
    """
    text = rows[index].text
    lead = _BEFORE.match(text)
    begin = lead.end() if lead else 0
    found = _pattern().match(text, begin)
    if found is None:
        return None
    label = text[begin : found.end()]
    name = normal_name(label)
    rest = text[found.end() :]
    if name not in _labels():
        return _two_lines(rows, index, name)
    double = _two_lines(rows, index, name)
    if double is not None:
        return double
    if not rest.strip(" \t\r:" + NBSP):
        return Hit(index, index + 1, None, label, _labels()[name], False)
    value = _VALUE.match(rest)
    if value is None or rest.startswith((":", words.edit)):
        return None
    second = _pattern().match(rest, value.end())
    if second is not None and rest[value.end() : second.end()] != rest.strip() and _heads_table(rest[value.end() :], words):
        return None  # the head of a table in the article: "Date Location Casualties"
    if _labels()[name] and name not in words.rows_too:
        return None  # a section's header stands alone on its line
    return Hit(index, index + 1, found.end() + value.end(), label, False, True)


def _heads_table(text: str, words: Words) -> bool:
    return all(word in words.table_heads for word in text.split()[:2])


def _two_lines(rows: Sequence[Row], index: int, first: str) -> Hit | None:
    """A label over two lines: "Territorial", "changes"."""
    for label, section in _labels().items():
        start, split, end = label.partition("\n")
        if not split or start != first or index + 1 >= len(rows) or rows[index].body.casefold() != start:
            continue
        text = rows[index + 1].text
        begin = len(text) - len(text.lstrip(" \t"))
        if not text[begin:].casefold().startswith(end):
            continue
        column: int | None = begin + len(end)
        rest = text[column:]
        if not rest.strip(" \t\r" + NBSP):
            column = None
        elif _LOWER.match(rest):
            continue
        shown = f"{rows[index].body} {text[begin : begin + len(end)]}"
        return Hit(index, index + 2, column, shown, section, column is not None)
    return None


def weak_hit_at(rows: Sequence[Row], index: int, name: str, words: Words) -> Hit | None:
    """A label glued to a value in lower case ("Locationnear Saaremaa"), where the label is wanted at this place."""
    text = rows[index].text
    found = _pattern().match(text)
    if found is None or normal_name(found[0]) != name:
        return None
    rest = text[found.end() :]
    if not _LOWER.match(rest) or re.split(r"\s", rest, maxsplit=1)[0] in words.endings:
        return None
    return Hit(index, index + 1, found.end(), found[0], False, True)
