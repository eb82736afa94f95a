"""Whole boxes of wikitext: parameters and their slots, references of the page, oddities, speed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extract.parse.wikitext.drawer import infoboxes
from extract.raw import Document, Origin, RawInfobox

from .conftest import corpus

SHARED = Path(__file__).parent.parent.parent / "shared"


def only(text: str, **more: str) -> RawInfobox:
    (raw,) = infoboxes(Document(text, "wikitext", origin=Origin(title="Battle of X")), more)
    return raw


def box(inside: str, name: str = "Infobox military conflict", after: str = "") -> RawInfobox:
    return only("{{" + name + "\n" + inside + "\n}}" + after)


def codes(raw: RawInfobox) -> list[tuple[str, str | None]]:
    return [(warning.code, warning.param) for warning in raw.warnings]


def slots(raw: RawInfobox) -> dict[str, tuple[str | None, int | None, str | None]]:
    return {cell.param: (cell.role, cell.side, cell.block) for cell in raw.cells}


def test_sides_blocks_and_the_joint_row() -> None:
    raw = box("|combatant1=A\n|combatant2=B\n|combatant1a=C\n|commander2b=D\n|strength3=E\n|casualties3=F\n|units2=G")
    assert slots(raw) == {
        "combatant1": ("belligerents", 1, None),
        "combatant2": ("belligerents", 2, None),
        "combatant1a": ("belligerents", 1, "a"),
        "commander2b": ("commanders", 2, "b"),
        "strength3": ("strength", 3, None),
        "casualties3": ("casualties", 3, None),
        "units2": ("units", 2, None),
    }
    assert raw.sides == 2  # the third strength is a row across both


@pytest.mark.parametrize(
    ("inside", "sides"),
    [
        ("|combatant1=A", 1), ("|combatant1=A|combatant2=B|combatant3=C", 3), ("|combatant5=E", 5),
        ("|combatant1=A|combatant2=B|combatant3=", 2), ("|combatant1=A|combatant2=|combatant2a=B", 2), ("|conflict=A", 0),
    ],
)  # fmt: skip
def test_how_many_sides(inside: str, sides: int) -> None:
    assert box(inside).sides == sides


def test_other_kinds() -> None:
    civil = box("|title=A|side1=B|side2=C|leadfigures1=D|howmany2=5|fatalities=3|casualties_label=x", "Infobox civil conflict")
    assert (civil.kind, civil.sides) == ("civil_conflict", 2)
    assert slots(civil)["leadfigures1"] == ("commanders", 1, None)
    assert slots(civil)["fatalities"][0] == "casualties"
    attack = box("|title=A|fatalities=5|perps=B", "Infobox civilian attack")
    assert (attack.kind, attack.sides) == ("civilian_attack", 0)


def test_values_keep_their_place_and_their_words() -> None:
    text = "Ünïcode {{Warbox|combatant1 =  [[A|B]]{{KIA}} \n|date=}}"
    raw = only(text)
    cell = raw.cell("combatant1")
    assert cell is not None and cell.span is not None
    assert text[cell.span.start : cell.span.end] == cell.wikitext == "[[A|B]]{{KIA}}"
    assert cell.rich.text == "B"
    empty = raw.cell("date")
    assert empty is not None and empty.wikitext == "" and not empty.rich
    assert raw.span is not None and text[raw.span.start : raw.span.end] == raw.source


def test_of_two_values_the_last() -> None:
    raw = box("|result=A\n|date=1800\n|result=B")
    assert [cell.rich.text for cell in raw.cells] == ["1800", "B"]
    assert codes(raw) == [("duplicate-parameter", "result")]
    assert raw.warnings[0].text == "A"
    emptied = box("|result=A\n|result=")  # an empty last one wins, too
    assert [cell.rich.text for cell in emptied.cells] == [""]


def test_unknown_parameters_are_kept() -> None:
    raw = box("|conflict=A\n|Schlacht=B [[C]]\n|thumb\n||\n|extra=")
    assert [(cell.param, cell.role, cell.rich.text) for cell in raw.cells] == [
        ("conflict", "name", "A"), ("Schlacht", None, "B C"), ("1", None, "thumb"), ("extra", None, ""),
    ]  # fmt: skip
    assert codes(raw) == [("unknown-parameter", "Schlacht"), ("unknown-parameter", "1")]


def test_a_forgotten_pipe_stays_in_the_value() -> None:
    raw = box("|result=A\ncombatant1 = B\n|x=y")
    assert [cell.param for cell in raw.cells] == ["result", "x"]
    assert raw.cells[0].rich.text == "A\ncombatant1 = B"  # as on the page
    assert ("stray-markup", "result") in codes(raw)
    fine = box("|result=A<ref>\nurl = http://x</ref>")
    assert codes(fine) == []


def test_images() -> None:
    plain = box("|image=Some battle.jpg\n|alt=A hill")
    assert [mark.value for mark in plain.cells[0].rich.marks] == [("Some battle.jpg", "")]
    linked = box("|image=[[File:Some_battle.jpg|300px|alt=A hill]]<!-- x -->")
    assert [mark.value for mark in linked.cells[0].rich.marks] == [("Some battle.jpg", "A hill")]
    prefixed = box("|image=File:X.png|thumb|300px")
    assert [mark.value for mark in prefixed.cells[0].rich.marks] == [("X.png", "")]
    assert not box("|image={{multiple image|image1=X.jpg}}").cells[0].rich


def test_coordinates_at_the_head_of_the_page_count() -> None:
    raw = box("|coordinates={{coord|52|35|28|N|1|24|37|W|display=title}}")
    (mark,) = raw.cells[0].rich.marks
    assert (mark.kind, mark.value) == ("coordinates", (52.59111, -1.41028, 0.000278))
    assert raw.cells[0].rich.text == ""


def test_the_last_line_of_a_cell_stands_apart() -> None:
    # MediaWiki closes the paragraph before the line of </td>: a reader sees two lines (American Revolutionary War, commanders)
    side = box("|commander1=[[A]]<br />\n[[B]]\n[[List of leaders|''full list'']]\n|date=1 May\n1800")
    assert [line.text for line in side.cells[0].rich] == ["A", "B", "full list"]
    assert [line.text for line in side.cells[1].rich] == ["1 May 1800"]


PAGE = """
Text<ref name="b">Jones, ''Book''</ref>
<!-- <ref name="c">hidden</ref> --> <nowiki><ref name="c">no</ref></nowiki>
{{efn|name=n|A note}} <ref name=d>{{cite web|url=http://x.y|title=T|date=2010}}</ref>
<references><ref name="e">List-defined [http://z title Z]</ref></references>
"""


def test_references_are_looked_up_on_the_page() -> None:
    raw = box('|result=A<ref name=b/><ref name="d" />{{efn|name=n}}<ref name=e/><ref name="c"/><ref>own</ref>', after=PAGE)
    found = {one.name: one for one in raw.references.values()}
    assert found["b"].text == "Jones, Book"
    assert (found["d"].title, found["d"].url, found["d"].template) == ("T", "http://x.y", "cite web")
    assert found["d"].parameters == {"url": "http://x.y", "title": "T", "date": "2010"}
    assert found["n"].text == "A note"
    assert (found["e"].url, found["e"].title) == ("http://z", "title Z")
    assert found[None].text == "own"
    assert found["c"].text == ""
    assert codes(raw) == [("undefined-reference", "result")]
    assert [mark.value for mark in raw.cells[0].rich.marks] == list(raw.references) == ["r1", "r2", "r3", "r4", "r5", "r6"]


def test_short_footnotes() -> None:
    raw = box("|result=A{{sfn|Chambers|1999|p=849}}|casualties1=5{{sfn|Chambers|1999|p=849}}")
    (reference,) = raw.references.values()
    assert (reference.name, reference.text, reference.template) == (None, "Chambers 1999, p. 849", "sfn")
    assert reference.parameters == {"1": "Chambers", "2": "1999", "p": "849"}


def test_redirects_of_the_wiki() -> None:
    text = "{{Рагъул къеркьей|conflict=A|combatant1={{байрахъ|Россия}} B}}"
    raw = only(text, **{"Рагъул къеркьей": "Infobox military conflict", "байрахъ": "flagicon"})
    assert raw.cells[1].rich.text == "B"
    assert [mark.kind for mark in raw.cells[1].rich.marks] == ["flag"]


def test_a_box_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    raw = only("{{Warbox\n|conflict=A\n|combatant1={{ubl|[[B]]|[[C")
    assert codes(raw)[0] == ("truncated-infobox", None)
    assert raw.cells[0].rich.text == "A"
    assert "C" in raw.cells[1].rich.text


def test_a_box_whose_braces_do_not_close() -> None:
    raw = only("{{Warbox\n|combatant1={{flag|A [[B]]\n|combatant2=C\n}}\n'''X''' is")
    assert ("unbalanced-markup", None) in codes(raw)
    assert raw.cells[1].rich.text == "C"


def test_several_boxes_share_nothing() -> None:
    text = "{{Warbox|result=A<ref name=x>1</ref>}}{{Warbox|result=B<ref name=x/>}}"
    first, second = infoboxes(Document(text, "wikitext"))
    assert list(first.references) == list(second.references) == ["r1"]
    assert second.references["r1"].text == "1"


@pytest.mark.parametrize("page", corpus("wikitext"), ids=lambda p: p.stem)
def test_real_pages_leave_no_template_unknown(page: Path) -> None:
    for raw in infoboxes(Document(page.read_text("utf-8"), "wikitext")):
        assert [w.text for w in raw.warnings if w.code in ("unknown-template", "unknown-flag")] == []
        assert any(cell.rich for cell in raw.cells)


REVISIONS = sorted((SHARED / "corpus" / "revisions").glob("*/*.wikitext"))


@pytest.mark.skipif(not REVISIONS, reason="needs the corpus beside the repository (../shared)")
def test_revisions_of_many_wikis_are_read_without_a_fault() -> None:
    found = 0
    for file in REVISIONS:
        for raw in infoboxes(Document(file.read_text("utf-8"), "wikitext", language=file.parent.name.split("__")[0])):
            found += 1
            assert raw.span is not None and raw.source
    assert found > 10


@pytest.mark.skipif(not corpus("wikitext"), reason="needs the corpus beside the repository (../shared)")
def test_a_whole_article_costs_little_more_than_its_box() -> None:
    file = next(page for page in corpus("wikitext") if page.stem == "American_Civil_War")
    text = file.read_text("utf-8")
    (raw,) = infoboxes(Document(text, "wikitext"))

    def cost(source: str) -> float:
        times = []
        for _ in range(5):
            start = time.process_time()
            list(infoboxes(Document(source, "wikitext")))
            times.append(time.process_time() - start)
        return min(times)

    assert cost(text) < 3 * cost(raw.source) + 0.02
