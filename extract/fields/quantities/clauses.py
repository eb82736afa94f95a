"""Where one figure's words end and the next one's begin: sentences, and the clauses of a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .kinds import singulars
from .pieces import Piece


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
    if last.kind not in ("word", "effect") or not last.capital or len(row) < 2:
        return len(row)
    labelled = any(piece.kind == "colon" and piece.end < last.start for piece in found)
    return len(row) - 1 if row[-2].kind != "figure" or labelled else len(row)


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


def cut(sentence: list[Piece], *, losses: bool = False, generic: frozenset[str] = frozenset()) -> list[list[Piece]]:
    """Clauses of one figure each; `generic` are the nouns that add nothing to of how many a loss is told ("of 10,000 men")."""
    for left, right in zip(figures_in(sentence), figures_in(sentence)[1:], strict=False):
        if _bare_total(sentence, left, right, generic if losses else frozenset()):
            sentence[right] = Piece("skip", sentence[right].start, sentence[right].end)
            sentence[right - 1] = Piece("skip", sentence[right - 1].start, sentence[right - 1].end)
            continue
        out_of = sentence[left + 1].value == "of" or losses and sentence[left + 1].value == "out_of"
        if right == left + 2 and out_of and (amount := sentence[right].amount) is not None and amount.vague is None:
            sentence[right] = Piece("skip", sentence[right].start, sentence[right].end)  # "3 of 5 tanks": five are not lost
            sentence[left + 1] = Piece("skip", sentence[left + 1].start, sentence[left + 1].end)
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


def _boundary(sentence: list[Piece], left: int, right: int, lead_first: bool) -> int:
    """Where the clause of the figure at `right` begins."""
    for place in range(right - 1, left, -1):
        if sentence[place].kind == "link":
            return place
        if sentence[place].kind == "sep":
            between = any(p.kind == "effect" for p in sentence[place + 1 : right])
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


def _bare_total(sentence: list[Piece], left: int, right: int, generic: frozenset[str]) -> bool:
    """Whether a figure says no more than of how many the one before it is: "115,000 engaged of 130,000", "300 killed of 500"."""
    one, two = sentence[left].amount, sentence[right].amount
    if right < left + 3 or sentence[right - 1].value != "of" or not one or not two or not one.max or (two.min or 0) <= one.max:
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
