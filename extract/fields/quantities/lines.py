"""Lines of a cell before they are read: what a break parted is joined, bullets are dropped, labels are found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...richtext import Line, Mark
from ..base import Scope
from ..dates import looks_like_date
from ..demonyms import entities_of
from ..names.base import is_pointer
from .draft import Draft
from .grammar import read_line
from .pieces import Piece, pieces
from .setting import Setting

_BULLET = re.compile(r"^(?:[•*·▪‣►●○◦]|[–—-](?=\s?\D))\s*")
#: A separator before a label in capitals ("; Spanish: ").
_MIDDLE_LABEL = re.compile(r"[;,.]\s+(?=[A-Z][^,;:.()\d]{1,40}:\s)")
#: One behind a semicolon, that may be a date ("; 5 Oct.: ").
_MIDDLE_DATE = re.compile(r";\s+(?=(\w[^;:()]{1,30}):\s)")
#: A rule that was typed behind a break, with text right behind it ("----'''84,000 in all'''").
_RULED = re.compile(r"\s*[-–—_=]{4,}(?=\s*[^\s\-–—_=])")
_STAR = re.compile(r"(?:^|(?<=\s))[*•▪](?:\s+|$)")
_YEARS = re.compile(r"[12]\d{3}(?:[-–—][12]?\d?\d\d)?")
_WORDS = re.compile(r"[^\W_]")
_GLUE = re.compile(r"(?:\band\b|\bor\b|[^\w]|_)*", re.IGNORECASE)
_CONNECTED = re.compile(r"(?:,|&|/|\band|\bor|\bof|\bthe|\bby|\bin|\bwith|\bfrom|–)$", re.IGNORECASE)
_LIMIT = 6
_LONGEST_LABEL = 90


def without_bullet(line: Line) -> Line:
    """The line without a bullet typed at its head."""
    match = _BULLET.match(line.text)
    return _piece(line, match.end(), len(line.text)) if match else line


def _piece(line: Line, start: int, end: int) -> Line:
    """Part of a line; a flag that stands before the blank at its head comes along."""
    part = line.slice(start, end)
    if not part:
        return part
    ahead = [m for m in line.marks if m.kind in ("flag", "lost-flag") and line.start + start - 1 <= m.start < part.start]
    return replace(part, marks=(*(Mark(m.kind, part.start, part.start, m.value) for m in ahead), *part.marks)) if ahead else part


def ruled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines cut behind a rule that was typed at their head."""
    out: list[Line] = []
    for line in lines:
        end = match.end() if (match := _RULED.match(line.text)) else 0
        out.extend((_piece(line, 0, end), _piece(line, end, len(line.text))) if end else (line,))
    return tuple(line for line in out if line)


def starred(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines cut at stars and bullets that stand between blanks: a list whose breaks were lost."""
    out: list[Line] = []
    for line in lines:
        place = 0
        for match in _STAR.finditer(line.text):
            out.append(_piece(line, place, match.start()))
            place = match.end()
        out.append(_piece(line, place, len(line.text)) if place else line)
    return tuple(line for line in out if line)


def marked(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines cut before what begins anew in their middle: a bold label, a bold heading, a flag with its name."""
    out: list[Line] = []
    for line in lines:
        place = 0
        for head in sorted(set(_heads(line))):
            if _closed(line.text[place:head]):
                out.append(_piece(line, place, head))
                place = head
        out.append(_piece(line, place, len(line.text)) if place else line)
    return tuple(line for line in out if line)


def led(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with a flag at the end of one put before the next, where the cell's flags lead: "[B] 10 killed / 5 dead [G] / 2 killed"."""
    out = list(lines)
    first = next((line for line in out if line.kinds("flag")), None)
    if first is None or not any(mark.start <= first.start for mark in first.kinds("flag")):
        return tuple(out)
    for place, (line, below) in enumerate(itertools.pairwise(out)):
        flags = line.kinds("flag")
        ends = line.start + len(line.text.rstrip())
        if flags and all(mark.start >= ends for mark in flags) and not below.kinds("flag") and line.depth == below.depth:
            out[place] = replace(line, marks=tuple(mark for mark in line.marks if mark not in flags))
            moved = tuple(Mark(mark.kind, below.start, below.start, mark.value) for mark in flags)
            out[place + 1] = replace(below, marks=(*moved, *below.marks))
    return tuple(out)


def _heads(line: Line) -> Iterator[int]:
    """Where a bold run or a flag in a line's middle may begin something of its own."""
    for mark in line.kinds("bold", "flag"):
        place = mark.start - line.start
        rest = line.text[place:].strip()
        if place <= 0 or not rest[:1].isupper():
            continue
        run = line.text[place : mark.end - line.start + 1].rstrip()
        label = mark.kind == "bold" and run.endswith(":") and not any(c.isdigit() for c in run)
        if (
            label
            or not any(c.isdigit() for c in rest)
            and (mark.end >= line.end - 1 if mark.kind == "bold" else bool(entities_of(rest.rstrip(":"))))
        ):
            yield place


def _closed(text: str) -> bool:
    """Whether a text holds a figure and ends where a clause may: not in a bracket, not behind a colon or a dash."""
    text = text.rstrip()
    return text.count("(") == text.count(")") and any(c.isdigit() for c in text) and text[-1:] not in ":–-,"


def labelled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines cut before labels in their middle: "French: 1,500 killed; Spanish: 200 killed", "27 Sept.: 1,200; 5 Oct.: 4,000"."""
    out: list[Line] = []
    for line in lines:
        place = 0
        dates = (match for match in _MIDDLE_DATE.finditer(line.text) if looks_like_date(match[1]) or _YEARS.fullmatch(match[1]))
        places = {match.start(): match for match in (*_MIDDLE_LABEL.finditer(line.text), *dates)}
        for match in (places[start] for start in sorted(places)):
            head = line.text[place : match.start()]
            if ":" in head and any(c.isdigit() for c in head) and head.count("(") == head.count(")"):
                out.append(_piece(line, place, match.start()))
                place = match.end()
        out.append(_piece(line, place, len(line.text)) if place else line)
    return tuple(line for line in out if line)


def continued(lines: Sequence[Line], scope: Scope) -> tuple[Line, ...]:
    """Lines with sentences joined again that run over a break ("HMS Sirius and" / "HMS Magicienne sunk").

    Joined is a line without a figure to the one above, where that ends in a comma or a small word, or where this one
    begins with an effect or a small word in lower case; never across a rule, another depth, or to a whole line of its own.
    """
    groups: list[list[Line]] = []
    setting = Setting(scope.language, scope.losses)
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and len(groups[-1]) < _LIMIT and _beside(last, line) and _joins(groups[-1], line, setting):
            groups[-1].append(line)
            continue
        groups.append([line])
    return tuple(_joined(group) for group in groups)


def _beside(last: Line, line: Line) -> bool:
    """Whether two lines may be of one sentence: in one list, short, with no rule or empty line between."""
    short = len(line.text) < _LIMIT * 100 and len(last.text) < _LIMIT * 100
    return short and last.block == line.block and last.depth == line.depth and not line.gap


def _other_figure(last: Line, text: str, setting: Setting) -> bool:
    """Whether a line is no more than another figure for the one that ends the line above: "60,000 / or 100,000"."""
    first, _, rest = text.partition(" ")
    if first.lower() not in setting.words.grammar["ors"] or not rest:
        return False
    ends = pieces(last.text, setting.language, losses=setting.losses)[-1:]
    other = pieces(rest, setting.language, losses=setting.losses)
    return [p.kind for p in (*ends, *other[:1])] == ["figure", "figure"] and len(other) == 1


def _joins(group: Sequence[Line], line: Line, setting: Setting) -> bool:
    last = group[-1]
    if (
        any(m.kind == "flag" and m.start <= line.start + 1 for m in line.marks)
        or line.text.rstrip().endswith(":")
        or last.text.endswith(":")
    ):
        return False
    text = line.text.strip()
    if _other_figure(last, text, setting):
        return True
    if not text[:1].isalpha() or is_pointer(text, setting.language):
        return False
    found = pieces(text, setting.language, losses=setting.losses)
    if any(p.kind == "figure" for p in found) or any(p.kind == "colon" for p in found):
        return False
    if any(not draft.is_text for draft in read_line(text, setting)):
        return False
    above = pieces(last.text, setting.language, losses=setting.losses)
    figured = any(p.kind == "figure" for p in above)
    if _CONNECTED.search(last.text.rstrip()):
        two_things = last.text.rstrip().endswith(",") and figured  # "5 ships," / "auxiliary units"
        return not two_things or bool(found) and found[0].kind == "effect"
    first = found[0]
    if not figured:
        return False
    if first.kind == "effect":
        stop = next((n for n, p in enumerate(found) if p.kind == "word" and p.stop), len(found))
        if any(p.kind == "word" and not p.skip for p in found[:stop]):
            return False  # "lost all artillery" is a line of its own
        word = text.split()[0].rstrip(",.")
        rows = setting.words.grammar
        participle = word.endswith(rows["past_endings"]) or word in rows["participles"]
        return text[:1].islower() and participle and not any(p.kind == "effect" for p in above)
    return text[:1].islower() and (
        first.kind in ("sep", "link", "skip") or first.kind == "word" and first.stop and not first.skip
    )


def _joined(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    text = group[0].text
    place = group[0].end
    marks: dict[Mark, None] = dict.fromkeys(group[0].marks)
    for line in group[1:]:
        text += "\n" * max(1, line.start - place) + line.text
        place = line.end
        marks.update(dict.fromkeys(line.marks))
    return replace(group[0], text=text, marks=tuple(marks))


def label_end(line: Line, setting: Setting) -> int:
    """Where the figures begin behind a label ("Saudi Arabia: 2 tankers"), in offsets of the line; 0 without a label.

    A label stands before the first colon, holds no figure, and something follows it.
    """
    text = line.text
    place = text.find(":")
    while 0 < place < _LONGEST_LABEL:
        head = text[:place]
        if head.count("(") != head.count(")") or text[place + 1 : place + 2].isdigit() and text[place - 1 : place].isdigit():
            place = text.find(":", place + 1)
            continue
        if not text[place + 1 :].strip(" .;:"):
            return 0
        found = pieces(text[: place + 1], setting.language, losses=setting.losses, names=setting.names)
        if _figured(found):
            return 0
        return place + 1
    return 0


def _figured(found: Sequence[Piece]) -> bool:
    return any(
        p.kind == "figure" and (p.amount is None or p.amount.vague is None) or p.kind == "paren" and _figured(p.inside)
        for p in found
    )


def cover(line: Line, drafts: Sequence[Draft], before: Draft | None) -> None:
    """Let drafts reach over the words of their line that none of them holds, so that nothing visible is lost."""
    spans = sorted((draft.start, draft.end) for draft in drafts)
    place = line.start
    holder = None
    for start, end in [*spans, (line.end, line.end)]:
        gap = line.text[place - line.start : max(0, start - line.start)]
        if _WORDS.search(gap) and not _GLUE.fullmatch(gap):
            reach = place + len(gap.rstrip(" ,;:.–—-\n"))
            if holder is not None:
                holder.end = max(holder.end, reach)
            elif spans and start < line.end:
                first = next(draft for draft in drafts if draft.start == start)
                first.start = place + len(gap) - len(gap.lstrip(" ,;:.–—-\n"))
            elif before is not None:
                before.end = max(before.end, reach)
        if end >= place:
            place = end
            holder = next((draft for draft in drafts if draft.end == end), holder)
