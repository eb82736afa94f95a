"""The words of a result, compiled once per language from `languages/xx/results.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...vocabulary import has_table, table

_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u0060\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\t\r\v\f\u00a0\u2009\u202f\u3000"), " "),
}

_CLAUSE = re.compile(r"[;,\n]|\.\s")


def plainly(text: str) -> str:
    """Lower case, plain quotes, hyphens and spaces; every character keeps its place.

    >>> plainly("Tactical “French” Victory – İzmir") == 'tactical "french" victory - İzmir'
    True
    """
    text = text.translate(_PLAIN)
    low = text.lower()
    return low if len(low) == len(text) else "".join(one if len(one := char.lower()) == 1 else char for char in text)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(words)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Found:
    """A telling word in a headline: its kind ("victory", "defeat", …, or an outcome) and its place in the line."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """What `results.toml` of a language says, ready to match `plainly` written text."""

    telling: re.Pattern[str]
    kinds: Mapping[str, str]
    guards: tuple[tuple[str, re.Pattern[str], Mapping[str, re.Pattern[str]]], ...]
    excepted: Mapping[str, re.Pattern[str]]
    won_else: re.Pattern[str]
    qualifiers: Mapping[str, str]
    qualifier: re.Pattern[str]
    for_: re.Pattern[str]
    stops: re.Pattern[str]
    cuts: re.Pattern[str]
    joiners: re.Pattern[str]
    result_nouns: frozenset[str]
    nouns_too: frozenset[str]
    noun: re.Pattern[str]
    next_: re.Pattern[str]
    and_: re.Pattern[str]
    by: re.Pattern[str]
    the: re.Pattern[str]
    where: re.Pattern[str]
    kept_ends: re.Pattern[str]
    ands: tuple[str, ...]
    articles: tuple[str, ...]
    openers: tuple[str, ...]
    conjunctions: tuple[str, ...]
    fillers: tuple[str, ...]
    nobody: frozenset[str]
    beside: frozenset[str]
    pointer: re.Pattern[str]
    unknown: frozenset[str]
    disputed: re.Pattern[str]
    views: re.Pattern[str]
    overall: frozenset[str]

    def found(self, plain: str) -> Iterator[Found]:
        """Every telling word of a line, in order; of two that begin together the longer one."""
        for match in self.telling.finditer(plain):
            words = " ".join(match[0].split())
            kind = self.kinds[words]
            if kind == "guarded":
                guarded = self._guarded(words, plain, match)
                if guarded is None:
                    continue
                kind = guarded
            exception = self.excepted.get(kind)
            if exception and exception.search(plain, max(0, match.start() - 12), match.end() + 16):
                continue
            if kind in ("won", "won-by") and self._of_something_else(plain, match):
                continue
            yield Found(kind, match.start(), match.end())

    def _of_something_else(self, plain: str, match: re.Match[str]) -> bool:
        """Whether what was won is named in the clause and was no war: "Elections of 1980 won by X"."""
        around = plain[max(0, match.start() - 80) : match.start()], plain[match.end() : match.end() + 80]
        before, after = _CLAUSE.split(around[0])[-1], _CLAUSE.split(around[1], maxsplit=1)[0]
        return bool(self.won_else.search(before) or self.won_else.search(after))

    def _guarded(self, word: str, plain: str, match: re.Match[str]) -> str | None:
        """A word such as "lifted" counts only in a clause that names what was: "Siege lifted"."""
        start = max(plain.rfind(mark, 0, match.start()) for mark in (";", ",", "\n", ". ")) + 1
        for outcome, _, only in self.guards:
            if word in only and only[word].search(plain, start, match.start()):
                return outcome
        return "defeat" if word == "defeated" else None

    def qualifiers_at_end(self, plain: str, start: int, end: int) -> tuple[list[str], int]:
        """Qualifiers that stand one after another right before `end`, in order, and where the first begins."""
        names: list[str] = []
        while True:
            match = self.qualifier_before(plain, start, end)
            if not match:
                return names[::-1], end
            names.append(self.qualifiers[" ".join(match[0].split())])
            end = match.start()
            while end > start and plain[end - 1] in " ,/-":
                end -= 1
            last = next((word for word in self.conjunctions if plain[start:end].endswith(f" {word}")), "")
            if last and self.qualifier_before(plain, start, end - len(last) - 1):
                end -= len(last) + 1

    def qualifier_before(self, plain: str, start: int, end: int) -> re.Match[str] | None:
        """The qualifier that ends at `end`, spaces aside."""
        while end > start and plain[end - 1] in " -":
            end -= 1
        last = None
        for match in self.qualifier.finditer(plain, max(start, end - 24), end):
            last = match
        return last if last and last.end() == end else None

    def qualifiers_at_start(self, plain: str, start: int, end: int) -> tuple[list[str], int]:
        """Qualifiers that stand one after another from `start`, and where the words after them begin."""
        names: list[str] = []
        while True:
            while start < end and plain[start] in " ,/-":
                start += 1
            for filler in self.fillers:
                if names and plain.startswith(filler, start) and self.qualifier.match(plain, start + len(filler), end):
                    start += len(filler)
                    break
            match = self.qualifier.match(plain, start, end)
            if not match:
                return names, start
            names.append(self.qualifiers[" ".join(match[0].split())])
            start = match.end()


@cache
def words_for(language: str) -> Words:
    """The words of a language, or of English where it has none."""
    path = f"languages/{language}/results"
    return _words(table(path if has_table(path) else "languages/en/results"))


def _words(data: Mapping[str, Any]) -> Words:
    victory, clause, nothing = data["victory"], data["clause"], data["nothing"]
    kinds: dict[str, str] = {}
    guards = []
    for row in data.get("guarded", ()):
        kinds.update(dict.fromkeys(row["words"], "guarded"))
        only = {word: _whole(row["only"].get(word, row["with"])) for word in row["words"]}
        guards.append((row["outcome"], _whole(row["words"]), only))
    for outcome, phrases in data["outcomes"].items():
        kinds.update(dict.fromkeys(phrases, outcome))
    for kind, key in (("victory", "nouns"), ("won", "verbs"), ("won-by", "by"), ("claim", "claims"), ("defeat-of", "defeat_of")):
        for word in victory[key]:
            if kind != "won" or word not in kinds:
                kinds[word] = kind
    kinds.update(dict.fromkeys(victory["defeat_nouns"], "defeat"))
    kinds.update({word: kinds.get(word, "defeat") for word in victory["defeated"]})
    articles = rf"(?:(?:{_alternatives(clause['articles'])})\s+)?"
    qualifiers = {form: name for name, forms in data["qualifiers"].items() for form in forms}
    return Words(
        telling=_whole(kinds),
        kinds=kinds,
        guards=tuple(guards),
        won_else=_whole(data["won_else"]["words"]),
        excepted={outcome: _whole(phrases) for outcome, phrases in data.get("except", {}).items()},
        qualifiers=qualifiers,
        qualifier=_whole(qualifiers),
        for_=re.compile(rf"\s+(?:{_alternatives(victory['for'])})(?!\w)\s+{articles}"),
        stops=re.compile(rf"[;,.:()\[\]\n]|\s-+\s|(?<!\w)(?:{_alternatives(clause['stops'])})(?!\w)"),
        cuts=_whole(clause["cuts"]),
        joiners=re.compile(rf"\s*(?:[,/&+]|(?<!\w)(?:{_alternatives(w for w in clause['joiners'] if w[0].isalpha())})(?!\w))\s*"),
        result_nouns=frozenset(clause["result_nouns"]),
        nouns_too=frozenset(clause["nouns_too"]),
        noun=re.compile(rf"\s*(?:{_alternatives(clause['verdict_nouns'])})(?!\w)"),
        next_=re.compile(rf"\s/\s|(?<!\w)(?:{_alternatives(clause['next'])})(?!\w)|\s&\s"),
        and_=re.compile(rf"\s(?:{_alternatives(clause['ands'])})\s"),
        by=re.compile(rf"\s+(?:{_alternatives(clause['by'])})\s+{articles}"),
        the=re.compile(rf"\s+{articles}|"),
        where=re.compile(rf"\s+((?:{_alternatives(clause['where'])})\s[^;,.()\n]{{2,60}})"),
        kept_ends=re.compile(rf"(?<!\w)(?:(?:\w\.){{2,}}|{_alternatives(clause['kept_ends'])})$"),
        ands=tuple(clause["ands"]),
        articles=tuple(f"{word} " for word in clause["articles"]),
        openers=tuple(f"{word} " for word in clause["openers"]),
        conjunctions=tuple(clause["conjunctions"]),
        fillers=tuple(f"{word} " for word in clause["fillers"]),
        nobody=frozenset(clause["nobody"]),
        beside=frozenset(clause["beside"]),
        pointer=re.compile(rf"\W*(?:{_alternatives(nothing['pointers'])})(?!\w).{{0,120}}", re.DOTALL),
        unknown=frozenset(nothing["unknown"]),
        views=re.compile(rf"(?<!\w)(?:{_alternatives(nothing['views'])})(?!\w)"),
        disputed=re.compile(
            rf"(?<!\w)(?:{_alternatives(nothing['disputed'])})(?!\w)(?=\W*$|\s*[;,.)(:\[\n]"
            rf"|\s+(?:{_alternatives(nothing['disputed_before'])})(?!\w)|\s+[\w-]+\s+(?:{_alternatives(victory['nouns'][:1])}))"
        ),
        overall=frozenset(data["labels"]["overall"]),
    )
