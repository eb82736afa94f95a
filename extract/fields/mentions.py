"""Wars and campaigns that a conflict was part of: one mention for each link, else for each name.

"Western Front of World War I" is one name, "the Napoleonic Wars and the Coalition Wars" are two, "French and Indian War" is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .. import record
from ..richtext import Line, Mark, RichText, Span, join, unclosed
from ..vocabulary import has_table, table
from .base import Reading, Scope, uncovered
from .demonyms import entities_of
from .results.words import plainly

_WORD = re.compile(r"[^\W_]")
#: Where a name may end: a mark, a word; a comma before a year ("in Paris, 1870") is none, nor a stroke inside a word.
_JOINT = re.compile(r"[();]|,(?!\s*\d+\s*(?:$|[,;]))|(?<=\s)/(?=\s)|(?<!\w)[^\W\d_]+|&")
_NAME = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
#: No list of wars is longer; what lies beyond is kept as a label, so that junk costs no time.
_LONGEST = 4000
_DASHES = frozenset("\u2013\u2014-")
#: No words that only hang on the war before them are longer.
_LONGEST_REST = 80
_EDGE = " ,;.:/&\u2022\n-\u2013*"


@dataclass(frozen=True, slots=True)
class _Words:
    prefix: re.Pattern[str]
    article: re.Pattern[str]
    connectors: frozenset[str]
    leading: frozenset[str]
    next_: re.Pattern[str]
    conjunction: re.Pattern[str]
    between: re.Pattern[str]
    trailing: re.Pattern[str]
    events: frozenset[str]


@cache
def _words(language: str) -> _Words:
    path = f"languages/{language}/mentions"
    data = table(path if has_table(path) else "languages/en/mentions")

    def any_of(key: str) -> str:
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(data[key], key=len, reverse=True))

    return _Words(
        prefix=re.compile(rf"(?:{any_of('prefixes')})\b[\s:]*"),
        article=re.compile(rf"(?:{any_of('articles')})\s+"),
        connectors=frozenset(data["connectors"]),
        leading=frozenset(data["connectors"]) - frozenset(data["no_rest"]),
        next_=re.compile(rf"[,;\n]|(?<!\w)(?:{any_of('ands')})(?!\w)"),
        conjunction=re.compile(rf"(?<!\w)(?:{any_of('conjunctions')})(?!\w)"),
        between=re.compile(rf"\b(?:{any_of('between')})\b"),
        trailing=re.compile(rf"\s+(?:(?:{any_of('articles')})\s+)?(?:{any_of('trailing')})\s[^,;]*$"),
        events=frozenset(data["events"]),
    )


def read(rich: RichText, scope: Scope) -> Reading[record.Mention]:
    """The names in a field, in order; what stands between them is kept as headings of kind "label".

    >>> from extract.richtext import plain
    >>> [m.text for m in read(plain("the Napoleonic Wars and the Coalition Wars"), Scope("partof")).items]
    ['Napoleonic Wars', 'Coalition Wars']
    """
    words = _words(scope.language)
    found: list[record.Mention] = []
    for block in _blocks(rich, words):
        for phrase in _without_ellipses(list(_phrases(block.slice(0, _LONGEST), words)), words):
            found += _mentions(phrase, scope, words)
    return Reading(tuple(found), tuple(uncovered(rich, scope, found)))


def _blocks(rich: RichText, words: _Words) -> Iterator[Line]:
    """Lines, with those joined that a break inside a name has split."""
    group: list[Line] = []
    for line in rich:
        if group and not _goes_on(group, line, words):
            yield join(group, rich.source) if len(group) > 1 else group[0]
            group = []
        group.append(line)
    if group:
        yield join(group, rich.source) if len(group) > 1 else group[0]


def _goes_on(group: Sequence[Line], line: Line, words: _Words) -> bool:
    if len(group) > 6 or line.block != group[-1].block:
        return False
    last = plainly(group[-1].text[-40:]).split()[-1:]
    first = plainly(line.text[:40]).split()[:1]
    if (last and last[0] in words.connectors) or (first and first[0] in words.leading):
        return True
    if len(group) < 4 and unclosed("\n".join(one.text for one in group)):
        return True
    return any(m.kind == "link" and m in group[-1].marks for m in line.marks)


def _phrases(block: Line, words: _Words) -> Iterator[Line]:
    """The names of a block, cut at commas, semicolons and such conjunctions as stand between two names."""
    plain = plainly(block.text)
    kept = [(m.start - block.start, m.end - block.start) for m in block.kinds("link") if m.start < m.end]
    cuts: list[Span] = []
    depth = 0
    last = 0
    conjunctions = {m.start(): m.end() for m in words.conjunction.finditer(plain)}
    for match in _JOINT.finditer(plain):
        place = match.start()
        depth = max(0, depth + match[0].count("(") - match[0].count(")"))
        if depth or any(first <= place < end for first, end in kept[:50]):
            continue
        end = 0
        if place in conjunctions and _WORD.search(plain, last, place) and _only_hangs_on(block, conjunctions[place], words):
            cuts.append(Span(place, len(plain)))
            break
        if place in conjunctions:
            end = conjunctions[place] if _parts(plain, last, place, conjunctions[place], kept, words) else 0
        elif match[0] in ";,/":
            end = place + 1
        if end:
            cuts.append(Span(place, end))
            last = end
    if not cuts:
        yield block
        return
    start = 0
    for cut in cuts:
        if part := block.slice(start, cut.start):
            yield part
        start = cut.end
    if part := block.slice(start):
        yield part


def _only_hangs_on(block: Line, place: int, words: _Words) -> bool:
    """Whether what follows names no war of its own: "the Second Congo War and | its aftermath"."""
    rest = block.text[place : place + _LONGEST_REST + 1]
    if len(rest) > _LONGEST_REST or not words.trailing.match(plainly(rest)) or any(c.isupper() for c in rest):
        return False
    return not any(m.end - block.start > place for m in block.kinds("link"))


def _parts(plain: str, start: int, place: int, end: int, links: Sequence[tuple[int, int]], words: _Words) -> bool:
    """Whether a conjunction stands between two names: both sides linked, or each with an event of its own."""
    before = plain[max(start, place - 160) : place]
    after = words.next_.split(plain[end : end + 200], maxsplit=1)[0]
    if not _WORD.search(before):
        return True
    left = any(start <= a < place for a, b in links)
    right = any(end <= a < end + len(after) for a, b in links)
    between = words.between.search(before)
    if left and right and not (between and not _tells_event(after, words)):
        return True
    if between:
        return False
    event = _tells_event(after, words)
    told = _tells_event(before, words)
    if told and event:
        return True
    article = words.article.match(after.lstrip())
    return bool(article) and (event or told or not re.search(r"\bof\b", before))


def _tells_event(plain: str, words: _Words) -> bool:
    return not words.events.isdisjoint(_NAME.findall(plain))


def _mentions(phrase: Line, scope: Scope, words: _Words) -> Iterator[record.Mention]:
    every = _links(phrase)
    links = [one for one in every if not _only_says_whose(phrase, one, words)]
    if len(every) == 1 or not (links or _tells_event(plainly(phrase.text), words)):
        links = every
    if len(links) < 2:
        part = _named(phrase, words)
        if part:
            link = links[0].value if links else None
            yield record.Mention(text=part.text, at=scope.at_line(part), link=link)
        return
    end = 0
    for number, link in enumerate(links):
        first = end
        last = links[number + 1].start - phrase.start if number + 1 < len(links) else len(phrase.text)
        start = _reach_back(phrase.text, first, link.start - phrase.start, words, whole=not number)
        end = _reach_on(phrase.text, link.end - phrase.start, last, words, whole=number + 1 == len(links))
        part = _named(phrase.slice(start, end), words)
        if part:
            yield record.Mention(text=part.text, at=scope.at_line(part), link=link.value)


def _only_says_whose(phrase: Line, link: Mark, words: _Words) -> bool:
    """Whether a link names no war, but whose it was: a person with "'s", a people, a state ("Julian's campaigns against the Germans")."""
    start, end = link.start - phrase.start, link.end - phrase.start
    shown, target = phrase.text[start:end], (link.value or "").split(" (", 1)[0]
    if _tells_event(plainly(f"{shown} {target}"), words):
        return False
    return plainly(phrase.text[end : end + 2]) == "'s" or bool(entities_of(shown) or entities_of(target))


def _without_ellipses(phrases: list[Line], words: _Words) -> Iterator[Line]:
    """The phrases; of one whose noun stands in the next no more than its link: "spillover of the | [[First …|First]] | and
    [[Second Liberian Civil War]]s"."""
    for number, phrase in enumerate(phrases):
        links = phrase.kinds("link")
        after = phrases[number + 1].kinds("link") if number + 1 < len(phrases) else ()
        if len(links) == len(after) == 1 and links[0].value and after[0].value:
            start, end = links[0].start - phrase.start, links[0].end - phrase.start
            alike = _noun(links[0].value) == _noun(after[0].value)
            told = _tells_event(plainly(phrase.text), words)
            if alike and end == len(phrase.text) and not _tells_event(plainly(phrase.text[start:end]), words) and told:
                phrase = phrase.slice(start, end)
        yield phrase


def _noun(title: str) -> str:
    return plainly(title).split(" (", 1)[0].rsplit(" ", 1)[-1]


def _links(phrase: Line) -> list[Mark]:
    """The links of a phrase. Two that a dash joins are halves of one name, and neither is its article: "[[Safavid]]–[[Uzbek]]
    wars"."""
    found: list[Mark] = []
    for link in phrase.kinds("link"):
        if link.start >= link.end or not link.value:
            continue
        between = phrase.text[found[-1].end - phrase.start : link.start - phrase.start] if found else ""
        if between in _DASHES:
            found[-1] = found[-1]._replace(end=link.end, value=None)
        else:
            found.append(link)
    return found


def _reach_back(text: str, first: int, last: int, words: _Words, *, whole: bool) -> int:
    """How far the words before a link belong to its name: to the last connector, or all of them at the front."""
    if whole:
        return first
    start = last
    for match in reversed(list(re.finditer(r"\S+", text[first:last]))):
        if match[0].casefold().strip(_EDGE) in words.connectors or not _WORD.search(match[0]):
            break
        start = first + match.start()
    return start if start > first or last == first or not _WORD.search(text[first:last]) else last


def _reach_on(text: str, first: int, last: int, words: _Words, *, whole: bool) -> int:
    """How far the words after a link belong to its name: to the first connector, or all of them at the end."""
    if whole:
        return last
    end = first
    for match in re.finditer(r"\S+", text[first:last]):
        if match[0].casefold().strip(_EDGE) in words.connectors or not _WORD.search(match[0]):
            break
        end = first + match.end()
    return end


def _named(line: Line, words: _Words) -> Line | None:
    """A name without "Part of", a leading article, a conjunction left over, and marks at its edges; None for no name."""
    start, end = 0, len(line.text)
    plain = plainly(line.text)
    while True:
        while start < end and plain[start] in _EDGE:
            start += 1
        conjunction = words.conjunction.match(plain, start)
        match = words.prefix.match(plain, start) or words.article.match(plain, start) or conjunction
        if not match or match.end() >= end:
            break
        start = match.end()
    while end > start and plain[end - 1] in _EDGE:
        end -= 1
    start, end = _unbracketed(plain, start, end)
    when = plain.rfind("(", start, end) if plain[end - 1 : end] == ")" else -1
    if when > start and any(c.isdigit() for c in plain[when:end]) and any(m.end - line.start <= when for m in line.kinds("link")):
        end = start + len(plain[start:when].rstrip())  # "[[Cold War]] (1964–1991)"
    if not _WORD.search(plain, start, end):
        return None
    return line.slice(start, end) if (start, end) != (0, len(plain)) else line


def _unbracketed(plain: str, start: int, end: int) -> tuple[int, int]:
    """The name without brackets around all of it, and without half a pair: "(Third Crusade)", "Third Crusade)"."""
    while end - start > 1:
        opened, closed = plain.count("(", start, end), plain.count(")", start, end)
        whole = plain[start] == "(" and plain.find(")", start, end) == end - 1
        if not whole and (opened >= closed or plain[end - 1] != ")"):
            break
        start, end = start + whole, end - 1
    return start, end
