"""One person from the words that are about them: rank, name, role, note, fates.

🏴 Lt-Gen. [[Ali Ayyoub]] † (3rd Army, since 2018)
   rank     name       fate  role       note
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from ...record import Fate
from ...richtext import Line, Mark
from ..base import refs_of
from ..demonyms import entities_of
from ..names.base import flat, name_of
from .asides import Said, read_aside, when_place
from .between import office, reference
from .brackets import Aside, segments, without_brackets_after_rank
from .fates import fate_link, fate_signs, fate_words
from .lists import own_title
from .ranks import is_post, is_title, people_words, plain_word, rank_length, rank_place
from .roles import is_byname, is_many, is_noble, is_suffix, names_command, opens_role, post_place, role_rows

#: The name of an image's file that a source shows in its place: "Flag of France.svg".
_FILE = re.compile(r"^(?:[^\n().]{1,80}(?:\([^()\n]{1,40}\))?[^\n().]{0,40}\.(?:svg|png|gif|jpe?g)\s+)+(?=\S)", re.IGNORECASE)
_CODES = re.compile(r"[\[(]+(?P<codes>[a-z]{2,3}(?:-[a-z]+)?(?:[;,]\s?[a-z]{2,3}(?:-[a-z]+)?)*)[\])]+")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|\s*—\s*|\s*:\s+")
_LETTER = re.compile(r"[^\W\d_]")
_WORD_AND_SPACE = re.compile(r"[^\s]+\s+")
_POSSESSIVE = re.compile(r"['’]s\s+(?=\w)")
#: A question mark behind a person's mark or bracket: the page is not sure of the fate ("Ney †?", "Ney (KIA) ?").
_DOUBT = re.compile(r"(?<=[\s†‡)])\?+$")


@dataclass(slots=True)
class Person:
    """A person as read; places are in the field's text."""

    start: int
    end: int
    name: str
    link: str | None = None
    flags: tuple[str, ...] = ()
    rank: str | None = None
    said: Said = field(default_factory=Said)
    refs: tuple[str, ...] = ()
    unclosed: bool = False
    lost: bool = False
    guessed: bool = False


@cache
def _leads_to(language: str) -> re.Pattern[str]:
    rows = sorted(people_words(language)["placeholders"]["leads"], key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(rows) + r")[\s:]+(?=[^\W\d_])", re.IGNORECASE)


@cache
def _languages(language: str) -> frozenset[str]:
    return frozenset(people_words(language)["placeholders"]["languages"].split())


def read_person(line: Line, language: str = "en") -> Person | None:
    """The person that a line names; None where it names nobody.

    >>> from extract.richtext import plain
    >>> p = read_person(plain("Maj-Gen Dalzell (WIA), Bengal Presidency").lines[0])
    >>> p.rank, p.name, p.said.roles, p.said.fates
    ('Maj-Gen', 'Dalzell', ['Bengal Presidency'], ['wounded'])
    """
    fates = [(m.start, m.value) for m in line.kinds("fate")]
    shown, signs = _shown(line, language)
    fates += signs
    shown, between = without_brackets_after_rank(shown, language)
    name, asides, unclosed = segments(shown, language)
    asides += between
    person = Person(line.start, line.end, "", flags=_flags(line), refs=refs_of(line), unclosed=unclosed)
    person.lost = bool(line.kinds("lost-fate"))
    name, more = _cut_words(name, language)
    asides += more
    prefix, name = _prefix(name, language)
    if prefix:
        asides.append(Aside(-1, prefix))
    _fill_name(person, name, language)
    if not _LETTER.search(person.name):
        return None
    said = [(line.start + aside.place, read_aside(aside.text, language)) for aside in sorted(asides, key=lambda a: a.place)]
    for _, one in said:
        person.said.take(one)
    if len(person.said.roles) == 1 and _may_be_name(person.name, person.said.roles[0], language):
        person.said.notes.append(person.said.roles.pop())
    placed: list[tuple[int, Fate]] = [*fates, *((place, fate) for place, one in said for fate in one.fates)]
    person.said.fates = list(dict.fromkeys(fate for _, fate in sorted(placed, key=lambda pair: pair[0])))
    if fates:
        person.said.unsure.clear()
    if fates and _DOUBT.search(line.text):
        person.said.unsure.append(line.text)
    return person


def _may_be_name(name: str, words: str, language: str) -> bool:
    """Whether one word beside one word may be the person's other name as well as what they led: "Buccinator (Qanatir)"."""
    single = name.isalpha() and words.isalpha() and words[0].isupper() and not words.isupper()
    return single and not (names_command(words, language) or is_title(words, language) or entities_of(words))


def _flags(line: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.value for m in line.kinds("flag") if m.value))


def _shown(line: Line, language: str) -> tuple[Line, list[tuple[int, Fate]]]:
    """The line with blanks for what is neither name nor said of the person (marks, codes of languages), and the signs' fates."""
    chars = list(line.text)
    signs: list[tuple[int, Fate]] = []
    for start, end, fate in fate_signs(line.text, language):
        chars[start:end] = " " * (end - start)
        if not any(m.start - 1 <= line.start + start <= m.end for m in line.kinds("fate")):
            signs.append((line.start + start, fate))
    for m in line.kinds("link"):
        words = line.text[m.start - line.start : m.end - line.start]
        linked = fate_link(m.value or "", words, language)
        if linked and m.start > line.start:
            chars[m.start - line.start : m.end - line.start] = " " * len(words)
            signs.append((m.start, linked))
    for m in line.kinds("fate"):
        start, end = m.start - line.start, m.end - line.start
        if 0 < end - start <= 25 and end - start < len(line.text):
            chars[start:end] = " " * (end - start)
    if doubt := _DOUBT.search(line.text):
        chars[doubt.start() : doubt.end()] = " " * (doubt.end() - doubt.start())
    text = "".join(chars)
    for lead in (_FILE.match(text), _leads_to(language).match(text)):
        if lead:
            chars[: lead.end()] = " " * lead.end()
    for pattern in (reference(language), _CODES):
        for match in pattern.finditer(text):
            codes = match.groupdict().get("codes")
            inside = codes is not None and _LETTER.match(text[match.end() :].lstrip()[:1])  # "Bertrand (du) Guesclin"
            if codes is None or (match.start() and not inside and _are_languages(codes, language)):
                chars[match.start() : match.end()] = " " * (match.end() - match.start())
    return replace(line, text="".join(chars)), signs


def _are_languages(codes: str, language: str) -> bool:
    return all(code.split("-")[0] in _languages(language) for code in re.split(r"[;,]\s?", codes))


def _says_fate(word: str) -> bool:
    """Whether a last word may be a fate and no part of the name: "KIA", and what a template writes ("Yuxian Executed")."""
    return len(word) > 2 and (word.isupper() or word.endswith("ed") and word[0].isupper())


def _cut_words(name: Line, language: str) -> tuple[Line, list[Aside]]:
    """The name without what follows it after a comma, a dash, in small print, or as bare words of time or fate."""
    asides: list[Aside] = []
    for m in sorted(name.kinds("small"), key=lambda m: m.start):
        at = m.start - name.start
        if at > 0 and m.end >= name.end and _LETTER.search(name.text[:at]) and not is_suffix(name.text[at:], language):
            asides.append(Aside(at, name.text[at:].strip(" ,;:–—-")))
            name = name.slice(0, at)
            break
    if at := post_place(name, language):
        asides.append(Aside(at, name.text[at:]))
        name = name.slice(0, at)
    for match in _DASH.finditer(name.text):
        if match.start() and _LETTER.search(name.text[match.end() :]) and not _in_link(name, match):
            asides.append(Aside(match.end(), name.text[match.end() :]))
            name = name.slice(0, match.start())
            break
    for match in re.finditer(r"\s*,\s*", name.text) if not is_many(name.text, language) else ():
        before, rest = name.text[: match.start()], name.text[match.end() :]
        if not before or not rest.strip() or _in_link(name, match) or is_title(before, language):
            continue
        if _belongs(before, rest.split(",", 1)[0], language):
            continue
        asides.append(Aside(match.end(), rest))
        name = name.slice(0, match.start())
        break
    place = when_place(name.text, language)
    if place and _LETTER.search(name.text[:place]):
        asides.append(Aside(place, name.text[place:]))
        name = name.slice(0, place)
    words = name.text.rsplit(None, 1)
    if len(words) == 2 and _says_fate(words[1]) and fate_words(words[1], language):
        asides.append(Aside(len(name.text) - len(words[1]), words[1]))
        name = name.slice(0, len(name.text) - len(words[1]))
    return name, asides


def _in_link(name: Line, match: re.Match[str]) -> bool:
    start, end = name.start + match.start(), name.start + match.end()
    return any(m.start < start and end < m.end for m in name.kinds("link"))


def _belongs(before: str, piece: str, language: str) -> bool:
    """Whether the words after a comma are part of the name before it."""
    known = is_byname(piece, language) or is_noble(piece, language) or is_suffix(piece, language)
    return (
        known
        or own_title(before, piece, language)
        or (is_title(piece, language) and not is_post(piece, language) and not piece[:1].islower())
    )


def _prefix(name: Line, language: str) -> tuple[str, Line]:
    """An office before the name, with what it is of: "Commander-in-Chief, India | Sir Edward Paget"."""
    text = name.text
    link = _main_link(name, language)
    head = text[: link.start - name.start] if link else ""
    if link and _LETTER.search(head) and not is_title(head, language):
        starts = (m.end() for m in _WORD_AND_SPACE.finditer(head) if not _leads(m.group(), language))
        start = next((place for place in starts if is_title(head[place:], language)), len(head))
        if opens_role(head[:start], language):
            return head[:start].strip(" ,;:–—-"), name.slice(start)
        return "", name
    if link is None:
        match = office(language).match(text)
        if match and is_title(match["office"], language) and opens_role(match["office"], language):
            place = rank_place(text, match.end(), language)
            if place:
                return text[:place].strip(" ,;:–—-"), name.slice(place)
    return "", name


def _leads(word: str, language: str) -> bool:
    """Whether a noun must follow the word: "of the | Fleet"."""
    return word.strip().casefold() in role_rows(language, "joins")


def _main_link(name: Line, language: str) -> Mark | None:
    """The link over the name itself: the longest that is neither over a rank alone nor over whose people they are."""
    links = []
    for m in name.kinds("link"):
        words = name.text[m.start - name.start : m.end - name.start]
        if _POSSESSIVE.match(name.text, m.end - name.start):
            continue  # "[[Mir Jumla]]'s officers"
        if is_title(words, language) and _LETTER.search(name.text[m.end - name.start :]):
            continue
        links.append(m)
    return max(links, key=lambda m: (m.end - m.start, -m.start)) if links else None


def _fill_name(person: Person, name: Line, language: str) -> None:
    """Split the rank off the name, and take the name's link."""
    link = _main_link(name, language)
    length = 0
    if link is None:
        length = rank_length(name.text, language)
    elif link.start > name.start:
        head = name.text[: link.start - name.start]
        if is_title(head, language) or rank_length(head + "Xx", language) == len(head.rstrip()):
            length = len(head.rstrip())
        else:
            length = rank_length(name.text, language)
            if length > len(head.rstrip()):
                length = 0  # "Field [[Marshal Haig]]": the rank goes on inside the link
    length = length or _plural_rank(name, link, language)
    if length:
        person.rank = flat(name.text[:length])
    found = name_of(name.slice(length), language)
    person.name = flat(found.text).replace(" ,", ",")
    person.link = link.value if link and not (is_many(name.text, language) or _is_home(link, name, language)) else None


def _plural_rank(name: Line, link: Mark | None, language: str) -> int:
    """How long the rank of several is before the first of them: "Consuls | Varro"; 0: there is none."""
    first, _, rest = name.text.partition(" ")
    if link is not None and link.start < name.start + len(first):
        return 0
    return len(first) if rest[:1].isupper() and plain_word(first) in role_rows(language, "plural_ranks") else 0


def _is_home(link: Mark, name: Line, language: str) -> bool:
    """Whether the link is a place's that a person is of, and no person's page: "Govinda Rai of [[Delhi]]".

    Such a page is called like the words shown ("Delhi", "Kingdom of León"), and names nothing else of the person.
    """
    head = name.text[: max(link.start - name.start, 0)].split()
    if len(head) < 2 or plain_word(head[-1]) not in role_rows(language, "homes"):
        return False
    words = {plain_word(word) for word in re.findall(r"[^\W_]+", link.value or "")}
    shown = {plain_word(word) for word in re.findall(r"[^\W_]+", name.text[link.start - name.start : link.end - name.start])}
    others = {plain_word(word) for word in re.findall(r"[^\W_]+", " ".join(head)) if word[0].isupper()}
    return bool(shown) and shown <= words and words.isdisjoint(others)
