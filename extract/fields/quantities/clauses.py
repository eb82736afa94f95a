"""Where one figure's words end and the next one's begin: sentences, and the clauses of a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from .kinds import noun_category, singulars
from .pieces import Piece
from .words import Words


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
        elif piece.kind == "colon" and figures_in(row):
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
    labelled = any(piece.kind == "colon" and piece.end < last.start for piece in found)
    comma = _comma_behind(row)
    bare = comma and row[comma - 1].kind == "figure"  # "[Killed:] 300, wounded: 500"
    plain = all(piece.kind in ("word", "effect", "sep", "link") for piece in row[comma:])
    if comma and (labelled or bare) and plain and any(p.kind == "effect" or p.kind == "word" and not p.stop for p in row[comma:]):
        return comma + 1  # "police: 578,269, Facilities Protection Service: 227,000"
    if last.kind not in ("word", "effect") or not last.capital or len(row) < 2:
        return len(row)
    return len(row) - 1 if row[-2].kind != "figure" or labelled else len(row)


def _comma_behind(row: Sequence[Piece]) -> int:
    """The place of the first comma behind the last figure, 0 where none stands."""
    figure = figures_in(row)[-1]
    return next((place for place in range(figure + 1, len(row) - 1) if row[place].value == ","), 0)


def figures_in(row: Sequence[Piece]) -> list[int]:
    return [place for place, piece in enumerate(row) if piece.kind == "figure"]


def opened(sentence: list[Piece]) -> list[Piece]:
    """A sentence whose only figures stand in brackets after a name, with those brackets taken away ("Victor (18)")."""
    if figures_in(sentence):
        return sentence
    opened_up: list[Piece] = []
    for piece in sentence:
        if piece.kind == "paren" and figures_in(piece.inside):
            opened_up.extend(one for one in piece.inside if one.kind != "link")
            opened_up.append(Piece("skip", piece.end - 1, piece.end, ")"))
        else:
            opened_up.append(piece)
    return opened_up if figures_in(opened_up) else sentence


def cut(sentence: list[Piece], words: Words, *, losses: bool = False) -> list[list[Piece]]:
    """Clauses of one figure each."""
    of, articles = words.grammar["of"], words.grammar["articles"]
    for left, right in zip(figures_in(sentence), figures_in(sentence)[1:], strict=False):
        if _bare_total(sentence, left, right, words, losses=losses):
            _pass_over(sentence, right - 1, right)
        elif _rated(sentence, left, right, of):
            _pass_over(sentence, right - 1, right + 1)
        elif right == left + 3 and sentence[left + 1].value in of and sentence[left + 2].value in articles:
            _pass_over(sentence, left + 1, right)  # "nine of the thirty elephants"
        elif right == left + 2 and (sentence[left + 1].value in of or losses and sentence[left + 1].value == "out_of"):
            amount = sentence[right].amount
            if amount is not None and amount.vague is None:
                rated = not losses and right + 1 < len(sentence) and _is_gun(sentence[right + 1])
                _pass_over(sentence, left + 1, right + rated)  # "3 of 5 tanks": five are not lost
                if rated:
                    sentence[left] = replace(sentence[left], value="rated")  # "1 of 120 guns, 3 of 80 guns": ships
    places = figures_in(sentence)
    if len(places) < 2:
        return [sentence] if places else []
    lead_first = (
        places[0] > 0
        and any(p.kind == "effect" for p in sentence[: places[0]])
        and (sentence[places[0] + 1].kind in ("sep", "paren", "skip") if places[0] + 1 < len(sentence) else True)
    )
    clauses: list[list[Piece]] = []
    start = 0
    for left, right in itertools.pairwise(places):
        at = _boundary(sentence, left, right, lead_first)
        clauses.append(sentence[start:at])
        start = at
    clauses.append(sentence[start:])
    return clauses


def _pass_over(sentence: list[Piece], first: int, last: int) -> None:
    """Take the pieces from `first` to `last` for words without weight."""
    for place in range(first, last + 1):
        sentence[place] = Piece("skip", sentence[place].start, sentence[place].end)


def _is_gun(piece: Piece) -> bool:
    """Whether a word counts guns."""
    return piece.kind == "word" and noun_category([piece.value], strict=True) == "artillery"


def _rated(sentence: list[Piece], left: int, right: int, of: tuple[str, ...]) -> bool:
    """Whether a figure says how many guns each of the ships before it has, so that it counts none ("2 ships of 74 guns")."""
    one, two = sentence[left].amount, sentence[right].amount
    if one is None or two is None or (one.max or 0) < 2 or sentence[right - 1].value not in of or right + 1 >= len(sentence):
        return False
    nouns = [piece.value for piece in sentence[left + 1 : right - 1] if piece.kind == "word"]
    return bool(nouns) and noun_category(nouns) == "ships" and _is_gun(sentence[right + 1])


def _boundary(sentence: list[Piece], left: int, right: int, lead_first: bool) -> int:
    """Where the clause of the figure at `right` begins."""
    link = next((place for place in range(left + 1, right) if sentence[place].kind == "link"), 0)
    if link:
        return link  # also where other things stand between: "including the king, 12 earls"
    for place in range(right - 1, left, -1):
        if sentence[place].kind == "sep":
            between = any(p.kind == "effect" for p in sentence[place + 1 : right])
            between = between and sentence[right].value != "unknown"  # "2,000 KIA, WIA unknown"
            return place if lead_first or not between or _verb_first(sentence, left, place, right) else right
    for place in range(right - 1, left, -1):
        if sentence[place].kind == "skip" and sentence[place].value == ")":
            return place + 1
    place = right
    while (
        place - 1 > left
        and sentence[place - 1].kind in ("word", "skip")
        and (sentence[place - 1].skip or sentence[place - 1].stop)
    ):
        place -= 1  # "5 killed another 3 wounded", "1,500 men in 3 regiments"
    return place


def _verb_first(sentence: list[Piece], left: int, comma: int, right: int) -> bool:
    """Whether an effect between two figures opens the second clause: "290 killed, captured 250,000 civilians"."""
    if sentence[comma].value != "," or comma + 2 != right or sentence[comma - 1].kind != "effect" or comma - 1 == left:
        return False
    behind = sentence[right + 1 : right + 4]
    fate = next((n for n, piece in enumerate(behind) if piece.kind in ("effect", "figure", "sep")), len(behind))
    return fate > 0 and not (fate < len(behind) and behind[fate].kind == "effect")


def _bare_total(sentence: list[Piece], left: int, right: int, words: Words, *, losses: bool) -> bool:
    """Whether a figure says no more than of how many the one before it is: "115,000 engaged of 130,000", "300 killed of 500".

    Behind a loss a noun like "men" adds nothing to that ("of 10,000 men").
    """
    generic: frozenset[str] = words.generic if losses else frozenset()
    one, two = sentence[left].amount, sentence[right].amount
    if (
        right < left + 3
        or sentence[right - 1].value not in words.grammar["of"]
        or not one
        or not two
        or not one.max
        or (two.min or 0) <= one.max
    ):
        return False
    if any(
        piece.kind not in ("effect", "skip") and not piece.stop and not piece.skip for piece in sentence[left + 1 : right - 1]
    ):
        return False
    behind = right + 1
    if behind < len(sentence) and sentence[behind].kind == "word" and not generic.isdisjoint(singulars(sentence[behind].value)):
        behind += 1
    after = sentence[behind] if behind < len(sentence) else None
    return after is None or after.kind in ("sep", "paren") or after.stop or after.value == ")"
