"""What stands in brackets after a figure: shares of it, figures beside it, whose claim it is, when, and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from ...record import Effect
from ..demonyms import entities_of
from .claims import claim_of, date_of
from .draft import Draft
from .kinds import noun_category, singulars
from .pieces import Piece
from .remarks import remark
from .setting import Setting
from .words import CRAFT, OF_THINGS, PEOPLE

#: So many times as many as the formations or ships before it, and so many at all, are the men in them.
_MANNED, _CREW = 50, 150

#: Who suffered the first did not suffer the second.
_LESS = {"killed": "wounded", "sunk": "damaged", "destroyed": "damaged"}

#: The most guns that a ship of a rate bears.
_GUNS = 140

Reader = Callable[[str, Sequence[Piece], Setting], list[Draft]]


def read_aside(draft: Draft, piece: Piece, text: str, setting: Setting, reader: Reader) -> None:
    """Read one bracket into the draft of the figure before it; `reader` reads a level of pieces."""
    inside = text[piece.start + 1 : piece.end - (1 if piece.closed else 0)]
    if inside.strip() in ("?", "??"):
        draft.approximate = True
        return
    if not any(one.kind == "figure" for one in piece.inside):
        _words(draft, piece, inside, setting)
        return
    opens = _opening_claim(piece, text, setting)
    for words in _remarks(_segments(piece.inside)[1 if opens else 0 :], text, setting):
        remark(draft, words, setting)
    first = piece.inside[0]
    opening = text[first.start : first.end].lower()
    including = first.kind == "link" or opening in setting.words.grammar["opening_shares"]
    subs = reader(text, piece.inside, setting)
    for sub in subs:
        if sub.is_text or (sub.unknown and not sub.own) or sub.numeric and _whole(draft, sub, opening, setting):
            continue
        sub.including, sub.bracketed = including, True
        if _guns_of(draft, sub, setting):
            sub.category, sub.known, sub.what, sub.nouns, sub.of = "artillery", True, "guns", ("guns",), sub.lead
        if not sub.own and draft.own and not set(sub.effects) <= set(draft.effects) and "casualties" not in draft.effects:
            sub.effects = draft.effects  # "6,000 killed (3,000 Italians, 2,000 askari, 954 missing)": not they are missing
        sub.claimed_by = sub.claimed_by or opens
        if is_share(draft, sub, opening, setting):
            take_share(draft, sub)
        else:
            if _same_things(draft, sub):
                sub.category, sub.what = draft.category, draft.what
            if not sub.own and setting.effects and (sub.max or 0) > (draft.max or 0):
                sub.effects = setting.effects  # "Dead and missing: 300 dead and 20 missing (310 South Koreans)"
            if not sub.own and draft.effects and setting.losses and not sub.effects:
                sub.effects = draft.effects if sub.category not in PEOPLE or draft.category in PEOPLE else ()
            sub.share = "beside"
            draft.parts.append(sub)


def _opening_claim(piece: Piece, text: str, setting: Setting) -> str | None:
    """Whose the figures in a bracket are, where it begins with that: "(but according to the Egyptian record, 3,700 chariots)",
    "(Cooper's report: 134 killed, 47 captured)"."""
    end = next((one for one in piece.inside if one.kind in ("sep", "colon")), None)
    if end is None:
        return None
    first = [[one for one in piece.inside if one.end <= end.start]] if end.kind == "colon" else _segments(piece.inside)[:1]
    if not first or not first[0] or end.value not in (",", ":") or any(one.kind == "figure" for one in first[0]):
        return None
    words = text[first[0][0].start : first[0][-1].end]
    head, _, rest = words.partition(" ")
    who = claim_of(rest if head.lower() in setting.words.alternatives else words, setting.language)
    return who[0] if who else None


def _guns_of(draft: Draft, sub: Draft, setting: Setting) -> bool:
    """Whether a bracket behind ships gives the guns of one by its name ("3 frigates (Minerva, 38; Melampus, 36)")."""
    named = sub.bare and sub.lead[:1].isupper() and not setting.losses and draft.category == "ships"
    return named and draft.numeric and 0 < (sub.max or 0) <= _GUNS


def _whole(draft: Draft, sub: Draft, opening: str, setting: Setting) -> bool:
    """Whether a bracket says out of how many: of those nothing else is said ("130 (out of 137) galleys lost"), nor are the
    guns of each ship counted that it gives ("3 third-rates (74)")."""
    rows = setting.words.grammar
    if (sub.min or 0) > (draft.max or 0) and any(opening == phrase for phrase in rows["opening_totals"]):
        return True  # "5,000 (of a total of 15,000)"
    if opening in rows["of"] and draft.category == "other" and draft.nouns and sub.bare:
        return True  # "20 legions (of 3,000)"
    if setting.losses and (opening in rows["opening_out_of"] or opening in rows["of"] and (sub.min or 0) > (draft.max or 0)):
        return True
    rated = draft.category == "ships" and draft.nouns and any(one in setting.words.rated for one in singulars(draft.nouns[-1]))
    return bool(rated) and sub.bare and not sub.lead and (draft.max or 0) > 1 and 3 * (draft.max or 0) < (sub.max or 0) <= _GUNS


def _same_things(draft: Draft, sub: Draft) -> bool:
    """Whether a figure without a noun beside another counts the same: "102 guns (initially only 21 used)", "1 tank lost
    (2 more damaged)"; not the men of "2 tumens (20,000)"."""
    if (sub.max or 0) >= max(_MANNED * max(draft.max or 1, 1), _CREW) and draft.category not in PEOPLE:
        return False  # "3 divisions (45,000)", "30 cannons (total: 25,000)"
    if sub.bare and sub.category not in (draft.category, *PEOPLE):
        return False  # "1 frigate (44 guns, 52 carried)"
    if draft.share and sub.claimed_by:
        return False  # "20,000 men, incl. 1,200 knights (contemporary sources: 80,000)"
    if sub.known or sub.nouns and not sub.pronoun or sub.lead or not draft.known or draft.category in PEOPLE:
        return sub.bare and not sub.known and draft.known and not sub.lead
    return sub.bare or all(effect in OF_THINGS for effect in sub.effects)


def _remarks(segments: Sequence[Sequence[Piece]], text: str, setting: Setting) -> Iterator[str]:
    """The words of the segments without a figure; those that only a comma parts are one, but for times and claimants:
    "(1,530 soldiers; the rest peasants, women and children)"."""
    start, end = -1, -1
    for segment in segments:
        words = text[segment[0].start : segment[-1].end]
        figured = any(one.kind == "figure" for one in segment)
        alone = bool(date_of(words, setting.language) or claim_of(words, setting.language))
        if start >= 0 and (figured or alone or text[end : segment[0].start].strip() != ","):
            yield text[start:end]
            start = -1
        if alone and not figured:
            yield words
        elif not figured:
            start, end = segment[0].start if start < 0 else start, segment[-1].end
    if start >= 0:
        yield text[start:end]


def _segments(inside: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for piece in inside:
        if piece.kind == "sep" and piece.value in (";", ".", ","):
            rows.append([])
        else:
            rows[-1].append(piece)
    return [row for row in rows if row]


def _words(draft: Draft, piece: Piece, inside: str, setting: Setting) -> None:
    """A bracket without a figure."""
    rows = setting.words.grammar
    effects = [one.value for one in piece.inside if one.kind == "effect"]
    plain = all(
        one.kind in ("effect", "sep", "skip", "colon", "link") or one.skip or one.value.startswith(rows["including_stems"])
        for one in piece.inside
    )
    within = len(set(effects)) == 1 and inside.strip().lower().startswith(rows["including_stems"])  # "6,000 (including sick)"
    if effects and plain and not within and setting.losses and (not draft.own or draft.effects == ("casualties",)):
        draft.effects, draft.own = cast(tuple[Effect, ...], tuple(dict.fromkeys(effects))), True
        return
    noun = [one.value for one in piece.inside if one.kind == "word"]
    if (
        noun
        and not draft.nouns
        and noun[0] not in rows["no_modifiers"]
        and all(one.kind == "word" and not one.stop for one in piece.inside)
        and len(noun) <= 4
    ):
        category = noun_category(noun[-1:], setting.language, losses=setting.losses)
        one = (draft.max or 0) > 1 and noun[-1] == singulars(noun[-1])[-1] or noun[-1] in setting.words.invariable
        said = claim_of(inside, setting.language)  # "300 (History of the Franks)"
        hurt = draft.own and draft.category in PEOPLE and category == "other" and not set(draft.effects) <= OF_THINGS
        if (
            category and not hurt and not draft.known and not (category == "other" and one) and not said
        ):  # not "4,500 dead (relief battle)"
            draft.category, draft.nouns, draft.what, draft.known = category, tuple(noun), " ".join(inside.split()), True
            return
    if draft.nouns and not draft.known and noun and noun[-1] not in setting.words.modifiers and not draft.own:
        category = noun_category(noun, setting.language, losses=setting.losses, strict=True)
        if category in (*CRAFT, "artillery", "animals"):
            draft.category, draft.known = category, True  # "16 zarbuzans (large siege cannon)"
    if not draft.nouns and noun and noun[-1] in setting.words.civilian and noun[0] in rows["mostly"]:
        draft.category = "civilians"
    for segment in inside.split(";"):
        remark(draft, segment, setting)


def is_share(whole: Draft, sub: Draft, opening: str, setting: Setting) -> bool:
    """Whether a figure is given as a part of another."""
    if (
        not whole.numeric
        and not (whole.vague and sub.share == "share")
        or whole.max == 0
        or sub.share == "addition"
        or opening == "+"
        or opening in setting.words.grammar["opening_additions"]
    ):
        return False
    if sub.numeric and whole.max is not None and sub.max is not None and sub.max > whole.max and whole.bound is None:
        return False
    if sub.including or sub.share == "share":
        unnamed = whole.category == "other" and not whole.known and not whole.nouns  # "30 damaged (including 3 tanks)"
        return _same_kind(whole, sub, setting) or not sub.known or unnamed
    if whole.own and sub.own and all(sub.effects == (_LESS.get(effect),) for effect in whole.effects):
        return False  # "5 killed (3 wounded)"
    if sub.pronoun and not whole.parts and any(word in setting.words.further for word in sub.nouns):
        return False  # "1 tank destroyed (2 more damaged)"
    if opening in setting.words.alternatives or (sub.claimed_by and not sub.nouns):
        return False
    if sub.bare and not sub.adverbial and not sub.lead and sub.end - sub.figure_end < 3:
        return False
    return _same_kind(whole, sub, setting)


def _same_kind(whole: Draft, sub: Draft, setting: Setting) -> bool:
    if (
        whole.category == "aircraft"
        and sub.nouns
        and any(one in setting.words.ambiguous_aircraft for one in singulars(sub.nouns[-1]))
    ):
        sub.category = "aircraft"  # "900 aircraft (274 transports, 165 bombers)"
    formations = whole.category == "other" and any(one in setting.words.formations for one in singulars(("", *whole.nouns)[-1]))
    if formations and sub.nouns and (sub.max or 0) <= (whole.max or 0) and _modifies(sub, setting):
        sub.category = "other"  # "14 regiments: 11 infantry, 3 cavalry", "9 battalions: 5 Saxon, 4 Bavarian"
    if not sub.known or whole.category == sub.category:
        return sub.category == whole.category or not sub.known and not (sub.category == "other" and whole.category in PEOPLE)
    if whole.category in PEOPLE and sub.category in PEOPLE:
        return True
    if not whole.known and whole.category == "personnel":
        return False
    return (
        whole.category == "vehicles"
        and sub.category in ("artillery", "vehicles")
        and ("", *whole.nouns)[-1] in setting.words.mixed
    )


def _modifies(sub: Draft, setting: Setting) -> bool:
    """Whether all that stands beside a figure is an adjective: an arm of service or a people's."""
    return sub.nouns[-1] in setting.words.modifiers or not sub.own and (sub.max or 0) > 1 and bool(entities_of(sub.what or ""))


def take_share(whole: Draft, sub: Draft) -> None:
    """Make `sub` a part of `whole`: what it does not say of itself it has from there."""
    sub.share = ""
    if sub.nouns == whole.nouns and (sub.min, sub.max) == (whole.min, whole.max) and sub.effects in ((), whole.effects):
        whole.end = max(whole.end, sub.end)  # "1 brigade: 1 brigade"
        return
    if not sub.effects or sub.nominal and whole.own and "casualties" not in whole.effects:
        sub.effects = whole.effects  # "1,600 killed (including 1,000 prisoners)": these were killed, too
    if not sub.known:
        army = whole.category == "other" and whole.vague and (sub.max or 0) >= _CREW  # "Half of his army: 15,000"
        sub.category = "personnel" if army else whole.category
    if sub.what is None and sub.category == whole.category:
        sub.what = whole.what
    whole.parts.append(sub)
