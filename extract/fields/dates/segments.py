"""Cuts a date field into what stands on its own: periods with their labels, headings, and what is no date of the conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .asides import is_dated, without_asides
from .notes import CALENDARS
from .periods import chain_of
from .types import Chain, Refusal
from .words import Token, Words

#: At a segment's edge, these say that it goes on.
_HANGING = frozenset({"dash", "to", "or", "slash", "between", "from", "circa"})
_LEADING = frozenset({"dash", "to", "or", "slash"})
_EDGES = frozenset({"comma", "semi", "and"})
_BULLETS = frozenset(".•*·‣◦\"“”'")
#: Where a date may begin, after a label without a colon ("before" and "after" would make the label part of the meaning).
_STARTS = frozenset({
    "num", "ord", "month", "season", "iso", "dmy", "decade", "circa", "uncertain", "part", "bc", "ad", "from", "between",
    "weekday", "noise", "question",
})  # fmt: skip
_NO_LABEL = frozenset({"iso", "dmy", "decade", "before", "after", "since", "between", "or"})
#: How many places are tried for the end of a label without a colon.
_TRIES = 8


@dataclass(slots=True)
class Segment:
    """One piece of the field. `kind`: "date" (its `chain`), "heading" (words only), "later" (a later event), "refused"."""

    tokens: list[Token]
    kind: str = "heading"
    label: str = ""
    labeled: str = ""  # how: "colon", "words", "after" or ""
    calendar: str = ""
    chain: Chain | None = None
    refusal: Refusal | None = None
    new_line: bool = True  # it begins a line of its own, and with no "and"
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.start, self.end = self.tokens[0].start, self.tokens[-1].end

    @property
    def is_sentence(self) -> bool:
        """Whether words of their own stand in it, so that it may be left unread beside a date that is complete."""
        kinds = [t.kind for t in self.tokens]
        return self.new_line and kinds.count("word") >= 2 and "colon" not in kinds and kinds[0] not in _LEADING

    @property
    def trails_off(self) -> bool:
        """Whether it says how long something else went on: "small skirmishes until 1933" behind "1847–1901"."""
        return _trails_off(self.tokens)


def _trails_off(tokens: Sequence[Token]) -> bool:
    to = next((n for n, t in enumerate(tokens) if t.kind == "to"), 0)
    if not to or tokens[0].kind != "word" or any(t.kind == "colon" or is_dated(t) for t in tokens[:to]):
        return False
    return any(map(is_dated, tokens[to:]))


def segments(tokens: Sequence[Token], text: str, words: Words) -> list[Segment]:
    """The segments of a field in order; brackets on a line of their own belong to what stands before them."""
    pieces: list[tuple[list[Token], bool]] = []
    new_line = True
    for piece, breaks in _cut(tokens):
        new_line |= breaks
        continues = bool(piece) and piece[0].kind == "and"
        piece = _bare(piece)
        if not piece:
            continue
        rest = _meaningful(piece)
        if pieces and ((rest is not None and all(t.kind == "note" for t in rest)) or _goes_on(pieces[-1][0], piece)):
            pieces[-1][0].extend(piece)
        elif rest != []:
            pieces.append((piece, new_line and not continues))
        new_line = False
    found = []
    for piece, breaks in pieces:
        for number, one in enumerate(_labeled_parts(piece)):
            segment = _read(one, text, words)
            segment.new_line = breaks and not number
            found.append(segment)
    return found


def _cut(tokens: Iterable[Token]) -> list[tuple[list[Token], bool]]:
    """The tokens between line breaks and semicolons; whether a break stands before them."""
    found: list[tuple[list[Token], bool]] = [([], True)]
    for token in tokens:
        if token.kind in ("newline", "semi"):
            found.append(([], token.kind == "newline"))
        else:
            found[-1][0].append(token)
    return [cut for piece in found for cut in _without_trail(*piece)]


def _without_trail(piece: list[Token], breaks: bool) -> list[tuple[list[Token], bool]]:
    """ "1899–1902, sporadic fighting until 1913" in two."""
    for place, token in enumerate(piece):
        if token.kind == "comma" and place and _trails_off(piece[place + 1 :]):
            return [(piece[:place], breaks), (piece[place + 1 :], False)]
    return [(piece, breaks)]


def _bare(piece: list[Token]) -> list[Token]:
    """Without the commas, conjunctions and bullets at its edges."""

    def edge(token: Token) -> bool:
        return token.kind in _EDGES or token.text in _BULLETS

    first, last = 0, len(piece)
    while first < last and edge(piece[first]):
        first += 1
    while first < last and edge(piece[last - 1]):
        last -= 1
    return piece[first:last]


def _meaningful(piece: list[Token]) -> list[Token] | None:
    """What is left of a piece without durations and times; None where that cannot be told."""
    try:
        return [t for t in without_asides(piece) if t.kind not in ("comma", "noise", "mark")]
    except Refusal:
        return None


def _goes_on(before: Sequence[Token], piece: Sequence[Token]) -> bool:
    last = next((t for t in reversed(before) if t.kind != "note"), None)
    labeled = len(piece) > 1 and piece[1].kind == "colon"  # "Ended: …"
    return (last is not None and last.kind in _HANGING) or (piece[0].kind in _LEADING and not labeled)


def _labeled_parts(piece: list[Token]) -> list[list[Token]]:
    """ "First: 5 May 1900, second: 6 June 1901" in two: at the commas, where each part has a label of its own."""
    if sum(t.kind == "colon" for t in piece) < 2:
        return [piece]
    parts: list[list[Token]] = [[]]
    for token in piece:
        if token.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(token)
    if all(sum(t.kind == "colon" for t in part) == 1 for part in parts):
        return parts
    return [piece]


def _read(piece: list[Token], text: str, words: Words) -> Segment:
    segment = Segment(piece)
    colon = next((n for n, t in enumerate(piece) if t.kind == "colon"), None)
    try:
        segment.chain = chain_of(piece)
        segment.kind = "date"
    except Refusal as refusal:
        segment.refusal = refusal
        if colon is not None:
            _with_colon(segment, colon, text)
        else:
            _with_words(segment, text, words)
    if segment.kind == "refused" and words.has_label("later", text[segment.start : segment.end]):
        segment.kind = "later"
    elif segment.kind in ("date", "heading") and words.has_label("later", segment.label):
        segment.kind = "heading" if segment.chain is None else "date" if is_range(segment.chain) else "later"
    return segment


def is_range(chain: Chain) -> bool:
    return any(link.kind == "range" for link in chain.links)


def _label(tokens: Sequence[Token], text: str) -> str:
    return text[tokens[0].start : tokens[-1].end].strip(" \n\t:,.–—-") if tokens else ""


def _with_colon(segment: Segment, colon: int, text: str) -> None:
    head, body = segment.tokens[:colon], segment.tokens[colon + 1 :]
    try:
        segment.chain, said, segment.labeled = _either(head, body)
    except Refusal as refusal:
        dated = any(map(is_dated, segment.tokens))
        segment.refusal = refusal
        segment.kind = "refused" if dated else "heading"
        segment.label = "" if dated else _label(segment.tokens, text)
        return
    if segment.labeled == "colon" and any(t.kind in _NO_LABEL or (t.kind == "num" and t.digits > 2) for t in head):
        segment.kind, segment.chain = "refused", None  # another date stands in the label, or it is more than a name
        return
    segment.kind, segment.label = "date", _label(said, text)
    calendars = {CALENDARS[t.kind] for t in said if t.kind in CALENDARS}
    if len(calendars) == 1:
        segment.calendar = calendars.pop()


def _either(head: list[Token], body: list[Token]) -> tuple[Chain, list[Token], str]:
    """The date of "label: date" or "date: label", the words of the other part, and which of the two it was."""
    try:
        return chain_of(body), head, "colon"
    except Refusal:
        if any(t.kind == "num" and t.digits > 2 for t in body):
            raise
    return chain_of(head), body, "after"


def _with_words(segment: Segment, text: str, words: Words) -> None:
    """ "First phase 5 May – 6 June 1900": words of a known kind before the date."""
    piece = segment.tokens
    if not any(map(is_dated, piece)):
        segment.kind, segment.label = "heading", _label(piece, text)
        return
    segment.kind = "refused"
    tries = 0
    for place in range(1, len(piece)):
        if piece[place].kind not in _STARTS or tries == _TRIES:
            continue
        if any(map(is_dated, piece[:place])):
            return
        tries += 1
        label = _label(piece[:place], text)
        if not words.has_label("period", label, last=True):
            continue
        try:
            segment.chain = chain_of(piece[place:])
        except Refusal:
            continue
        segment.kind, segment.label, segment.labeled = "date", label, "words"
        return
