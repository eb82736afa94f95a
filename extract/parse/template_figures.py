"""Drawing verbs for numbers, measures and fractions."""

from __future__ import annotations

import re

from ..vocabulary import table
from .template_call import Call, Verb

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def number(call: Call) -> None:
    """A number with separators, its sort key and prefix unseen."""
    words = call.said("1")
    call.canvas.begin()
    call.canvas.words(call.said("prefix") + format_number(words) + call.said("suffix"))


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


def measure(call: Call) -> None:
    """`{{convert|10|km|mi}}`: the figure and the unit that are given; the computed ones are not the page's."""
    words = [word for word in call.words() if word]
    if not words:
        return
    figures, unit = [words[0]], ""
    separators = table("templates/languages")["measures"]["between"]
    rest = words[1:]
    while len(rest) >= 2 and rest[0] in separators:
        figures.append(separators[rest[0]] + format_number(rest[1]))
        rest = rest[2:]
    unit = rest[0] if rest else ""
    names = table("templates/languages")["measures"]["units"].get(unit)
    shown = format_number(figures[0]) + "".join(figures[1:])
    short = call.said("abbr", "abbreviation") in ("on", "in", "yes") or names is None
    if names is not None and not short:
        unit = names[0] if shown == "1" else names[1]
    call.canvas.begin()
    call.canvas.words(f"{shown}{'-' if call.said('adj') in ('on', 'mid', 'pre') else ' '}{unit}" if unit else shown)


def split(call: Call) -> None:
    """A fraction: `{{frac|1|2}}` is 1/2, `{{frac|2|1|2}}` 2 1/2."""
    words = [word for word in call.words() if word]
    call.canvas.begin()
    if len(words) == 1:
        call.canvas.words(f"1⁄{words[0]}")
    elif words:
        call.canvas.words(" ".join([*words[:-2], f"{words[-2]}⁄{words[-1]}"]))


VERBS: dict[str, Verb] = {"number": number, "measure": measure, "fraction": split}
