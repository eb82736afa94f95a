"""Evidence of form for a side that begins on a new line: empty lines, lists, headings, repetitions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from ...richtext import Line, is_aside
from ...vocabulary import table
from .section import LONGEST_LINE, Section, Words, heading_key, is_inner, is_number

Features = dict[str, float]

#: Flags tell two sides apart where the share of lines with one differs by more than this.
LEAST_APART = 0.99

_YEAR = re.compile(r"\b(1\d{3}|20\d\d|\d{3,4})\b")
#: A year that is all of a heading, or stands in brackets behind a figure.
_YEAR_ALONE = re.compile(r"^(1\d{3}|20\d\d):?$|\((1\d{3}|20\d\d)\)$")
_NUMBERS = re.compile(r"[~≈<>±+]*\d[\d.,/–—-]*\+?|\d+")
_BRACKETS = re.compile(r"\([^()]*\)")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def features(section: Section, words: Words) -> list[Features]:
    """For each line of a section, what speaks for and against a side that begins with it (empty for those that cannot)."""
    found: list[Features] = [{} for _ in section.lines]
    for number, line in enumerate(section.lines):
        if number and section.free[number]:
            _spacing(section, number, found[number])
            _denials(section, number, words, found[number])
            claim = section.counted and _is_claim(line, words)
            again = claim and section.heads[number] and _is_claim(section.lines[0], words)  # two claims of the same losses
            if claim:
                found[number]["estimate"] = 2.0 if again else 1.0
            if section.heads[number - 1]:
                found[number]["below-heading"] = 1.0
            elif section.heads[number]:
                inner = is_inner(heading_key(line) or line.text.casefold(), words)
                found[number]["inner-heading" if inner else "heading"] = 1.0
                if section.heads[0] and not inner and not again:
                    found[number]["headings-both"] = 1.0
    _repetition(section, found, words)
    _years(section, found)
    _twins(section, found)
    if not section.counted:
        _flags(section, found)
    if section.counted:
        _counts(section, words, found)
        _dates(section, found)
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


def _repetition(section: Section, found: list[Features], words: Words) -> None:
    """The same heading again: "First phase:" … "First phase:", "Total: 151 ships" … "Total: 99 ships"."""
    keys = [_key(line) for line in section.lines]
    first = keys[0]
    if first:
        again = [n for n in range(1, len(keys)) if keys[n] == first and section.free[n]]
        for n in again[:1]:
            found[n]["same-heading"] = 1.0
    seen: dict[str, int] = {}
    for n, key in enumerate(keys):
        if key is None or not section.free[n] and n:
            continue
        if section.heads[n] and key.startswith(tuple(words.sets["whole"])):
            continue  # "Total:" ends a side and begins none
        if key in seen and key != first and n - 1 > seen[key]:
            last = n - 1 if is_inner(key, words) else n  # whom "Support:" is for stands above it
            top = next((m for m in range(last, seen[key], -1) if section.lines[m].gap), last)
            # the paragraph of what comes again, or just above it
            for m, worth in ((top, 1.0), (n, 0.0 if last < n else 0.5), (n - 1, 0.5)):
                if m > seen[key] and section.free[m]:
                    found[m].setdefault("again", worth)
                    if m == seen[key] + 1 and section.lines[m].gap:
                        found[m].pop("below-heading", None)  # the list below that heading was lost
            break
        seen.setdefault(key, n)


def _key(line: Line) -> str | None:
    key = heading_key(line)
    if key is None and not is_number(line.text) and len(line.text) < 40 and not is_aside(line.text):
        return " ".join(line.text.casefold().split())
    return key


def _years(section: Section, found: list[Features]) -> None:
    """Years that run on and then begin anew: the terms of office of one side's leaders, then the other's."""
    if section.role not in ("commanders", "belligerents"):
        return
    last, run, dated = 0, 0, 0
    start = 0
    for n, line in enumerate(section.lines):
        year = _YEAR.search(line.text) if "(" in line.text else None
        if not is_aside(line.text):
            start = n
        if year is None:
            continue
        value = int(year[1])
        if dated > 1 and value < last and start and section.free[start] and run > 0:
            found[start]["years-anew"] = 1.0 if not any("years-anew" in f for f in found[:start]) else 0.5
            run = 0
        run, dated, last = run + 1, dated + 1, value


@cache
def _month_of() -> dict[str, int]:
    return {word: int(number) for number, words in table("languages/en/dates")["months"].items() for word in words}


def _date(line: Line) -> tuple[int, int, int] | None:
    """The year (0 where none is said), month and day (0) of a line's first date."""
    words = [word.strip("().,;:").casefold() for word in line.text.split()]
    for n, word in enumerate(words):
        if (month := _month_of().get(word)) is not None:
            beside = [w for w in (*words[max(0, n - 1) : n], *words[n + 1 : n + 3]) if w.isdigit()]
            day = next((int(w) for w in beside if len(w) < 3), 0)
            year = next((int(w) for w in beside if len(w) == 4), 0)
            if day or year:
                return year, month, day
    year_alone = _YEAR_ALONE.search(line.text)
    return (int(year_alone[1] or year_alone[2]), 0, 0) if year_alone else None


def _dates(section: Section, found: list[Features]) -> None:
    """Dates that run on and then begin anew: one side's strength as the months went by, then the other's."""
    told = ((n, _date(line)) for n, line in enumerate(section.lines) if section.heads[n] or not line.text.isdigit())
    dated = [(n, date) for n, date in told if date is not None]
    back = [k for k in range(1, len(dated)) if dated[k][1] < dated[k - 1][1]]
    if len(back) == 1 and 1 < back[0] < len(dated) - 1 and section.free[dated[back[0]][0]]:
        found[dated[back[0]][0]]["dates-anew"] = 1.0


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


def _twins(section: Section, found: list[Features]) -> None:
    """The same name twice stands on two sides: a side begins between the two."""
    places: dict[str, list[int]] = {}
    for n, line in enumerate(section.lines):
        text = line.text if section.role == "commanders" else line.text.split("(")[0]
        text = text.strip().casefold()
        if len(text) > 4 and not is_aside(line.text) and section.counted == section.heads[n]:
            places.setdefault(text, []).append(n)
    pairs = [(p[0], p[1]) for p in places.values() if len(p) == 2]
    if not pairs:
        return
    for n in range(1, len(section.lines)):
        if section.free[n]:
            found[n]["twins-apart"] = sum(1.0 if a < n <= b else -1.0 for a, b in pairs) / len(pairs)


@cache
def _effect_ranks() -> dict[str, int]:
    order = ("men", "killed", "wounded", "captured")
    also = {"dead": 1, "injured": 2, "missing": 3, "prisoners": 3, "personnel": 0, "soldiers": 0, "troops": 0, "infantry": 0}
    return {word: rank for rank, word in enumerate(order)} | also


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
    ranks = _effect_ranks()
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
