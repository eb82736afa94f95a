"""What stands between people on a line, and around them: separators, conjunctions, notes of a source without markup."""

from __future__ import annotations

import re
from functools import cache

from .ranks import people_words


def _any(language: str, key: str) -> str:
    return "|".join(re.escape(word) for word in people_words(language)["lists"][key])


@cache
def reference(language: str) -> re.Pattern[str]:
    """Notes that a source without markup leaves in the text: "[12]", "[a]", "[citation needed]"."""
    return re.compile(
        rf"\[(?:\d{{1,3}}|[a-z]{{1,2}}|(?:{_any(language, 'note_marks')}) \d+|i{{1,3}}|iv|v"
        rf"|[^\[\]]{{0,40}}(?:{_any(language, 'tags')})[^\[\]]{{0,20}})\]"
    )


@cache
def separator(language: str) -> re.Pattern[str]:
    """What parts two names: a semicolon, a comma, a conjunction, a stroke."""
    last = rf"(?:(?:{_any(language, 'last')})\s+)?"
    return re.compile(
        rf"\s*;\s*{last}|\s*,\s+{last}|,(?=[^\W\d_])|\s+(?:{_any(language, 'conjunctions')})\s+|\s*[|•·]\s+|\s+/\s*|/\s+|/",
        re.IGNORECASE,
    )


@cache
def lead(language: str) -> re.Pattern[str]:
    """Separators and conjunctions before the first name of a piece."""
    return re.compile(
        rf"(?:\s*(?:{_any(language, 'conjunctions')}|,|;|/|•|·|–|—|-|\*)(?=[\s\"“]|$))+\s*",
        re.IGNORECASE,
    )


@cache
def realm(language: str) -> re.Pattern[str]:
    """The lands of a ruler at the end of the name, which a conjunction may go on with: "of Denmark [and Norway]"."""
    return re.compile(rf"\b(?:{_any(language, 'of')}) [^\W\d_][\w'’-]*(?:, [^\W\d_][\w'’-]*)*$")


@cache
def office(language: str) -> re.Pattern[str]:
    """An office at the beginning of a line, up to a comma or what leads on to where it was held."""
    return re.compile(rf"(?P<office>[^,]{{2,60}}?)(?:,| (?:{_any(language, 'offices_of')})\b)")


@cache
def of_words(language: str) -> tuple[str, ...]:
    """What leads from a ruler to the lands, with a space behind it: "of "."""
    return tuple(f"{word} " for word in people_words(language)["lists"]["of"])


def last_words(language: str) -> tuple[str, ...]:
    """The conjunctions that a piece may end in, before whose next name was cut off."""
    return tuple(f" {word}" for word in people_words(language)["lists"]["last"] if word.isalpha())


@cache
def leads_on(language: str) -> re.Pattern[str]:
    """A line that only leads from one person to the next: "replaced by"."""
    return re.compile("(?:" + "|".join(people_words(language)["placeholders"]["between"]) + ")", re.IGNORECASE)
