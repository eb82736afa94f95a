"""Evidence of form for a side that begins on a new line: empty lines, lists, headings, flags, counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ...richtext import Line, is_aside
from .repetition import dates, repetition, twins, years
from .section import LONGEST_LINE, Features, Section, Words, heading_key, is_inner, is_number

#: Flags tell two sides apart where the share of lines with one differs by more than this.
LEAST_APART = 0.99

#: How losses are told: who was there, the dead, the wounded, the rest.
ORDER = ("counted-first", "counted-second", "counted-third", "counted-last")

_NUMBERS = re.compile(r"[~≈<>±+]*\d[\d.,/–—-]*\+?|\d+")
_BRACKETS = re.compile(r"\([^()]*\)")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def features(section: Section, words: Words) -> list[Features]:
    """For each line of a section, what speaks for and against a side that begins with it (empty for those that cannot)."""
    found: list[Features] = [{} for _ in section.lines]
    both: list[int] = []  # headings that may stand over the second side as the first does over the first
    for number, line in enumerate(section.lines):
        if number and section.free[number]:
            _spacing(section, number, found[number])
            _denials(section, number, words, found[number])
            claim = section.counted and _is_claim(line, words)
            again = claim and section.heads[number] and _is_claim(section.lines[0], words)  # two claims of the same losses
            if claim:
                found[number]["estimate"] = 2.0 if again else 1.0
            if section.heads[number - 1]:
                lost = section.role == "belligerents" and section.is_gap(number)  # the list below the heading may be gone
                found[number]["below-lost-list" if lost else "below-heading"] = 1.0
            elif section.heads[number]:
                inner = is_inner(heading_key(line) or line.text.casefold(), words)
                found[number]["inner-heading" if inner else "heading"] = 1.0
                if section.heads[0] and not inner and not again:
                    both.append(number)
    for number in both:
        found[number]["headings-both"] = 1.0 / len(both)
    repetition(section, found, words)
    years(section, found)
    twins(section, found)
    if not section.counted:
        _flags(section, found)
    if section.counted:
        _counts(section, words, found)
        dates(section, found)
    return found


def _is_claim(line: Line, words: Words) -> bool:
    """Whether a line begins with whose claim or estimate it is: one side's losses may be told twice so."""
    return any(words.has("sources", word.strip("().,:").casefold()) for word in line.text.split()[:4])


def _spacing(section: Section, number: int, found: Features) -> None:
    line, above = section.lines[number], section.lines[number - 1]
    rule = line.block != above.block
    lead = "paragraphs" if section.lead else "plain"
    if line.depth > above.depth:
        found["list-begins" if line.depth == 1 else "list-deepens"] = 1.0
        if not line.gap and not rule and line.depth == 1:
            found["list-begins-close"] = 1.0
        if section.counted and line.depth == 1 and _lines_of_figures(section.lines[:number]):
            found["list-after-lines"] = 1.0
    elif rule:
        found["rule"] = 1.0
    elif above.depth > 0 and line.depth == 0:
        found[f"list-ends-{'gap' if line.gap else 'close'}"] = 1.0
    elif line.gap:
        first = not any(section.is_gap(n) for n in range(1, number))
        found[f"gap-{lead}"] = 1.0
        if number == 1 and section.lead:
            found["one-line-paragraph"] = 1.0
        if first and not section.lead:
            found["first-gap"] = 1.0
        if not any(section.is_gap(n) for n in range(1, len(section.lines)) if n != number):
            found["only-gap-people" if section.role == "commanders" else "only-gap"] = 1.0
    elif line.depth > 1 or (line.depth == 1 and above.depth == 1):
        found["in-list"] = 1.0
    elif section.lead and any(section.is_gap(n) for n in range(1, number)):
        found["close-below-gaps"] = 1.0
    elif section.lead:
        found["close-below-lead"] = 1.0
    if not line.gap and number == 1 and "list-begins" not in found:
        found["one-line-close"] = 1.0


def _lines_of_figures(lines: Sequence[Line]) -> bool:
    """Whether the last two lines say each its own figure: no list is part of what they say."""
    return len(lines) > 1 and all(
        line.depth == 0 and is_number(line.text) and not line.text.rstrip().endswith(":") and len(line.text.split()) > 1
        for line in lines[-2:]
    )


def _denials(section: Section, number: int, words: Words, found: Features) -> None:
    """ "None" or "Unknown" fills a cell: a side ends or begins there."""
    last = number == len(section.lines) - 1
    if last and words.has("nothing", section.lines[number].text.casefold().strip(" .")):
        found["denial"] = 1.0
    if number == 1 and words.has("nothing", section.lines[0].text.casefold().strip(" .")):
        found["denial"] = 1.0


def _flags(section: Section, found: list[Features]) -> None:
    """Lines with a flag in front, then lines without (or the other way round): one side's names bear flags and the other's none."""
    names = [n for n, line in enumerate(section.lines) if not is_aside(line.text) and not section.heads[n]]
    flagged = [any(mark.start <= section.lines[n].start for mark in section.lines[n].kinds("lost-flag")) for n in names]
    with_flag = sum(flagged)
    before = 0
    for place in range(1, len(names)):
        before += flagged[place - 1]
        n = names[place]
        if flagged[place] != flagged[place - 1] and section.free[n]:
            apart = abs(before / place - (with_flag - before) / (len(names) - place))
            if apart > LEAST_APART:
                found[n]["flags-end" if flagged[place - 1] else "flags-begin"] = apart


def count_key(text: str, words: Words) -> str | None:
    """What the first figure of a line counts, in one word; "#" for a bare figure; None without a figure.

    >>> from extract.fields.sides.section import side_words
    >>> [count_key(t, side_words("en")) for t in ("6,094 killed", "3 battlecruisers sunk", "~541,000", "heavy")]
    ['killed', 'battlecruiser', '#', None]
    """
    if not any(char.isdigit() for char in text[:60]):
        return None
    text = text.partition(":")[2] or text
    bare = _NUMBERS.sub(" ", text.partition("(")[0])
    found: list[str] = [w.casefold() for w in _WORDS.findall(bare)]
    found = [w for w in found if not words.has("qualifiers", w) and not words.has("joiners", w)]
    if not found:
        return "#"
    return found[0][:-1] if found[0].endswith("s") and len(found[0]) > 3 else found[0]


def _counts(section: Section, words: Words, found: list[Features]) -> None:
    """What is counted begins anew: killed, wounded, captured — killed, wounded."""
    keys = [count_key(line.text, words) for line in section.lines]
    keyed = [k for k in keys if k is not None and k != "#"]
    ranks = {word: rank for rank, group in enumerate(ORDER) for word in words.sets[group]}
    for n in range(1, len(keys)):
        if not section.free[n] or len(keyed) < 2:
            continue
        before = [k for k in keys[:n] if k and k != "#"]
        after = [k for k in keys[n:] if k and k != "#"]
        within = len(before) - len(set(before)) + len(after) - len(set(after))
        across = len(set(before) & set(after))
        found[n]["counts-anew"] = (across - within) / max(2.0, len(keyed) / 2)
        key = keys[n]
        if key is not None and key == keys[0] and (key != "#" or _apart(keys[1:n])):
            found[n]["first-count-again"] = 1.0 / (keys.count(key) - 1)
        if key in ranks and keys[n - 1] in ranks:
            found[n]["counts-run"] = 1.0 if ranks[key] < ranks[keys[n - 1]] else 0.0 if key == keys[n - 1] else -1.0  # type: ignore[index]
    top = [n for n, line in enumerate(section.lines) if line.depth == section.lines[0].depth]
    opening = [keys[n] for n in top[:2]]
    runs = [a for a, b in pairwise(top[2:]) if [keys[a], keys[b]] == opening and section.free[a]]
    if len(runs) == 1 and None not in opening and len(set(opening)) == 2:
        found[runs[0]]["run-again"] = 1.0
    whole = tuple(words.sets["whole"])
    for n in range(2, len(section.lines)):
        bare = section.heads[n - 2]  # "Total:" and its figure below it
        said = section.lines[n - 2 if bare else n - 1].text.casefold()
        if section.free[n] and said.startswith(whole) and not (section.heads[n - 1] and not bare):
            found[n]["below-total"] = 1.0
    first = _all_keys(section.lines[0].text, words)
    again = next((n for n in range(1, len(section.lines)) if _all_keys(section.lines[n].text, words) == first), None)
    if len(first) > 1 and again is not None and section.free[again]:
        found[again]["same-counts"] = 1.0


def _apart(keys: Sequence[str | None]) -> bool:
    """Whether what stands between two bare figures counts something ("103,000 / 587 guns / 125,000 / 624 guns")."""
    return bool(keys) and all(key is not None and key != "#" for key in keys)


def _all_keys(text: str, words: Words) -> tuple[str, ...]:
    """What each figure of a line counts ("748 killed 180 wounded" -> killed, wounded)."""
    pieces = re.split(r"(?=\b\d)", _BRACKETS.sub(" ", text[:LONGEST_LINE]))
    return tuple(key for piece in pieces if (key := count_key(piece, words)) is not None and key != "#")


def side_by_side(sections: Sequence[Section], found: Mapping[int, list[Features]]) -> None:
    """Where every section has two lines, each cell is a line (an extractor that joins what breaks parted)."""
    if len(sections) > 2 and all(len(section.lines) == 2 for section in sections):
        for features_of in found.values():
            features_of[1]["two-lines-each"] = 1.0
