"""What one line of a result says: outcome, qualifiers, who is named as victor or as loser, and where.

"Decisive Ottoman victory, fall of Krujë" is a victory of "Ottoman", decisive; what follows the comma is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...richtext import Line, Span
from ..demonyms import entities_of
from .choice import Said, Verdicts, pick
from .words import Found, Words, plainly

#: What ends a clause: what stands before it has nothing to do with the verdict after it.
_BREAK = re.compile(r"[;\n()\[\]\"]|(?<=\w\w)\.(?=\s|$)|\s-+\s|:(?=\s|$)|\u2022")
_WORD = re.compile(r"\w")
_BRACKET = re.compile(r"(?<=\w\s)\(([a-z -]{4,30})\)\s")
_EDGE = " ,;.:/-\u2022*'\""
_LONGEST = 9  # words; no party's name in a headline is longer
_OUTCOMES = {"victory": "victory", "won": "victory", "won-by": "victory", "defeat": "victory", "defeat-of": "victory"}


def read_line(line: Line, words: Words, known: Callable[[str], bool]) -> Verdicts:
    """The verdicts of a line; `known` says whether words name a party of the page or a people."""
    plain = plainly(line.text)
    reader = _Reader(line.text, plain, words, known)
    result = Verdicts(line, disputed=bool(words.disputed.search(plain)))
    result.found = pick(list(reader.read()))
    return result


class _Reader:
    def __init__(self, text: str, plain: str, words: Words, known: Callable[[str], bool]) -> None:
        self.text, self.words, self.known = text, words, known
        self.plain = plain = self._without_brackets(plain)
        self.breaks = [m.span() for m in _BREAK.finditer(plain)]

    def _without_brackets(self, plain: str) -> str:
        """Blanks for brackets around a qualifier in front of its noun: "Epirote (Pyrrhic) victory"."""
        for match in _BRACKET.finditer(plain):
            noun = self.words.telling.match(plain, match.end())
            if noun and noun[0] in self.words.result_nouns and self._only_qualifiers(match[1]):
                plain = f"{plain[: match.start()]} {match[1]} {plain[match.end() - 1 :]}"
        return plain

    def read(self) -> Iterator[Said]:
        found = list(self.words.found(self.plain))
        last = 0
        for number, word in enumerate(found):
            if word.start < last or word.kind == "claim":
                last = max(last, word.end if word.kind == "claim" else last)
                continue
            following = found[number + 1] if number + 1 < len(found) else None
            if self._qualifies(word, following):
                continue
            begin = max(last, self._begin(word.start))
            one = self._one(word, begin, following)
            if one is not None:
                yield one
                last = one.end

    def _begin(self, place: int) -> int:
        """Where the clause of this place begins."""
        begin = 0
        for _, end in self.breaks:
            if end > place:
                break
            begin = end
        return begin

    def _end(self, place: int) -> int:
        """Where the clause of this place ends, a comma counting."""
        stop = len(self.plain)
        for start, _ in self.breaks:
            if start >= place:
                stop = start
                break
        comma = self.plain.find(",", place, stop)
        return comma if comma >= 0 else stop

    def _qualifies(self, word: Found, following: Found | None) -> bool:
        """ "Inconclusive British victory": the first word is a qualifier of the second."""
        if following is None or following.kind not in ("victory", "draw", "inconclusive", "success") or word.kind == "victory":
            return False
        between = self.plain[word.end : following.start]
        if self.plain[word.start : word.end] not in self.words.qualifiers or re.search(r"[,;.:/()\n]|\band\b|\bbut\b", between):
            return False
        return bool(between.strip()) or following.kind == "victory"

    def _one(self, word: Found, begin: int, following: Found | None) -> Said | None:
        outcome = _OUTCOMES.get(word.kind, word.kind)
        before, start = self.words.qualifiers_at_end(self.plain, begin, word.start)
        if not self.words.result_nouns.intersection(self.plain[word.start : word.end].split()):
            before = [name for name in before if name not in self.words.nouns_too]  # "Offensive fails"
        end = self._end(word.end)
        limit = following.start if following and following.start < end else end
        if joint := (self.words.next_ if limit < end else self.words.and_).search(self.plain, word.end, limit):
            end = joint.start()
        names: tuple[Span, ...] = ()
        losers: tuple[Span, ...] = ()
        more: list[str] = []
        if word.kind in ("victory", "won", "defeat"):
            more, names, start = self._named(begin, start)
            if word.kind == "defeat":
                names, losers = self._defeat(word, names, end)
            elif not names:
                match = self.words.for_.match(self.plain, word.end)
                if match:
                    names = self._following(match.end(), end)
        elif word.kind == "won-by":
            names = self._following(word.end, end)
        elif word.kind == "defeat-of":
            losers = self._following(word.end, end)
            more, _, start = self._named(begin, start)
        else:
            more, names, start = self._named(begin, start, strict=True)
            if outcome != "success":
                names = ()
        label = self._label(begin, word.end, end)
        if outcome in ("draw", "inconclusive"):
            behind, stop = self._before_noun(word.end, end)
            more += behind
            end = max(stop, end) if behind else end
        qualifiers = tuple(dict.fromkeys([*more, *before, *self._after(word.end), *self._of_label(label)]))
        if label and label.start >= word.end:
            end = max(end, label.end)
        return Said(outcome, min(start, word.start), end, qualifiers, names, losers, label)

    def _named(self, begin: int, end: int, *, strict: bool = False) -> tuple[list[str], tuple[Span, ...], int]:
        """Qualifiers and names in the words before a verdict, and where they begin."""
        begin = self._after_cut(begin, end)
        begin = self._after_comma(begin, end)
        while begin < end and self.plain[begin] in _EDGE:
            begin += 1
        found: list[str] = []
        start = begin
        if not entities_of(self.text[begin:end]):
            found, start = self.words.qualifiers_at_start(self.plain, begin, end)
        names = self._split(start, end, strict=strict)
        return found, names, start

    def _after_cut(self, begin: int, end: int) -> int:
        for match in self.words.cuts.finditer(self.plain, begin, end):
            begin = match.end()
        return begin

    def _after_comma(self, begin: int, end: int) -> int:
        """ "Various, ultimate Allied victory": only what follows the comma, unless all of it lists parties."""
        parts = self.plain[begin:end].split(",")
        if len(parts) == 1:
            return begin
        texts = self.text[begin:end].split(",")
        last = texts[-1].strip()
        if last.startswith(tuple(f"{word} " for word in self.words.ands)) and all(
            self.known(self._bare(part)) for part in texts[:-1]
        ):
            return begin
        if all(self.known(self._bare(part)) for part in texts):
            return begin
        return begin + self.plain[begin:end].rfind(",") + 1

    def _bare(self, words: str) -> str:
        _, start = self.words.qualifiers_at_start(plainly(words), 0, len(words))
        words = words[start:].strip()
        return next((words.removeprefix(article) for article in self.words.articles if words.startswith(article)), words)

    def _split(self, start: int, end: int, *, strict: bool = False) -> tuple[Span, ...]:
        """The names in a stretch of words, without articles; none where it names nobody."""
        whole = self._trim(start, end)
        if whole is None:
            return ()
        text = self.text[whole.start : whole.end]
        if len(text.split()) > _LONGEST:
            return ()
        spans = [whole]
        if not entities_of(text):
            spans = []
            last = whole.start
            for match in self.words.joiners.finditer(self.plain, whole.start, whole.end):
                spans.append(Span(last, match.start()))
                last = match.end()
            spans.append(Span(last, whole.end))
        names = [name for one in spans if (name := self._trim(*one)) and self._names_someone(name, strict)]
        named = [name for name in names if self.plain[name.start : name.end] not in self.words.beside]
        return tuple(named or names)

    def _trim(self, start: int, end: int) -> Span | None:
        while start < end and self.plain[start] in _EDGE:
            start += 1
        while (
            end > start and self.plain[end - 1] in _EDGE and not self.words.kept_ends.search(self.plain, max(start, end - 8), end)
        ):
            end -= 1
        for article in self.words.openers:
            if self.plain.startswith(article, start) and start + len(article) < end:
                return self._trim(start + len(article), end)
        return Span(start, end) if _WORD.search(self.plain, start, end) else None

    def _names_someone(self, span: Span, strict: bool) -> bool:
        words = self.plain[span.start : span.end]
        if words in self.words.nobody or words in self.words.qualifiers or not re.search(r"[^\W\d_]", words):
            return False
        if words.split()[0] in self.words.nobody and not self.known(self.text[span.start : span.end]):
            return False
        return not strict or self.known(self.text[span.start : span.end])

    def _following(self, start: int, end: int) -> tuple[Span, ...]:
        """Names after "victory for" or "won by", to where the name ends."""
        stop = end
        for match in self.words.stops.finditer(self.plain, start, end):
            if self.plain[match.start() : match.end()] in self.words.ands:
                continue
            stop = match.start()
            break
        return self._split(start, stop)

    def _defeat(self, word: Found, names: tuple[Span, ...], end: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Winners and losers around "defeat": "X defeat", "X defeated by Y", "X defeats Y"."""
        after = self.plain[word.end : end]
        if by := self.words.by.match(after):
            return self._following(word.end + by.end(), end), names
        place = word.end + self.words.the.match(after).end()  # type: ignore[union-attr]
        if names and self.text[place : place + 1].isupper():
            return names, self._following(place, end)
        return (), names

    def _label(self, begin: int, place: int, end: int) -> Span | None:
        """What the verdict is on: "First phase: …" before it, "… (first siege)" or "… at sea" after it."""
        if begin and self.plain[:begin].rstrip().endswith(":"):
            stop = self.plain.rfind(":", 0, begin)
            start = self._begin(stop)
            span = self._trim(start, stop)
            if span and len(self.plain[span.start : span.end].split()) <= 8:
                return span
        after = re.compile(r"\s*\(([^()\n]{2,80})\)").match(self.plain, place)
        if after and not self._no_label(after[1]):
            return Span(*after.span(1))
        tail = self.words.where.match(self.plain, place, end)
        return self._trim(*tail.span(1)) if tail else None

    def _no_label(self, plain: str) -> bool:
        return bool(self.words.pointer.match(plain) or self.words.telling.search(plain)) or self._only_qualifiers(plain)

    def _only_qualifiers(self, plain: str) -> bool:
        _, start = self.words.qualifiers_at_start(plain, 0, len(plain))
        return start >= len(plain)

    def _before_noun(self, place: int, end: int) -> tuple[list[str], int]:
        """Qualifiers between a verdict and its noun, and where that ends: "Inconclusive strategic outcome"."""
        found, stop = self.words.qualifiers_at_start(self.plain, place, end)
        noun = self.words.noun.match(self.plain, stop, end)
        return (found, noun.end()) if noun else ([], place)

    def _after(self, place: int) -> list[str]:
        """Qualifiers in a parenthesis after the verdict: "victory (decisive)"."""
        match = re.compile(r"\s*\(([a-z -]{4,30})\)").match(self.plain, place)
        if not match or not self._only_qualifiers(match[1]):
            return []
        return self.words.qualifiers_at_start(match[1], 0, len(match[1]))[0]

    def _of_label(self, label: Span | None) -> list[str]:
        if label is None:
            return []
        plain = self.plain[label.start : label.end]
        return self.words.qualifiers_at_start(plain, 0, len(plain))[0] if self._only_qualifiers(plain) else []
