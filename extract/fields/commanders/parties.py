"""Whose people are: the belligerent that their flags stand for."""

from __future__ import annotations

from ...vocabulary import table
from ..base import Scope, same_flag


def flag_of(flags: tuple[str, ...], scope: Scope) -> str | None:
    """The flag of a person; one that others carry as well only where a belligerent of this side has it, too."""
    flag = flags[0] if flags else None
    if flag not in table("flags")["shared"]:
        return flag
    mine = [p for p in scope.parties if p.kind == "belligerent" and scope.side in (None, p.side)]
    return flag if not mine or any(p.flag == flag for p in mine) else None


def party_of_flags(flags: tuple[str, ...], scope: Scope) -> str | None:
    """The belligerent of this side that the flags stand for, where they leave no doubt.

    A flag that several have stands for the one that it is named after, by its name or its link; two flags of two parties for neither.
    """
    found: set[str] = set()
    for flag in flags:
        mine = [p for p in scope.parties if p.kind == "belligerent" and scope.side in (None, p.side)]
        names = {p.name for p in mine if p.flag == flag} or {p.name for p in mine if same_flag(p.flag, flag)}
        if len(names) > 1:
            names &= {p.name for p in mine if flag in (p.name, p.link)}
        found |= names
    return found.pop() if len(found) == 1 else None
