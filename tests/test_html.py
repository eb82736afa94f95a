"""Boxes of saved HTML, found and laid out."""

from __future__ import annotations

import pytest

from extract.parse.html.drawer import infoboxes
from extract.raw import Document, RawInfobox

from . import html_samples as samples


def boxes(html: str) -> list[RawInfobox]:
    return list(infoboxes(Document(html, "html")))


def box(html: str) -> RawInfobox:
    (only,) = boxes(html)
    return only


def texts(found: RawInfobox) -> dict[str, str]:
    return {cell.param: cell.rich.source for cell in found.cells}


def table(*rows: str, attributes: str = 'class="infobox vevent"') -> str:
    return f"<table {attributes}>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def sides(section: str, *cells: str, style: str = "") -> str:
    drawn = "".join(f"<td{style}>{cell}</td>" for cell in cells)
    return f'<th colspan="{max(len(cells), 2)}">{section}</th></tr><tr>{drawn}'


def test_a_box_of_2013() -> None:
    found = box(samples.LEGACY)
    assert (found.kind, found.sides, found.title, found.linked) == ("military_conflict", 2, "Battle of Ayr", True)
    assert texts(found) == {
        "conflict": "Battle of Ayr",
        "partof": "the War of Kyle",
        "image": "",
        "caption": "The field, by J. Doe",
        "date": "18 June 1315",
        "place": "Ayr, Old Kyle",
        "result": "Decisive French victory",
        "combatant1": "France",
        "combatant2": "United Kingdom",
        "combatant1a": "Brigands",
        "combatant2a": "Smugglers",
        "commander1": "Jean Petit\nPaul Grand (POW)",
        "casualties1": "100 killed\n200 wounded",
        "casualties2": "Unknown",
        "casualties3": "30 civilians killed",
        "notes": "1Disputed",
    }


def test_cells_carry_role_side_block_and_label() -> None:
    cells = {cell.param: cell for cell in box(samples.LEGACY).cells}
    seen = {name: (c.role, c.side, c.block, c.label) for name, c in cells.items()}
    assert seen["combatant2a"] == ("belligerents", 2, "a", "Belligerents")
    assert seen["casualties3"] == ("casualties", 3, None, "Casualties and losses")
    assert seen["place"] == ("place", None, None, "Location")
    assert seen["partof"] == ("part_of", None, None, "Part of")


def test_marks_of_a_box() -> None:
    cells = {cell.param: cell.rich.marks for cell in box(samples.LEGACY).cells}
    assert [(m.kind, m.start, m.end, m.value) for m in cells["place"]] == [("link", 0, 3, "Ayr"), ("link", 5, 13, "Old Kyle")]
    assert [(m.kind, m.start, m.end, m.value) for m in cells["commander1"]] == [
        ("flag", 0, 0, "France"),
        ("fate", 10, 10, "killed"),
        ("fate", 23, 26, "captured"),
    ]
    assert [(m.kind, m.value) for m in cells["image"]] == [("image", ("Ayr.jpg", ""))]


def test_references_are_looked_up_on_the_page() -> None:
    found = box(samples.LEGACY)
    (reference,) = found.references.values()
    assert (reference.id, reference.name, reference.title, reference.url) == (
        "Doe-1", "Doe", "The day of Ayr", "http://example.org/ayr",
    )  # fmt: skip
    assert reference.text == 'Doe, "The day of Ayr", 1950.'


def test_a_box_of_parsoid() -> None:
    found = box(samples.PARSOID)
    assert (found.template, found.kind, found.sides, found.title) == ("Infobox war", "military_conflict", 3, "Battle of Ayr")
    assert texts(found) == {
        "conflict": "Battle of Ayr",
        "date": "18 June 1315",
        "combatant1": "France",
        "combatant2": "Scots\nPicts",
        "strength1": "1,000",
        "strength2": "2,000",
        "strength3": "3,000",
        "strength4": "6,000 in all",
    }
    first = found.cell("combatant1")
    assert first is not None and first.label == "Warring parties"
    assert [(m.kind, m.value) for m in first.rich.marks] == [("flag", "France"), ("link", "France"), ("ref", "1")]
    assert found.references["1"].text == "Roe 1999, p. 5."


def test_a_place_on_the_same_page_is_no_link() -> None:
    """Parsoid writes `./Title#Section` where the legacy parser writes `#Section`."""
    for href in ("#Aftermath", "./Battle_of_Ayr#Aftermath"):
        row = f'<th>Result</th><td>See <a href="{href}">Aftermath</a></td>'
        page = f"<title>Battle of Ayr</title>{table('<th colspan=2>Ayr</th>', row, sides('Belligerents', 'A', 'B'))}"
        found = box(page).cell("result")
        assert found is not None and found.rich.marks == ()


def test_a_civil_conflict_of_today() -> None:
    found = box(samples.CIVIL)
    assert (found.kind, found.sides) == ("civil_conflict", 2)
    assert texts(found) == {
        "title": "Ayr strike",
        "partof": "the Great Strikes",
        "image": "",
        "caption": "Strikers",
        "date": "5 May 1912",
        "place": "Ayr",
        "causes": "Hunger",
        "goals": "Bread",
        "result": "Bread for all",
        "side1": "Miners' Union\nBakers",
        "side2": "Police",
        "leadfigures2": "Chief Roe",
        "fatalities": "12",
        "injuries": "over 30",
        "arrests": "7",
        "notes": "As of 6 May",
    }
    assert [(c.param, c.role, c.side) for c in found.cells if c.role == "casualties"] == [
        ("fatalities", "casualties", None),
        ("injuries", "casualties", None),
        ("arrests", "casualties", None),
    ]


@pytest.mark.parametrize(
    ("html", "kind", "name"),
    [(samples.ATTACK, "civilian_attack", "Ayr bombing"), (samples.OPERATION, "military_operation", "Operation Ayr")],
)
def test_kinds_are_told_by_their_labels(html: str, kind: str, name: str) -> None:
    found = box(html)
    assert (found.kind, found.cells[0].rich.text) == (kind, name)


def test_a_table_of_before_classes() -> None:
    found = box(samples.OLD)
    assert texts(found) == {
        "conflict": "Battle of Ayr",
        "date": "18 June 1315",
        "place": "Ayr",
        "result": "French victory",
        "combatant1": "France",
        "combatant2": "Scotland",
        "commander1": "Jean Petit",
        "commander2": "John Roe",
        "casualties1": "100",
        "casualties2": "200",
        "partof": "War of Kyle",
    }


@pytest.mark.parametrize("html", samples.OTHERS.values(), ids=samples.OTHERS)
def test_other_boxes_are_left_alone(html: str) -> None:
    assert boxes(html) == []


def test_a_conflict_box_after_another_box() -> None:
    """Air France Flight 8969: an accident's box, then the raid's."""
    mine = '<table class="infobox vevent"'
    page = samples.LEGACY.replace(mine, samples.OTHERS["aircraft"] + mine, 1)
    found = box(page)
    assert found.kind == "military_conflict"
    assert found.cell("coordinates") is None


def test_a_box_inside_a_cell_of_another_table() -> None:
    inner = table("<th colspan=2>Ayr</th>", sides("Belligerents", "France", "Scotland"))
    found = box(f'<table class="wikitable"><tr><td>{inner}</td><td>other</td></tr></table>')
    assert texts(found) == {"conflict": "Ayr", "combatant1": "France", "combatant2": "Scotland"}


def test_a_box_printed_twice_is_read_once() -> None:
    inner = table("<th colspan=2>Ayr</th>", sides("Belligerents", "France", "Scotland"))
    assert len(boxes(f'<div class="nomobile">{inner}</div><div class="mobileonly">{inner}</div>')) == 1
    assert len(boxes(inner + inner.replace("Ayr", "Kyle"))) == 2


def test_a_box_without_sections() -> None:
    rows = ("<th>Date</th><td>1315</td>", "<th>Location</th><td>Ayr</td>", "<th>Result</th><td>Draw</td>")
    assert texts(box(table("<th colspan=2>Ayr</th>", *rows)))["result"] == "Draw"
    assert boxes(table("<th colspan=2>Ayr</th>", *rows, "<th>Venue</th><td>Hall</td>")) == []


class TestColumns:
    def one(self, *rows: str) -> dict[str, str]:
        return texts(box(table("<th colspan=3>Ayr</th>", *rows)))

    def test_a_single_column_is_side_1(self) -> None:
        row = '<th colspan="2">Belligerents</th></tr><tr><td colspan="2" style="width:100%">France</td>'
        found = box(table("<th colspan=2>Ayr</th>", row))
        assert (found.sides, texts(found)["combatant1"]) == (1, "France")

    def test_a_cell_across_some_columns_is_the_first_ones(self) -> None:
        found = self.one(
            sides("Belligerents", "A", "B", "C"),
            '<th colspan="3">Strength</th></tr><tr><td colspan="2">100</td><td>300</td>',
        )
        assert found["strength1"] == "100"
        assert found["strength3"] == "300"

    def test_a_side_that_never_has_a_cell_keeps_its_number(self) -> None:
        found = self.one('<th colspan="3">Belligerents</th></tr><tr><td colspan="2">A</td><td>C</td>')
        assert {name: found[name] for name in ("combatant1", "combatant3")} == {"combatant1": "A", "combatant3": "C"}

    def test_an_empty_cell_counts(self) -> None:
        found = self.one(sides("Belligerents", "A", "B"), sides("Strength", "", "200"))
        assert "strength1" not in found and found["strength2"] == "200"

    @pytest.mark.parametrize(
        ("style", "param"),
        [
            ('style="text-align:center;border-top:1px dotted #aaa"', "casualties3"),
            ('style="text-align:center"', "casualties3"),
            ("", "casualties3"),
            ('style="width:100%"', "casualties1"),
        ],
    )
    def test_a_cell_across_all_columns(self, style: str, param: str) -> None:
        """Module:Infobox military conflict gives a side's cell a width, and centers the joint one."""
        found = self.one(
            sides("Belligerents", "A", "B"),
            f'<th colspan="2">Casualties and losses</th></tr><tr><td colspan="2" {style}>100</td>',
        )
        assert found[param] == "100"

    def test_the_joint_row_of_a_box_with_one_column(self) -> None:
        full = '<td colspan="2" style="{}">{}</td>'
        found = box(
            table(
                "<th colspan=2>Ayr</th>",
                f'<th colspan="2">Belligerents</th></tr><tr>{full.format("width:100%", "A")}',
                f'<th colspan="2">Casualties</th></tr><tr>{full.format("width:100%", "1")}',
                full.format("text-align:center;border-top:1px dotted #aaa", "2"),
            )
        )
        assert [(c.param, c.side) for c in found.cells if c.side] == [("combatant1", 1), ("casualties1", 1), ("casualties3", 3)]

    def test_notes_of_a_page_without_styles(self) -> None:
        full = '<td colspan="2">{}</td>'
        found = self.one(
            sides("Belligerents", "A", "B"), sides("Casualties", "1", "2"), full.format("3 civilians"), full.format("A note")
        )
        assert (found["casualties3"], found["notes"]) == ("3 civilians", "A note")

    def test_notes_are_not_the_joint_row(self) -> None:
        found = self.one(
            sides("Belligerents", "A", "B"),
            sides("Casualties and losses", "1", "2"),
            '<td colspan="2" style="border-top:1px solid #aaa;">A note</td>',
        )
        assert found["notes"] == "A note"
        assert "casualties3" not in found


class TestRows:
    def test_navigation_and_maps_are_named(self) -> None:
        found = {
            cell.param: cell.role
            for cell in box(
                table(
                    "<th colspan=2>Ayr</th>",
                    sides("Belligerents", "A", "B"),
                    '<td colspan="2"><div class="locmap noviewer thumb tnone">Ayr</div></td>',
                    '<td colspan="2"><table class="navbox"><tr><th>Campaign</th></tr><tr><td>x</td></tr></table></td>',
                )
            ).cells
        }
        assert found["map"] == "map"
        assert found["campaignbox"] == "navigation"

    def test_a_digit_beside_a_nested_table_is_no_value(self) -> None:
        inner = "<table><tr><th>Date</th><td>1315</td></tr></table>"
        for stray, notes in (("1", None), ("<span style='color:#0c0'>2</span>", None), ("See below", "See below")):
            head = f"<td colspan=2>{inner}{stray}</td>"
            found = texts(box(table("<th colspan=2>Ayr</th>", head, sides("Belligerents", "A", "B"))))
            assert found["date"] == "1315"
            assert (found.get("notes") or found.get("subtitle")) == notes

    def test_status_stands_for_result(self) -> None:
        found = box(table("<th colspan=2>Ayr</th>", "<th>Status</th><td>Ongoing</td>", sides("Belligerents", "A", "B")))
        assert [(c.param, c.role) for c in found.cells][1] == ("status", "status")

    def test_a_row_of_flags_is_no_map(self) -> None:
        """Flags of today are "noviewer" as location maps of 2018 were."""
        image = '<span class="flagicon"><span class="mw-image-border noviewer" typeof="mw:File"><img src="x/Flag_of_Kyle.svg" width="23"/>'
        joint = f'<td colspan="2" style="text-align:center">{image}</span></span> 3 killed</td>'
        found = texts(box(table("<th colspan=2>Ayr</th>", sides("Belligerents", "A", "B"), sides("Losses", "1", "2"), joint)))
        assert found["casualties3"] == "3 killed"

    def test_rows_of_the_same_name_are_told_apart(self) -> None:
        note = '<td colspan="2" style="border-top:1px solid #aaa;">{}</td>'
        rows = (sides("Belligerents", "A", "B"), note.format("One"), note.format("Two"))
        found = box(table("<th colspan=2>Ayr</th>", *rows))
        assert [(c.param, c.role, c.rich.text) for c in found.cells][-2:] == [
            ("notes", "notes", "One"),
            ("notes_2", "notes", "Two"),
        ]

    def test_an_unknown_label_is_kept(self) -> None:
        found = box(table("<th colspan=2>Ayr</th>", "<th>Weather</th><td>Rain</td>", sides("Belligerents", "A", "B")))
        assert [(c.param, c.role, c.label, c.rich.text) for c in found.cells][1] == ("weather", None, "Weather", "Rain")


def test_truncated_in_the_middle() -> None:
    page = samples.LEGACY
    found = box(page[: page.index("Unknown</td>")])
    assert [w.code for w in found.warnings] == ["undefined-reference", "truncated-infobox"]
    assert texts(found)["casualties1"] == "100 killed\n200 wounded"


@pytest.mark.parametrize("html", ["", "no markup", "<table", "<table class=infobox", "<body><p>Text</p></body>", "</table>"])
def test_no_box_gives_nothing(html: str) -> None:
    assert boxes(html) == []


def test_corpus_pages_give_their_box(shared) -> None:  # type: ignore[no-untyped-def]
    """Every page has one conflict box, and its name is not the article's when the box says otherwise."""
    for page in sorted((shared / "corpus" / "html").glob("*.html")):
        found = boxes(page.read_text(encoding="utf-8", errors="replace"))
        assert len(found) == 1, page.name
        params = [cell.param for cell in found[0].cells]
        assert {"date", "place"} & set(params), page.name
        assert len(params) == len(set(params)), page.name
        assert all(cell.role or cell.param not in ("date", "place", "result") for cell in found[0].cells), page.name


def test_coordinates_at_the_title_are_the_boxes_only_where_they_stand_in_it() -> None:
    """Battle of Grand Port shows coordinates at its title, from a template outside the box: the box does not say them."""
    assert 'id="coordinates"' in samples.LEGACY
    assert box(samples.LEGACY).cell("coordinates") is None
