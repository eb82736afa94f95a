"""Flattened text gives no facts but those of the page that it was made of.

Compared are the corpus' own exports (Resiliparse), and what `flatten` makes of the saved pages in the ways of three families
of exporters. What flattened text lacks is left out (`facts.LACKS` says why); what it puts on no side is compared without side.
Text gives less than the page: the share of its claims that are right is held, not how many there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extract import extract
from extract.record import Record

from .conftest import corpus
from .facts import LACKS, Fact, claims
from .flatten import flatten

PAGES = corpus("html")
#: Share of right claims that must be kept, over all pages.
FLOORS = {"export": 0.985, "lines": 0.955, "tabs": 0.975}

pytestmark = pytest.mark.skipif(not PAGES, reason="the corpus of real pages (../shared) is not on this machine")


@cache
def page(path: Path) -> tuple[Record, ...]:
    return tuple(extract(path))


def text_of(path: Path, family: str) -> str:
    if family == "export":
        return (path.parent.parent / "text" / f"{path.stem}.txt").read_text("utf-8")
    return flatten(path.read_text("utf-8", "replace"), family)


def compared(text: Record, html: Record) -> tuple[int, list[Fact]]:
    """How many claims of the text are claims of the page, and those that are not."""
    left, said = claims(html, LACKS["text"]), claims(text, LACKS["text"])
    wrong: list[Fact] = []
    right = 0
    loose: Counter[Fact] = Counter()
    for told in (True, False):
        for fact, count in said.items():
            if (fact[1] is not None) is not told:
                continue
            known, key = (left, fact) if told else (loose, (fact[0], *fact[2:]))
            same = min(count, known[key])
            known[key] -= same
            right += same
            wrong += [fact] * (count - same)
        for fact, count in left.items():
            loose[fact[0], *fact[2:]] += count
    return right, wrong


def results(family: str) -> Iterator[tuple[str, int, list[Fact]]]:
    for path in PAGES:
        texts = extract(text_of(path, family), format="text")
        assert len(texts) == len(page(path)), path.stem
        for text, html in zip(texts, page(path), strict=True):
            yield path.stem, *compared(text, html)


@pytest.mark.parametrize("family", FLOORS)
def test_text_claims_what_the_page_says(family: str) -> None:
    found = list(results(family))
    right, wrong = sum(one[1] for one in found), sum(len(one[2]) for one in found)
    share = right / (right + wrong)
    assert share >= FLOORS[family], f"{share:.4f}\n" + "\n".join(f"{name}: {fact}" for name, _, facts in found for fact in facts)


def test_between_pipes_every_item_is_on_its_side() -> None:
    """Breaks inside cells are lost between pipes, so names run together; but each word is in a cell of its side."""
    right = wrong = 0
    for path in PAGES:
        for text, html in zip(extract(text_of(path, "pipes"), format="text"), page(path), strict=True):
            for side in text.sides:
                for kind in ("belligerents", "commanders", "units", "strength", "casualties"):
                    cells = [cell.text for name, cell in html.fields.items() if re.fullmatch(rf"\D+{side.index}[a-d]?", name)]
                    there = set(re.findall(r"\w+", " ".join(cells)))
                    for item in getattr(side, kind):
                        placed = set(re.findall(r"\w+", re.sub(r"\[\w+\]", "", item.text))) <= there
                        right, wrong = right + placed, wrong + (not placed)
    assert right / (right + wrong) >= 0.97, (right, wrong)


def test_the_flattener_writes_what_the_exporter_writes() -> None:
    """Line by line, up to the first paragraph, on nine pages of ten (the exporter takes some boxes for no main content)."""
    alike = 0
    for path in PAGES:
        real = {line.rstrip() for line in text_of(path, "export").split("\n")}
        lines = [line.rstrip() for line in text_of(path, "lines").split("\n") if line.strip()][:60]
        box = lines[: next((number for number, line in enumerate(lines) if len(line) > 200), len(lines))]
        alike += sum(line in real for line in box) >= 0.9 * len(box)
    assert alike >= 0.85 * len(PAGES), alike
