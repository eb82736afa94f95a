"""Words, numerals and marks of a text, each with its place: what `numbers` and the quantity readers walk over.

A numeral is told here from what only holds digits: "3rd", "B-52", "75mm" and "24-gun" are names or measures, "12.5"
without a scale and "12,00" are numerals that no count can be (`odd`). Thousands may be parted by a comma (also the
Indian way, "3,13,634"), a point, an apostrophe or a space; the rules are in the pattern of each below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...vocabulary import has_table, table

Kind = Literal["num", "odd", "word", "name", "ref", "punct"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text at ``[start, end)``; `low` is its lower case without points, `value` a numeral's.

    Kinds: "num" a numeral that may be a count; "odd" one that is none; "word"; "name" letters and digits that are a name
    or a measure ("B-52", "3rd", "75mm"); "ref" a bracketed reference of flattened text; "punct" any other mark.
    `plain` says that a numeral has no separators, `loose` that only a space parts its thousands.
    """

    kind: Kind
    text: str
    start: int
    end: int
    low: str = ""
    value: float = 0
    plain: bool = False
    loose: bool = False
    suffix: str = ""


_REF = re.compile(
    r"\[(?:\d{1,3}|[A-Za-z]{1,2}|(?:note|nb|n|N|Note)\s?\d{1,3}|[A-Za-z -]{1,40}(?:needed|discuss|\?)|better source needed|sic)\]"
    r"(?:\s?:\s?\d{1,4}(?:[–-]\d{1,4})?)?"
)
_GLUED_YEAR = re.compile(r"(?:1[3-9]|20)\d\d(?=\d{1,3}(?:,\d{3})+(?!\d))")
#: In this order: Indian, comma, point, apostrophe, space, decimal, whole.
_NUMERALS = (
    ("indian", re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?![\d]|,\d)")),
    ("comma", re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d]|,\d)")),
    ("point", re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d]|[.,]\d)")),
    ("quote", re.compile(r"\d{1,3}(?:['’]\d{3})+(?!\d)")),
    ("space", re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?![\d]|[.,]\d)")),
    ("decimal", re.compile(r"\d+[.·]\d{1,3}(?![\d]|[.,]\d)")),
    ("odd", re.compile(r"\d+(?:[.,]\d+)+")),
    ("whole", re.compile(r"\d+")),
)
_FRACTION = re.compile(r"\.\d{1,3}(?![\d.,])")
_MIXED = re.compile(
    r"(\d{1,3})(?:[ +](?=\d[/⁄])|(?=\d⁄))(\d)[/⁄]([248])(?![\w/⁄-])"
)  # also as {{frac}} shows it: "101⁄2", "10+1⁄2"
#: A numeral of so many digits may be two of them in a row.
_GLUED = 6
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[-‑][^\W\d_][\w‑-]*")
_ALNUM = re.compile(r"\w+(?:[-‑]\w+)*")
_WORD = re.compile(r"[Aa]/[Cc](?!\w)|w/(?=\s)|(?:[^\W\d_]\.){2,}|[A-Z]{1,3}\.\d\w*|[^\W\d_]\w*(?:['’‑-](?=\w)\w+)*")
_CIRCA = re.compile(r"ca?(?=\d{3,}(?!\w)|\d{1,3},\d{3})")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’‑-](?=[^\W\d_])[^\W\d_]+)*")
#: A longer numeral counts nothing on earth.
_MOST_DIGITS = 20


@cache
def vocabulary(language: str) -> dict[str, frozenset[str]]:
    """The lists of ``numbers.toml`` that are looked up word by word (English where the language has none)."""
    rows = number_table(language)
    return {key: frozenset(row) for key, row in rows.items() if isinstance(row, list)}


@cache
def number_table(language: str) -> dict[str, object]:
    """``numbers.toml`` of the language."""
    path = f"languages/{language}/numbers"
    return dict(table(path if has_table(path) else "languages/en/numbers"))


def tokens(text: str, language: str = "en", *, loose: bool = False) -> list[Token]:
    """The tokens of a text, in order. `loose` lets a space part thousands that do not end in noughts ("12 345").

    >>> [(t.kind, t.text) for t in tokens("12 F-16s, 2,000 men[3] and 75mm guns")][:6]
    [('num', '12'), ('name', 'F-16s'), ('punct', ','), ('num', '2,000'), ('word', 'men'), ('ref', '[3]')]
    """
    units = vocabulary(language)["attached_units"]
    found: list[Token] = []
    place, size = 0, len(text)
    while place < size:
        char = text[place]
        if char.isspace():
            place += 1
            continue
        if char.isdigit() and char.isascii():
            token = _numeral(text, place, units, loose)
        elif char == "." and (match := _FRACTION.match(text, place)) and not text[place - 1 : place].isalnum():
            token = Token("num", match[0], place, match.end(), match[0], float(match[0]))  # ".5 million"
        elif char in _PARTS:
            token = Token("odd", char, place, place + 1, char, _PARTS[char])
        elif char == "[" and (match := _REF.match(text, place)):
            token = Token("ref", match[0], place, match.end())
        elif char.isalpha():
            token = _word(text, place)
        else:
            token = Token("punct", char, place, place + 1, char)
        found.append(token)
        place = token.end
    return found


def _word(text: str, place: int) -> Token:
    if match := _CIRCA.match(text, place):  # "c1500"
        return Token("word", match[0], place, match.end(), match[0].lower())
    match = _WORD.match(text, place)
    if match is None:
        return Token("punct", text[place], place, place + 1, text[place])
    word = match[0]
    if word == "w/":
        return Token("word", word, place, match.end(), "with")
    if any(c.isdigit() for c in word):
        if text[place].islower() and (short := _PLAIN_WORD.match(text, place)) and len(short[0]) > 2:
            word = short[0]  # "killed-32", "troops2": the word, and what follows it is looked at anew
        else:
            return Token("name", word, place, place + len(word), word.lower())
    return Token("word", word, place, place + len(word), word.lower().replace(".", "").replace("’", "'"))


def _numeral(text: str, place: int, units: frozenset[str], loose: bool) -> Token:
    if match := _GLUED_YEAR.match(text, place):
        return Token("name", match[0], place, match.end(), match[0])
    if (match := _MIXED.match(text, place)) and int(match[2]) < int(match[3]):  # "1 1/2 million"
        return Token("num", match[0], place, match.end(), match[0], int(match[1]) + int(match[2]) / int(match[3]))
    kind, end = "odd", place + 1
    for kind, pattern in _NUMERALS:
        if (match := pattern.match(text, place)) and not (kind == "space" and not _spaced(text, match, units, loose)):
            end = match.end()
            break
    body = text[place:end]
    if kind == "odd" or len(body) > _MOST_DIGITS:
        return Token("odd", body, place, end, body)
    if kind in ("decimal", "point"):  # "5.045" is thousands unless a scale word follows; `numbers` decides
        value = float(body.replace("·", ".")) if kind == "decimal" else float(body.replace(".", ""))
    else:
        value = float(re.sub(r"[,'’ ]", "", body))
    if end < len(text) and text[end] in _PARTS:
        value += _PARTS[text[end]]
        end += 1
    plain = kind == "whole"
    if plain and len(body) > 1 and (body[0] == "0" or glued(body)):
        return Token("odd", body, place, end, body)
    loose_group = kind == "space"
    tail = text[end : end + 1]
    if _ORDINAL.match(text, end) and plain:
        ordinal = _ALNUM.match(text, place)
        stop = ordinal.end() if ordinal else end + 2
        return Token("name", text[place:stop], place, stop, text[place:stop].lower())
    if tail in ("-", "‑") and (compound := _COMPOUND.match(text, end)):
        word = compound[0][1:].lower()
        if word.split("-")[0] in ("strong", "man", "men", "odd", "member", "plus", "ish"):
            return Token("num", text[place : compound.end()], place, compound.end(), body, value, plain, loose_group, word)
        return Token("name", text[place : compound.end()], place, compound.end(), text[place : compound.end()].lower())
    if tail.isalpha():
        return _lettered(text, place, end, value, plain, units)
    return Token("num", text[place:end], place, end, body, value, plain, loose_group)


def glued(body: str) -> bool:
    """Whether digits without a separator are rather two round figures whose break or dash was lost.

    >>> glued("500600"), glued("9001000"), glued("120000"), glued("313634")
    (True, True, False, False)
    """
    if len(body) < _GLUED:
        return False
    left, right = body[: len(body) // 2], body[len(body) // 2 :]
    if len(left) > _MOST_DIGITS or right[0] == "0":
        return False
    first, second = int(left), int(right)
    return first % 50 == 0 and second % 50 == 0 and first < second <= first * 10


def _lettered(text: str, place: int, end: int, value: float, plain: bool, units: frozenset[str]) -> Token:
    """A numeral with letters right after it: "12x", "5k", "75mm", "1940s", "8,000a", "5,000killed"."""
    match = _LETTERS.match(text, end)
    letters = match[0] if match else text[end]
    stop = end + len(letters)
    low = letters.lower()
    whole = Token("name", text[place:stop], place, stop, text[place:stop].lower())
    ranged = low == "k" and text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isdigit()  # "5k-10k"
    if stop < len(text) and (text[stop].isdigit() or text[stop] in "-‑") and not ranged:  # "12e4", "25b-3": a name
        longer = _ALNUM.match(text, place)
        return Token("name", text[place : longer.end()], place, longer.end()) if longer and plain else whole
    if low == "x":
        return Token("num", text[place:stop], place, stop, "", value, plain)
    if low == "ish":
        return Token("num", text[place:stop], place, stop, "", value, plain, suffix=low)
    if low == "k" and value < 1000:
        return Token("num", text[place:stop], place, stop, "", value * 1000)
    if low in ("mn", "mln", "million") or letters == "M":
        return Token("num", text[place:stop], place, stop, "", value * 1_000_000)
    if low in units or low == "s":
        return Token("name", text[place:stop], place, stop, text[place:stop].lower(), value, plain, suffix=low)
    if len(letters) == 1 and not plain:  # a note letter of flattened text
        return Token("num", text[place:end], place, end, text[place:end], value)
    if len(letters) > 2:
        return Token("num", text[place:end], place, end, text[place:end], value, plain)
    return whole


def _spaced(text: str, match: re.Match[str], units: frozenset[str], loose: bool) -> bool:
    """Whether a space parts thousands here: "16 000 guns", not "12 105 mm howitzers", not two figures side by side."""
    if match.start() and text[match.start() - 1] in "-‑–/":  # the end of a name or range: "F-16 200"
        return match[0].endswith("000")
    after = _LETTERS.match(text, match.end()) or _LETTERS.match(text, match.end() + 1)
    if after and after[0].lower() in units:
        return False
    return match[0].endswith("000") or match[0].count(" ") > 1 or loose
