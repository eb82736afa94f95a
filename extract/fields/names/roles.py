"""What a line of a cell of names is for: a member, a heading over members, a parent, a pointer, a note.

The rules are a table, asked in order; the first that holds decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...richtext import Line, is_aside
from .base import (
    bare,
    covered,
    flat,
    heading_of,
    is_count,
    is_nothing,
    is_period,
    is_pointer,
    says_when,
    words,
)
from .formations import rank_of
from .kinds import is_collective, is_kind, names_alliance, names_branch
from .look import ACRONYM, Look, is_formation
from .several import ICONS, cut, has_ships, outside, split_names
from .weight import is_bold_whole, is_owner, is_title_among_titles, names_formation

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FOOTNOTE = re.compile(r"^[\^↑]")


def _footnote(look: Look) -> bool:
    return bool(_FOOTNOTE.match(look.entry.text))


def _pointer(look: Look) -> bool:
    if look.entry.icon or not is_pointer(look.entry.text, look.language):
        return False
    heading = heading_of(look.entry.line, look.language)  # "Others" in bold over lines that are not
    below = look.next
    over = look.strong and look.over_something and below is not None and not below.strong
    return not (over and heading is not None and heading.firm and look.entry.text[:1].isupper())


def _nothing(look: Look) -> bool:
    return is_nothing(look.entry.text, look.language)


def _aside(look: Look) -> bool:
    """A note on the name above it, on a line of its own."""
    entry = look.entry
    if entry.icon or entry.colon or (look.strong and look.over_something):
        return False
    text = flat(entry.text)
    inner = text.strip("()[] ")
    low = inner.casefold()
    if is_aside(text) or says_when(inner, look.language) or is_period(inner):
        return True
    if low.startswith(words(look.language, "note_starts")):
        return True
    if low in words(look.language, "note_lines") and not look.over_something:
        return True
    leads = look.over_something and low.rstrip(": ").rsplit(" ", 1)[-1] in words(look.language, "heading_ends")
    return entry.small and not entry.linked and text[:1].islower() and not look.over_list and not leads


def _count(look: Look) -> bool:
    """A figure in a cell of parties: "20,000 men"."""
    entry = look.entry
    plain = not look.units and not entry.icon and not entry.linked and not entry.colon
    return plain and not is_kind(look) and is_count(entry.text, look.language)  # "21 princely states" are members


def _known_heading(look: Look) -> bool:
    heading = heading_of(look.noted.name, look.language)
    if heading is None or not heading.firm:
        return False
    if look.entry.linked and not look.entry.colon and look.words in words(look.language, "factions"):
        return False
    if heading.rest is not None or any(w in heading.text.casefold() for w in words(look.language, "firm")):
        return True
    below = look.next
    if below is None or not look.over_something:
        return look.entry.colon and not look.entry.icon
    if look.entry.icon:
        return False
    return look.entry.colon or look.over_list or look.strong or look.entry.small or look.over_flags


def _opener(look: Look) -> bool:
    """A name with a colon whose members stand below it: "🏴 IMSC:", but not the alliance "CJTF–OIR:" over lines of states."""
    if not look.entry.colon:
        return False
    if look.entry.icon or names_formation(look) or (look.proper and not look.over_states and not look.theater):
        return True
    if look.units and look.over_something and covered(look.noted.name, "link") and not is_collective(look):
        return True
    return look.over_list and covered(look.noted.name, "link") and not is_collective(look)


def _lead(look: Look) -> bool:
    """A name or a heading with its members behind a colon on the same line: "I Corps: 1st Division, 2nd Division"."""
    return lead_of(look) is not None


def lead_of(look: Look) -> tuple[Line, Line, bool] | None:
    """What stands before and after a colon inside the line, and whether the former is a name rather than a heading."""
    line = look.entry.line
    place = line.text.find(": ")
    if place < 0 and look.units:
        return _dash_lead(line, look.language)
    if place <= 0 or not outside(line.text)[place] or any(m.start < line.start + place < m.end for m in line.kinds("link")):
        return None
    head, rest = cut(line, 0, place), cut(line, place + 1, len(line.text))
    marked = bool(rest.kinds("link", *ICONS)) or (not look.scope.linked and len(split_names(rest, look.language)) > 1)
    marked = marked or (covered(head, "bold") and not rest.kinds("bold"))
    if look.units and is_formation(head.text, look.language):
        return head, rest, True
    if look.units and has_ships(rest, split_names(rest, look.language, formations=True)):
        return head, rest, False  # "Cruisers: ''Emden'', ''Köln''"
    whole = look.scope.linked and covered(head, "link")
    if not (marked or (look.units and whole and rest.text[:1].isupper())) or len(head.text) > 60:
        return None
    named = bool(head.kinds(*ICONS)) or whole or bool(ACRONYM.match(head.text))
    return head, rest, named


def _dash_lead(line: Line, language: str) -> tuple[Line, Line, bool] | None:
    """A linked formation and smaller ones behind a dash: "[[Philippine Army]] – [[1st Division]], [[2nd Division]]"."""
    place = line.text.find(" – ")
    if place <= 0 or not outside(line.text)[place]:
        return None
    head, rest = cut(line, 0, place), cut(line, place + 3, len(line.text))
    whole = rank_of(head.text, language)
    parts = [rank_of(part.text, language) for part in split_names(rest, language, formations=True)]
    last = parts[-1]  # "54th & 55th Divisions" share their noun
    if whole is None or last is None or not covered(head, "link") or any(part is not None and part >= whole for part in parts):
        return None
    return head, rest, True


def _colon(look: Look) -> bool:
    return look.entry.colon and look.over_something


def _alliance(look: Look) -> bool:
    """A general alliance without a flag, linked or not, over its members: "Axis"."""
    if look.entry.icon or not look.over_something or not _is_alliance(look):
        return False
    return not (look.entry.linked and look.words in words(look.language, "factions"))


def _is_alliance(look: Look) -> bool:
    if look.units and not look.strong:
        return False
    return names_alliance(look) and (look.over_list or look.over_flags)


def _kind_of_members(look: Look) -> bool:
    """A bold line that names a kind of people; in flattened text, which shows no bold, any such line over a list."""
    entry = look.entry
    if entry.icon or entry.linked or not is_kind(look) or not look.over_something or names_formation(look):
        return False
    if look.strong:
        below = look.next
        return look.over_list or (below is not None and not below.strong)
    return look.over_list and look.scope.format == "text"


def _years(look: Look) -> bool:
    """Years alone over members, where other years stand as a heading: "1803–05:" ... "1805–06"."""
    if not is_period(bare(look.entry.text)) or not look.over_something or look.entry.icon:
        return False
    return any(e.colon and is_period(bare(e.text)) for e in look.entries)


def _strong_title(look: Look) -> bool:
    """A bold or italic line that names no party of its own, over lines that do."""
    entry, below = look.entry, look.next
    if not look.strong or entry.icon or entry.linked or below is None or not look.over_something:
        return False
    if look.proper or names_formation(look) or (below.strong and not look.over_list):
        return False
    if look.over_list:
        return look.scope.linked
    if look.nested and not look.units:
        return False  # "* ''Sans Echec''" below "Tutsi militias": one of them
    return below.icon or (look.scope.linked and below.linked)


def _branch(look: Look) -> bool:
    """A bold line over units that names a branch and no unit, linked or not: "Regular army", "[[Artillery]]"."""
    if not look.units or not look.strong or look.entry.icon or not look.over_something:
        return False
    below = look.next
    return below is not None and not below.strong and names_branch(look)


def _timed_title(look: Look) -> bool:
    """A bold line with a time in it, no party's name, over a list: "[[Anti-Habsburg]] alliance before 1635"."""
    if look.entry.icon or not look.strong or not look.over_list or covered(look.noted.name, "link"):
        return False
    found = look.words.split()
    return any(_YEAR.search(word) for word in found) and any(
        word.split("-")[0] in words(look.language, "note_openings") for word in found
    )


def _event(look: Look) -> bool:
    """A bold line that names a time: "Invasion (2003)"."""
    entry = look.entry
    if entry.icon or not look.strong or not look.over_something or names_formation(look):
        return False
    found = look.words.split()
    return any(says_when(flat(note.text), look.language) for note in look.noted.notes) and (
        found[0] in words(look.language, "events") or found[-1] in words(look.language, "events")
    )


def _lost_list(look: Look) -> bool:
    """In flattened text, a line with a colon and nothing below it: the list that it headed was lost on the way."""
    entry = look.entry
    return look.scope.format == "text" and entry.colon and not entry.icon and not look.over_something and not look.proper


#: What a line is, and the rule that says so; asked in this order.
RULES: tuple[tuple[str, Callable[[Look], bool]], ...] = (
    ("label", _footnote),
    ("pointer", _pointer),
    ("label", _nothing),
    ("heading", _years),
    ("aside", _aside),
    ("heading", _known_heading),
    ("parent", _opener),
    ("heading", _colon),
    ("lead", _lead),
    ("heading", _alliance),
    ("heading", _kind_of_members),
    ("heading", _strong_title),
    ("heading", _branch),
    ("heading", is_owner),
    ("parent", is_bold_whole),
    ("heading", is_title_among_titles),
    ("heading", _timed_title),
    ("heading", _event),
    ("heading", _lost_list),
    ("aside", _count),
)


def role_of(look: Look) -> str:
    """What the entry is for: "member", "parent" (with a colon), "lead" (with its members on the line), "heading",
    "aside", "pointer" or "label"."""
    return next((role for role, rule in RULES if rule(look)), "member")
