"""Parties: cells of all kinds, each held against what a careful reader takes from it."""

from __future__ import annotations

import pytest

from extract import extract
from extract.fields import belligerents
from extract.fields.base import Scope

from .namecells import Case, cases, check, draw

FILES = ("belligerents_headings", "belligerents_nesting", "belligerents_notes", "belligerents_several")


@pytest.mark.parametrize("case", cases(*FILES))
def test_cell(case: Case) -> None:
    check(case, belligerents.read, "combatant1")


def test_the_drawers_count_the_spaces_before_a_line_alike() -> None:
    """One or two of them may be a flag's trace in flattened text: only more count there."""
    pages = (
        "{{Infobox military conflict|conflict=X|combatant1=[[A]]<br>{{in5}}[[B]]<br>&nbsp; &nbsp;&#160;C<br>{{flagicon|UK}} D}}",
        '<table class="infobox vevent"><tr><th class="summary">X</th></tr><tr><th>Belligerents</th></tr><tr><td><a href="/wiki/A">'
        'A</a><br />\n&#160;&#160;&#160;&#160;&#160;<a href="/wiki/B">B</a><br>&#160; &#160;&#160;C<br>\n\u00a0D</td></tr></table>',
        "Battle of X\n\nPart of Y\n\nDate5 May 1500\nBelligerents\nA\n\u00a0\u00a0\u00a0\u00a0\u00a0B\n\u00a0 \u00a0\u00a0C\n\u00a0D\tE\n"
        "Casualties\n500 killed\t300 killed\n",
    )
    for page in pages:
        (record,) = extract(page)
        first, *others = record.sides[0].belligerents
        assert [child.name for child in first.children] == ["B", "C"], page
        assert [one.name for one in others] == ["D"]


def test_names_on_lines_of_the_source_that_the_page_does_not_show() -> None:
    """A reader sees one line; the links and the breaks between them show that it holds several names."""
    cell = "{{flagicon|UK}} [[A]]\n'''[[B]]''' (1900)\n[[Army]] of\n[[D]]\n"
    wikitext = "{{Infobox military conflict|conflict=X|combatant1=" + cell + "}}"
    html = (
        '<table class="infobox vevent"><tr><th class="summary">X</th></tr><tr><th>Belligerents</th></tr><tr><td>\n<p>'
        '<a href="/wiki/A">A</a>\n<b><a href="/wiki/B">B</a></b> (1900)\n<a href="/wiki/Army">Army</a> of\n'
        '<a href="/wiki/D">D</a>\n</p></td></tr></table>'
    )
    for page in (wikitext, html):
        (record,) = extract(page)
        assert [(one.name, one.note) for one in record.sides[0].belligerents] == [("A", None), ("B", "1900"), ("Army of D", None)]
    (record,) = extract(html.replace("\n<", "\n  <"))  # laid out by a printer, whose breaks mean nothing
    assert len(record.sides[0].belligerents) == 1


def test_headings_on_lines_of_the_source_before_and_behind_a_name() -> None:
    cell = "'''After 1900:'''\n[[A]]\n'''Allied groups'''\n:[[B]]\n:[[C]]\n[[D]]\n'''army''' of E\n[[F]]\n"
    (record,) = extract("{{Infobox military conflict|conflict=X|combatant1=" + cell + "}}")
    found = [(one.name, one.group) for one in record.sides[0].belligerents]
    assert found == [("A", "After 1900"), ("B", "Allied groups"), ("C", "Allied groups"), ("D army of E", None), ("F", None)]


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("Army of [[Aurangzeb]] and [[Murad Baksh]]", None),
        ("Militia from Connecticut and [[Province of Massachusetts Bay|Massachusetts]]", None),
        ("[[Circassians|Circassian]], [[Alans|Alan]] and [[Genoese colonies|Genoese]] mercenaries", None),
        ("[[Rajput]]s of [[Bundi]] and [[Rupnagar]]", "Rajput"),
        ("[[Bosnia and Herzegovina]]", "Bosnia and Herzegovina"),
        ("[[Hezbollah]] and its allies", "Hezbollah"),
        ("and [[France]]", "France"),
    ],
)
def test_a_link_to_one_of_several_is_not_that_of_all(cell: str, link: str | None) -> None:
    item, *_ = belligerents.read(draw(cell), Scope("combatant1")).items
    assert item.link == link
