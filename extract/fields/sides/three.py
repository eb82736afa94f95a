"""Where a section shows three cells although no tab parts them: then the box has three sides, and none is forced into two.

Cells of one line share it with the next cell's first line. So a first line of three figures of one kind is three cells, and a
later line of two is a second cell of one line with the third cell's beginning:

    44 killed 190 killed 32 killed            ->  three sides
    10,000 fighters / 170 aircraft / 150,000 fighters 3,000 fighters

The same is shown by the traces of flags inside a line, and by lines of the same kinds that come three times.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...richtext import Line
from .section import LONGEST_LINE, Place, Section, Token, Words, heading_key, is_number, tokens
from .shape import count_key

#: What a word like "unknown" stands for: a figure of any kind.
_ANY = "*"
#: Between two flags of two parties stands a name; a second flag closer than this is of the same party.
_LEAST_NAME = 3


def thirds(section: Section, words: Words) -> list[Place]:
    """Where the second and the third cell begin, where the section's lines show three cells; else nothing.

    >>> from extract.raw import RawCell
    >>> from extract.richtext import plain
    >>> from extract.fields.sides.section import side_words
    >>> def places(text): return thirds(Section.of(RawCell("strength", "strength", plain(text))), side_words("en"))
    >>> places("5,000 3,000 Unknown")
    [Place(line=0, offset=6), Place(line=0, offset=12)]
    >>> places("10,000 fighters\\n170 aircraft\\n150,000 fighters 3,000 fighters\\n5 tanks")
    [Place(line=2, offset=0), Place(line=2, offset=17)]
    >>> places("5,000 3,000\\n10 tanks"), places("14 officers, 583 men\\n300 men"), places("500\\n16 000")
    ([], [], [])
    """
    if not section.lines or section.lead:
        return []
    starts = _figures if section.counted else _flags
    inside = [starts(line, words) for line in section.lines]
    if len(inside[0]) == 2 and not any(inside[1:]):
        return [Place(0, offset) for offset in inside[0]]
    shared = [number for number, offsets in enumerate(inside) if offsets]
    if len(shared) == 1 and shared[0] and len(inside[shared[0]]) == 1:
        return [Place(shared[0]), Place(shared[0], inside[shared[0]][0])]
    return _thrice(section, words) if section.counted else []


def _figures(line: Line, words: Words) -> list[int]:
    """Where the second and later figures of a line begin, where all are of one kind."""
    parts = tokens(line.text[:LONGEST_LINE])
    starts: list[int] = []
    depth = 0
    for number, token in enumerate(parts):
        if depth == 0 and (not number or not _goes_on(parts[number - 1], words)) and _begins(parts, number, words):
            starts.append(number)
        depth = max(0, depth + token.text.count("(") - token.text.count(")"))
    if len(starts) < 2 or starts[0]:
        return []
    edges = [parts[number].start for number in starts]
    keys = [_kind(line.text[a:b], words) for a, b in zip(edges, [*edges[1:], len(line.text)], strict=True)]
    alike = None not in keys and len(set(keys) - {_ANY}) <= 1
    bare = any(_is_thousands(parts[number - 1], parts[number]) for number in starts[1:])
    return edges[1:] if alike and not bare else []


def _begins(parts: Sequence[Token], number: int, words: Words) -> bool:
    figure = is_number(parts[number].text) and not parts[number].text.startswith("(")
    return figure or (parts[number].text[:1].isupper() and words.has("nothing", parts[number].low))


def _goes_on(above: Token, words: Words) -> bool:
    asks = words.has("joiners", above.low) or words.has("qualifiers", above.low)
    return asks or above.text.endswith((",", ";", ":", "–", "-", "/", "~", "×"))


def _kind(text: str, words: Words) -> str | None:
    return _ANY if words.has("nothing", text.casefold().strip(" .")) else count_key(text, words)


def _is_thousands(left: Token, right: Token) -> bool:
    """Whether two numbers may be one: "16 000"."""
    return len(left.text) <= 3 and left.text.isdigit() and len(right.text) == 3 and right.text.isdigit()


def _flags(line: Line, words: Words) -> list[int]:
    """Where names begin inside a line that begins with a flag and has more of them."""
    flags = sorted(mark.start - line.start for mark in line.kinds("lost-flag"))
    if not flags or flags[0] > 0:
        return []
    starts = []
    for flag in flags[1:]:
        above = tokens(line.text[:flag])
        if flag < _LEAST_NAME or line.text.count("(", 0, flag) > line.text.count(")", 0, flag):
            return []
        if not above or _goes_on(above[-1], words):
            return []
        starts.append(flag + len(line.text[flag:]) - len(line.text[flag:].lstrip()))
    return starts if all(b - a >= _LEAST_NAME for a, b in zip([0, *starts], starts, strict=False)) else []


def _thrice(section: Section, words: Words) -> list[Place]:
    """Lines of the same two kinds or more that come three times, one group below the other, and nothing else."""
    size, rest = divmod(len(section.lines), 3)
    if rest or size < 2:
        return []
    keys = [heading_key(line) or count_key(line.text, words) for line in section.lines]
    whole = [
        " ".join(word for word in line.text.casefold().split() if not any(c.isdigit() for c in word)) for line in section.lines
    ]
    group = whole[:size]
    same = None not in keys and len(set(group)) == size and whole == group * 3
    return [Place(size), Place(2 * size)] if same and all(section.free[place] for place in (size, 2 * size)) else []
