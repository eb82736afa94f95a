"""Cuts the text of a date into tokens: numbers, words of the language's table, marks.

The table is ``data/languages/<xx>/dates.toml``; a word that it does not hold is a token ``word``. Kinds of tokens:

==================  ===========================================================================
num, ord            a number without and with an ordinal ending ("5", "5th", "fifth")
grouped             a number that is no year ("12,000")
decade              a decade ("1170s"; `digits` tells "70s" from "1170s")
iso, dmy, time      a date of ISO 8601, a numeric date ("18/6/1815"), a time of day ("18:15")
month, season       `value` is the number that EDTF has for it
dash slash comma colon semi newline question  marks
note                everything in a pair of brackets; `inner` holds its tokens
mark                any other sign
the keys of [words] "circa", "to", "or", "bc", ... ; `word` for all other words
==================  ===========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ...errors import DataError
from ...vocabulary import has_table, table

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2192~-"
_WORD = r"[^\W\d_]+(?:[.'’ʼ‘`][^\W\d_]+)*\.?"
_MARKS = {
    "/": "slash", "⁄": "slash", ",": "comma", "،": "comma", ":": "colon", ";": "semi", "\n": "newline", "?": "question",
    "&": "and",
}  # fmt: skip
_NUMBERS = {"glued": "num", "num": "num", "ordinal": "ord", "decade": "decade"}
#: The value of noise that may lead to a time of day: "at 0748".
BEFORE_TIME = 1
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text, at ``[start, end)``. `tight` says that no space stands before it."""

    kind: str
    text: str
    start: int
    end: int
    value: int = 0
    digits: int = 0
    tight: bool = False
    inner: tuple[Token, ...] = ()
    ymd: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words for dates: phrases by their first word, the labels, the token pattern."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, int], ...]]
    labels: Mapping[str, tuple[tuple[str, ...], ...]]
    pattern: re.Pattern[str] = field(repr=False)

    def has_label(self, kind: str, text: str, *, first: bool = False, last: bool = False) -> bool:
        """Whether a label holds one of the words of this kind (as its first or its last word, if so asked)."""
        words = [normal(word) for word in re.findall(_WORD, text)]
        for phrase in self.labels[kind]:
            size = len(phrase)
            spots = range(len(words) - size + 1)
            if first or last:
                spots = range(min(1, len(spots))) if first else range(max(0, len(spots) - 1), len(spots))
            if any(tuple(words[spot : spot + size]) == phrase for spot in spots):
                return True
        return False


def normal(word: str) -> str:
    """A word as the tables write it: lower case, no dots, straight apostrophes.

    >>> normal("Sept."), normal("B.C.E."), normal("O’clock")
    ('sept', 'bce', "o'clock")
    """
    return re.sub("[’ʼ‘`]", "'", word.casefold().replace(".", ""))


@cache
def words(language: str) -> Words:
    """The words of a language (those of English where it has no table yet)."""
    data = table(f"languages/{language if has_table(f'languages/{language}/dates') else 'en'}/dates")
    rows: dict[tuple[str, ...], tuple[str, int]] = {}

    def add(kind: str, phrases: list[str], value: int = 0) -> None:
        for phrase in phrases:
            key = _phrase(phrase)
            if rows.get(key, (kind, value)) != (kind, value):
                raise DataError(f"languages/{language}/dates.toml: {phrase!r} stands under both {rows[key][0]} and {kind}")
            rows[key] = (kind, value)

    for kind, name in (("month", "months"), ("season", "seasons"), ("ord", "ordinals")):
        for number, phrases in data[name].items():
            add(kind, phrases, int(number))
    add("noise", data["before_time"], BEFORE_TIME)
    for kind, phrases in data["words"].items():
        add(kind, phrases)
    by_first: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for key, (kind, value) in rows.items():
        by_first.setdefault(key[0], []).append((key, kind, value))
    return Words(
        {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in by_first.items()},
        {kind: tuple(_phrase(phrase) for phrase in phrases) for kind, phrases in data["labels"].items()},
        _pattern(data),
    )


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(normal(word) for word in re.findall(_WORD, text))


def _pattern(data: Mapping[str, Any]) -> re.Pattern[str]:
    def endings(name: str) -> str:
        return "|".join(re.escape(one) for one in sorted(data[name], key=len, reverse=True))

    return re.compile(
        rf"""
          (?P<iso>\d{{4}}-\d\d-\d\d)(?:T\d\d:?\d\d(?::?\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
        | (?P<glued>\d{{4}})(?=\d{{4}}-\d\d-\d\d(?!\d))
        | (?P<dmy>(?P<first>\d{{1,2}})(?P<sep>[./])(?P<second>\d{{1,2}})(?P=sep)(?P<year>\d{{3,4}}))(?![\d./])
        | (?P<time>[0-2]?\d:[0-5]\d(?::[0-5]\d)?)(?![\d:])
        | (?P<zone>(?:UTC|GMT)\s?[+\u2212\u2013±-]\s?\d{{1,2}}(?::?\d\d)?)(?!\d)
        | (?P<ordinal>\d{{1,2}})(?:{endings("ordinal_suffixes")})(?![^\W\d_])
        | (?P<decade>\d{{2,4}})(?:{endings("decade_suffixes")})(?![^\W\d_])
        | (?P<grouped>\d{{1,3}}(?:,\d{{3}})+)(?![\d])
        | (?P<num>\d+)
        | (?P<word>{_WORD})
        | (?P<dash>(?:&[mn]dash;|[{re.escape(_DASHES)}])+)
        | (?P<space>[^\S\n]+)
        | (?P<mark>.|\n)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def tokens(text: str, language: str = "en") -> tuple[Token, ...]:
    """The tokens of a text, brackets nested, in linear time.

    >>> [(t.kind, t.value) for t in tokens("c. 18–20 June 1815")]
    [('circa', 0), ('num', 18), ('dash', 0), ('num', 20), ('month', 6), ('num', 1815)]
    """
    table_ = words(language)
    flat: list[Token] = []
    tight = False
    for match in table_.pattern.finditer(text):
        if match.lastgroup == "space":
            tight = False
            continue
        flat.append(_token(match, tight))
        tight = match.group() != "\n"
    return tuple(_styled(_nest(_joined(flat, text, table_), text)))


_STYLES = frozenset({"julian", "gregorian", "other_calendar"})
_DATED = frozenset({"num", "iso", "dmy", "bc", "ad", "note", "month"})


def _styled(found: list[Token]) -> list[Token]:
    """A calendar named behind a date without brackets ("14 October 1066 OS", "1710, New Style") as if it stood in them."""
    styled: list[Token] = []
    for token in found:
        if token.kind in _STYLES and styled:
            comma = styled[-1].kind == "comma" and len(styled) > 1
            if styled[-2 if comma else -1].kind in _DATED:
                start = styled.pop().start if comma else token.start
                token = Token("note", f"({token.text})", start, token.end, inner=(token,))
        styled.append(token)
    return styled


def _token(match: re.Match[str], tight: bool) -> Token:
    group, text = match.lastgroup or "mark", match.group()
    start, end = match.span()
    if group == "iso":
        year, month, day = text[:10].split("-")
        return Token("iso", text, start, end, tight=tight, ymd=(int(year), int(month), int(day)))
    if group == "dmy":
        ymd = (int(match["year"]), int(match["second"]), int(match["first"]))
        return Token("dmy", text, start, end, tight=tight, ymd=ymd)
    if kind := _NUMBERS.get(group):
        digits = match[group]
        return Token(kind, text, start, end, value=int(digits[:9]), digits=len(digits), tight=tight)
    kind = _MARKS.get(text, group) if group == "mark" else "circa" if text == "~" else group
    return Token(kind, text, start, end, tight=tight)


def _joined(flat: list[Token], text: str, table_: Words) -> list[Token]:
    """Words looked up, the longest phrase first; its parts may be joined by a hyphen."""
    found: list[Token] = []
    place = 0
    while place < len(flat):
        token = flat[place]
        if token.kind != "word":
            found.append(token)
            place += 1
            continue
        row, size = _longest(flat, place, table_)
        if row is None:
            found.append(token)
        else:
            end = flat[place + size - 1].end
            found.append(replace(token, kind=row[1], value=row[2], text=text[token.start : end], end=end))
        place += size
    return found


def _longest(flat: list[Token], place: int, table_: Words) -> tuple[tuple[tuple[str, ...], str, int] | None, int]:
    for row in table_.phrases.get(normal(flat[place].text), ()):
        spot = place
        for number, word in enumerate(row[0]):
            if number:
                spot += 1
                if spot < len(flat) and flat[spot].text == "-" and flat[spot].tight:
                    spot += 1
            if spot >= len(flat) or flat[spot].kind != "word" or normal(flat[spot].text) != word:
                break
        else:
            return row, spot - place + 1
    return None, 1


def _nest(flat: list[Token], text: str) -> list[Token]:
    """Brackets become one token each; one that never closes ends with its line (its end comes before the break)."""
    partners = _partners(flat)
    stack: list[tuple[Token | None, bool, list[Token]]] = [(None, True, [])]

    def close(end: int) -> None:
        opening, _, inner = stack.pop()
        if opening is not None:
            words_ = text[opening.start : end] if len(stack) < 3 else ""  # deeper ones are never shown; slices would add up
            note = Token("note", words_, opening.start, end, tight=opening.tight, inner=tuple(inner))
            stack[-1][2].append(note)

    for place, token in enumerate(flat):
        if place in partners:
            stack.append((token, True, []))
        elif token.kind == "mark" and token.text in _OPEN:
            stack.append((token, False, []))
        elif token.kind == "mark" and token.text in _CLOSE and len(stack) > 1 and stack[-1][1]:
            close(token.end)
        else:
            if token.kind == "newline":
                while not stack[-1][1]:
                    close(flat[place - 1].end)
            stack[-1][2].append(token)
    while len(stack) > 1:
        close(len(text.rstrip()))
    return stack[0][2]


def _partners(flat: list[Token]) -> frozenset[int]:
    """The opening brackets that close."""
    found: set[int] = set()
    stack: list[int] = []
    for place, token in enumerate(flat):
        if token.kind == "mark" and token.text in _OPEN:
            stack.append(place)
        elif token.kind == "mark" and token.text in _CLOSE and stack:
            found.add(stack.pop())
    return frozenset(found)
