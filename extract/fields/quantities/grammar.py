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
from functools import cache
from typing import Literal

from ..numbers.tokens import number_table
from .asides import read_aside
from .category import hand_back_source, hand_on, settle
from .claims import trailing_claim, trailing_date
from .clauses import cut, figures_in, opened, sentences
from .draft import Draft
from .judged import judged, text_draft, trim
from .kinds import noun_category
from .nouns import read_before, read_behind
from .pieces import Piece, pieces
from .setting import Setting
from .words import PEOPLE


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
        if named := _named_with_losses(text, sentence, setting):
            drafts.extend(named)
            continue
        clauses = cut(opened(sentence), setting.words, losses=setting.losses)
        read: list[Draft] = _judged_first(text, clauses, setting)
        beside = bool(drafts) and ";" in text[drafts[-1].figure_end : sentence[0].start]
        for clause in clauses:
            before = read[-1] if read else drafts[-1] if drafts and (share or beside) else None
            for draft in read_clause(text, clause, setting, before, ";" if beside and not read else ""):
                if share and not draft.share and not draft.is_text:
                    draft.share, draft.listed = "share", True
                read.append(draft)
        if not read and drafts and all(piece.kind == "paren" for piece in sentence):
            drafts[-1].end = sentence[-1].end  # an aside after the point that ends its sentence
            for piece in sentence:
                read_aside(drafts[-1], piece, text, setting, read_pieces)
            continue
        if not read and sentence:
            start, end = sentence[0].start, sentence[-1].end
            if (
                drafts
                or any(p.kind == "figure" for p in found)
                or end < found[-1].end
                and judged(text[start:end], sentence, setting)
            ):
                read = [text_draft(text, start, end, sentence, setting)]
        if not figures_in(sentence):
            _share_opened(sentence, read)
        hand_on(read, setting)
        hand_back_source(read)
        drafts.extend(read)
    return drafts


def _named_with_losses(text: str, sentence: list[Piece], setting: Setting) -> list[Draft]:
    """A named thing with its fate, and the figures in the bracket behind it: "HMS Hood sunk (1,415 killed)"; a judgement
    with its figures: "Light (5 wounded)"."""
    bracket = next((n for n, piece in enumerate(sentence) if piece.kind == "paren" and figures_in(piece.inside)), None)
    if not bracket or figures_in(sentence):
        return []
    if judged(text[sentence[0].start : sentence[bracket - 1].end], (), setting):
        said = text_draft(text, sentence[0].start, sentence[bracket - 1].end, sentence[:bracket], setting)
        return [said, *(draft for piece in sentence[bracket:] for draft in read_pieces(text, piece.inside, setting))]
    if not any(piece.kind == "effect" for piece in sentence[:bracket]):
        return []
    name = [piece for piece in sentence[:bracket] if piece.kind == "word" and not piece.skip]
    if not name or not name[0].capital:
        return []
    whole = text_draft(text, sentence[0].start, sentence[-1].end, sentence[:bracket], setting)
    inner = [draft for piece in sentence if piece.kind == "paren" for draft in read_pieces(text, piece.inside, setting)]
    for draft in inner:
        draft.of = draft.of or text[name[0].start : name[-1].end]
    return [whole, *inner]


def _judged_first(text: str, clauses: list[list[Piece]], setting: Setting) -> list[Draft]:
    """A judgement in front of the first figure as a draft of its own: "Heavy casualties, many prisoners"."""
    if not clauses:
        return []
    first = clauses[0]
    places = [n for n, piece in enumerate(first) if piece.kind == "sep" and n < figures_in(first)[0]]
    if not places or places[-1] == 0:
        return []
    head = first[: places[-1]]
    said = next((n for n, piece in enumerate(head) if piece.kind == "paren"), len(head)) or 1
    words = text[head[0].start : head[said - 1].end]
    rest = first[places[-1] :]
    fate = any(p.kind == "effect" for p in head) and any(p.kind == "word" and not p.skip for p in head)
    behind = rest[next(n for n, p in enumerate(rest) if p.kind == "figure") :]
    alone = fate and not any(p.kind == "effect" for p in rest[: -len(behind)]) and len(behind) > 1
    if not alone and not judged(words, head, setting):
        return []
    del first[: places[-1]]
    if named := _named_with_losses(text, head, setting):
        return named
    return [text_draft(text, head[0].start, head[-1].end, head, setting)]


def _share_opened(sentence: Sequence[Piece], read: list[Draft]) -> None:
    """Figures of one bracket behind a name all count it: "HMS Shannon (38 guns, 330 men)"."""
    for piece in sentence:
        if piece.kind != "paren":
            continue
        inside = [draft for draft in read if piece.start < draft.figure < piece.end]
        if inside and inside[0].start < piece.start:
            inside[0].end = max(inside[0].end, piece.end if piece.closed else inside[0].end)
            lead = inside[0].lead if inside[0].lead[:1].isupper() else None  # no name: "90% of them displaced (848,000 ..."
            for draft in inside[1:]:
                draft.of = draft.of or lead


def read_clause(text: str, clause: list[Piece], setting: Setting, before: Draft | None, joined: str = "") -> list[Draft]:
    """The draft of one clause, and of a thing without a figure that is joined to one ("1 battery and small craft lost")."""
    share, start = "", 0
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
    if share and place and body[place - 1].kind == "sep":
        body, place = body[place:], 0  # "including the king, 12 earls"
    figure = body[place]
    draft = Draft(body[0].start, figure.end, figure.start, figure.end, share=share, joined=joined)
    _figure(draft, figure, text, setting)
    after = list(body[place + 1 :])
    while after and after[-1].kind in ("sep", "colon"):
        after.pop()
    if before is not None and not share and after and after[0].kind in ("skip", "link"):
        of_them = text[after[0].start : after[0].end].lower() in setting.words.of_them
        draft.share = "share" if of_them and joined in (",", "and", "&") else ""  # "400 killed, 200 of them civilians"
    split = _unfigured(draft, after, text, setting)
    ended = after[split - 1].end if split else figure.end
    draft.end = after[-1].end if after and split == len(after) else ended
    fates = [] if any(p.kind == "effect" for p in after[:split]) else [p for p in after[split:] if p.kind == "effect"]
    read_behind(draft, after[:split] + fates, text, setting)
    read_before(draft, list(body[:place]), text, setting)
    settle(draft, setting, before, setting.words)
    _remainder(draft, text[draft.figure_end : draft.end], setting)
    for piece in [*body[:place], *after[:split]]:
        if piece.kind == "paren":
            read_aside(draft, piece, text, setting, read_pieces)
    trim(draft, text)
    if split == len(after):
        return [draft]
    rest = [p for p in after[split:] if p.kind != "sep" or p is not after[split]]
    if rest[0].value in setting.words.exact and (things := _things(text, rest, setting)):
        return [draft, *things]
    if any(p.kind == "paren" and figures_in(p.inside) for p in rest):
        return [draft, *read_pieces(text, rest, setting)]  # "2 squadrons, a section of horse artillery (2 guns)"
    return [draft, text_draft(text, rest[0].start, rest[-1].end, rest, setting)]


def _things(text: str, rest: Sequence[Piece], setting: Setting) -> list[Draft]:
    """All of a thing that a line tells behind a figure: "5,000 killed, all artillery lost"; nothing where it tells none."""
    start, end = rest[0].start, rest[-1].end
    things = [draft for draft in read_line(text[start:end], setting) if draft.vague and draft.known and not draft.parts]
    for draft in things:
        draft.shift(start)
    return things


def _unfigured(draft: Draft, after: list[Piece], text: str, setting: Setting) -> int:
    """Where a thing without a figure of its own begins behind a figure; the end where there is none."""
    for place, (comma, every, noun) in enumerate(zip(after, after[1:], after[2:], strict=False)):
        opens = comma.value == "," and every.value in setting.words.exact and noun.kind == "word" and not noun.skip
        if comma.kind == "sep" and opens and (place or noun_category([noun.value], setting.language) not in (None, *PEOPLE)):
            return place  # "700 killed, all guns abandoned"
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
        if draft.max == 1 and draft.min == 1 or tail[0].value in setting.words.grammar["articles"]:
            return place
        first = [p.value for p in after[:place] if p.kind == "word"]
        left, right = (noun_category(nouns, setting.language) for nouns in (first, [p.value for p in tail]))
        following = after[place + len(tail) + 1 :]
        goes_on = bool(following) and following[0].kind in ("sep", "effect")
        if piece.value == "," and left and right and left != right and not {left, right} <= PEOPLE and not goes_on:
            return place
    return len(after)


def _remainder(draft: Draft, rest: str, setting: Setting) -> None:
    """What the words behind a figure say of it: "unknown, but heavy", "18,000 according to Ottoman sources"."""
    if draft.unknown and judged(rest, (), setting):
        draft.vague = " ".join(rest.split()).strip(" ,;.")
    if found := trailing_claim(rest, setting.language):
        draft.claimed_by = found
    if when := trailing_date(rest, setting.language):
        draft.date = when
    tail = " ".join(rest.split()).lower()
    draft.noted(next((words for words in setting.words.grammar["moments_behind"] if f" {tail}".endswith(f" {words}")), None))
    if draft.numeric and draft.bound is None and (kind := _trailing(rest, setting.language)):
        draft.approximate = draft.approximate or kind == "approximate"
        draft.bound = kind if kind != "approximate" else None


def _trailing(rest: str, language: str) -> Literal["at_least", "at_most", "approximate"] | None:
    """What a qualifier of several words says that stands behind the noun, too ("10,000 men at most", "300 men or so")."""
    said = rest.rstrip(" .,").lower()
    return next((kind for phrase, kind in _behind(language) if said.endswith(phrase)), None)


@cache
def _behind(language: str) -> tuple[tuple[str, Literal["at_least", "at_most", "approximate"]], ...]:
    rows: dict[str, list[str]] = number_table(language)  # type: ignore[assignment]
    kinds: tuple[Literal["at_least", "at_most", "approximate"], ...] = ("at_least", "at_most", "approximate")
    return tuple((f" {phrase}", kind) for kind in kinds for phrase in rows[f"{kind}_after"] if " " in phrase)


def _figure(draft: Draft, figure: Piece, text: str, setting: Setting) -> None:
    amount = figure.amount
    if amount is not None:
        draft.min, draft.max, draft.approximate, draft.bound = amount.min, amount.max, amount.approximate, amount.bound
        draft.vague = amount.vague
        if figure.value == "rated":
            draft.category, draft.known = "ships", True
        draft.fraction = draft.is_text = amount.fraction
    elif figure.value == "unknown":
        draft.unknown = True
    elif figure.value == "none":
        if setting.losses:
            draft.min = draft.max = 0
        else:
            draft.is_text = True
    else:
        draft.vague = " ".join(text[figure.start : figure.end].split())
