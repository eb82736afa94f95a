"""Signs that stand for others: what an editor escaped is shown again, and what means something at the start of a line only is hidden
from the parser, which is slow on each."""

from __future__ import annotations

import re

_ENTITY_TAG = re.compile(r"&lt;(?=/?(?:br|hr|ref|small|big|center|div|span|sup|sub|i|b|nowiki|ul|li|!--)\b|!--)", re.IGNORECASE)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_ENTITY = re.compile(r"&(?:lt|gt|quot|amp);")
#: Noncharacters, which no text holds, in place of the signs that we draw ourselves.
LIST_SIGNS = {"\ufdd0": "*", "\ufdd1": "#", "\ufdd2": ":", "\ufdd3": ";"}
RULE_SIGN, TABLE_SIGN, TABLE_END, ROW_SIGN, CELL_SIGN = "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7", "\ufdd8"
_HIDDEN = {sign: hidden for hidden, sign in LIST_SIGNS.items()}
_LINE = re.compile(r"^(?:[*#:;]+|-{4,})", re.MULTILINE)
# https://en.wikipedia.org/wiki/Template:(! and its like: longer ones first.
_HIDDEN_BARS = (
    ("{{{!}}", "{|"),
    ("{{(!}}", "{|"),
    ("{{!}}}", "|}"),
    ("{{!)}}", "|}"),
    ("{{!!}}", "||"),
    ("{{!-}}", "|-"),
    ("{{!}}", "|"),
)
_NONCHARACTERS = re.compile("[\ufdd0-\ufdd8]")
#: A list deeper than this is drawn at this depth.
_DEEPEST_LIST = 9


def unescaped(value: str) -> str:
    """The value with its tags, where all were escaped once too often, and the bars of a table that it hides from the template around it.

    >>> unescaped("A&lt;br&gt;B"), unescaped("{{{!}} class=x")
    ('A<br>B', '{| class=x')
    """
    if _ENTITY_TAG.search(value) and "<" not in value:
        value = _ENTITY.sub(lambda match: _ENTITIES[match[0]], value)
    if "{{{!}}" in value or "{{(!}}" in value:
        for escaped, bar in _HIDDEN_BARS:
            value = value.replace(escaped, bar)
    return _NONCHARACTERS.sub("", value)


def hidden(value: str) -> str:
    """The value with the signs of lists and rules as noncharacters."""
    return _LINE.sub(_hide, value)


def _hide(match: re.Match[str]) -> str:
    signs = match[0]
    return RULE_SIGN if signs[0] == "-" else "".join(_HIDDEN[sign] for sign in signs[:_DEEPEST_LIST])
