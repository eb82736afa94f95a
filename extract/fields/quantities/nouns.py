"""What stands before and behind a figure: nouns, effects, names."""

from __future__ import annotations

import itertools

from ...record import Effect
from ..numbers.tokens import vocabulary
from .claims import claim_of
from .draft import Draft
from .kinds import noun_category, singulars
from .pieces import Piece
from .setting import Setting

#: More words before a figure name no claimant.
_LONGEST_CLAIM = 8


def read_behind(draft: Draft, after: list[Piece], text: str, setting: Setting) -> None:
    """Nouns, effects and the rest behind the figure."""
    nouns: list[Piece] = []
    effects: list[Effect] = []
    state = "noun"
    pending: list[Piece] = []
    for place, piece in enumerate(after):
        if piece.kind == "effect":
            if state == "tail" and effects:
                continue
            word = text[piece.start : piece.end].lower()
            if word in setting.words.noun_effects and not effects:
                nouns.extend(pending)
                nouns.append(piece)
            if effects and after[place - 1].value == "," and _verb(after, place):
                state = "tail"  # "damaged, lost engines"
                continue
            if effects and place and after[place - 1].kind == "effect" and nouns[-1:] == [after[place - 1]]:
                effects.pop()  # "3,000 prisoners drowned": prisoners they were before
            draft.flown = draft.flown or word in setting.words.of_air
            draft.uprooted = draft.uprooted or word in setting.words.of_civilians
            draft.open_fate = word in setting.words.open_fates and not effects
            effects.append(piece.value)  # type: ignore[arg-type]
            state, pending = "effect", []
        elif piece.kind == "sep":
            if state == "noun":
                pending = [piece] if nouns and piece.value in (",", "and", "or", "&", "/") else pending
                if piece.value in ("–",):
                    state = "tail" if nouns else state
            elif state == "effect" and piece.value == "–":
                state = "tail"
        elif piece.kind == "word":
            if state == "tail":
                continue
            if state == "effect" and _what_most_are(after, place, setting):
                draft.noted(" ".join(text[piece.start : after[-1].end].split()))
                state = "tail"  # "300,000 killed, mostly civilians"
                continue
            if piece.value in setting.words.manner and len(after) == 1:
                draft.adverbial = True
            if state == "effect":
                if piece.value in setting.words.grammar["more"] and _clause_opens(after, place):
                    state = "tail"  # "400 killed, and slightly more wounded"
                if piece.skip:
                    continue
                if piece.stop or nouns or not _noun_behind(after, place, setting):
                    state = "tail"
                    continue
                state = "noun"
            if piece.stop and not nouns and _adjective(after, place, setting):
                nouns.append(piece)  # "armed merchantmen"
            elif piece.stop and not (piece.value in setting.words.grammar["no_stops"] and not nouns):
                if piece.skip and _effect_follows(after, place):
                    continue
                draft.adverbial = draft.adverbial or not nouns and not effects
                state = "tail"
            elif piece.skip and piece.value not in setting.words.pronouns and (not nouns or _effect_follows(after, place)):
                continue
            elif place and after[place - 1].value == "," and _timed(piece, setting):
                state = "tail"  # "300 men, 1500", "unknown, 1990–1994", "165,103 men, May 1808"
            else:
                nouns.extend(pending)
                pending = []
                nouns.append(piece)
        elif piece.kind == "colon" or (
            piece.kind == "skip"
            and nouns
            and text[piece.start : piece.end].lower().partition(" ")[0] in setting.words.grammar["of"]
            and not _effect_follows(after, place)
        ):
            state = "tail"  # "10,000 warriors of which half ..."
        elif piece.kind == "figure":
            break
    said = [piece.value for piece in after if piece.kind == "word"]
    said += [" ".join(text[one.start : two.end].lower().split()) for one, two in itertools.pairwise(after)]
    draft.restored = any(words in setting.words.restored for words in said)
    while (
        nouns
        and nouns[-1].kind == "word"
        and nouns[-1].value in setting.words.restored
        and nouns[-1].value.endswith(setting.words.grammar["past_endings"])
    ):
        nouns.pop()  # "slaves freed"; not "survivors"
    while nouns and nouns[0].kind == "word" and nouns[0].value in (*setting.words.grammar["before_nouns"], "x", "×"):
        nouns.pop(0)
    while nouns and (
        nouns[-1].kind == "sep" or nouns[-1].value in setting.words.grammar["of"] or nouns[-1].skip and len(nouns) > 1
    ):
        nouns.pop()
    draft.nouns = tuple(text[p.start : p.end].lower().replace(".", "") if p.kind != "sep" else p.value for p in nouns)
    draft.nouns = tuple(word for noun in draft.nouns for word in noun.split())
    if nouns:
        draft.what = " ".join(text[nouns[0].start : nouns[-1].end].split())
        if any(p.kind == "paren" and nouns[0].start < p.start < nouns[-1].end for p in after):
            draft.what = " ".join(" ".join(text[p.start : p.end].split()) for p in nouns)
    if "sick" in effects and "displaced" in effects:
        effects.remove("displaced")  # "20,000 evacuated sick"
    draft.effects = tuple(dict.fromkeys(effects))
    draft.own = bool(effects)
    draft.nominal = len(effects) == 1 and bool(nouns) and nouns[-1].kind == "effect" and nouns[-1].value == effects[0]


def _timed(piece: Piece, setting: Setting) -> bool:
    """Whether a word is a year's numeral or a month."""
    month = piece.capital and piece.value in vocabulary(setting.language)["months"]
    return piece.named and piece.value.isdigit() or month


def _what_most_are(after: list[Piece], place: int, setting: Setting) -> bool:
    """Whether words behind a comma say what most of those are, and not all: "300,000 killed, mostly civilians"."""
    rows = setting.words.grammar
    mostly = after[place].value in rows["mostly"] and after[place].value not in setting.words.exact
    rest = after[place + 1 :]
    plain = all(piece.kind in ("word", "effect") or piece.value in rows["ands"] for piece in rest)
    return mostly and after[place - 1].value == "," and bool(rest) and rest[0].kind == "word" and plain


def _clause_opens(after: list[Piece], place: int) -> bool:
    """Whether only words without weight stand between a word and the separator before it."""
    while place and (after[place - 1].kind == "skip" or after[place - 1].skip):
        place -= 1
    return place > 0 and after[place - 1].kind == "sep" and after[place - 1].value in (",", "and", "&")


def _adjective(after: list[Piece], place: int, setting: Setting) -> bool:
    """Whether a participle stands before what is counted."""
    rows = setting.words.grammar
    if not after[place].value.endswith(rows["participle_endings"]) or after[place].value.startswith(rows["including_stems"]):
        return False
    following = after[place + 1] if place + 1 < len(after) else None
    if following is None or following.value in rows["articles"]:
        return False  # "300,000 reached the front"
    return following.kind == "word" and not following.stop and _noun_behind(after, place + 1, setting)


def _verb(after: list[Piece], place: int) -> bool:
    """Whether an effect has an object of its own."""
    following = after[place + 1] if place + 1 < len(after) else None
    return bool(following and following.kind == "word" and not following.skip and not following.stop)


def _noun_behind(after: list[Piece], place: int, setting: Setting) -> bool:
    """Whether what stands behind an effect is what suffered it: "50 wounded soldiers"."""
    nouns: list[str] = []
    for piece in after[place:]:
        if piece.kind != "word" or piece.stop:
            break
        nouns.append(piece.value)
    return noun_category(nouns, setting.language, losses=setting.losses) is not None


def _effect_follows(after: list[Piece], place: int) -> bool:
    for piece in after[place + 1 :]:
        if piece.kind == "effect":
            return True
        if not (piece.kind == "skip" or piece.kind == "word" and piece.skip):
            return False
    return False


def _claimant(before: list[Piece], text: str, draft: Draft, setting: Setting) -> str | None:
    """Who says so, in a clause before the figure: "Qing records mentioned 15,000", "According to Livy 20,000"."""
    start = next((n for n in range(len(before), 0, -1) if before[n - 1].kind not in ("word", "skip")), 0)
    words = text[before[start].start : draft.figure].split() if start < len(before) else []
    rows = setting.words.headings
    if len(words) < 2 or len(words) > _LONGEST_CLAIM or not words[0][:1].isupper():
        return None
    verb = words[-1].lower().rstrip(":") in rows["claim_verbs"]
    if verb:
        words[-1] = rows["claim_verbs"][0]
    elif not any(" ".join(words).lower().startswith(f"{phrase} ") for phrase in rows["claim_before"]):
        return None
    who = claim_of(" ".join(words), setting.language)
    return None if who is None or _nobody(who[0], setting) else who[0]


def _nobody(name: str, setting: Setting) -> bool:
    """Whether words in front of a verb of saying name no one ("Strength estimated 3,000", "They reported")."""
    rows, low = setting.words.headings, name.lower()
    measures = vocabulary(setting.language)["year_measures"]
    return (
        low in measures
        or any(low in rows[row] for row in ("total", "no_owner", "group"))
        or low in setting.words.grammar["pronouns"]
    )


def read_before(draft: Draft, before: list[Piece], text: str, setting: Setting) -> None:
    """What stands in front of the figure: an effect, a noun, a name."""
    effects = [p.value for p in before if p.kind == "effect"]
    if effects and not draft.own:
        draft.effects, draft.own = tuple(dict.fromkeys(effects)), True  # type: ignore[arg-type]
    if said := _claimant(before, text, draft, setting):
        draft.claimed_by, draft.told = said, True
        return
    names = [p for p in before if p.kind == "word" and not (p.skip and p.value not in setting.words.grammar["other"])]
    if names:
        first, last = names[0], names[-1]
        draft.lead = " ".join(text[first.start : last.end].split())
        draft.lead_span = (first.start, last.end)
        lead = [p.value for p in names]
        word = text[draft.figure : draft.figure_end].partition(" ")[0].strip(":")
        estimated = word.lower().startswith(setting.words.grammar["estimate_stems"])
        if estimated and (who := claim_of(f"{draft.lead} {word}", setting.language)) and not _nobody(who[0], setting):
            draft.claimed_by, draft.lead, draft.lead_span = who[0], "", None  # "Custer's estimate 103"
            return
        if any(p.kind == "colon" for p in before) and (who := claim_of(draft.lead, setting.language)):
            draft.claimed_by, draft.lead, draft.lead_span = who[0], "", None  # "(Ottoman sources: 80,000)"
            return
        if not draft.nouns and lead[-1] not in setting.words.grammar["of"]:
            category = noun_category(lead, setting.language, losses=setting.losses, strict=True)
            all_of = next((p for p in before if p.end < first.start and p.value in setting.words.exact), None)
            if category == "other" and all_of:
                draft.lead, draft.lead_span = "", None
                draft.noted(" ".join(text[all_of.start : last.end].split()))  # "all fronts 5 million"
            elif category == "other" and lead[-1] == singulars(lead[-1])[-1]:
                draft.of, draft.category, draft.known = draft.lead, "personnel", True  # "Persian Army 70,000"
            elif category and not any(p.stop for p in names):
                draft.nouns, draft.what = tuple(lead), draft.lead
        elif not draft.nouns and len(lead) > 1:
            head = [word for word in lead if word not in (*setting.words.grammar["of"], *setting.words.grammar["articles"])]
            if head and any(one in setting.words.lead_ships for one in singulars(head[-1])):
                draft.nouns, draft.what, draft.category = ("ships",), None, "ships"
            elif head and not any(p.stop for p in names):
                draft.what, draft.category, draft.known = head[-1], "personnel", True
