"""Several names on one line: where links, flags or a clear list show it, and nowhere else.

"Bosnia and Herzegovina" and "1st Battalion, 5th Marines" are one name each; "[[Massilia]] and [[Optimates]]" are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ...richtext import Line, Mark
from .base import LONGEST, covered, is_pointer, is_state, unclosed_at, words
from .formations import may_be_part, rank
from .helpers import leads_to_helper
from .notes import split_note

ICONS = ("flag", "image", "lost-flag")
_ALNUM = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_ORDINAL = re.compile(r"^(?:\d+(?:/\d+)?(?:st|nd|rd|th|d)?|[IVXLC]+|No\.? ?\d+)\b", re.IGNORECASE)


def cut(line: Line, start: int, end: int) -> Line:
    """Part of a line: an icon at an edge goes with the words after it, any other point mark with those before it.

    `Line.slice` gives a mark at an edge to both sides, and none to a side whose words begin after a space.
    """
    part = line.slice(start, end)
    first, last = line.start + start, line.start + end
    kept: list[Mark] = []
    for m in line.marks:
        if m.start < m.end:
            continue
        if m.kind in ICONS:
            if first <= m.start < last or (m.start == last == line.end):
                place = min(max(m.start, part.start), part.end)
                kept.append(m._replace(start=place, end=place))
        elif (first < m.start or start == 0) and m.start <= last:
            place = min(max(m.start, part.start), part.end)
            kept.append(m._replace(start=place, end=place))
    spans = tuple(m for m in part.marks if m.start < m.end)
    marks = tuple(sorted((*spans, *kept), key=lambda m: (m.start, m.end)))
    return replace(part, marks=marks)


def outside(text: str) -> list[bool]:
    """For each place of the text, whether it lies outside all brackets (one that never closes is none)."""
    limit = unclosed_at(text)
    depth = 0
    found = []
    for place, char in enumerate(text):
        if char in "([" and (limit < 0 or place < limit):
            depth += 1
        found.append(depth == 0)
        if char in ")]" and depth:
            depth -= 1
    return found


def has_icon(line: Line) -> bool:
    """Whether a flag or an image (or its trace) stands before the first word of the line.

    >>> from extract.richtext import Builder
    >>> b = Builder(); b.point("flag", "France"); b.text(" France"); has_icon(b.build().lines[0])
    True
    """
    match = _ALNUM.search(line.text)
    first = line.start + (match.start() if match else len(line.text))
    return any(m.start <= first for m in line.kinds(*ICONS))


@cache
def _separator(language: str) -> re.Pattern[str]:
    between = "|".join(map(re.escape, words(language, "conjunctions")))
    return re.compile(rf"\s*;\s*(?:(?:{between})\s)?|\s*,\s*(?:(?:{between})\s)?|\s(?:{between})\s|\s[•·|/]\s", re.IGNORECASE)


def _dangling(text: str, language: str) -> int:
    """Where the separators and conjunctions at the end of the text begin (its length: there are none)."""
    while True:
        text = text.rstrip(" \n,;/•·|")
        last = text.rsplit(" ", 1)[-1]
        if last.casefold() not in words(language, "conjunctions") or last == text:
            return len(text)
        text = text[: -len(last)]


def split_names(line: Line, language: str = "en", *, formations: bool = False) -> tuple[Line, ...]:
    """The parts of a line that hold a name each; the line itself where it holds one.

    `formations`: the names are of military units, where a comma often leads from a part to the whole.

    >>> from extract.richtext import plain
    >>> [p.text for p in split_names(plain("Sparta, Corinth, Thebes and Elis").lines[0])]
    ['Sparta', 'Corinth', 'Thebes', 'Elis']
    >>> [p.text for p in split_names(plain("Kingdom of Serbs, Croats and Slovenes").lines[0])]
    ['Kingdom of Serbs, Croats and Slovenes']
    """
    if len(line.text) > LONGEST:
        return (line,)
    found: list[Line] = []
    for part in _by_icons(line, language):
        found.extend(_by_words(part, language, formations))
    return tuple(found) or (line,)


def _by_icons(line: Line, language: str) -> tuple[Line, ...]:
    icons = sorted({m.start - line.start for m in line.kinds(*ICONS)})
    if len(icons) < 2 and not (icons and not has_icon(line)):
        return (line,)
    if behind := _with_flags_behind(line):
        return behind
    free = outside(line.text)
    cuts: list[int] = []
    for place in icons:
        before = line.text[cuts[-1] if cuts else 0 : place]
        inside = place < len(free) and not free[place]
        if inside or not _ALNUM.search(before) or not _ALNUM.search(line.text[place:]):
            continue
        separated = _dangling(before, language) < len(before.rstrip())
        if (
            separated
            or (has_icon(line) and not _leads_on(before, language))
            or _between_links(line, cuts[-1] if cuts else 0, place)
        ):
            cuts.append(place)
    if not cuts:
        return (line,)
    parts = (cut(line, a, b) for a, b in pairwise([0, *cuts, len(line.text)]))
    return tuple(_without_tail(part, language) for part in parts if _ALNUM.search(part.text))


def _with_flags_behind(line: Line) -> tuple[Line, ...]:
    """The names of a line that has a flag behind each linked name and none before the first: "[[France]] 🏴 [[Spain]] 🏴"."""
    icons = sorted(line.kinds(*ICONS), key=lambda m: m.start)
    if len(icons) < 2 or has_icon(line) or icons[-1].start < line.end:
        return ()
    found: list[Line] = []
    for first, icon in pairwise([None, *icons]):
        assert icon is not None
        part = cut(line, first.start - line.start if first else 0, icon.start - line.start)
        if not covered(part, "link") or len(part.kinds("link")) != 1:
            return ()
        others = tuple(m for m in part.marks if m.kind not in ICONS)
        found.append(replace(part, marks=(*others, icon._replace(start=part.end, end=part.end))))
    return tuple(found)


def _between_links(line: Line, start: int, place: int) -> bool:
    """Whether the icon stands between two linked names that a lost line break parted: "[[New People's Army]] 🏴 [[CPP]]"."""
    if any(m.start >= line.end for m in line.kinds(*ICONS)):
        return False  # flags behind their names
    after = place + len(line.text[place:]) - len(line.text[place:].lstrip())
    begins = any(m.start == line.start + after for m in line.kinds("link"))
    return begins and covered(cut(line, start, place), "link")


def _leads_on(before: str, language: str) -> bool:
    last = before.split()[-1:] or [""]
    return last[0].casefold() in words(language, "prepositions")


def _without_tail(part: Line, language: str) -> Line:
    return cut(part, 0, _dangling(part.text, language))


def _by_words(line: Line, language: str, formations: bool) -> tuple[Line, ...]:
    links = [(m.start - line.start, m.end - line.start) for m in line.kinds("link")]
    if at := next((end for _, end in links if leads_to_helper(line.text, language, end)), 0):
        *others, last = _by_words(cut(line, 0, at), language, formations)  # ", supported by [[Iran]]" goes with the last name
        return (*others, cut(line, last.start - line.start, len(line.text)))
    free = outside(line.text)
    seps = [
        m
        for m in _separator(language).finditer(line.text)
        if free[m.start()] and not any(a < m.end() and m.start() < b and a <= m.start() for a, b in links)
    ]
    if not seps:
        return _side_by_side(line)
    strong = [sep for sep in seps if ";" in sep.group()]
    if strong and len(strong) < len(seps):  # "Company D, [[7th Cavalry]]; Company A, [[10th Cavalry]]"
        ends = [0, *(place for sep in strong for place in sep.span()), len(line.text)]
        parts = [cut(line, a, b) for a, b in zip(ends[::2], ends[1::2], strict=True)]
        if all(_ALNUM.search(part.text) for part in parts):
            return tuple(one for part in parts for one in _by_words(part, language, formations))
    ends = [0, *(place for sep in seps for place in sep.span()), len(line.text)]
    parts = [cut(line, a, b) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    if not all(_ALNUM.search(part.text) for part in parts):
        return (line,)
    if len(parts) > 1 and is_pointer(parts[-1].text, language) and not parts[-1].kinds("link"):
        head = cut(line, 0, seps[-1].start())
        return (*_by_words(head, language, formations), parts[-1])
    listed = sum(1 for sep in seps if any(sign in sep.group() for sign in ",;•·|"))
    return tuple(parts) if _is_list(line, parts, listed, language, formations) else (line,)


def _side_by_side(line: Line) -> tuple[Line, ...]:
    """States that each have a link of their own and nothing between them, not even the break that their editor put there."""
    links = line.kinds("link")
    if len(links) < 2 or not covered(line, "link"):
        return (line,)
    parts = [cut(line, m.start - line.start, m.end - line.start) for m in links]
    if not all(is_state(part.text) for part in parts) or any(b.start - a.end > 1 for a, b in pairwise(parts)):
        return (line,)
    return tuple(parts)


def _is_list(line: Line, parts: list[Line], listed: int, language: str, formations: bool) -> bool:
    names = [split_note(part, language).name for part in parts]
    if all(";" in line.text[a.end - line.start : b.start - line.start] for a, b in pairwise(parts)):
        return True
    linked = [covered(name, "link") for name in names]
    begun = [any(m.start == name.start for m in name.kinds("link")) for name in names]
    if formations and all(begun) and all("/" in line.text[a.end - line.start : b.start - line.start] for a, b in pairwise(parts)):
        return True  # "[[Border Patrol Police]] / [[Royal Thai Army]] 2nd Region"
    if formations and listed > 1 and _is_mixed_list(names, linked):
        return True
    if formations and _is_plain_list(names, listed):
        return True
    if formations:
        row = [rank(name.text, language) for name in names]
        ranks = set(row)
        if len(row) > 2 and row.count(-1) >= len(row) - 1 and all(linked[1:]):
            return True  # "Legions [[II]], [[IX]], [[XIV]]": no chain of parts and wholes
        if listed and len(ranks) > 1:
            # "[[B Company]], [[3rd Battalion]]" is a part and its whole, "[[SAS]], [[Golani Brigade]]" are two
            told = all(_ORDINAL.match(name.text) for name in names) and -1 not in ranks
            return (told or all(covered(name, "link") for name in names)) and not any(
                may_be_part(a, b, language) for a, b in pairwise(row)
            )
        if len(ranks) == 1 and -1 not in ranks and all(_ORDINAL.match(name.text) for name in names):
            return True
    if all(linked) or (any(linked) and all(a or covered(b, "italic") for a, b in zip(linked, names, strict=True))):
        return True  # "[[CROM]] and ''agraristas''"
    if (listed or formations) and has_ships(line, names):
        return True
    if any(linked[1:]) and _shares_head(names[0], language):
        return False
    others = [name for name, is_linked in zip(names, linked, strict=True) if not is_linked]
    if not all(_is_proper(name.text, language) for name in others):
        return False
    if any(linked):
        return listed > 1 or not any(name.kinds("link") or _is_adjective(name.text, language) for name in others)
    return _is_clear_list(line, names, listed)


def has_ships(line: Line, names: Sequence[Line]) -> bool:
    """Whether each of the names has italics of its own, as ships do: "USS ''Hornet'', ''Essex''"."""
    italics = line.kinds("italic")
    return all(any(name.start <= m.start < m.end <= name.end for m in italics) for name in names)


def _is_mixed_list(names: list[Line], linked: list[bool]) -> bool:
    """Three kinds of troops or more, most of them linked and none by number: "[[Phalanx]], [[Hypaspists]], Thessalian cavalry"."""
    if len(names) < 3 or sum(linked) * 2 <= len(names):
        return False
    return all(name.text[:1].isupper() and not _ORDINAL.match(name.text) and name.text[1:2] != " " for name in names)


def _is_plain_list(names: list[Line], listed: int) -> bool:
    """Three arms or more of one word each, linked or not ("Hussars, dragoons and artillery"), or two kinds ("Companions, Thessalians")."""
    plain = all(name.text.isalpha() and len(name.text) > 3 for name in names)
    enough = len(names) > 2 or all(name.text.endswith("s") for name in names)
    return plain and enough and listed > 0 and names[0].text[0].isupper()


def _shares_head(name: Line, language: str) -> bool:
    """Whether a link at the end of the name hangs on words before it: "Peasants of [[Swabia]]" (and of those that follow)."""
    links = name.kinds("link")
    if not links or links[-1].end != name.end:
        return False
    before = name.text[: links[-1].start - name.start].split()
    return bool(before) and before[-1].casefold() in words(language, "prepositions")


def _is_clear_list(line: Line, names: list[Line], listed: int) -> bool:
    if len(names) < 3 or not listed or line.kinds("link") or (has_icon(line) and len(line.kinds(*ICONS)) == 1):
        return False
    nested = [" of " in name.text for name in names]
    return all(len(name.text.split()) < 6 for name in names) and (not nested[0] or all(nested))


def _is_proper(text: str, language: str) -> bool:
    """Whether every word but the small ones begins with a capital or a digit."""
    small = words(language, "prepositions")
    found = [word for word in _WORD.findall(text) if word.casefold() not in small]
    return bool(found) and all(word[0].isupper() or "-" in word or "'" in word for word in found)


def _is_adjective(text: str, language: str) -> bool:
    return len(text.split()) == 1 and text.casefold().endswith(words(language, "adjectives"))
