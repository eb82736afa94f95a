"""Commanders: cells of all kinds, each held against what a careful reader takes from it."""

from __future__ import annotations

import time
import tomllib
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract, record
from extract.fields.base import Party, Reading, Scope
from extract.fields.commanders import read
from extract.richtext import plain

from .namecells import CASES, draw, hold

FILES = ("commanders", "commanders_ranks", "commanders_roles", "commanders_several", "commanders_headings")
FLAGS = {"France": "France", "Syria": "Syria", "Syrian Army": "Syria", "Hezbollah": "Hezbollah", "Spain": None, "Rebels": "X"}
PARTIES = tuple(Party(1, name, flag=flag) for name, flag in FLAGS.items())


class Case(NamedTuple):
    cell: str
    want: str
    linked: bool
    format: str
    parties: bool


def cases() -> list[Any]:
    """The rows of the tables: [cell, what is to be read]; a third value is why it is a known miss."""
    found = []
    for name in FILES:
        for group in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["group"]:
            for number, (cell, want, *known) in enumerate(group["lines"], 1):
                case = Case(cell, want, group.get("linked", False), group.get("format", "html"), group.get("parties", False))
                marks = [pytest.mark.xfail(reason=known[0], strict=True)] if known else []
                found.append(pytest.param(case, id=f"{name}-{group['what']}-{number}", marks=marks))
    return found


def show(reading: Reading[record.Commander]) -> str:
    """One line a person: "rank | name : role ~ note + fates @ group > of"; "! words" for nobody, "? code" for a caution."""
    lines = []
    for c in reading.items:
        lines.append(
            (f"{c.rank} | " if c.rank else "")
            + c.name
            + (f" : {c.role}" if c.role else "")
            + (f" ~ {c.note}" if c.note else "")
            + (f" + {' '.join(c.fates)}" if c.fates else "")
            + (f" @ {c.group}" if c.group else "")
            + (f" > {c.of}" if c.of else "")
        )
    lines += [f"! {h.text}".replace("\n", " ") for h in reading.headings if h.kind != "group"]
    lines += [f"? {c.code} {c.index}" for c in reading.cautions]
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases())
def test_cell(case: Case) -> None:
    rich = draw(case.cell)
    scope = Scope("commander1", side=1, linked=case.linked, format=case.format, parties=PARTIES if case.parties else ())
    reading = read(rich, scope)
    assert show(reading) == case.want
    hold(rich, reading)


def test_links_flags_and_references() -> None:
    rich = draw("{Syria} Gen. [[Ali Ayyoub|A. Ayyoub]]^r1 ([[3rd Army]])\n{X} [[Lieutenant|Lt.]] Kessler^r2")
    first, second = read(rich, Scope("commander2b", side=2, block="b")).items
    assert (first.name, first.link, first.flag, first.role, first.refs, first.block) == (
        "A. Ayyoub", "Ali Ayyoub", "Syria", "3rd Army", ("r1",), "b",
    )  # fmt: skip
    assert (second.rank, second.name, second.link, second.refs) == ("Lt.", "Kessler", None, ("r2",))


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("[[Mir Jumla II|Mir Jumla]]'s officers", None),
        ("[[Saladin]]'s brother [[al-Adil]]", "al-Adil"),
        ("Five kings of [[Seville]], [[Elvas]] and [[Beja]]", None),
        ("[[Saladin]]", "Saladin"),
    ],
)
def test_a_link_to_somebody_else_is_not_theirs(cell: str, link: str | None) -> None:
    assert [one.link for one in read(draw(cell), Scope("commander1")).items] == [link]


def test_a_flag_of_two_parties_is_that_of_the_state_it_stands_for() -> None:
    """By its name or by the page it links to; of two regiments under one flag it tells neither."""
    crown = Party(1, "Great Britain", "Kingdom of Great Britain", "Kingdom of Great Britain")
    colony = Party(1, "Massachusetts", "Province of Massachusetts Bay", "Kingdom of Great Britain")
    regiment = Party(1, "60th Foot", "60th Regiment of Foot", "Kingdom of Great Britain")
    cell = "{Kingdom of Great Britain} [[James Wolfe]]"
    told = [
        read(draw(cell), Scope("commander1", side=1, parties=parties)).items[0].of
        for parties in ((crown, colony), (colony, regiment))
    ]
    assert told == ["Great Britain", None]


def test_two_flags_before_one_person() -> None:
    reading = read(draw("{Venezuela}/{Ottoman Empire} [[Rafael de Nogales]]"), Scope("commander1"))
    assert [(c.name, c.flag) for c in reading.items] == [("Rafael de Nogales", "Venezuela")]


PIECES = (
    *"()[]†,;:/&? \n–'#", " and ", "Gen. ", "Sir", "Duke of ", "Ney", "(POW)", "killed", "Unknown", "3rd Army", "1914", "of",
    "Navy: ", "a.k.a. ", "Jr.", " – ", "[de]", "former ",
)  # fmt: skip
JUNK = ("(", "a, ", "Sir ", "† ", "and ", "X (", "[1]", "1914, ", "of the ", "Gen.", "a\n", "(POW\n", ": ", "/", "\n\n", "A/")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_cell_is_covered_and_no_word_is_lost(parts: list[str]) -> None:
    rich = plain("".join(parts))
    for linked in (True, False):
        hold(rich, read(rich, Scope("commander1", linked=linked)))


def test_headings_of_the_belligerents_are_no_parties() -> None:
    """A theater over commanders is nobody's, though a party of the side is called like it."""
    parties = (Party(2, "PAIGC", group="Guinea"), Party(2, "Guinea", flag="Guinea", group="Guinea"), Party(2, "Cuba"))
    cell = "'''Guinea:'''\n[[Amílcar Cabral]]\n'''Cuba:'''\n[[Víctor Dreke]]"
    reading = read(draw(cell), Scope("commander2", side=2, parties=parties))
    assert show(reading) == "Amílcar Cabral @ Guinea\nVíctor Dreke @ Cuba > Cuba"


@pytest.mark.parametrize("junk", JUNK)
def test_junk_takes_linear_time(junk: str) -> None:
    rich = plain(junk * (100_000 // len(junk)))
    start = time.process_time()
    read(rich, Scope("commander1", linked=False))
    assert time.process_time() - start < 1


def test_people_on_lines_of_the_source_that_the_page_does_not_show() -> None:
    """A title before the link is no name of its own, and parts two people all the same."""
    cell = (
        "Gen. [[A. Foch]]\nAdm. [[B. Jellicoe]] {{KIA}}\nPresident\n[[C. Wilson]]\n'''Navy:'''\n[[D. Beatty]] (1916)\nE. Keyes\n"
    )
    (found,) = extract("{{Infobox military conflict|conflict=X|combatant1=A|commander1=" + cell + "}}")
    people = [(one.rank, one.name, one.fates, one.group) for one in found.sides[0].commanders]
    assert people == [
        ("Gen.", "A. Foch", (), None),
        ("Adm.", "B. Jellicoe", ("killed",), None),
        ("President", "C. Wilson", (), None),
        (None, "D. Beatty", (), "Navy"),
        (None, "E. Keyes", (), "Navy"),
    ]


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("Govinda Rai of [[Delhi]]", None),
        ("Sancho I of [[Kingdom of León|León]]", None),
        ("Bishop of [[Durham, England|Durham]]", None),
        ("[[Raymond IV]] of [[Toulouse]]", "Raymond IV"),
        ("Duke of [[Duke of York|York]]", "Duke of York"),
        ("Duke of [[John Churchill|Marlborough]]", "John Churchill"),
        ("Prince [[Karl]] of Sweden", "Karl"),
    ],
)
def test_a_place_that_somebody_is_of_is_not_their_page(cell: str, link: str | None) -> None:
    (one,) = read(draw(cell), Scope("commander1")).items
    assert one.link == link
