"""One line of strength or losses: its figures, each with what it counts and what became of it.

    line     := [label ":"] sentence (strong sentence)*        strong: ";", the point that ends a sentence
    sentence := clause (joint clause)*                         joint: ",", "and", "&", a dash, or nothing at all
    clause   := [link] lead* figure noun* effect* adverbial* aside*
    aside    := "(" line ")"

A clause is cut off before each figure, at the separator nearest to it; so "killed, 300 wounded" and "killed and
wounded, 300 missing" are told apart. An effect at the end of a sentence is handed back to things without one ("1
destroyer, 2 boats lost"), one at its head is handed on ("Captured: 20 guns, 300 men"). Every piece is looked at a
bounded number of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..record import Category, Effect
from .demonyms import entities_of
from .quantity_asides import read_aside
from .quantity_claims import trailing_claim
from .quantity_draft import Draft
from .quantity_pieces import Piece, pieces
from .quantity_words import OF_PEOPLE, OF_THINGS, ONLY_THINGS, PEOPLE, Words, noun_category, singulars, words_of


#: The most guns that a ship named in a list may bear.
_MOST_GUNS = 140
#: More "fighters" than this are people, even beside aircraft.
_MOST_AIRCRAFT = 600


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line is read in: the language, whether it tells losses, the default effect, names that a bare figure may
    follow, the category and effects that a heading gave, and whether "(40)" after a name counts guns here."""

    language: str = "en"
    losses: bool = False
    effect: Effect | None = None
    names: frozenset[str] = frozenset()
    category: Category | None = None
    effects: tuple[Effect, ...] = ()
    guns: bool = False
    air: bool = False
    loose: bool = False

    @property
    def words(self) -> Words:
        return words_of(self.language)


def read_line(text: str, setting: Setting) -> list[Draft]:
    """The figures of a line, offsets counting in it; one draft without a figure where it has none."""
    found = pieces(text, setting.language, losses=setting.losses, names=setting.names, loose=setting.loose)
    drafts = read_pieces(text, found, setting)
    if not drafts and text.strip():
        drafts = [text_draft(text, 0, len(text), found, setting)]
    return [draft for draft in drafts if draft.end > draft.start]


def read_pieces(text: str, found: Sequence[Piece], setting: Setting) -> list[Draft]:
    """The figures among the pieces of one level."""
    drafts: list[Draft] = []
    for sentence, share in sentences(found):
        clauses = cut(opened(sentence))
        read: list[Draft] = _judged_first(text, clauses, setting)
        for clause in clauses:
            for draft in read_clause(text, clause, setting, read[-1] if read else (drafts[-1] if drafts and share else None)):
                if share and not draft.share and not draft.is_text:
                    draft.share = "share"
                read.append(draft)
        if not read and drafts and all(piece.kind == "paren" for piece in sentence):
            drafts[-1].end = sentence[-1].end  # an aside after the point that ends its sentence
            for piece in sentence:
                read_aside(drafts[-1], piece, text, setting, read_pieces)
            continue
        if not read and sentence:
            start, end = sentence[0].start, sentence[-1].end
            if drafts or any(p.kind == "figure" for p in found):
                read = [text_draft(text, start, end, sentence, setting)]
        if not _figures(sentence):
            _share_opened(sentence, read)
        hand_on(read, setting)
        drafts.extend(read)
    return drafts


def _judged_first(text: str, clauses: list[list[Piece]], setting: Setting) -> list[Draft]:
    """A judgement in front of the first figure as a draft of its own: "Heavy casualties, many prisoners"."""
    if not clauses:
        return []
    first = clauses[0]
    places = [n for n, piece in enumerate(first) if piece.kind == "sep" and n < _figures(first)[0]]
    if not places or places[-1] == 0:
        return []
    head = first[: places[-1]]
    words = text[head[0].start : head[-1].end]
    if not judged(words, head, setting):
        return []
    del first[: places[-1]]
    return [text_draft(text, head[0].start, head[-1].end, head, setting)]


def _share_opened(sentence: Sequence[Piece], read: list[Draft]) -> None:
    """Figures of one bracket behind a name all count it: "HMS Shannon (38 guns, 330 men)"."""
    for piece in sentence:
        if piece.kind != "paren":
            continue
        inside = [draft for draft in read if piece.start < draft.figure < piece.end]
        if inside and inside[0].start < piece.start:
            inside[0].end = max(inside[0].end, piece.end if piece.closed else inside[0].end)
            for draft in inside[1:]:
                draft.of = draft.of or inside[0].lead or None


def sentences(found: Sequence[Piece]) -> list[tuple[list[Piece], bool]]:
    """The pieces between strong separators, and whether they break down the figure before ("6,000: 2,000 killed")."""
    rows: list[tuple[list[Piece], bool]] = []
    row: list[Piece] = []
    share = False
    for piece in found:
        if piece.kind == "sep" and piece.value in (".", ";"):
            if row:
                rows.append((row, share))
            row, share = [], share and piece.value == ";"
        elif piece.kind == "colon" and _figures(row):
            at = _label(row, rows, found)
            rows.append((row[:at], share))
            row, share = row[at:], at == len(row)
        else:
            row.append(piece)
    if row:
        rows.append((row, share))
    return rows


def _label(row: Sequence[Piece], rows: Sequence[object], found: Sequence[Piece]) -> int:
    """Where a label before a colon begins that stands after a figure ("... killed Total: 300"); else the row's end."""
    last = row[-1]
    if last.kind not in ("word", "effect") or not last.capital or len(row) < 2:
        return len(row)
    labelled = any(piece.kind == "colon" and piece.end < last.start for piece in found)
    return len(row) - 1 if row[-2].kind != "figure" or labelled else len(row)


def _figures(row: Sequence[Piece]) -> list[int]:
    return [place for place, piece in enumerate(row) if piece.kind == "figure"]


def opened(sentence: list[Piece]) -> list[Piece]:
    """A sentence whose only figures stand in brackets after a name, with those brackets taken away ("Victor (18)")."""
    if _figures(sentence):
        return sentence
    opened_up: list[Piece] = []
    for piece in sentence:
        if piece.kind == "paren" and _figures(piece.inside):
            opened_up.extend(one for one in piece.inside if one.kind != "link")
            opened_up.append(Piece("skip", piece.end - 1, piece.end, ")"))
        else:
            opened_up.append(piece)
    return opened_up if _figures(opened_up) else sentence


def cut(sentence: list[Piece]) -> list[list[Piece]]:
    """Clauses of one figure each."""
    for left, right in zip(_figures(sentence), _figures(sentence)[1:], strict=False):
        if right == left + 2 and sentence[left + 1].value == "of" and sentence[right].amount and sentence[right].amount.vague is None:
            sentence[right] = Piece("skip", sentence[right].start, sentence[right].end)  # "3 of 5 tanks": five are not lost
    places = _figures(sentence)
    if len(places) < 2:
        return [sentence] if places else []
    lead_first = places[0] > 0 and any(p.kind == "effect" for p in sentence[: places[0]]) and (
        sentence[places[0] + 1].kind in ("sep", "paren", "skip") if places[0] + 1 < len(sentence) else True
    )
    clauses: list[list[Piece]] = []
    start = 0
    for left, right in zip(places, places[1:], strict=False):
        at = _boundary(sentence, left, right, lead_first)
        clauses.append(sentence[start:at])
        start = at
    clauses.append(sentence[start:])
    return clauses


def _boundary(sentence: list[Piece], left: int, right: int, lead_first: bool) -> int:
    """Where the clause of the figure at `right` begins."""
    for place in range(right - 1, left, -1):
        if sentence[place].kind == "link":
            return place
        if sentence[place].kind == "sep":
            return place if lead_first or not any(p.kind == "effect" for p in sentence[place + 1 : right]) else right
    for place in range(right - 1, left, -1):
        if sentence[place].kind == "skip" and sentence[place].value == ")":
            return place + 1
    place = right
    while place - 1 > left and sentence[place - 1].kind in ("word", "skip") and (sentence[place - 1].skip or sentence[place - 1].stop):
        place -= 1  # "5 killed another 3 wounded", "1,500 men in 3 regiments"
    return place


def read_clause(text: str, clause: list[Piece], setting: Setting, before: Draft | None) -> list[Draft]:
    """The draft of one clause, and of a thing without a figure that is joined to one ("1 battery and small craft lost")."""
    joined, share, start = "", "", 0
    while start < len(clause) and clause[start].kind in ("sep", "link", "colon"):
        if clause[start].kind == "link":
            share = clause[start].value
            break
        joined = clause[start].value
        start += 1
    body = clause[start:]
    place = next((n for n, piece in enumerate(body) if piece.kind == "figure"), None)
    if place is None:
        return []
    figure = body[place]
    draft = Draft(body[0].start, figure.end, figure.start, figure.end, share=share, joined=joined)
    _figure(draft, figure, text, setting)
    after = list(body[place + 1 :])
    while after and after[-1].kind in ("sep", "colon"):
        after.pop()
    split = _unfigured(draft, after, text, setting)
    ended = after[split - 1].end if split else figure.end
    draft.end = after[-1].end if after and split == len(after) else ended
    _after(draft, after[:split] + [p for p in after[split:] if p.kind == "effect"], text, setting)
    _before(draft, [p for p in body[:place]], text, setting)
    _settle(draft, setting, before, setting.words)
    _remainder(draft, text[draft.figure_end : draft.end], setting)
    for piece in after[:split]:
        if piece.kind == "paren":
            read_aside(draft, piece, text, setting, read_pieces)
    _trim(draft, text)
    if split == len(after):
        return [draft]
    rest = [p for p in after[split:] if p.kind != "sep" or p is not after[split]]
    return [draft, text_draft(text, rest[0].start, rest[-1].end, rest, setting)]


def _unfigured(draft: Draft, after: list[Piece], text: str, setting: Setting) -> int:
    """Where a thing without a figure of its own begins behind a figure; the end where there is none."""
    for place, piece in enumerate(after):
        if piece.kind == "effect" or piece.kind == "word" and piece.stop:
            break
        if piece.kind != "sep" or piece.value not in (",", "and", "&") or place == 0:
            continue
        tail: list[Piece] = []
        for one in after[place + 1 :]:
            if one.kind != "word" or one.stop:
                break
            tail.append(one)
        if not tail or all(one.skip for one in tail):
            continue
        if draft.max == 1 and draft.min == 1 or tail[0].value in ("a", "an"):
            return place
        first = [p.value for p in after[:place] if p.kind == "word"]
        one, two = (noun_category(nouns, setting.language) for nouns in (first, [p.value for p in tail]))
        following = after[place + len(tail) + 1 :]
        goes_on = bool(following) and following[0].kind in ("sep", "effect")
        if piece.value == "," and one and two and one != two and not {one, two} <= PEOPLE and not goes_on:
            return place
    return len(after)


def _remainder(draft: Draft, rest: str, setting: Setting) -> None:
    """What the words behind a figure say of it: "unknown, but heavy", "18,000 according to Ottoman sources"."""
    if draft.unknown and judged(rest, (), setting):
        draft.vague = " ".join(rest.split()).strip(" ,;.")
    if found := trailing_claim(rest, setting.language):
        draft.claimed_by = found


def _trim(draft: Draft, text: str) -> None:
    while draft.end > draft.start and text[draft.end - 1] in " ,;:.–—-\n" and not (text[draft.end - 1] == "." and draft.end - draft.start < 4):
        draft.end -= 1
    words = text[draft.start : draft.end]
    if words.endswith((")", "]")) and "(" not in words and "[" not in words:
        draft.end -= 1


def _figure(draft: Draft, figure: Piece, text: str, setting: Setting) -> None:
    amount = figure.amount
    if amount is not None:
        draft.min, draft.max, draft.approximate, draft.bound = amount.min, amount.max, amount.approximate, amount.bound
        draft.vague = amount.vague
    elif figure.value == "unknown":
        draft.unknown = True
    elif figure.value == "none":
        if setting.losses:
            draft.min = draft.max = 0
        else:
            draft.is_text = True
    else:
        draft.vague = " ".join(text[figure.start : figure.end].split())


def _after(draft: Draft, after: list[Piece], text: str, setting: Setting) -> None:
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
            if state == "effect":
                if piece.skip:
                    continue
                if piece.stop or nouns or not _noun_behind(after, place, setting):
                    state = "tail"
                    continue
                state = "noun"
            if piece.stop and not nouns and _adjective(after, place, setting):
                nouns.append(piece)  # "armed merchantmen"
            elif piece.stop and not (piece.value in ("unknown", "some", "about") and not nouns):
                if piece.skip and _effect_follows(after, place):
                    continue
                draft.adverbial = draft.adverbial or not nouns and not effects
                state = "tail"
            elif piece.skip and piece.value not in setting.words.pronouns and (not nouns or _effect_follows(after, place)):
                continue
            else:
                nouns.extend(pending)
                pending = []
                nouns.append(piece)
        elif piece.kind == "colon":
            state = "tail"
        elif piece.kind == "figure":
            break
    while nouns and nouns[0].kind == "word" and nouns[0].value in ("of", "the", "these", "those", "x", "×"):
        nouns.pop(0)
    while nouns and (nouns[-1].kind == "sep" or nouns[-1].value == "of" or nouns[-1].skip and len(nouns) > 1):
        nouns.pop()
    draft.nouns = tuple(text[p.start : p.end].lower().replace(".", "") if p.kind != "sep" else p.value for p in nouns)
    draft.nouns = tuple(word for noun in draft.nouns for word in noun.split())
    if nouns:
        draft.what = " ".join(text[nouns[0].start : nouns[-1].end].split())
        if any(p.kind == "paren" and nouns[0].start < p.start < nouns[-1].end for p in after):
            draft.what = " ".join(" ".join(text[p.start : p.end].split()) for p in nouns)
    draft.effects = tuple(dict.fromkeys(effects))
    draft.own = bool(effects)


def _adjective(after: list[Piece], place: int, setting: Setting) -> bool:
    """Whether a participle stands before what is counted."""
    if not after[place].value.endswith(("ed", "ing")):
        return False
    following = after[place + 1] if place + 1 < len(after) else None
    return bool(following and following.kind == "word" and not following.stop and _noun_behind(after, place + 1, setting))


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


def _before(draft: Draft, before: list[Piece], text: str, setting: Setting) -> None:
    """What stands in front of the figure: an effect, a noun, a name."""
    effects = [p.value for p in before if p.kind == "effect"]
    if effects and not draft.own:
        draft.effects, draft.own = tuple(dict.fromkeys(effects)), True  # type: ignore[arg-type]
    names = [p for p in before if p.kind == "word" and not (p.skip and p.value != "other")]
    if names:
        first, last = names[0], names[-1]
        draft.lead = " ".join(text[first.start : last.end].split())
        draft.lead_span = (first.start, last.end)
        lead = [p.value for p in names]
        if not draft.nouns and lead[-1] != "of":
            category = noun_category(lead, setting.language, losses=setting.losses)
            if category == "other" and lead[-1] == singulars(lead[-1])[-1]:
                draft.of, draft.category, draft.known = draft.lead, "personnel", True  # "Persian Army 70,000"
            elif category and not any(p.stop for p in names):
                draft.nouns, draft.what = tuple(lead), draft.lead
        elif not draft.nouns and len(lead) > 1:
            head = [word for word in lead if word not in ("of", "a", "an", "the")]
            if head and any(one in setting.words.lead_ships for one in singulars(head[-1])):
                draft.nouns, draft.what, draft.category = ("ships",), None, "ships"
            elif head and not any(p.stop for p in names):
                draft.what, draft.category, draft.known = head[-1], "personnel", True


def _settle(draft: Draft, setting: Setting, before: Draft | None, words: Words) -> None:
    """Category and effects."""
    noun = list(draft.nouns)
    if noun and all(word in words.pronouns for word in noun):
        draft.pronoun = True
    category = noun_category(noun, setting.language, losses=setting.losses) if noun and not draft.pronoun else None
    if not noun and not setting.losses and draft.lead and (setting.guns or setting.category == "ships") and 0 < (draft.max or 0) <= _MOST_GUNS:
        category, draft.what, draft.nouns, draft.of = "artillery", "guns", ("guns",), draft.lead  # "Victor (18)"
    if category is None and noun and not draft.pronoun and any(any(c.isdigit() for c in word) for word in noun):
        category = setting.category or "other"
    if category == "personnel" and setting.air and _flies(draft, words):
        category = "aircraft"
    draft.known = draft.known or category is not None
    if category == "animals" and noun == ["horse"] or noun[-1:] == ["horse"] and draft.max == 1:
        category = "animals"
    carry = before if before is not None and (before.nouns or before.known) else None
    if category is None and draft.category is None:
        things = any(effect in ONLY_THINGS for effect in draft.effects)
        if (draft.pronoun or not noun) and carry is not None and _carries(draft, carry):
            category = carry.category
            draft.what = draft.what if not draft.pronoun else carry.what
            draft.what = draft.what or (carry.what if carry.category not in PEOPLE else None)
        elif setting.category and (not noun or not draft.own):
            category = setting.category
        elif things and "destroyed" not in draft.effects:
            category = "ships"
        elif things:
            category = "other"
        elif any(word in words.civilian for word in noun):
            category = "civilians"
        else:
            category = "personnel"
    draft.category = draft.category or category
    if draft.category == "other" and setting.losses and (draft.max or 0) > 1 and noun and noun[-1] == singulars(noun[-1])[-1]:
        if draft.effects and not any(effect in OF_THINGS for effect in draft.effects):
            draft.category, draft.of = "personnel", draft.what  # "110,000 Army killed"
    if setting.losses and draft.category in PEOPLE and draft.effects == ("lost",):
        draft.effects = ("casualties",)


def _flies(draft: Draft, words: Words) -> bool:
    """Whether "fighters" are machines, in a cell that counts aircraft."""
    if not draft.what or not draft.what.islower() or (draft.max or 0) > _MOST_AIRCRAFT:
        return False
    if any(effect not in OF_THINGS for effect in draft.effects):
        return False
    return any(one in words.air_only for one in singulars(draft.nouns[-1]))


def _carries(draft: Draft, carry: Draft) -> bool:
    """Whether "3 damaged", "6 others" goes on counting what the figure before it did."""
    if draft.pronoun or draft.adverbial and draft.bare and draft.joined == "," and carry.nouns:
        return True
    if not draft.own or not carry.own:
        return False
    if carry.category in PEOPLE or carry.category == "animals":
        return draft.joined in (",", "and", "&", "/", "") and carry.category != "animals"
    return all(effect in OF_THINGS for effect in draft.effects) and draft.joined != ""


def hand_on(read: list[Draft], setting: Setting) -> None:
    """Give figures of one sentence without a noun or an effect that of the one after (or, from its head, before) them."""
    for left, right in reversed(list(zip(read, read[1:], strict=False))):
        _share_noun(left, right, setting)
    if not setting.losses:
        return
    for left, right in reversed(list(zip(read, read[1:], strict=False))):
        if not left.effects and right.effects and right.nouns and right.joined in (",", "and", "&", "or", "/") and not right.share:
            if left.nouns and (fitting := _fitting(left, right.effects)):
                left.effects = fitting
    for left, right in zip(read, read[1:], strict=False):
        if not right.effects and left.effects and left.own and left.figure > left.start and right.joined in (",", "and", "&", "/"):
            if left.effects and left.end and left.lead == "" and left.figure - left.start > 2 and (fitting := _fitting(right, left.effects)):
                right.effects = fitting


def _share_noun(left: Draft, right: Draft, setting: Setting) -> None:
    """"2 French and 6 British divisions", "3 infantry and 2 armored divisions", "40,000 (1976) – 80,000 (1977) refugees"."""
    if not right.known or not left.numeric or right.share or not right.nouns:
        return
    head = right.nouns[-1]
    if right.joined in ("and", ",", "&", "or", "/") and left.nouns and right.nouns[:-1] and not left.own and (left.max or 0) < 1000:
        modifiers = setting.words.modifiers
        people = all(entities_of(word) for word in (left.nouns[-1], right.nouns[0])) and not left.known
        modified = left.nouns[-1] in modifiers and any(word in modifiers or entities_of(word) for word in right.nouns[:-1])
        if (people or modified) and right.category not in (left.category, "personnel") and singulars(head)[-1] != head:
            left.of = left.of or (left.what if people else None)
            left.what, left.category, left.known = head, right.category, True
            left.nouns = (*left.nouns, head)
    elif right.joined == "–" and left.bare and left.date and right.date:
        left.nouns, left.what, left.category, left.known = right.nouns, right.what, right.category, True
        left.effects, left.own = right.effects, right.own


def _fitting(draft: Draft, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    able = OF_PEOPLE if draft.category in PEOPLE or draft.category == "animals" else OF_THINGS
    if not all(effect in able for effect in effects):
        return ()
    return tuple("casualties" if effect == "lost" and draft.category in PEOPLE else effect for effect in effects)


def text_draft(text: str, start: int, end: int, found: Sequence[Piece], setting: Setting) -> Draft:
    """A line, or a sentence of one, without a figure."""
    draft = Draft(start, end, start, end, is_text=True)
    effects = [p.value for p in found if p.kind == "effect"]
    draft.effects, draft.own = tuple(dict.fromkeys(effects)), bool(effects)  # type: ignore[arg-type]
    if judged(text[start:end], found, setting):
        draft.vague, draft.is_text = " ".join(text[start:end].strip(" .,;:\n").split()), False
    _trim(draft, text)
    return draft


def judged(text: str, found: Sequence[Piece], setting: Setting) -> bool:
    """Whether all that is said is a judgement in the place of a number ("Very heavy", "light casualties")."""
    words = setting.words
    parts = [w for w in text.lower().replace("/", " ").replace("-", " ").replace(",", " ").split()]
    parts = [part.strip(".;:()[]\"'?!") for part in parts]
    parts = [part for part in parts if part]
    if not parts or len(parts) > 10 or not any(part in words.judged for part in parts):
        return False
    return all(part in words.judged or part in words.judged_adverbs or part in words.judged_nouns for part in parts)
