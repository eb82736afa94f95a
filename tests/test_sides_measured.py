"""Real pages, flattened by the real exporter with the truth planted in them: how many lines are on their side."""

from __future__ import annotations

import pytest

from .conftest import corpus

pytest.importorskip("resiliparse", reason="the exporter has no wheel for this Python")

from benchmarks import sides

PAGES = corpus("html")
#: What is held on the real pages, over all sections; and of lines said with 0.9 and more, so many are right at least.
PRECISION, F1, SURE = 0.985, 0.94, 0.97

BOX = """<html><head><title>Battle of X - Wikipedia</title></head><body><div id="content"><h1>Battle of X</h1><table class="infobox"><tbody>
<tr><th colspan="2">Battle of X</th></tr><tr><th>Date</th><td>1 May 1700</td></tr><tr><th colspan="2">Belligerents</th></tr>
<tr><td> Sweden</td>
<td> Russia<br>Saxony</td></tr><tr><th colspan="2">Strength</th></tr><tr><td></td>
<td>60,000</td></tr>
<tr><th colspan="2">Casualties and losses</th></tr><tr><td>{left}</td>
<td>{right}</td></tr></tbody></table>
<p>The battle was fought by Sweden against Russia and Saxony in the first summer of the war, and was over before noon.</p>
</div></body></html>"""


def test_the_truth_is_that_of_the_cells() -> None:
    page = BOX.format(left="500", right="1,000 killed<br>30 captured")
    text, columns = sides.columns_of(sides.flattened(sides.marked(page)))
    assert text == sides.flattened(page)
    told = sides.measured("x", text, columns).lines
    assert [(one.text, one.said, one.true) for one in told if one.section == "casualties"] == [
        ("500", 1, 1),
        ("1,000killed", 2, 2),
        ("30captured", 2, 2),
    ]
    assert [(one.text, one.said, one.true) for one in told if one.section == "strength"] == [("60,000", 0, 2)]


def test_a_line_on_a_wrong_side_is_counted_as_wrong() -> None:
    page = BOX.format(left="500<br>20", right="7")
    text, columns = sides.columns_of(sides.flattened(sides.marked(page)))
    moved = [3 - column if column in (1, 2) else column for column in columns]
    right, wrong, _ = sides.tally(sides.measured("x", text, columns).lines)
    assert sides.tally(sides.measured("x", text, moved).lines)[:2] == (wrong, right)


@pytest.mark.skipif(not PAGES, reason="the corpus of real pages (../shared) is not on this machine")
def test_the_sides_of_real_pages() -> None:
    lines: list[sides.Told] = []
    for path in PAGES:
        found = sides.read(path)
        assert found is not None, f"{path.name}: the unseen characters change the flattening"
        lines.extend(sides.measured(path.stem, *found).lines)
    precision, f1 = sides.rates(*sides.tally(lines))
    assert precision >= PRECISION and f1 >= F1, (precision, f1)
    sure = [one for one in lines if one.said and (one.chance or 0.0) >= 0.9]
    assert sum(one.said == one.true for one in sure) >= SURE * len(sure) > 0
