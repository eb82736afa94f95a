"""What kind of thing a figure counts, and what became of it, where its own words do not say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...record import Effect
from ...richtext import RichText
from ..demonyms import entities_of
from ..numbers.tokens import vocabulary
from .draft import Draft
from .kinds import noun_category, singulars
from .setting import Setting
from .words import CRAFT, OF_PEOPLE, OF_THINGS, ONLY_THINGS, PEOPLE, Words

#: What joins figures of one sentence.
_JOINTS = (",", "and", "&", "/")
#: The most guns that a ship named in a list may bear.
_MOST_GUNS = 140
#: So many are men of an army, not armies.
_HOST = 100
#: So many times as many may there be at another time.
_GROWTH = 20
#: More "fighters" than this are people, even beside aircraft.
_MOST_AIRCRAFT = 600


def settle(draft: Draft, setting: Setting, before: Draft | None, words: Words) -> None:
    """Category and effects."""
    noun = list(draft.nouns)
    people_before = before is not None and before.what is not None and bool(entities_of(before.what))
    if noun and all(word in words.pronouns for word in noun) and not people_before:  # "179 UK, 139 other" are others than these
        draft.pronoun = True
        draft.what = None if len(noun) == 1 and noun[0] in words.grammar["more"] else draft.what
    category = noun_category(noun, setting.language, losses=setting.losses) if noun and not draft.pronoun else None
    if category is None and not draft.own and _participle(draft, words):
        noun, draft.nouns, draft.what, draft.adverbial = [], (), None, True  # "74 guns (80 mounted)"
    elif len(noun) == 1 and not draft.lead and (noun[0] in words.states or draft.unknown and noun[0] in words.judged):
        draft.noted(None if draft.unknown else draft.what)
        noun, category, draft.nouns, draft.what = [], None, (), None  # "90,000 effective", "unknown, probably heavy"
    elif (
        category is None
        and noun
        and before is not None
        and before.category not in (None, "other", *PEOPLE)
        and words.sizes.issuperset(noun)
    ):
        category, draft.what = before.category, None  # "2 big guns, 4 small"
    if (
        not noun
        and not setting.losses
        and draft.lead
        and (setting.guns or setting.category == "ships")
        and 0 < (draft.max or 0) <= _MOST_GUNS
    ):
        category, draft.what, draft.nouns, draft.of = "artillery", "guns", ("guns",), draft.lead  # "Victor (18)"
    if (
        category == "artillery"
        and noun
        and noun[0] in words.gunners
        and noun_category(noun[-1:], setting.language, strict=True) == "personnel"
    ):
        category = "personnel"  # "8,050 artillery and engineers"
    if category == "personnel" and draft.max == 1 and noun[-1] in words.crews:
        manned = noun_category(noun[:-1], setting.language, losses=setting.losses)
        category = "other" if manned in CRAFT else category
    if category in ("aircraft", "vehicles") and (draft.what or "").islower():
        people = any(one in words.people_in_lower_case for one in singulars(noun[-1]))
        category = "personnel" if people else category
    if noun and category in (None, "personnel", "other") and _named_aircraft(draft, words):
        category = "aircraft"
    if category is None and draft.flown and draft.category is None and noun and not draft.pronoun:
        category = "aircraft"
    if category is None and noun and not draft.pronoun and any(any(c.isdigit() for c in word) for word in noun):
        category = setting.category or "other"
    if category == "personnel" and setting.air and _flies(draft, words):
        category = "aircraft"
    draft.known = draft.known or category is not None
    if noun[-1:] and noun[-1] in words.horses and draft.max == 1:
        category = "animals"
    carry = before if before is not None and (before.nouns or before.known or before.what) else None
    if category is None and draft.category is None:
        things = any(effect in ONLY_THINGS for effect in draft.effects)
        flies = draft.flown and carry is not None and carry.category not in ("aircraft", "personnel")
        if (draft.pronoun or not noun) and carry is not None and not flies and _carries(draft, carry):
            category = carry.category
            others = (
                noun[-1:] and noun[-1] in words.grammar["other"] and (carry.what or "")[:1].isupper()
            )  # "6,000 Poles, 5,000 others"
            draft.what = draft.what if not draft.pronoun or others else carry.what
            draft.what = draft.what or (carry.what if carry.category not in PEOPLE else None)
        elif setting.category and (not noun or not draft.own):
            category = setting.category
        elif things:
            category = "ships" if "sunk" in draft.effects else "aircraft" if draft.flown else "other"
        elif any(word in words.civilian for word in noun):
            category = "civilians"
        else:
            category = "personnel"
    draft.category = draft.category or category
    if draft.uprooted:
        _leave_home(draft, words)
    if noun and noun[-1] in words.kin and (draft.max or 0) > 1 and len(noun) > 1 and "of" not in noun:
        draft.category, draft.of = "personnel", draft.what  # "300 of the Umayyad family"
    singular = bool(noun) and ((draft.max or 0) > 1 or draft.vague is not None) and noun[-1] == singulars(noun[-1])[-1]
    suffered = bool(draft.effects) and setting.losses and not any(effect in OF_THINGS for effect in draft.effects)
    if draft.category == "other" and singular and suffered:
        draft.category = "personnel"  # "110,000 Army killed"
        force = (draft.what or "")[:1].isupper() and noun[-1] in words.headings["forces"]
        draft.of = draft.what if force else draft.of
    if draft.category == "other" and singular and (draft.max or 0) >= _HOST and noun[-1] in words.headings["forces"]:
        draft.category = "personnel"  # "10,000 Spartan army"


def _leave_home(draft: Draft, words: Words) -> None:
    """Count the displaced as civilians, unless the words say otherwise ("2,000 soldiers displaced")."""
    at_large = not draft.known or draft.nominal or words.people_at_large.issuperset(draft.nouns[-1:])
    if draft.category == "personnel" and draft.effects == ("displaced",) and at_large:
        draft.category = "civilians"  # "247,000 displaced"


def _participle(draft: Draft, words: Words) -> bool:
    """Whether all that stands behind a figure is a participle ("400,000 ill-prepared"), and no part of a noun ("2 armored")."""
    what = draft.what or ""
    single = len(draft.nouns) == 1 and what.islower() and what.isascii() and what not in words.modifiers
    return single and not draft.lead and what.endswith(words.grammar["participle_endings"])


def _named_aircraft(draft: Draft, words: Words) -> bool:
    """Whether a word that else counts people names a type by its capital ("1 Sabre", "12 Gladiators")."""
    last = (draft.what or "").rpartition(" ")[2]
    few = last[:1].isupper() and 0 < (draft.max or 0) <= _MOST_AIRCRAFT
    return few and any(one in words.aircraft_in_capitals for one in singulars(last.lower())) and set(draft.effects) <= OF_THINGS


def _flies(draft: Draft, words: Words) -> bool:
    """Whether "fighters" are machines, in a cell that counts aircraft."""
    if not draft.what or not draft.what.islower() or (draft.max or 0) > _MOST_AIRCRAFT:
        return False
    if any(effect not in OF_THINGS for effect in draft.effects):
        return False
    return any(one in words.air_only for one in singulars(draft.nouns[-1]))


def _carries(draft: Draft, carry: Draft) -> bool:
    """Whether "3 damaged", "6 others" goes on counting what the figure before it did."""
    if draft.joined == ";":
        lost = draft.own and carry.own and set(draft.effects) <= OF_THINGS and carry.category not in PEOPLE
        return lost and not draft.lead and (draft.max or 0) <= (carry.max or 0)  # "70 ships sunk; 50 taken"
    if draft.pronoun or draft.adverbial and draft.bare and draft.joined == "," and carry.nouns:
        return True
    if draft.bare and not draft.lead and not carry.own and carry.category not in PEOPLE and draft.joined == ",":
        return carry.fraction or 0 < (draft.max or 0) <= _GROWTH * (
            carry.max or 0
        )  # "1 brigade, later two"; not the men of "2 ships, 400"
    if draft.own and not draft.nouns and not carry.own and carry.known and carry.category not in PEOPLE:
        return set(draft.effects) <= ONLY_THINGS and draft.joined in (",", "and", "&")  # "357 aircraft, 175 damaged"
    if not draft.own or not carry.own or draft.effects == ("casualties",) and carry.category not in PEOPLE:
        return False
    if carry.category in PEOPLE or carry.category == "animals":
        return draft.joined in (",", "and", "&", "/", "") and carry.category != "animals"
    able = all(effect in OF_THINGS for effect in draft.effects) and draft.joined != ""
    alike = set(draft.effects) <= ONLY_THINGS or (draft.max or 0) <= _GROWTH * (carry.max or 0)
    return able and alike  # "1 submarine damaged, 190 captured"


def hand_on(read: list[Draft], setting: Setting) -> None:
    """Give figures of one sentence without a noun or an effect that of the one after (or, from its head, before) them."""
    for left, right in reversed(list(itertools.pairwise(read))):
        _share_noun(left, right, setting)
    if not setting.losses:
        return
    for left, right in reversed(list(itertools.pairwise(read))):
        tons = bool(right.nouns) and right.nouns[-1] in vocabulary(setting.language)["tons"]
        tonnage = right.joined == "" and right.category == "other" and tons
        ends = right.effects and right.nouns and (right.joined in (*_JOINTS, "or", "+") or tonnage) and not right.share
        named = left.known or any(len(noun) > 1 for noun in left.nouns)  # not "113,518 w/d, 51,351 POWs"
        if left.nominal and left.nouns[-1] in setting.words.sufferers and ends and not right.nominal:
            left.effects = _fitting(left, right.effects)  # "9 hostages and 5 terrorists killed"
        if ends and left.nouns and named and not left.effects:
            left.effects = _fitting(left, right.effects)
        if right.restored and right.joined in ("and", "&") and left.nouns and not left.effects:
            left.restored = True  # "200 knights and 3,000 infantry escaped"
    if any(draft.uprooted for draft in read):
        for draft in read:
            _leave_home(draft, setting.words)  # "200,000 Muslims and 100,000 Christians displaced"
    for left, right in itertools.pairwise(read):
        apart = bool(left.claimed_by and right.claimed_by or left.date and right.date)
        if apart and left.own and right.bare and not right.effects and right.joined in (",", "and", "&", "or"):
            right.effects = _fitting(right, left.effects)  # "60,000 killed (WHO), 51,000 (government)"
        if right.joined == "+" and left.own and not right.effects:
            right.effects = _fitting(right, left.effects)  # "18 killed + 1 Malaysian"
        heads = left.own and not left.lead and not left.share and left.figure - left.start > 2 and right.joined in _JOINTS
        if heads and left.effects and not right.effects:
            right.effects = _fitting(right, left.effects)


def hand_back_source(read: Sequence[Draft]) -> None:
    """Whose claim a sentence's last figure is, and of when, holds for those that "and" joins to it and for the other fates
    of people, where they are silent of both: "100 infantry and 1,000 horse (Arrian)", "170 killed, 300 wounded (own claim)"."""
    for one, after in itertools.pairwise(read):
        if one.told and not after.claimed_by and after.joined in (",", "and", "&"):
            after.claimed_by, after.told = one.claimed_by, True  # "Iraq claimed 300 killed, 20 tanks destroyed"
    if not read or not (read[-1].claimed_by or read[-1].date):
        return
    last = read[-1]
    for one, after in reversed(list(itertools.pairwise(read))):
        fates = one.own and after.own and {one.category, after.category} <= PEOPLE  # "17 dead, 31 injured (as of 5 May)"
        joints = (",", "and", "&") if fates or last is not after else ("and", "&")
        joints = (*joints, ",") if last.claimed_by and not last.date else joints  # "300,000 horse, 3,000 elephants (Firishta)"
        silent = not (one.claimed_by or one.date or one.note or one.parts or one.adverbial or one.share)
        if not silent or not one.numeric or one.bare or after.bare or after.share or after.joined not in joints:
            return
        one.claimed_by, one.date = last.claimed_by, last.date


def _share_noun(left: Draft, right: Draft, setting: Setting) -> None:
    """ "2 French and 6 British divisions", "3 infantry and 2 armored divisions", "40,000 (1976) – 80,000 (1977) refugees"."""
    if not right.known or not left.numeric or right.share or not right.nouns:
        return
    head = right.nouns[-1]
    if (
        right.joined in ("and", ",", "&", "or", "/")
        and left.nouns
        and right.nouns[:-1]
        and not left.own
        and (left.max or 0) < 1000
    ):
        modifiers = setting.words.modifiers
        people = all(entities_of(word) for word in (left.nouns[-1], right.nouns[0])) and not left.known
        modified = left.nouns[-1] in modifiers and any(word in modifiers or entities_of(word) for word in right.nouns[:-1])
        plural = singulars(head)[-1] != head or head in setting.words.unmarked
        if (people or modified) and right.category not in (left.category, "personnel") and plural:
            left.of = left.of or (left.what if people else None)
            left.what, left.category, left.known = head, right.category, True
            left.nouns = (*left.nouns, head)
    elif right.joined in ("and", "&", ",") and _things_of(left, right):
        left.category, left.what, left.known = right.category, right.what, True  # "159 damaged & 188 destroyed planes"
    elif right.joined == "–" and left.bare and left.date and right.date:
        left.nouns, left.what, left.category, left.known = right.nouns, right.what, right.category, True
        left.effects, left.own = right.effects, right.own


def _things_of(left: Draft, right: Draft) -> bool:
    """Whether what stands behind the second of two fates is what both happened to."""
    apart = left.own and right.own and not left.nouns and not left.known and right.category not in PEOPLE
    return apart and set(left.effects) <= ONLY_THINGS


def share_over_lines(drafts: Sequence[Draft], rich: RichText) -> None:
    """Hand a fate back over lines that end in a comma: "1 light carrier, / 2 destroyers, / 1 destroyer escort sunk"."""
    for above, below in reversed(list(itertools.pairwise(drafts))):
        gap = rich.words(above.end, below.start)
        listed = "\n" in gap and gap.strip() == "," and above.block == below.block and above.depth == below.depth
        silent = above.nouns and not above.effects and not above.own and above.category not in PEOPLE and above.numeric
        if listed and silent and below.effects and below.category == above.category:
            above.effects = below.effects


def carry_over(draft: Draft, before: Draft | None) -> None:
    """At the head of a line, a fate of things without a noun goes on with those of the line above ("30 damaged")."""
    if before is None or draft.nouns or draft.known or draft.lead or not draft.own or draft.category not in ("ships", "other"):
        return
    if before.known and before.own and before.category not in PEOPLE and set(draft.effects) <= ONLY_THINGS:
        draft.category, draft.what = before.category, before.what


def _fitting(draft: Draft, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    able = OF_PEOPLE if draft.category in PEOPLE or draft.category == "animals" else OF_THINGS
    if not all(effect in able for effect in effects):
        return ()
    return tuple("casualties" if effect == "lost" and draft.category in PEOPLE else effect for effect in effects)


def category_from_heading(draft: Draft, setting: Setting) -> None:
    """What a heading or label says that its figures count, where they do not say so themselves."""
    if setting.category is None or not draft.numeric and draft.vague is None:
        return
    if draft.known and not (setting.category == "civilians" and draft.nominal):  # "Civilian casualties: / 46,370 deaths"
        return
    if setting.category == "civilians" and draft.category == "personnel" or not draft.nouns and not draft.own:
        draft.category = setting.category


def fitting_to(effects: tuple[Effect, ...], draft: Draft) -> tuple[Effect, ...]:
    """The effects of a heading, where what is counted can suffer them ("Killed: 20 men, 3 guns")."""
    if draft.category not in PEOPLE and any(effect in ("killed", "wounded", "missing", "sick", "executed") for effect in effects):
        return effects if draft.category == "animals" else ()
    return effects
