"""Lines, and sentences of one, without a figure; judgements in the place of a number ("Very heavy")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .draft import Draft
from .pieces import Piece
from .remarks import remark
from .setting import Setting

_LAST_ASIDE = re.compile(r"\s*\(([^()]*)\)\Z")


def text_draft(text: str, start: int, end: int, found: Sequence[Piece], setting: Setting) -> Draft:
    """A line, or a sentence of one, without a figure."""
    draft = Draft(start, end, start, end, is_text=True)
    effects = [p.value for p in found if p.kind == "effect"]
    draft.effects, draft.own = tuple(dict.fromkeys(effects)), bool(effects)  # type: ignore[arg-type]
    said = text[start:end].strip(" .,;:\n")
    if judged(said, found, setting):
        draft.vague, draft.is_text = " ".join(said.split()), False
    elif (match := _LAST_ASIDE.search(said[-200:])) and judged(said[: -len(match[0])], found, setting):
        draft.vague, draft.is_text = " ".join(said[: -len(match[0])].split()), False  # "High (estimates vary)"
        remark(draft, match[1], setting)
    elif setting.losses and said.count(", ") == 1 and judged(said.partition(", ")[0], (), setting) and not effects:
        draft.vague, _, rest = said.partition(", ")  # "Very heavy, majority of the army"
        draft.is_text = False
        draft.noted(" ".join(rest.split()))
    trim(draft, text)
    return draft


def judged(text: str, found: Sequence[Piece], setting: Setting) -> bool:
    """Whether all that is said is a judgement in the place of a number ("Very heavy", "light casualties")."""
    words = setting.words
    parts = list(text.lower().replace("/", " ").replace("-", " ").replace(",", " ").split())
    parts = [part.strip(".;:()[]\"'?!") for part in parts]
    parts = [part for part in parts if part]
    if not parts or len(parts) > 10 or not any(part in words.judged for part in parts):
        return False
    return all(part in words.judged or part in words.judged_adverbs or part in words.judged_nouns for part in parts)


def trim(draft: Draft, text: str) -> None:
    """Let a draft end before the signs and the open bracket behind its words."""
    while (
        draft.end > draft.start
        and text[draft.end - 1] in " ,;:.–—-\n"
        and not (text[draft.end - 1] == "." and draft.end - draft.start < 4)
    ):
        draft.end -= 1
    words = text[draft.start : draft.end]
    if words.endswith((")", "]")) and "(" not in words and "[" not in words:
        draft.end -= 1
