"""Several people on a line: "X, Y and Z", "[[A]] / [[B]]", but "John Howard, Duke of Norfolk" is one."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ...richtext import Line
from ..names.base import bare, flat, is_nothing, is_pointer, unclosed_at
from ..names.several import ICONS, cut, has_icon, outside
from .between import last_words, lead, of_words, realm, reference, separator
from .fates import fate_link, fate_signs, fate_words
from .ranks import is_title, people_words, plain_word, rank_length
from .roles import is_byname, is_many, is_noble, is_note, is_suffix, is_time, opens_role, role_rows

_ALNUM = re.compile(r"[^\W_]")


@cache
def _rest(language: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(people_words(language)["placeholders"]["rest"]) + ")", re.IGNORECASE)


def is_rest(text: str, language: str = "en") -> bool:
    """Whether a piece of a list names nobody: "others".

    >>> is_rest("others"), is_rest("many more"), is_rest("Otho")
    (True, True, False)
    """
    return len(text) < 60 and bool(_rest(language).fullmatch(flat(text).strip(" .")))


@cache
def _nobody(language: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(people_words(language)["placeholders"]["nobody"]) + ")", re.IGNORECASE)


def is_nobody(text: str, language: str = "en") -> bool:
    """Whether the words name nobody: unknown, a pointer elsewhere, a crowd.

    >>> [is_nobody(t) for t in ("Unknown", "non-centralized leadership", "various commanders", "See list", "Unknown Soldier")]
    [True, True, True, True, False]
    """
    words = bare(text) or flat(text)
    if len(words) > 160:
        return False
    return is_pointer(text, language) or is_nothing(text, language) or bool(_nobody(language).fullmatch(words))


def split_people(line: Line, language: str = "en", parties: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The parts of a line that name a person each; `parties` are names of belligerents, lower case.

    >>> from extract.richtext import plain
    >>> [p.text for p in split_people(plain("Napoleon, Michel Ney (WIA, POW) and Jean Lannes").lines[0])]
    ['Napoleon', 'Michel Ney (WIA, POW)', 'Jean Lannes']
    >>> [p.text for p in split_people(plain("John Howard, Duke of Norfolk").lines[0])]
    ['John Howard, Duke of Norfolk']
    >>> [p.text for p in split_people(plain("Five kings of Seville, Elvas and Beja").lines[0])]
    ['Five kings of Seville, Elvas and Beja']
    """
    if is_many(line.text, language):
        return (line,)
    whole = (part for half in _by_pointer(line, language) for part in _by_icons(half, language))
    parts = (piece for part in whole for piece in _by_words(part, language, parties))
    return tuple(piece for part in parts for piece in _by_endings(part, language))


def after_aside(line: Line) -> tuple[Line, ...]:
    """The line cut behind a bracket at its head, where a flag or a link begins the next person.

    "A / (President) 🏴 B": a bracket under a name tells of that name, also where no break parts it from the next.

    >>> from extract.richtext import Builder
    >>> b = Builder(); b.text("(President) "); b.point("flag", "France"); b.text("Joffre")
    >>> [part.text for part in after_aside(b.build().lines[0])]
    ['(President)', 'Joffre']
    """
    if not line.text.startswith("("):
        return (line,)
    free = outside(line.text)
    close = next((place for place in range(1, len(free)) if free[place]), 0)
    if not close or line.text[close - 1] != ")":
        return (line,)
    rest = line.text[close:]
    at = close + len(rest) - len(rest.lstrip())
    begins = any(close <= m.start - line.start <= at for m in line.kinds("flag", "link"))
    if at >= len(line.text) or not line.text[at].isupper() or not begins:
        return (line,)
    return cut(line, 0, close), cut(line, close, len(line.text))


def _by_icons(line: Line, language: str) -> tuple[Line, ...]:
    """The parts that begin with a flag each: "🏴 A 🏴 B"."""
    icons = sorted({m.start - line.start for m in line.kinds("flag", "lost-flag")})
    if not icons or not has_icon(line):
        return (line,)
    free = outside(line.text)
    cuts: list[int] = []
    for place in icons:
        inside = place < len(free) and not free[place]
        between = line.text[cuts[-1] if cuts else 0 : place]
        after = line.text[place:].lstrip()
        if inside or not _ALNUM.search(between) or not _ALNUM.search(after) or not (after[0].isupper() or not after[0].isalpha()):
            continue
        cuts.append(place)
    if not cuts:
        return (line,)
    parts = [cut(line, a, b) for a, b in pairwise([0, *cuts, len(line.text)])]
    return tuple(trimmed(part, language) for part in parts if _ALNUM.search(part.text))


@cache
def _tail(language: str) -> re.Pattern[str]:
    return re.compile(r"(?<=\s)(?:" + people_words(language)["placeholders"]["tail"] + r")\Z", re.IGNORECASE)


def _by_pointer(line: Line, language: str) -> tuple[Line, ...]:
    """The line without words at its end that point elsewhere, and these: "Tipu Sultan | full list..."."""
    for m in line.kinds("link"):
        start, end = m.start - line.start, m.end - line.start
        last = start > 0 and end >= len(line.text.rstrip(" .…)")) and _ALNUM.search(line.text[:start])
        if last and is_nobody(line.text[start:end], language) and not fate_link(m.value or "", line.text[start:end], language):
            start = opener if (opener := unclosed_at(line.text[:start])) > 0 else start  # "(see [[full list]])"
            return cut(line, 0, start), cut(line, start, len(line.text))
    if match := _tail(language).search(line.text[-80:]):
        at = len(line.text) - len(line.text[-80:]) + match.start()
        return cut(line, 0, at), cut(line, at, len(line.text))
    return (line,)


def _by_endings(line: Line, language: str) -> tuple[Line, ...]:
    """The parts where a bracket or a dagger ends one person and another begins: "A (POW) Lt. B", "A † B"."""
    text = line.text
    free = outside(text)
    links = {m.start - line.start for m in line.kinds("link") if m.start < m.end}
    signs = {end for _, end, _ in fate_signs(text, language)}
    after = [*free[1:], True]
    ends = {place + 1 for place, char in enumerate(text) if char == ")" and (after[place] or text[place + 1] == "[")}
    ends |= signs | {m.end - line.start for m in line.kinds("fate")}
    cuts: list[int] = []
    for place in sorted(ends):
        start = cuts[-1] if cuts else 0
        rest = reference(language).sub(lambda m: " " * len(m.group()), text[place:])
        at = len(text) - len(rest.lstrip())
        if at >= len(text) or at <= place or not text[at].isupper() or not free[at] or not _ALNUM.search(text[start:place]):
            continue
        words = re.split(r"[(\[]", text[at:], maxsplit=1)[0]
        if opens_role(words, language) or fate_words(words, language) is not None:  # "Raynald (POW) Executed"
            continue
        linked = at in links and min(links) < place
        if linked or place in signs or rank_length(text[at:], language) or _says_of_person(text[start:place], language):
            cuts.append(at)
    if not cuts:
        return (line,)
    return tuple(cut(line, a, b) for a, b in pairwise([0, *cuts, len(text)]))


def _says_of_person(text: str, language: str) -> bool:
    """Whether the bracket at the end of the text tells of the person before it, and is no part of a name."""
    if not text.endswith(")") or "(" not in text:
        return False
    inside = text[text.rindex("(") + 1 : -1]
    return opens_role(inside, language) or fate_words(inside, language) is not None or is_time(inside, language)


def trimmed(line: Line, language: str = "en") -> Line:
    """The line without a separator or conjunction at its edges, icons kept.

    >>> from extract.richtext import plain
    >>> trimmed(plain("and Joachim Murat,").lines[0]).text
    'Joachim Murat'
    """
    match = lead(language).match(line.text)
    start = match.end() if match else 0
    end = len(line.text.rstrip(" \n,;/&•·"))
    words = line.text[start:end].casefold()
    end -= next((len(last) for last in last_words(language) if words.endswith(last) and words != last), 0)
    if start >= end or (start == 0 and end == len(line.text)):
        return line
    part = cut(line, start, end)
    lost = [m for m in line.kinds(*ICONS) if m.start - line.start < start]
    moved = tuple(m._replace(start=part.start, end=part.start) for m in lost)
    return replace(part, marks=(*moved, *part.marks))


def _by_words(line: Line, language: str, parties: frozenset[str]) -> tuple[Line, ...]:
    text = line.text
    free = outside(text)
    links = [(m.start - line.start, m.end - line.start) for m in line.kinds("link") if m.start < m.end]
    closed = [(m.start - line.start, m.end - line.start) for m in line.kinds("small") if m.start > line.start]
    cuts: list[tuple[int, int]] = []
    start = 0
    for match in separator(language).finditer(text):
        a, b = match.span()
        if not free[a] or not free[b - 1] or any(x < b and a < y for x, y in links) or any(x <= a and b <= y for x, y in closed):
            continue
        before, after = text[start:a], text[b:]
        following = _next(after, free, b, language)
        if match.group() == "/" and not (_beside_link(a, b, links) or (" " in before.strip() and " " in following.strip())):
            continue
        own = "," in match.group() and _own_page(line, b, language)
        if own or _parts(before, match.group(), following, language, parties, linked=any(x == b for x, _ in links)):
            cuts.append((a, b))
            start = b
    if not cuts:
        return (line,)
    edges = [0, *(place for pair in cuts for place in pair), len(text)]
    parts = [cut(line, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if not all(_ALNUM.search(part.text) or part.text.strip() == "?" for part in parts):
        return (line,)
    return tuple(parts)


def _own_page(line: Line, place: int, language: str) -> bool:
    """Whether a noble title after a comma is shown for a person's own page: "[[Gottfried Graf zu Pappenheim|Graf zu Pappenheim]]"."""
    links = [m for m in line.kinds("link") if m.start == line.start + place and m.value]
    shown = [(m.value or "", line.text[place : m.end - line.start]) for m in links]
    return any(page.endswith(" " + words) and is_noble(words, language) for page, words in shown)


def _beside_link(a: int, b: int, links: list[tuple[int, int]]) -> bool:
    return any(y == a for _, y in links) or any(x == b for x, _ in links)


def _next(after: str, free: list[bool], offset: int, language: str) -> str:
    """The words up to the next separator outside brackets."""
    for match in separator(language).finditer(after[:300]):
        if free[offset + match.start()] and match.start() > 0:
            return after[: match.start()]
    return after[:300]


def _parts(before: str, separator: str, after: str, language: str, parties: frozenset[str], *, linked: bool) -> bool:
    """Whether the words on both sides of the separator are people of their own."""
    before, after = flat(before).strip(), flat(after).strip()
    if not _ALNUM.search(before) or not (_ALNUM.search(after) or after == "?"):
        return False
    comma = "," in separator
    if is_title(before, language) and comma:
        return False  # "Commander-in-Chief, India Sir Edward Paget"
    bare_after = after.split("(", 1)[0].strip() or after
    if is_rest(bare_after, language) or is_nobody(bare_after, language):
        return True
    first = bare_after.lstrip("\"'“‘(")[:1]
    if first.islower() and not _particle(bare_after, language):
        return False
    if is_title(bare_after, language) and not linked and comma:
        return False  # "Theodore Roosevelt, Lt. Col.", "Louis, Grand Dauphin"
    if is_suffix(bare_after, language) or fate_words(bare_after, language) or bare_after.casefold() in parties:
        return False
    if comma and not linked and is_note(bare_after, language):
        return False
    if opens_role(bare_after, language):
        return False
    if is_noble(bare_after, language):
        whole = is_noble(before, language) or is_noble(before.rsplit(",", 1)[-1], language)
        return whole or not comma
    if comma and (is_byname(bare_after, language) or own_title(before, bare_after, language)):
        return False
    place = realm(language).search(before)  # "Christian IV of Denmark and Norway"
    shared = place and place.group() != before and " " not in bare_after and not rank_length(bare_after, language)
    return comma or linked or not shared


def own_title(before: str, after: str, language: str) -> bool:
    """A title over the name just given: "Charles Cornwallis, Earl Cornwallis", "Hugh, Earl Percy"."""
    length = rank_length(after, language)
    words = before.split()
    if length and len(words) == 1 and plain_word(after[:length]) in role_rows(language, "own_titles"):
        return True
    return bool(length) and plain_word(after[length:].strip()) == plain_word(words[-1])


@cache
def _particles(language: str) -> frozenset[str]:
    return frozenset(plain_word(row) for row in people_words(language)["titles"]["particles"]) - {
        word.strip() for word in of_words(language)
    }


def _particle(text: str, language: str) -> bool:
    words = re.split(r"[\s'’-]", text, maxsplit=3)
    return plain_word(words[0]) in _particles(language) and any(word[:1].isupper() for word in words[1:3])
