"""Evidence for two cells on one line: "98,787 60,000", "Ethiopian Empire Adal Sultanate"."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..demonyms import entities_in, entities_of
from .names import Names, is_mixed, is_party_name
from .people import is_known
from .section import LONGEST_LINE, Features, Section, Token, Words, is_number, tokens
from .shape import count_key

#: Tells how often words stand one after another in the article.
Phrases = Callable[[str], int]

_CLOSERS = (")", "]")
#: What the name of a unit begins with: "2nd", "XIII".
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|d|th)|[IVXL]+")
#: Two initials and more: "A.V.", "J.E.B.".
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_BRACKET = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def candidates(section: Section, words: Words, names: Names, phrases: Phrases) -> list[tuple[int, Features]]:
    """The offsets in a section's first line where a second cell may begin, each with what speaks for and against it."""
    if not section.lines:
        return []
    line = section.lines[0]
    text = line.text[:LONGEST_LINE]
    found: list[tuple[int, Features]] = []
    parts = tokens(text)
    depth = 0
    flags = section.marks_at("lost-flag", 0)
    fates = section.marks_at("lost-fate", 0)
    cells = section.marks_at("cell", 0)
    others = sorted(len(tokens(other.text)) for other in section.lines[1:])
    longer = bool(others) and len(parts) > 1.6 * others[len(others) // 2]
    for number, token in enumerate(parts):
        if number and depth == 0 and not token.text.startswith(("(", "[", "–", "—", "-")):
            here = _figures(parts, number, words) if section.counted else _names(parts, number, words, names, phrases, text)
            if section.lead:  # a cell of paragraphs shares no line
                here = None
            if here is not None and longer:
                here["longer-line"] = 1.0
            marked = _marked(parts[number - 1].end, token.start, flags, fates, cells)
            if marked:
                found.append((token.start, (here or {}) | marked))
            elif here is not None:
                found.append((token.start, here))
        depth = max(0, depth + token.text.count("(") - token.text.count(")"))
    return found


def _marked(end: int, start: int, flags: list[int], fates: list[int], cells: list[int]) -> Features:
    marks: Features = {}
    if any(end <= mark <= start for mark in flags):
        marks["flag-inside"] = 1.0
    if any(end - 1 <= mark < start for mark in fates):
        marks["fate-inside"] = 1.0
    if any(end <= mark <= start for mark in cells):
        marks["cell"] = 1.0
    return marks


def _figures(parts: list[Token], number: int, words: Words) -> Features | None:
    """Evidence where a figure, or a word that stands for one, begins."""
    token, above = parts[number], parts[number - 1]
    left = " ".join(t.text for t in parts[:number])
    right = " ".join(t.text for t in parts[number:])
    if words.has("joiners", above.low) or words.has("qualifiers", above.low) or above.text.endswith(("–", "-", "/", "~")):
        return None
    found: Features = {}
    begins = is_number(token.text)
    word = token.text.casefold().strip(".,;:")
    qualifies = words.has("qualifiers", word) or words.has("qualifiers", token.text.casefold())
    if begins or (qualifies and any(is_number(t.text) for t in parts[number + 1 : number + 4])):
        found["figure-begins"] = 1.0
    elif words.has("nothing", right.casefold().strip(" .")) or (
        words.has("nothing", word) and token.text[:1].isupper() and len(parts) - number <= 3
    ):
        found["denial-begins"] = 1.0
    elif not token.text[:1].isupper() and not words.has("nothing", left.casefold().strip(" .")):
        return None
    else:
        found["word-begins"] = 1.0
    if above.text.endswith((",", ";", ":")):
        found["comma"] = 1.0
    elif above.text.endswith(".") and len(above.text) > 3:
        found["stop"] = 1.0
    if above.text.endswith(_CLOSERS):
        found["bracket-ends"] = 1.0
    if words.has("nothing", left.casefold().strip(" .")):
        found["denial-ends"] = 1.0
    elif not any(is_number(t.text) for t in parts[:number]):
        if ":" in left or ":" in right:
            return None  # "Red Army: 50,000" says whose figure it is
        found["no-figure-left"] = 1.0
    if not any(char.isdigit() for char in right) and "denial-begins" not in found:
        found["no-figure-right"] = 1.0
    if is_number(above.text) and begins:
        found["figures-meet"] = 1.0
        if _thousands(above.text, token.text):
            found["thousands"] = 1.0
    if left.casefold() == right.casefold():
        found["halves-same"] = 1.0
    mine, theirs = count_key(left, words), count_key(right, words)
    if mine is not None and mine == theirs:
        found["same-count"] = 1.0
        if _things(left) == _things(right):
            found["same-things"] = 1.0
        if above.low == parts[-1].low and not is_number(above.text):
            found["same-ending"] = 1.0
    if "comma" not in found and ("," in _bare(left) or "," in _bare(right)):
        found["commas-elsewhere"] = 1.0
    return found


def _things(text: str) -> tuple[str, ...]:
    """The two words behind a text's first figure, in the singular ("2 auxiliary cruisers damaged" -> auxiliary, cruiser)."""
    found = text.split()
    first = next((n for n, word in enumerate(found) if is_number(word)), len(found))
    return tuple(word.casefold().strip(".,;").removesuffix("s") for word in found[first + 1 : first + 3])


def _bare(text: str) -> str:
    """A text without the commas inside its numbers."""
    return "".join(c for n, c in enumerate(text) if not (c == "," and text[n + 1 : n + 2].isdigit()))


def _thousands(left: str, right: str) -> bool:
    """Whether two numbers may be one: "16 000"."""
    return len(left) <= 3 and left.isdigit() and len(right) == 3 and right.isdigit()


def _names(parts: list[Token], number: int, words: Words, names: Names, phrases: Phrases, text: str) -> Features | None:
    """Evidence where a name begins."""
    token, above = parts[number], parts[number - 1]
    left, right = text[: above.end].strip(), text[token.start :].strip()
    low = right.casefold().strip(" .")
    denial = words.has("nothing", low) or words.has("nothing", left.casefold())
    if words.has("joiners", above.low) or words.has("joiners", token.low) or above.text.endswith(("-", "–", "/")):
        return None
    if words.has("particles", above.low) or words.has("ranks", above.low) or above.text.endswith(","):
        return None
    if _ORDINAL.fullmatch(above.text):
        return None  # "2nd Division"
    if not names.people and entities_of(f"{left} {right}"):
        return None  # all of the line is one party's name: "Soviet Union"
    if token.text[:1].islower() and not denial and not words.has("particles", token.low):
        return None
    found: Features = {"name-begins": 1.0}
    if denial:
        found["denial-begins"] = 1.0
    if above.text.endswith(_CLOSERS) or above.text.endswith("†"):
        found["bracket-ends"] = 1.0
    if left == left.lower() and left.isascii() and not right[:1].islower():
        found["lower-then-name"] = 1.0
    if parts[0].low == token.low:
        found["same-opening"] = 1.0
    if left.casefold() == low:
        found["halves-same"] = 1.0
    glue = phrases(f"{above.text} {token.text}")
    found["glued"] = -1.0 if glue else 0.0
    found["known-phrases"] = float((_known(parts[:number], phrases) > 0) + (_known(parts[number:], phrases) > 0))
    return found | _kind_of_name(left, right, parts, number, words, names)


def _several(word: str) -> bool:
    """Whether one word is a whole name: "A.V.Burov", "Ar-pi-uck-i"."""
    return "." in word[:-1] or word.count("-") > 1


def _known(parts: list[Token], phrases: Phrases) -> int:
    """How often the article has these words, or the last two of them, one after another."""
    name = " ".join(t.text.strip("(),") for t in parts)
    if len(parts) > 2 and not phrases(name):
        name = " ".join(t.text.strip("(),") for t in parts[-2:])
    return phrases(name)


def _kind_of_name(left: str, right: str, parts: list[Token], number: int, words: Words, names: Names) -> Features:
    found: Features = {}
    first, last = parts[number], parts[number - 1]
    if names.people:
        found["lone-left"] = 1.0 if number == 1 and not _several(last.text) else 0.0
        lone = len(parts) - number == 1 and not words.has("nothing", first.low) and not _several(first.text)
        found["lone-right"] = 1.0 if lone else 0.0
        told = tokens(_BRACKET.sub(" ", " ".join(t.text for t in parts)))
        found["long-line"] = float(max(0, sum(not words.has("particles", t.low) for t in told) - 3))
        found["uneven"] = abs(number - (len(parts) - number)) / len(parts)
        if words.has("ranks", first.low):
            found["rank-begins"] = 1.0
        known = float(is_known(left.partition("(")[0])) + float(is_known(right.partition("(")[0]))
        if known:
            found["known-persons"] = known
        if names.is_given(first.text):
            found["given-begins"] = 1.0
        if number > 1 and names.is_given(last.text) and not names.is_given(parts[number - 2].text):
            found["given-ends"] = 1.0
        if number > 1 and _INITIALS.match(first.text) and len(parts) - number < 4:
            found["initials-begin"] = 1.0
        family = tuple(words.sets["family"])
        given = words.has("particles", parts[number - 2].low) or words.has("servants", parts[number - 2].low)
        if number > 1 and last.text.lower().startswith(family) and not first.text.lower().startswith(family) and not given:
            found["family-ends"] = 1.0
        if words.has("particles", first.low):
            found["particle-begins"] = 1.0
        if last.text.strip("IVX") == "" or last.text.endswith(("Jr.", "Sr.")):
            found["numeral-ends"] = 1.0
        mixed = (
            is_mixed(first.text, (t.text for t in parts[number + 1 :])),
            is_mixed(last.text, (t.text for t in parts[: number - 1])),
        )
        found["mixed"] = float(sum(mixed))
        mine, theirs = names.languages(left), names.languages(right)
        if mine and theirs and not set(mine) & set(theirs):
            found["languages-differ"] = 1.0
        return found
    for side, name in (("left", left), ("right", right)):
        bare = name.partition("(")[0].strip()
        if is_party_name(bare):
            found[f"entity-{side}"] = 1.0
        elif entities_of(bare):
            found[f"adjective-{side}"] = 1.0
        elif entities_in(bare):
            found[f"entity-{side}"] = 0.5
    if words.has("heads", last.low):
        found["head-ends"] = 1.0
    if number + 1 == len(parts) and words.has("heads", first.low) and not words.has("terms", first.low):
        found["head-alone"] = 1.0  # "Free Army"
    if (words.has("openings", first.low) and number + 1 < len(parts)) or first.text[:1].isdigit():
        found["opening-begins"] = 1.0
    if "head-ends" in found and _NUMBERED.fullmatch(first.text):
        found["number-begins"] = 1.0
    return found
