"""A place in a row of tokens, and how a year is read there."""

from __future__ import annotations

from .types import Partial, Refusal
from .words import Token

ERAS = frozenset({"bc", "ad"})


class Cursor:
    """Walks over tokens; whoever reads with it moves it on."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else "end"

    def next(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def refuse(self) -> Refusal:
        if self.at < len(self.tokens):
            return Refusal(f"{self.tokens[self.at].text!r} is not understood here")
        return Refusal("a date is missing at the end")

    def calm(self, p: Partial) -> None:
        """Pass notes and noise inside a point: "19 [O.S. 8] of November"."""
        while self.kind() in ("note", "noise", "question"):
            token = self.next()
            if token.kind == "note":
                p.notes.append(token)
            elif token.kind == "question":
                p.uncertain = True

    def back(self, p: Partial, mark: int) -> None:
        """Undo what `calm` passed."""
        gone = [t for t in self.tokens[mark : self.at] if t.kind == "note"]
        del p.notes[len(p.notes) - len(gone) :]
        self.at = mark

    def year(self, p: Partial, *, comma: bool) -> bool:
        """A year at this place, with its era; False, and nothing passed, where there is none."""
        mark, circa = self.at, p.circa
        self.calm(p)
        if comma and self.kind() == "comma":
            self.next()
            self.calm(p)
        if self.kind() == "circa":
            self.next()
            p.circa = True
        first = self.next().kind if self.kind() in ERAS and self.kind(1) == "num" else ""
        token = self.tokens[self.at] if self.kind() == "num" else None
        era = self.kind(3) if self.kind(1) == "slash" and self.kind(2) == "num" else self.kind(1)
        if token is None or (token.digits < 3 and not first and era not in ERAS):
            p.circa = circa
            self.back(p, mark)
            return False
        if token.digits > 4:
            raise Refusal(f"{token.text!r} is no year")
        self.next()
        p.year, p.digits, p.era, p.era_first = token.value, token.digits, first, bool(first)
        slashed = self.tokens[self.at + 1] if self.kind() == "slash" and self.kind(1) == "num" else None
        if slashed is not None and slashed.tight and slashed.digits <= token.digits and self.kind(2) != "month":
            self.at += 2
            p.dual, p.dual_digits = slashed.value, slashed.digits
        if not first:
            self.era(p)
        return True

    def era(self, p: Partial) -> None:
        if self.kind() in ERAS and self.kind(1) != "num":
            p.era = self.next().kind
