"""What the words beside a person's name say: a command or office (role), a note, a fate.

(President of the Comoros)          role
(WIA, later captured)               fates
(until 1779; killed)                note, fate
(Pawar; Infantry & Cavalry)         note, role: of several, the one that is surely a command is the role
(Yusufan)                           role: of one alone, what they led
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...record import Fate
from ..names.base import flat, is_period, says_when
from .fates import fate_words, holds_fate, is_illness, is_linking
from .ranks import people_words
from .roles import is_note, is_time, names_command

_SPLIT = re.compile(r"\s*;\s*|\s*,\s+|\s+[–—]\s+|\)\s*\(")


@dataclass(slots=True)
class Said:
    """What was said beside a name, in order."""

    roles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    def take(self, other: Said) -> None:
        self.roles += other.roles
        self.notes += other.notes
        self.fates += [fate for fate in other.fates if fate not in self.fates]
        self.unsure += other.unsure


def when_place(text: str, language: str = "en") -> int | None:
    """Where in the words the time begins that ends them: "President | until 1963", "commander | 1914–15".

    >>> "President until 1963"[when_place("President until 1963"):]
    'until 1963'
    """
    if len(text) > 200 or not any(c.isdigit() for c in text):
        return None
    for match in re.finditer(r"(?<=[\s,(])(?=[^\s,(])", text):
        rest = text[match.start() :]
        if is_time(rest, language) or (says_when(rest, language) and not names_command(rest, language)):
            return match.start()
    return None


def read_aside(text: str, language: str = "en") -> Said:
    """What an aside says (its brackets taken off).

    >>> said = read_aside("until 1779; killed"); said.notes, said.fates
    (['until 1779'], ['killed'])
    >>> said = read_aside("Commander-in-Chief, India"); said.roles
    ['Commander-in-Chief, India']
    >>> said = read_aside("Pawar; Infantry & Cavalry"); said.roles, said.notes
    (['Infantry & Cavalry'], ['Pawar'])
    """
    said = Said()
    text = flat(text)
    whole = fate_words(text, language)
    pieces = [(text, "")] if whole else _pieces(text)
    open_: list[tuple[str, str]] = []  # (kind, words) of what is neither fate nor time
    kinds: list[str] = []
    maybe: list[Fate] = []
    for words, separator in pieces:
        if words.strip() == "?":
            said.notes.append("?")  # "Vykintas (?)": who it was is not sure
            continue
        if is_linking(words):
            continue
        found = fate_words(words, language)
        if is_illness(words, language) and not found:
            said.notes.append(flat(words))
            kinds.append("note")
            continue
        if found:
            if found.unsure:
                said.unsure.append(flat(words))
                maybe += found.fates
            else:
                said.fates += [fate for fate in found.fates if fate not in said.fates]
            if found.more or found.unsure:
                said.notes.append(flat(words))
            kinds.append("fate")
            continue
        kind = _kind(words, language)
        if kind == "when" and kinds and kinds[-1] == "when":
            dash = separator.strip() in ("–", "—", "-")
            said.notes[-1] += separator + flat(words) if dash else f"{separator.strip() or ','} {flat(words)}".replace(" ,", ",")
        elif kind == "when" and kinds and kinds[-1] == "fate" and said.notes and is_period(words):
            said.notes[-1] += f", {flat(words)}"
        elif kind in ("when", "note"):
            said.notes.append(flat(words))
        elif open_ and kinds[-1] in ("role", "open") and separator.strip() in (",", "–", "—"):
            joined = f"{open_[-1][1]}{separator}{words}"
            open_[-1] = ("role" if "role" in (kind, open_[-1][0]) else "open", joined)
            kind = open_[-1][0]
        else:
            open_.append((kind, words))
        kinds.append(kind)
    sure = any(kind == "role" for kind, _ in open_)
    for kind, words in open_:
        if kind == "open" and sure:
            said.notes.append(flat(words))
            continue
        place = when_place(words, language)
        if place and words[:place].strip(" ,("):
            said.notes.append(flat(words[place:]))
            words = words[:place]
        said.roles.append(flat(words).strip(" ,;:–—-"))
    if said.fates:
        said.unsure.clear()  # "missing, presumed dead": what is sure counts
    said.fates += [fate for fate in dict.fromkeys(maybe) if not said.fates]
    return said


def _kind(words: str, language: str) -> str:
    if is_time(words, language) or says_when(flat(words), language):
        return "when"
    if is_note(words, language) or _is_doubt(words, language):
        place = when_place(words, language)  # "acting CO until 2 Sep" is an office and its time
        return "role" if place and _kind(words[:place].strip(" ,("), language) == "role" else "note"
    if names_command(words, language):
        return "role"
    return "note" if holds_fate(words, language) else "open"  # "brother killed", "to be executed"


def _is_doubt(words: str, language: str) -> bool:
    """Whether the words set another fate beside the one that is marked: "or executed"."""
    first, _, rest = flat(words).partition(" ")
    return first.casefold() in people_words(language)["placeholders"]["alternatives"] and fate_words(rest, language) is not None


def _pieces(text: str) -> list[tuple[str, str]]:
    """The parts of an aside, each with what separates it from the one before; none cut inside brackets."""
    found: list[tuple[str, str]] = []
    last, separator, depth, scanned = 0, "", 0, 0
    for match in _SPLIT.finditer(text):
        depth += text.count("(", scanned, match.start()) - text.count(")", scanned, match.start())
        scanned = match.start()
        if depth > 0:
            continue
        if words := text[last : match.start()].strip():
            found.append((words, separator))
        separator, last = match.group(), match.end()
    if words := text[last:].strip(" ,;"):
        found.append((words, separator))
    return found
