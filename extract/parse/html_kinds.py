"""Which kind of infobox a table is, by the words of its headers and labels."""

from __future__ import annotations

from bs4.element import Tag

from ..vocabulary import InfoboxKind, kind_named, normal_name, table
from .html_rows import rows


def kind_of(box: Tag) -> InfoboxKind | None:
    """The kind of a table, or None where it is no infobox of a known kind.

    A telling header is enough ("Belligerents"); of the words that other boxes use, too, two are needed, and for
    a kind whose headers tell nothing three.
    """
    signs = table("html")["signs"]
    words = frozenset(word for sign in signs.values() for key in ("headers", "several") for word in sign[key])
    seen: dict[str, set[str]] = {"header": set(), "label": set()}
    for row in rows(box, words):
        if row.label:
            seen.setdefault(row.kind, set()).add(normal_name(row.label).rstrip(": "))
    best, most = None, 0
    for name, sign in signs.items():
        telling = (seen["header"] | (seen["label"] if name == "military_operation" else set())) & set(sign["headers"])
        if name in ("military_conflict",):
            others = seen["header"] & set(sign["several"])
        else:
            others = (seen["header"] | seen["label"]) & set(sign["several"])
        score = 10 * len(telling) + len(others)
        if (telling or len(others) >= (2 if name != "civilian_attack" else 3)) and score > most:
            best, most = name, score
    return kind_named(best) if best else None
