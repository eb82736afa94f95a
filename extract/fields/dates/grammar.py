"""Reads tokens as a chain of points of time. Every token must be understood, or the chain is refused.

::

    chain    = ["between"] point { link point }
    link     = dash | "to" | "and" | "&" | "," | "or" | "/"             also none, where a dash was lost
    point    = { prefix } core { suffix }
    prefix   = circa | uncertain | "?" | part {("or"|"to"|dash) part} | weekday [","] | noise | bound | note
    bound    = "from" | "since" | "before" | "after" | "until"
    suffix   = note | "?" | uncertain | circa | [","] weekday | noise | "onwards"
    core     = present | unknown | iso | dmy
             | day ["/" day] ["of"] month ["/" month] [[","] year]      18 June 1815 · 15 July/August 717
             | month ["/" month] day ["/" day] [[","] year]             June 18, 1815
             | month ["/" month] [[","] year] | season ["/" season] [[","] year]
             | year [[","] month [day]] | year [","] season | decade [era] | ordinal ["-"] ("century"|"millennium") [era]
             | number                                                   a day, year or century: its neighbors tell
    year     = era number | number ["/" number] [era]
    note     = everything in one pair of brackets (see `date_notes`)

What is not part of a chain (times of day, durations, dates in other calendars) is dropped before by `date_asides`.
What a chain means (shared months, years and eras, ends, alternatives) is worked out by `date_resolve`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .arrange import arranged
from .cursor import ERAS, Cursor
from .types import Chain, Link, Partial, Refusal
from .words import Token

_LINKS = {"dash": "range", "to": "range", "and": "and", "comma": "and", "or": "or", "slash": "slash"}
_BOUNDS = frozenset({"from", "since", "before", "after"})
_SKIPPED = frozenset({"noise", "weekday"})


def parse(tokens: Sequence[Token]) -> Chain:
    """The chain that all of the tokens make; raises `Refusal` where they make none."""
    return _Parser(arranged(tokens)).chain()


#: No date is a chain of more points.
MOST = 40


class _Parser(Cursor):
    def chain(self) -> Chain:
        if not self.tokens:
            raise Refusal("there is no date")
        between = self.kind() == "between"
        if between:
            self.next()
        parts = [self.point(None)]
        links: list[Link] = []
        while self.kind() != "end":
            link = self.link(parts[-1])
            if between and not links and link.kind == "and":
                link = Link("range")
            if self.kind() == "end" and link.kind == "range":
                return Chain(tuple(parts), tuple(links), open_end=True)
            if len(links) == MOST:
                raise Refusal("more dates than a date has")
            links.append(link)
            parts.append(self.point(parts[-1]))
        if between and not links:
            raise Refusal("'between' needs two dates")
        return Chain(tuple(parts), tuple(links))

    def link(self, last: Partial) -> Link:
        token = self.tokens[self.at]
        if token.kind not in _LINKS:
            lost = token.kind == "present" or (token.tight and token.kind in ("num", "ord", "month"))
            if not lost or last.kind != "date":
                raise self.refuse()
            return Link("range", tight=token.tight, lost=True)
        self.next()
        if token.text == "-" and token.tight and last.year is not None and last.month is None and self._may_be_month():
            raise Refusal("the number after the year may be a month or a shortened year", "ambiguous-date")
        kind = _LINKS[token.kind]
        tight = token.tight and self.at < len(self.tokens) and self.tokens[self.at].tight
        if token.kind in ("comma", "dash", "and") and self.kind() in ("and", "or", "to"):
            kind, tight = _LINKS[self.next().kind], False
        return Link(kind, tight)

    def _may_be_month(self) -> bool:
        """ "2003-11" is November to some and eight years to others; with a longer dash it is years."""
        token = self.tokens[self.at] if self.kind() == "num" else None
        if token is None or self.kind(1) in (*ERAS, "month"):
            return False
        return token.tight and token.digits == 2 and 1 <= token.value <= 12

    # -- a point ---------------------------------------------------------------------------------------------

    def point(self, last: Partial | None) -> Partial:
        p = Partial()
        first = self.at
        p.tight = self.at < len(self.tokens) and self.tokens[self.at].tight
        self.prefixes(p, last)
        kind = self.kind()
        if kind == "end" and p.kind == "date":
            raise self.refuse()
        if p.kind == "date":
            reader = _CORES.get(kind)
            if reader is None:
                raise self.refuse()
            reader(self, p, last)
        self.suffixes(p)
        read = self.tokens[first : self.at]  # not always in their order on the page: see `arrange`
        p.start, p.end = min(token.start for token in read), max(token.end for token in read)
        return p

    def prefixes(self, p: Partial, last: Partial | None) -> None:
        while True:
            kind = self.kind()
            if kind == "circa":
                p.circa = True
            elif kind == "uncertain":
                p.uncertain = True
            elif kind == "question":
                if self.kind(1) in ("end", *_LINKS):
                    p.kind = "unknown"
                else:
                    p.uncertain = True
            elif kind in _BOUNDS and not p.bound:
                p.bound = kind
            elif kind == "to" and last is None and not p.bound:
                p.bound = "before"
            elif kind == "part":
                if self.kind(1) in ("or", "to", "dash", "slash", "and") and self.kind(2) == "part":
                    self.at += 2
                elif self.kind(1) == "dash" and self.tokens[self.at + 1].tight:
                    self.at += 1
            elif kind == "note" and last is None:
                p.notes.append(self.tokens[self.at])
            elif kind in _SKIPPED and self.kind(1) == "comma":
                self.at += 1
            elif kind not in _SKIPPED:
                return
            self.next()
            if p.kind == "unknown":
                return

    def suffixes(self, p: Partial) -> None:
        while True:
            kind = self.kind()
            if kind == "note":
                p.notes.append(self.tokens[self.at])
            elif kind in ("question", "uncertain"):
                p.uncertain = True
            elif kind == "circa" and self.kind(1) in ("end", *_LINKS):
                p.circa = True
            elif kind == "onwards":
                p.bound = "onwards"
            elif kind == "comma" and self.kind(1) in ("weekday", "onwards"):
                pass
            elif kind == "noise" and self.kind(1) not in ("end", "note"):
                if self.kind(1) not in ("noise", *_LINKS):
                    return
            elif kind not in _SKIPPED:
                return
            self.next()

    # -- cores -----------------------------------------------------------------------------------------------

    def word(self, p: Partial, last: Partial | None) -> None:
        p.kind = self.next().kind

    def iso(self, p: Partial, last: Partial | None) -> None:
        p.year, p.month, p.day = self.next().ymd
        p.digits = 4

    def dmy(self, p: Partial, last: Partial | None) -> None:
        token = self.next()
        p.year, p.month, p.day = token.ymd
        p.digits = len(str(p.year))
        if p.month > 12 >= p.day:
            p.day, p.month = p.month, p.day
        elif p.day <= 12 and p.day != p.month:
            raise Refusal(f"{token.text!r} may name the day or the month first", "ambiguous-date")

    def month(self, p: Partial, last: Partial | None) -> None:
        p.month = self.next().value
        if self.kind() == "slash" and self.kind(1) == "month":
            self.next()
            p.month2 = self.next().value
        mark = self.at
        self.calm(p)
        if self.kind() in ("num", "ord") and self._is_day():
            p.day, p.month_first = self.next().value, True
            if self.kind() == "slash" and self.kind(1) == "num" and self.tokens[self.at + 1].digits <= 2:
                self.next()
                p.day2 = self.next().value
        else:
            self.back(p, mark)
        self.year(p, comma=True)

    def _is_day(self) -> bool:
        token = self.tokens[self.at]
        era = self.kind(1) in ERAS and self.kind(2) != "num"
        return token.digits <= 2 and not (era and token.kind == "num")

    def season(self, p: Partial, last: Partial | None) -> None:
        p.month = self.next().value
        if self.kind() in ("slash", "part") and self.kind(1) == "season":
            self.next()
            p.month2 = self.next().value
        self.year(p, comma=True)

    def decade(self, p: Partial, last: Partial | None) -> None:
        token = self.next()
        p.year, p.digits, p.width = token.value, token.digits, 10
        self.era(p)

    def era_first(self, p: Partial, last: Partial | None) -> None:
        if not self.year(p, comma=False):
            raise self.refuse()

    def number(self, p: Partial, last: Partial | None) -> None:
        token = self.tokens[self.at]
        if token.digits == 4 and token.value < 1000:
            raise Refusal(f"{token.text!r} may be a time of day", "ambiguous-date")
        slashed = self.kind(1) == "slash" and self.kind(2) == "num" and self.kind(3) in ERAS
        if token.digits >= 3 or (token.kind == "num" and (slashed or (self.kind(1) in ERAS and self.kind(2) != "num"))):
            if not self.year(p, comma=False):
                raise self.refuse()
            self._month_after_year(p)
            return
        self.next()
        if token.kind == "ord" and self._century(p, token):
            return
        day2 = None
        if self.kind() == "slash" and self.kind(1) in ("num", "ord") and self.tokens[self.at + 1].digits <= 2:
            self.next()
            day2 = self.next().value
        mark = self.at
        self.calm(p)
        if self.kind() == "month":
            p.day, p.day2, p.month = token.value, day2, self.next().value
            if self.kind() == "slash" and self.kind(1) == "month":
                self.next()
                p.month2 = self.next().value
            self.year(p, comma=True)
            return
        self.back(p, mark)
        if day2 is not None:
            raise Refusal("a month is missing after two days")
        p.number, p.ordinal = token.value, token.kind == "ord"
        if last is not None and last.month_first and self.year(p, comma=True):
            p.month_first = True
        elif last is not None:
            p.month_first = last.month_first

    def _century(self, p: Partial, token: Token) -> bool:
        mark = self.at
        if self.kind() == "dash" and self.tokens[self.at].tight:
            self.next()
        if self.kind() not in ("century", "millennium"):
            self.at = mark
            return False
        p.width = 100 if self.next().kind == "century" else 1000
        p.year, p.digits = token.value, 4
        self.era(p)
        return True

    def _month_after_year(self, p: Partial) -> None:
        """ "1904 January 5", "53 BC, summer": only where no other year follows the month or season."""
        ahead = 1 if self.kind() == "comma" else 0
        if self.kind(ahead) == "part" and self.kind(ahead + 1) == "season":  # "late summer"
            ahead += 1
        season = self.kind(ahead) == "season"
        if not (season or self.kind(ahead) == "month") or (not ahead and self.tokens[self.at].tight):
            return
        after = ahead + 1
        day = not season and self.kind(after) in ("num", "ord") and self.tokens[self.at + after].digits <= 2
        rest = after + day
        rest += self.kind(rest) in ("comma", "noise")
        if self.kind(rest) in ("bc", "ad") or (self.kind(rest) == "num" and self.tokens[self.at + rest].digits >= 3):
            return
        if ahead and not (day or season):
            return
        self.at += ahead
        p.month = self.next().value
        if day:
            p.day = self.next().value


_CORES = {
    "present": _Parser.word, "unknown": _Parser.word, "iso": _Parser.iso, "dmy": _Parser.dmy, "month": _Parser.month,
    "season": _Parser.season, "num": _Parser.number, "ord": _Parser.number, "decade": _Parser.decade,
    "bc": _Parser.era_first, "ad": _Parser.era_first,
}  # fmt: skip
