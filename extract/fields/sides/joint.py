"""The losses of everybody: what a row across all columns leaves as the last lines of a section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...richtext import Line
from .section import Words

#: So many of the lines from the first such line on must be of this kind.
SHARE = 0.4
#: Where the whole section is of everybody, its lines are no longer than this (in one line of two sides each is said in turn).
LONGEST_WHOLE = 80
_BRACKET = re.compile(r"\([^()]*\)?")
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joint_from(lines: Sequence[Line], words: Words) -> int | None:
    """The first of the last lines that give the losses of all sides ("11 civilians injured"), or None.

    >>> from extract.richtext import plain
    >>> from extract.fields.sides.section import side_words
    >>> joint_from(plain("None\\n3 killed\\n11 civilians injured").lines, side_words("en"))
    2
    >>> joint_from(plain("5 killed\\n31 civilians killed\\n6 killed\\n24 civilians killed").lines, side_words("en"))  # each its own
    >>> joint_from(plain("9 dead\\nTotal: 9-12 dead\\n7 dead\\n50 civilians killed").lines, side_words("en"))  # a side's total
    3
    >>> joint_from(plain("590 killed\\n222 wounded\\nCivilian casualties:\\n36 killed").lines, side_words("en"))
    2
    >>> joint_from(plain("2 killed\\n3 killed\\nCivilian casualties\\n68 killed\\n35 wounded").lines, side_words("en"))
    2
    """
    own = _told_of_each(lines)
    flags = [_is_joint(line, words) and number not in own for number, line in enumerate(lines)]
    for number, flag in enumerate(flags):
        if (
            flag
            and number
            and (
                _heads_all_below(lines, number)
                or _is_last_heading(lines, number, words)
                or _is_total(lines[number], words)
                and _names_everybody(lines[number], words)
            )
        ):
            return number  # "Total civilian deaths: 2–3 million": what stands below breaks it down
        if _is_part(lines, number):
            continue  # "7,134 killed: 4,484 soldiers, 2,650 civilians"
        if not flag or sum(flags[number:]) < SHARE * (len(flags) - number):
            continue
        if number == 0 and not (all(flags) and all(len(line.text) < LONGEST_WHOLE for line in lines)):
            continue
        if _is_total(lines[number], words):
            named = any(flag and _names_everybody(line, words) for flag, line in zip(flags[number:], lines[number:], strict=True))
            if (
                (named and not _names_everybody(lines[number], words) and not _counts_all(lines[number], words))
                or _earlier_total(lines, number, words)
                or _adds_up(lines, number)
            ):
                continue  # one side's own
        return number
    return None


def _is_joint(line: Line, words: Words) -> bool:
    return _is_total(line, words) or _names_everybody(line, words)


def _names_everybody(line: Line, words: Words) -> bool:
    text = _BRACKET.sub(" ", line.text.casefold())
    found = {word.rstrip("s") for word in _WORD.findall(text)}
    mine = {word.rstrip("s") for word in words.sets["joint"]}
    return bool(found & mine) or any(" " in phrase and phrase in text for phrase in words.sets["joint"])


def _shape(line: Line) -> str:
    """The words of a line without its figures."""
    return " ".join(_WORD.findall(_BRACKET.sub(" ", line.text.casefold())))


def _told_of_each(lines: Sequence[Line]) -> frozenset[int]:
    """The lines whose words come again further down: each side has its own ("1,200 civilians killed").

    Lines side by side do not tell: two counts of one thing stand so.
    """
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if shape := _shape(line):
            places.setdefault(shape, []).append(number)
    apart = (found for found in places.values() if found[-1] - found[0] >= len(found))
    return frozenset(number for found in apart for number in found)


def _heads_all_below(lines: Sequence[Line], number: int) -> bool:
    """Whether a line without a figure, alone of its kind, stands over figures alone ("Civilian casualties" / "68 killed")."""
    bare = [n for n, line in enumerate(lines) if not _NUMBER.search(line.text)]
    return bare == [number] and number + 1 < len(lines)


def _is_part(lines: Sequence[Line], number: int) -> bool:
    """Whether a line stands in a list below a figure that it breaks down."""
    above = next((line for line in reversed(lines[:number]) if line.depth < lines[number].depth), None)
    return above is not None and lines[number].depth > 1 and bool(_NUMBER.match(above.text))


def _is_last_heading(lines: Sequence[Line], number: int, words: Words) -> bool:
    """Whether a heading ("Civilian casualties:") is the last of the section, and nothing above it is of its kind."""
    heads = [n for n, line in enumerate(lines) if line.text.rstrip().endswith(":")]
    alone = not any(_names_everybody(line, words) for line in lines[:number])
    return heads[-1:] == [number] and lines[number].depth == 0 and number + 1 < len(lines) and alone


def _is_total(line: Line, words: Words) -> bool:
    text = line.text.casefold().rstrip(" .,;")
    begins = text.startswith(tuple(words.sets["whole"]))
    return begins or any(text.endswith(f" in {word}") for word in words.sets["whole"]) or _counts_all(line, words)


def _counts_all(line: Line, words: Words) -> bool:
    """Whether the line says so many in total, and of what ("100,000 total deaths")."""
    text = line.text.casefold()
    for word in words.sets["whole"]:
        before, found, after = text.partition(f" {word} ")
        if found and before.rstrip("+")[-1:].isdigit() and words.has("totals", after.split(" ")[0]):
            return True
    return False


def _earlier_total(lines: Sequence[Line], number: int, words: Words) -> bool:
    return any(_is_total(line, words) for line in lines[:number])


def _adds_up(lines: Sequence[Line], number: int) -> bool:
    """Whether the total is the sum of the lines right above it: then it is one side's own."""
    wanted = _first(lines[number])
    total = 0
    for line in reversed(lines[:number]):
        total += _first(line)
        if total == wanted and wanted:
            return True
        if total > wanted:
            return False
    return False


def _first(line: Line) -> int:
    found = _NUMBER.search(line.text)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return int(digits[:15]) if digits else 0
