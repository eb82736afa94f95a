"""Whose people are: the belligerent that their flags stand for."""

from __future__ import annotations

from ..base import Scope, same_flag


def party_of_flags(flags: tuple[str, ...], scope: Scope) -> str | None:
    """The belligerent of this side that the flags stand for, where they leave no doubt.

    A flag that several have stands for the one that it is named after; two flags of two parties for neither.
    """
    found: set[str] = set()
    for flag in flags:
        mine = [p for p in scope.parties if p.kind == "belligerent" and scope.side in (None, p.side)]
        names = {p.name for p in mine if p.flag == flag} or {p.name for p in mine if same_flag(p.flag, flag)}
        if len(names) > 1:
            names &= {flag}
        found |= names
    return found.pop() if len(found) == 1 else None
