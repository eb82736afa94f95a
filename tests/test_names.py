"""Lines of names, piece by piece; and what holds for any cell whatever."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.fields import belligerents, units
from extract.fields.base import Scope
from extract.fields.names.base import bare, heading_of, is_nothing, is_period, is_pointer, name_of, says_when, without_tail
from extract.fields.names.formations import rank_of
from extract.fields.names.look import is_formation
from extract.fields.names.notes import split_note
from extract.fields.names.several import split_names
from extract.richtext import Line, plain
from extract.vocabulary import table

from .namecells import draw, hold


def line(text: str) -> Line:
    return draw(text).lines[0]


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("France", "France", []),
        ("France (until 1940)", "France", ["until 1940"]),
        ("France (until 1940) (air support)", "France", ["until 1940", "air support"]),
        ("France (until 1940):", "France", ["until 1940"]),
        ("France [1]", "France", []),
        ("France[a][citation needed]", "France", []),
        ("France [until 1940]", "France", ["until 1940"]),
        ("France, until 1940", "France", ["until 1940"]),
        ("France – from May 1940", "France", ["from May 1940"]),
        ("[[France]] – arms and advisers", "France", ["arms and advisers"]),
        ("France – arms", "France – arms", []),
        ("Iraq supported by Iran", "Iraq", ["supported by Iran"]),
        ("[[Tsardom of Russia]], later [[Russian Empire]]", "Tsardom of Russia", ["later Russian Empire"]),
        ("[[A]] → [[B]] (1940)", "A", ["→ B", "1940"]),
        ("Russia, later Russian Empire", "Russia, later Russian Empire", []),
        ("Military support by Iran", "Military support by Iran", []),
        ("[[Huilliche]] – [[Cunco]] alliance", "Huilliche – Cunco alliance", []),
        ("France (air support", "France", ["air support"]),
        ("[[Vichy France|France (1940–44)]]", "France", ["1940–44"]),
        ("[[PRC]] (1975–76", "PRC", ["1975–76"]),
        ("Turkey <s>1914–18</s>", "Turkey", ["1914–18"]),
        # brackets and commas of the name
        ("1st (Royal) Regiment", "1st (Royal) Regiment", []),
        ("Bindee (Binda) Tiwary", "Bindee (Binda) Tiwary", []),
        ("[[Communist Party of Nepal (Unified)]]", "Communist Party of Nepal (Unified)", []),
        ("Communist Party of India (Maoist)", "Communist Party of India (Maoist)", []),
        ("(until 1940)", "(until 1940)", []),
        ("Duchy of Aquitaine, France", "Duchy of Aquitaine, France", []),
        ("Group of 77", "Group of 77", []),
        ("Unit 684", "Unit 684", []),
        ("Army Group South", "Army Group South", []),
        ("No. 1 Squadron, from Ambala", "No. 1 Squadron, from Ambala", []),
    ],
)
def test_notes(text: str, name: str, notes: list[str]) -> None:
    found = split_note(line(text))
    assert (found.name.text, [n.text for n in found.notes]) == (name, notes)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("and Russia1", "Russia"),
        ("with Prussia:", "Prussia"),
        ("/ Corsairs", "Corsairs"),
        ("France†", "France"),
        ("France,", "France"),
        ("M23", "M23"),
        ("YPG/YPJ", "YPG/YPJ"),
        ("al-Qaeda", "al-Qaeda"),
        ('"Black Hand"', '"Black Hand"'),
        ("And Then Some", "Then Some"),
        ("Andorra", "Andorra"),
        ("Withington family", "Withington family"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert name_of(line(text)).text == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and others", True),
        ("others", True),
        ("and many others", True),
        ("full list...", True),
        ("See list", True),
        ("see below", True),
        ("See Order of battle", True),
        ("Order of battle", True),
        ("British order of battle", True),
        ("(see below)", True),
        ("...and others", True),
        ("more...", True),
        ("List of units", True),
        ("See also", True),
        ("Main article: Order of battle", True),
        ("among others", True),
        ("Full list", True),
        ("et al.", True),
        ("etc.", True),
        ("Other tribes", False),
        ("Various rebel groups", False),
        ("Holy See", False),
        ("Moro people", False),
        ("Seekers", False),
        ("Order of Saint John", False),
        ("Details Corps", False),
        ("Others' Army of God", False),
        ("Listeners' League", False),
        ("Seeadler", False),
        ("Two brothers", False),
        ("Unknown", False),
    ],
)
def test_pointer(text: str, expected: bool) -> None:
    assert is_pointer(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unknown", True),
        ("?", True),
        ("None", True),
        ("N/A", True),
        ("unknown:", True),
        ("Unknown gunmen", False),
        ("Nonesuch", False),
    ],
)
def test_nothing(text: str, expected: bool) -> None:
    assert is_nothing(text) is expected


@pytest.mark.parametrize(
    ("text", "heading", "firm"),
    [
        ("Supported by:", "Supported by", True),
        ("Supported by", "Supported by", True),
        ("Support", "Support", True),
        ("Allies:", "Allies", True),
        ("Co-belligerents", "Co-belligerents", True),
        ("Cobelligerent:", "Cobelligerent", True),
        ("Diplomatic support:", "Diplomatic support", True),
        ("Arms suppliers:", "Arms suppliers", True),
        ("Military and financial support:", "Military and financial support", True),
        ("Limited involvement:", "Limited involvement", True),
        ("Backed by:", "Backed by", True),
        ("Native allies:", "Native allies", True),
        ("Air support only:", "Air support only", True),
        ("With the support of:", "With the support of", True),
        ("In cooperation with:", "In cooperation with", True),
        ("Combatant support", "Combatant support", True),
        ("Volunteers:", "Volunteers", True),
        ("Foreign volunteers", "Foreign volunteers", True),
        ("Logistical support:", "Logistical support", True),
        ("Arms and training support:", "Arms and training support", True),
        ("Kurdish tribes:", "Kurdish tribes", False),
        ("Until 1916:", "Until 1916", False),
        ("North Africa:", "North Africa", False),
        ("Supporters of Orestes", None, None),
        ("Supporters of the king", None, None),
        ("Allies of Rome", None, None),
        ("Allied Democratic Forces", None, None),
        ("United Kingdom", None, None),
        ("Support Force Alpha", None, None),
        ("Volunteers from Italy", None, None),
        ("Government of Chile", None, None),
        ("Rebels from Kosovo", None, None),
        ("Local Defence Volunteers of Kent", None, None),
        ("", None, None),
    ],
)
def test_heading(text: str, heading: str | None, firm: bool | None) -> None:
    found = heading_of(Line(text))
    assert (found and found.text, found and found.firm) == (heading, firm)


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("Supported by: France", "Supported by", "France"),
        ("Supported by France", "Supported by", "France"),
        ("Backed by [[Cuba]] and [[Venezuela]]", "Backed by", "Cuba and Venezuela"),
        ("Allies: Sparta", "Allies", "Sparta"),
        ("With support from France", "With support from", "France"),
        ("Allied with Rome: Numidia", None, None),
        ("supported by the locals", None, None),
    ],
)
def test_heading_and_rest(text: str, heading: str | None, rest: str | None) -> None:
    found = heading_of(line(text))
    assert (found and found.text, found and found.rest and found.rest.text) == (heading, rest)


def test_period_and_time() -> None:
    assert all(map(is_period, ("1914–15", "1914", "(1941–45)", "1976–present", "1592-98")))
    assert not any(map(is_period, ("47th Regiment", "Unit 684", "MONUSCO", "", "March 23 Movement")))
    assert all(map(says_when, ("until 1943", "from 8 September 1944", "since 2013", "1941–42", "after 27 BC", "before 1776")))
    assert not any(map(says_when, ("until the armistice", "Maoist", "from Italy", "logistical support", "")))


def test_formations() -> None:
    assert all(is_formation(n, "en") for n in ("12th Army Group", "XX Corps", "Fifth Air Force", "Army Group B", "2nd Battalion"))
    assert not any(
        is_formation(n, "en") for n in ("Air Force", "Army", "Naval forces", "Regular forces", "Kurdish tribes", "HMS Hood")
    )
    small, large = rank_of("3rd Battalion"), rank_of("Sixth Army")
    assert small is not None and large is not None and small < large
    assert rank_of("Kurdish tribes") is None


def test_tails() -> None:
    assert without_tail("Volunteers") == "Volunteers"
    assert without_tail("Army units including") == "Army"
    assert without_tail("of") == "of"


@pytest.mark.parametrize("text", ["''Supported by'':", "Supported by :", "'Supported by'", "(Supported by)", "…Supported by…"])
def test_bare(text: str) -> None:
    assert bare(text) == "Supported by"


_WORDS = st.sampled_from(
    [
        "France",
        "United Kingdom",
        "and",
        ",",
        ";",
        "/",
        "(",
        ")",
        "[",
        "]",
        ":",
        "–",
        "of",
        "the",
        "1941",
        "until",
        "Supported by",
        "Allies",
        "{France}",
        "{!}",
        "[[Spain]]",
        "[[Spain|Spanish Empire]]",
        "'''",
        "''",
        "<s>",
        "</s>",
        "^1",
        "Unknown",
        "others",
        "I Corps",
        "1,000 men",
        "1st",
        "Army",
        "rebels",
        "militias",
        ".",
        "*",
        "†",
        "é",
        "中",
        "see list",
    ]
)
_LINES = st.builds(
    lambda stars, words: "*" * stars + " " * bool(stars) + " ".join(words), st.integers(0, 3), st.lists(_WORDS, max_size=8)
)
_CELLS = st.lists(st.one_of(_LINES, st.just("----"), st.just("")), max_size=10).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(_CELLS, st.booleans(), st.sampled_from(["html", "wikitext", "text"]))
def test_nothing_is_lost_or_out_of_place(cell: str, linked: bool, source: str) -> None:
    rich = draw(cell)
    for read in (belligerents.read, units.read):
        hold(rich, read(rich, Scope("combatant1", linked=linked, format=source)))


@settings(max_examples=200, deadline=None)
@given(_LINES, st.booleans())
def test_parts_of_a_line_stand_in_it_in_order(text: str, formations: bool) -> None:
    for one in draw(text):
        parts = split_names(one, formations=formations)
        assert all(part.text == one.text[part.start - one.start : part.end - one.start] for part in parts)
        assert all(a.end <= b.start for a, b in itertools.pairwise(parts))


@pytest.mark.parametrize(
    "junk",
    [
        "(" * 100_000,
        ")" * 100_000,
        "a, " * 33_000,
        "a and " * 16_000,
        ": " * 50_000,
        "- " * 50_000,
        "support " * 12_000,
        "(a) " * 25_000,
        "A\n" * 50_000,
        "(\n" * 50_000,
        "A:\n" * 33_000,
        "* A, B and C\n" * 7_000,
        "of\n" * 30_000,
        "military and " * 8_000,
        "[1]" * 33_000,
        "1941–" * 20_000,
        "''" * 50_000,
    ],
)
def test_junk_takes_linear_time(junk: str) -> None:
    rich = plain(junk)
    start = time.process_time()
    for read in (belligerents.read, units.read):
        read(rich, Scope("combatant1"))
    assert time.process_time() - start < 3


def test_the_table_of_words_follows_its_rules() -> None:
    rows = table("languages/en/names")
    assert all(isinstance(row, list) and row and len(row) == len(set(row)) for row in rows.values())
    for key, row in rows.items():
        if key not in ("pointers", "headings", "nothing", "tails", "heads", "alliances"):
            assert all(word == word.casefold() for word in row), key
    for key in ("pointers", "headings", "nothing", "alliances"):
        for expression in rows[key]:
            re.compile(expression)


def test_a_language_without_a_table_is_read_with_the_english_one() -> None:
    assert is_pointer("and others", "tlh")
