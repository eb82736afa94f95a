"""Lines over units that stand out by their weight alone: a state, a bold formation, bold titles."""

from __future__ import annotations

from collections.abc import Sequence

from ..demonyms import entities_of
from .base import bare, covered, is_count, is_state, without_tail
from .entries import Entry
from .formations import rank_of
from .kinds import is_service
from .look import Look, is_formation


def names_formation(look: Look) -> bool:
    """Whether the line is a formation's own name in a cell of units."""
    return look.units and is_formation(without_tail(look.name, look.language), look.language)


def is_owner(look: Look) -> bool:
    """Whose the units below are: a state in bold or behind its flag, "United States", or its people in bold ("British")."""
    entry, below = look.entry, look.next
    if not look.units or below is None or not look.over_something or look.over_list or names_formation(look):
        return False
    if not look.strong and not entry.icon:
        return False
    state = is_state(look.words)
    if state and not look.strong and sum(e.icon and is_state(bare(e.text).casefold()) for e in look.entries[:30]) < 2:
        return False  # a movement's own name among units of others
    if not state and not (look.strong and not entry.linked and entities_of(look.words) and rank_of(below.text, look.language)):
        return False
    over_member = not (entry.strong and below.strong) or rank_of(below.text, look.language) is not None
    return over_member and not is_state(bare(below.text).casefold()) and not below.colon


def is_bold_whole(look: Look) -> bool:
    """A bold formation over smaller ones that are not: "'''12th Army Group''' / [[First Army]]". Unlinked over linked ones, it may be
    as large as they are ("Union Army" over "Army of the Ohio")."""
    whole = rank_of(look.name, look.language) if look.units and look.strong and not look.over_list else None
    if whole is None:
        return False
    below: list[Entry] = []
    for entry in look.entries[look.number + 1 : look.number + 30]:
        if entry.strong or entry.block != look.entry.block or entry.level < look.entry.level:
            break
        if entry.level == look.entry.level:
            below.append(entry)  # deeper ones are parts of these
    service = is_service(look) or (not look.entry.linked and all(entry.linked for entry in below))
    counts = any(is_count(entry.text, look.language) for entry in below)  # "1 battleship" below "Force Z"
    below = [entry for entry in below if not is_count(entry.text, look.language)]
    ranks = [rank_of(entry.text, look.language) for entry in below]
    return (counts or bool(ranks)) and all(rank is not None and (rank < whole or (service and rank == whole)) for rank in ranks)


def is_title_among_titles(look: Look) -> bool:
    """One of several bold titles of units, none of them linked or a formation's name: "Left wing" … "Right wing"."""
    if not look.units or look.proper or not _is_title(look.entry, look.entries, look.number) or names_formation(look):
        return False
    return sum(_is_title(entry, look.entries, number) for number, entry in enumerate(look.entries[:60])) > 1


def _is_title(entry: Entry, entries: Sequence[Entry], number: int) -> bool:
    below = entries[number + 1] if number + 1 < len(entries) else None
    if below is None or below.block != entry.block or below.level < entry.level or below.strong:
        return False
    plain = not entry.icon and not entry.linked and not any(c.isdigit() for c in entry.text)
    return entry.strong and plain and covered(entry.line, "bold")
