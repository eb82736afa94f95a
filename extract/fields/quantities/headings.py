"""Headings of strength and losses: what a line without a figure, or the words before a colon, say of the figures below.

A heading names whom the figures count ("Hezbollah:"), a period ("Second phase:"), a date ("December 16"), a claimant
("US claimed:"), an effect ("Killed:") or what is counted ("Frigates:"); any other is a plain group. It holds until another
of its kind, a rule, or the end of the list it stands over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...record import Effect
from ...richtext import Line
from ..base import Party, Scope, same_flag
from ..dates import looks_like_date
from ..demonyms import INSIDE, affinity, entities_of
from ..names.base import is_pointer
from ..numbers.tokens import vocabulary
from .claims import claim_of, date_of, dated_claim, is_author
from .context import Label
from .judged import judged
from .kinds import noun_category, of_both, singulars
from .periods import is_phase, named
from .pieces import Piece, pieces
from .setting import Setting
from .words import CRAFT, Words, words_of

EDGE = " \t\n:–—-•*·,;/'\"“”‘’"
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
#: "1992-": from a year on.
OPEN_YEAR = re.compile(r"([12]\d{3})\s?[-–—]")
#: "1936 strength": a year and what is measured.
_YEAR_OF = re.compile(r"([12]\d{3}) (\w+)")
SERVICES = re.compile(r"\s*(?:&|\band\b|,|/)\s*")


def party_of(text: str, scope: Scope) -> Party | None:
    """The belligerent that the words name best, where one does so clearly."""
    best: tuple[int, Party] | None = None
    for party in scope.parties:
        if party.kind == "commander":
            continue
        fit = affinity(text, party.name)
        fit = (fit * 2 + 1 if fit else 0) if party.side == scope.side and scope.side is not None else fit * 2
        if fit > 4 and (best is None or fit > best[0]):
            best = (fit, party)
    return best[1] if best else None


def of_flags(line: Line, start: int, end: int, scope: Scope) -> str | None:
    """Whose the flags at ``[start, end]`` of the field are, by the names that the belligerents go by."""
    names: dict[str, None] = {}
    for mark in line.marks:
        if mark.kind == "flag" and start <= mark.start <= end and isinstance(mark.value, str):
            names.setdefault(named_by_flag(mark.value, scope))
    return " / ".join(names) or None


def named_by_flag(flag: str, scope: Scope) -> str:
    """The belligerent with this flag, as it is shown; else what the flag stands for."""
    parties = [p for p in scope.parties if p.kind != "commander"]
    alike = [p for p in parties if same_flag(p.flag, flag)]
    parties = [p for p in parties if p.flag == flag] or (alike if len({p.name for p in alike}) == 1 else [])
    own = [p for p in parties if p.side == scope.side] or parties
    own = [p for p in own if p.kind == "belligerent"] or own
    namesakes = [p for p in own if flag.casefold() in p.name.casefold()]  # of several, the one that the flag is named after
    if own:
        return (namesakes or own)[0].name
    long = flag.casefold()  # "Federal Republic of Yugoslavia", where "Yugoslavia" fights
    mine = [p for p in scope.parties if p.kind == "belligerent" and p.side == scope.side and scope.side is not None]
    return next((p.name for p in mine if long.endswith(" " + p.name.casefold())), flag)


def label_of(text: str, scope: Scope, *, inline: bool = False) -> Label:
    """What the words of a heading say."""
    words = words_of(scope.language)
    if match := OPEN_YEAR.fullmatch(text.strip(" \t\n:'")):
        return Label("date", f"{match[1]}/..", date=f"{match[1]}/..")
    inner: list[str] = []
    inner.extend(match[1] for match in _BRACKET.finditer(text))
    bare = _BRACKET.sub(" ", text)
    bare = " ".join(bare.split()).strip(EDGE)
    bare = bare if bare[-2:-1].isupper() else bare.rstrip(".")
    low = bare.lower()
    if scope.losses and low in words.headings["other_fates"]:
        return Label("group", bare, other_fate=True)
    label = _kind(bare or text.strip(EDGE), low, scope, words)
    if label.kind == "group" and low in words.headings["ages"]:
        return Label("claimed_by", bare, claimed_by=bare)  # "Modern: 25,000"
    if judged(bare, (), Setting(scope.language, scope.losses)):
        return Label("label", bare)  # "Light: fewer than 20"
    if (
        inline
        and label.kind == "group"
        and not label.nouns
        and not label.breakdown
        and named(bare, words)
        and not _nobody(low, words)
    ):
        label.kind, label.of = "of", bare
    for aside in inner:
        if when := date_of(aside, scope.language):
            label.date = label.date or when[0]
        elif who := claim_of(aside, scope.language):
            label.claimed_by = label.claimed_by or who[0]
        else:
            _aside(label, aside, scope)
    label.moment = label.kind == "phase" and low in words.headings["moments"]
    label.nominal = low in words.sufferers and label.kind == "label"
    label.apart = (
        label.kind == "group" and not (label.nouns or label.breakdown) and low.split(" ")[0] not in words.headings["group"]
    )
    label.service = all(part in words.headings["services"] for part in SERVICES.split(low))
    if inner and label.kind in ("group", "phase", "label"):
        label.value = " ".join(text.split()).strip(EDGE) if not label.date else bare
    return label


def _nobody(low: str, words: Words) -> bool:
    """Whether a label before a figure names nobody ("Average: 450,000", "Across Ukraine: 5,000")."""
    return low in words.headings["no_owner"] or low.split(" ")[0] in words.headings["places_before"]


def _aside(label: Label, aside: str, scope: Scope) -> None:
    """What a bracket in a heading says of the figures below: "Rebels (dead):", "Dead (civilian):"."""
    words = words_of(scope.language)
    effects = _effects_alone(aside, scope)
    if effects and not label.effects:
        label.effects = effects
    elif aside.lower() in words.civilian and label.effects:
        label.category = "civilians"
    elif entities_of(aside) and not label.of and label.effects:
        label.of = aside  # "Missing (U.S.)"


def _effects_alone(text: str, scope: Scope) -> tuple[Effect, ...]:
    """The effects that a text names, where it says nothing else."""
    found = pieces(text, scope.language, losses=scope.losses)
    plain = all(p.kind in ("effect", "sep", "skip") or p.kind == "word" and p.skip for p in found)
    return tuple(dict.fromkeys(p.value for p in found if p.kind == "effect")) if plain else ()  # type: ignore[misc]


def _kind(bare: str, low: str, scope: Scope, words: Words) -> Label:
    if is_pointer(bare, scope.language) or any(low.startswith(p + " ") or low == p for p in words.headings["pointer"]):
        return Label("pointer", bare)
    if low in words.headings["total"] or low.startswith(words.headings["total_openings"]):
        label = Label("label", bare, total=True)
        _measure(label, bare, scope)
        return label
    if low in words.headings["breakdown"]:
        return Label("group", bare, breakdown=True)
    if (year := _YEAR_OF.fullmatch(bare)) and year[2].lower() in vocabulary(scope.language)["year_measures"]:
        return Label("date", year[1], date=year[1])  # "1936 strength:"
    if (when := date_of(bare, scope.language)) and (not when[1] or looks_like_date(bare, scope.language)):
        part = low.split(" ")[0].partition("-")[0] in words.headings["parts_of_years"]
        return Label("phase" if part else "date", bare if part else when[0], date=when[0])  # "Early 1919"
    here = (party for party in scope.parties if party.kind == "commander" and party.side == scope.side)
    if is_author(bare, scope.language) and any(affinity(bare, party.name) >= INSIDE for party in here):
        return Label("of", bare, of=bare)  # Caesar, who commands this side
    counted = next((one for one in words.headings["counts_of"] if low.endswith(f" {one}")), "")
    if counted and any(entities_of(who) for who in (bare[: -len(counted) - 1], bare[: -len(counted) - 1] + ".")):
        who = bare[: -len(counted) - 1]
        return Label("claimed_by", who, claimed_by=who, effects=("killed",))
    if said := claim_of(bare, scope.language):
        return Label("claimed_by", said[0], claimed_by=said[0])
    if both := dated_claim(bare, scope.language):
        return Label("claimed_by", both[0], claimed_by=both[0], date=both[1])
    if len(low.split()) <= 8 and any(low == p or low.startswith(p + " ") for p in words.headings["claim_before"]):
        return Label("claimed_by", bare, claimed_by=bare)
    if any(f" {p} " in f" {low} " for p in words.headings["cause"]):
        label = Label("group", bare)  # "Caused by NATO:" names who inflicted the losses, not who suffered them
        _measure(label, bare, scope)
        return label
    party = party_of(bare, scope) if scope.parties else None
    if party is not None and affinity(bare, party.name) >= 5:
        return Label("of", bare, of=bare)
    label = Label("group", bare)
    _measure(label, bare, scope)
    if label.effects or label.nouns:
        label.kind = "label" if label.effects else "group"
        if label.effects and label.what is None and (party is None or party.name.lower() != low):
            return label
        if label.effects and label.nouns and (people := bare.split(" ")[0]) and entities_of(people):
            if label.nouns[-1] in words.headings["phase"]:
                label.nouns, label.what = (), None  # "Cambodian Civil War dead"
            else:
                label.kind, label.of = "of", people  # "Iraqi combatant dead"
            return label
        if party is None and not entities_of(bare):
            return label
    tokens = low.split()
    if tokens and not entities_of(bare) and is_phase(low, tokens, words):
        return Label("phase", bare)
    if low in words.headings["domains"] or low.split(" ")[0] in words.headings["places_before"]:
        return label
    numbered = len(tokens) > 1 and tokens[-1].isdigit() and tokens[-2] in words.headings["forces"]  # "Brigade 2506"
    force = numbered or tokens[-1:] and tokens[-1] in words.headings["forces"] or _formation(bare, scope)
    if party is not None or entities_of(bare) or _demonym_first(bare) or force:
        kept = label.category if label.effects else "civilians" if _of_civilians(tokens, words) else None
        return Label("of", bare, of=label.of or bare, effects=label.effects, category=kept)
    return label


def _of_civilians(tokens: Sequence[str], words: Words) -> bool:
    """Whether a heading names civilians, and nobody else ("Lebanese citizens and foreign civilians in Lebanon")."""
    fighters = any(words.nouns.get(one) == "personnel" for token in tokens for one in singulars(token))
    return not fighters and not words.civilian.isdisjoint(tokens)


def _demonym_first(bare: str) -> bool:
    first = bare.split(" ")[0]
    return first[:1].isupper() and bool(entities_of(first))


def _measure(label: Label, bare: str, scope: Scope) -> None:
    """Effects and nouns of a heading: "Killed", "Military deaths", "Aircraft losses", "Frigates"."""
    bare = re.sub(r"\s(?:caused|inflicted)\Z", "", bare.split(" by ")[0])
    found: list[Piece] = pieces(bare, scope.language, losses=scope.losses)
    stop = next((n for n, p in enumerate(found) if p.kind == "word" and p.stop and not p.skip), len(found))
    if any(p.kind == "effect" for p in found[:stop]) and not any(p.kind == "effect" for p in found[stop:]):
        found = found[:stop]  # "Military deaths from disease"
    effects = [p.value for p in found if p.kind == "effect"]
    rest = [p for p in found if p.kind == "word" and not p.skip]
    filler = words_of(scope.language).headings["filler"]
    if effects and any(p.value in filler for p in rest):
        rest = [
            p for p in rest if p.value not in filler and p.value not in words_of(scope.language).grammar["of"]
        ]  # "Number of dead", "Death toll"
    if effects and rest and (whose := _whose(bare[rest[0].start : rest[-1].end], rest, scope)):
        label.of, rest = whose, []  # "British dead"
    nouns = tuple(p.value for p in rest)
    words = words_of(scope.language)
    if any(p.kind in ("figure", "paren") for p in found) or any(p.stop for p in rest):
        return
    category = noun_category(nouns, scope.language, losses=scope.losses) if nouns else None
    if not effects and _formation(bare, scope):
        return
    if effects and (not rest or category or all(n in words.headings["wide"] or n in words.civilian for n in nouns)):
        label.effects = tuple(dict.fromkeys(effects))  # type: ignore[arg-type]
        flown = any(p.kind == "effect" and bare[p.start : p.end].lower() in words.of_air for p in found)
        category = category or ("aircraft" if flown else None)  # "Shot down: 23"
        uprooted = all(bare[p.start : p.end].lower() in words.of_civilians for p in found if p.kind == "effect")
        label.uprooted = uprooted and category is None  # "Refugees: 20,000"
        label.category = (
            "civilians"
            if any(n in words.civilian for n in nouns)
            and category in (None, "personnel", "civilians")
            and not of_both(nouns, words)
            else category
        )
        label.nouns = nouns if category else ()
        label.what = " ".join(bare[p.start : p.end] for p in rest) or None
        if label.what and label.what.startswith("of ") and label.what[3:4].isupper():
            label.of, label.what = label.what[3:], None  # "Losses of Army Group Centre"
        if label.effects == ("casualties",):
            label.effects = ()
            label.nouns = label.nouns or ("casualties",)
    elif category == "other" and singulars(nouns[-1])[-1] == nouns[-1]:
        return  # "Army:" is whose figures follow, "Divisions:" what they count
    elif category and not effects:
        name = not bare[:1].islower() and nouns[-1] not in words.headings["counted_forces"]
        if nouns[-1] in words.headings["forces"] and name:
            return  # "Village Guards:", "1st Carrier Striking Force:" name whose they are
        label.category, label.nouns, label.what = category, nouns, bare


def _formation(bare: str, scope: Scope) -> bool:
    """Whether a heading is the name of a formation, not what is counted: "Army Group Centre", not "Divisions"."""
    nouns = bare.lower().split()
    if not named(bare, words_of(scope.language)):
        return False
    category = noun_category(nouns, scope.language, losses=scope.losses)
    single = not nouns[-1].isdigit() and singulars(nouns[-1])[-1] == nouns[-1]
    if single and any(noun.isdigit() for noun in nouns) and category not in (*CRAFT, "artillery"):
        return True  # "No. 7 Commando"; not "Type 23 Frigate"
    if noun_category(nouns, scope.language, strict=True) is not None:
        return False
    return category == "other"


def _whose(name: str, rest: Sequence[Piece], scope: Scope) -> str | None:
    """The words beside the effects of a heading, where they name a people or a party, and nothing that it counts."""
    if noun_category([p.value for p in rest], scope.language, losses=scope.losses, strict=True):
        return None
    party = party_of(name, scope) if scope.parties else None
    known = party is not None and affinity(name, party.name) >= 5
    return name if rest[0].capital and (known or entities_of(name)) else None
