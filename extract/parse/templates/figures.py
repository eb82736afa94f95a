"""Drawing verbs for numbers, measures and fractions."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from ...vocabulary import table
from .call import Call, Verb

_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,20})?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_EXPONENT = re.compile(r"-?\d{1,2}")
_ROUNDING = re.compile(r"-?\d{1,2}")


def number(call: Call) -> None:
    """A number with separators, its sort key unseen; `{{val|1.5|e=6|u=km}}` with its power of ten written out and its unit."""
    words = call.said("1")
    call.canvas.begin()
    if exponent := call.said("e"):
        words = _raised(words, exponent)
    unit = " " + unit if (unit := call.said("u", "ul")) else ""
    call.canvas.words(call.said("prefix", "p") + format_number(words) + unit + call.said("suffix", "s"))


def gapped(call: Call) -> None:
    """`{{gaps|12|000}}`: one number, its groups parted by gaps that no copied text keeps."""
    unit = " " + unit if (unit := call.said("u", "ul")) else ""
    call.canvas.begin()
    call.canvas.words(call.said("lhs") + format_number("".join(call.words())) + call.said("rhs") + unit)


def _raised(words: str, exponent: str) -> str:
    """A number times a power of ten, written out: what the superscript says cannot be seen in plain text.

    >>> _raised("1.5", "6"), _raised("1.5", "x")
    ('1500000', '1.5×10^x')
    """
    if not _NUMBER.fullmatch(words) or not _EXPONENT.fullmatch(exponent):
        return f"{words}×10^{exponent}"
    return f"{Decimal(words).scaleb(int(exponent)):f}"


def format_number(words: str) -> str:
    """A plain number with a comma at each thousand; other words as they are.

    >>> format_number("12500.5"), format_number("c. 1200")
    ('12,500.5', 'c. 1200')
    """
    words = words.strip()
    if not _NUMBER.fullmatch(words) or len(words) > 40:
        return words
    whole, _, rest = words.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit: its names for one and for several, its sign, its size in its dimension's base unit, what it is turned into."""

    one: str
    many: str
    sign: str
    size: float
    into: tuple[str, ...]


@cache
def _units() -> Mapping[str, _Unit]:
    rows: Mapping[str, list[Any]] = table("templates/languages")["measures"]["units"]
    return {code: _Unit(row[0], row[1], row[2], float(row[3]), tuple(row[4:])) for code, row in rows.items()}


def measure(call: Call) -> None:
    """`{{convert|10|km|mi}}`: "10 kilometres (6.2 mi)", the second computed and rounded as the template does.

    A unit that the table does not know is drawn as it is given, without the computed one.
    """
    words = [_THOUSANDS.sub("", word) for word in call.words() if word]
    if not words:
        return
    between: Mapping[str, str] = table("templates/languages")["measures"]["between"]
    figures, joints, rest = [words[0]], [""], words[1:]
    while len(rest) >= 2 and rest[0] in between:
        figures.append(rest[1])
        joints.append(between[rest[0]])
        rest = rest[2:]
    code = rest[0] if rest else ""
    unit = _units().get(code)
    shown = "".join(joint + format_number(figure) for joint, figure in zip(joints, figures, strict=True))
    short = call.said("abbr", "abbreviation") in ("on", "in", "yes")
    adjective = call.said("adj") in ("on", "mid", "pre")
    name = code if unit is None else unit.sign if short else unit.one if shown == "1" or adjective else unit.many
    given = f"{shown}{'-' if adjective and not short else ' '}{name}".rstrip()
    computed = _computed(figures, joints, unit, rest[1:]) if unit else ""
    form = call.said("disp")
    call.canvas.begin()
    if computed and form in ("out", "output only"):
        call.canvas.words(computed)
    elif computed and form in ("or", "slash", "comma"):
        call.canvas.words(given + {"or": " or ", "slash": "/", "comma": ", "}[form] + computed)
    else:
        call.canvas.words(f"{given} ({computed})" if computed and form not in ("number", "unit", "preunit") else given)


def _computed(figures: list[str], joints: list[str], unit: _Unit, more: list[str]) -> str:
    """The same in the unit that is asked for, else in the usual one: "6.2 mi"; "" where it cannot be said."""
    asked = more[0].split() if more and not _ROUNDING.fullmatch(more[0]) else list(unit.into)
    rounding = next((word for word in more if _ROUNDING.fullmatch(word)), None)
    parts = []
    for code in asked:
        other = _units().get(code)
        if other is None or not all(_NUMBER.fullmatch(figure) for figure in figures):
            return ""
        values = [float(figure) * unit.size / other.size for figure in figures]
        digits = [int(rounding)] if rounding else [_digits(figure, value) for figure, value in zip(figures, values, strict=True)]
        shown = [_rounded(value, max(digits)) for value in values]  # a range has the digits of its finer end
        parts.append("".join(joint + one for joint, one in zip(joints, shown, strict=True)) + f" {other.sign}")
    return "; ".join(parts)


def _digits(given: str, value: float) -> int:
    """The decimals that a given figure warrants for a computed one, two digits at the least (Template:Convert, Rounding).

    >>> _digits("10", 6.21371), _digits("5", 8.04672), _digits("1234", 766.77), _digits("20", 32.18)
    (1, 1, 0, 0)
    """
    if not value or not float(given):
        return 0
    decimals = given.partition(".")[2]
    known = len(decimals) if decimals else -(len(given) - len(given.rstrip("0")))
    least = 1 - math.floor(math.log10(abs(value)) + 1e-14)
    return max(math.floor(known + math.log10(abs(float(given) / value))), least)


def _rounded(value: float, digits: int) -> str:
    """A value with so many decimals (less than none: whole tens, hundreds).

    >>> _rounded(984.2, -1), _rounded(6.21371, 1)
    ('980', '6.2')
    """
    return format_number(f"{round(value, digits):.{max(digits, 0)}f}")


def split(call: Call) -> None:
    """A fraction: `{{frac|1|2}}` is 1/2, `{{frac|2|1|2}}` 2 1/2."""
    words = [word for word in call.words() if word]
    call.canvas.begin()
    if len(words) == 1:
        call.canvas.words(f"1⁄{words[0]}")
    elif words:
        call.canvas.words(" ".join([*words[:-2], f"{words[-2]}⁄{words[-1]}"]))


VERBS: dict[str, Verb] = {"number": number, "gapped": gapped, "measure": measure, "fraction": split}
