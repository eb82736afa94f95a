"""Whose a figure is, by its own words: "Italian personnel", "Iran 82", "15,000 Hezbollah fighters"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..base import Party, Scope
from ..demonyms import INSIDE, affinity, entities_of
from ..names.base import is_pointer
from .claims import is_adverb
from .draft import Draft
from .kinds import noun_category, singulars
from .words import CRAFT, words_of


def owner_of(draft: Draft, scope: Scope) -> str | None:
    """The people, party or name in front of what is counted, as written; None where the words name none.

    >>> owner_of(Draft(0, 0, what="Italian personnel", nouns=("italian", "personnel")), Scope("strength1"))
    'Italian'
    >>> owner_of(Draft(0, 0, what="tanks", nouns=("tanks",)), Scope("strength1"))
    """
    if draft.lead and draft.lead != draft.what and (found := _lead(draft, scope)):
        return found
    if not draft.what:
        return None
    words = list(draft.what.replace(",", " ").split())
    while words and words[0].lower() in words_of(scope.language).grammar["before_owners"]:
        words.pop(0)
    for count in range(min(4, len(words)), 0, -1):
        head = " ".join(words[:count])
        if not head[:1].isupper():
            continue
        named = any(affinity(head, p.name) > INSIDE or head.lower() == p.name.lower() for p in _parties(scope))
        if count == len(words) and draft.category in CRAFT and _names_craft(head, scope.language):
            continue  # "6 Apaches" fly
        if f"{head}," in draft.what:
            return None  # "Loyalists, Indians and jägers" are all of these
        if entities_of(head) or named and count < len(words):
            return _with_partner(head, words[count:], scope.language)
    first = words[0] if words else ""
    common = first.lower() in words_of(scope.language).nouns or any(c.isdigit() for c in first)
    if first[:1].isupper() and len(words) > 1 and not common and any(affinity(first, p.name) >= INSIDE for p in _parties(scope)):
        return first
    return None


def names_people(name: str, language: str) -> bool:
    """Whether a name is one of a people, or of several ("French and Spanish")."""
    joints = (*words_of(language).grammar["ands"], "&")
    first = list(itertools.takewhile(lambda word: word.lower() not in joints, name.split()))
    return bool(entities_of(" ".join(first)))


def take_note(draft: Draft, scope: Scope) -> str | None:
    """The party of this side, or the body of men, that a bracket names, taken out of the note: "300 (Ansar Dine)"."""
    rows = words_of(scope.language).headings
    if draft.category in CRAFT:
        return None  # "1 frigate (United States)" bears that name
    notes = (draft.note or "").split("; ")
    for place, name in enumerate(notes):
        parties = [party for party in _parties(scope) if affinity(name, party.name) >= 5]
        if any(party.side != scope.side for party in parties) or len(name) > 60 or not (name[:1].isupper() or name[:1].isdigit()):
            continue
        first, _, body = name.rpartition(" ")
        small = words_of(scope.language).grammar["in_names"]
        alike = all(word[:1].isupper() or word[:1].isdigit() or word in small for word in first.split())
        force = bool(first) and body.lower() in rows["bodies"] and alike and not is_pointer(name, scope.language)
        if parties or force:
            draft.note = "; ".join(notes[:place] + notes[place + 1 :]) or None
            return name
    return None


def share_brackets(drafts: Sequence[Draft]) -> None:
    """Give figures that "and" joins to one whose bracket tells whose it is the same: "30 killed and 45 wounded (Ansar Dine)"."""
    for one, after in reversed(list(itertools.pairwise(drafts))):
        if after.by_bracket and after.joined in ("and", "&") and one.own and after.own and not (one.of or one.note or one.parts):
            one.of, one.by_bracket = after.of, True


def _with_partner(head: str, rest: list[str], language: str) -> str | None:
    """A people's name with the one that "and" joins to it: "Kurds and Arabs", "French and Indian (warriors)"; None for one
    of two that count together ("Loyalists and jägers")."""
    joints = (*words_of(language).grammar["ands"], "&")
    if rest and rest[0].lower() in joints and rest[1:] and rest[1].islower():
        return None
    if len(rest) > 1 and rest[0].lower() in joints and rest[1][:1].isupper():
        more = next((n for n, word in enumerate(rest[1:], 1) if not word[:1].isupper()), len(rest))
        if entities_of(" ".join(rest[1:more])) or more == len(rest):
            return " ".join((head, *rest[:more]))
    return head


def _names_craft(head: str, language: str) -> bool:
    """Whether words in front of nothing else are those of a type."""
    words = words_of(language)
    last = head.lower().rpartition(" ")[2]
    return noun_category([last], language) in CRAFT or any(one in words.aircraft_in_capitals for one in singulars(last))


def _lead(draft: Draft, scope: Scope) -> str | None:
    name = draft.lead.strip(" ,:–-")
    counted = name.rpartition(" ")[2].lower() in words_of(scope.language).grammar["of"]
    name = name.rpartition(" ")[0] if counted else name  # "Garrison of 2,000"
    if draft.lead_span is None or not name[:1].isupper() or len(name) > 60:
        return None
    if is_adverb(name, scope.language) or name.lower() in words_of(scope.language).headings["no_owner"]:
        return None  # "Initial 104 killed", "Credibly estimated at 30,000"
    if entities_of(name) or any(affinity(name, p.name) >= INSIDE for p in _parties(scope)):
        return name
    if (
        not counted
        and draft.figure - draft.lead_span[1] <= 3
        and all(word[:1].isupper() or word in words_of(scope.language).grammar["in_names"] for word in name.split())
    ):
        return name
    return None


def _parties(scope: Scope) -> tuple[Party, ...]:
    return tuple(p for p in scope.parties if p.kind != "commander")


def last_words(scope: Scope) -> frozenset[str]:
    """The last words of the parties' names, in lower case: behind one of these a bare figure counts ("PKK 500")."""
    return frozenset(party.name.split()[-1].lower() for party in _parties(scope) if len((party.name.split() or [""])[-1]) > 1)
