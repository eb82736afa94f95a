"""Words for peoples and the parties they may mean; the tables keep their rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.demonyms import affinity, entities_of, same_party
from extract.vocabulary import table

SAME = [
    ("Syrian Army", "Syrian Arab Republic"), ("French", "First French Empire"), ("French", "France"),
    ("French", "Kingdom of France"), ("Ottoman", "Ottoman Empire"), ("Union", "United States"), ("Caesarian", "Julius Caesar"),
    ("Tudor", "House of Tudor"), ("Afghan", "Durrani Empire"), ("Swedish", "Swedish Empire"), ("Swedes", "Sweden"),
    ("Prussian", "Kingdom of Prussia"), ("Qing", "Qing Empire"), ("Joseon", "Joseon Dynasty"), ("Carthaginian", "Carthage"),
    ("Mughal", "Mughal Empire"), ("Maratha", "Maratha Confederacy"), ("Byzantine", "Byzantine Empire"),
    ("Ghaznavid", "Ghaznavids"), ("U.S.", "United States"), ("American", "United States of America"),
    ("Polish", "Polish–Lithuanian Commonwealth"), ("Polish-Lithuanian", "Polish–Lithuanian Commonwealth"),
    ("Lancastrian", "House of Lancaster"), ("Yorkist", "House of York"), ("Boer", "South African Republic"),
    ("Dutch", "United Provinces"), ("English", "Great Britain"), ("British", "England"), ("Englishmen", "Kingdom of England"),
    ("Comorian government", "Comoros"), ("Orestes", "Supporters of Orestes"), ("Hezbollah fighters", "Hezbollah"),
    ("Communist", "People's Liberation Army"), ("Communist", "Viet Cong"), ("Turkish", "Ottoman Empire"),
    ("Persian", "Sasanian Empire"), ("Iranian", "Safavid Empire"), ("Minamoto", "Minamoto clan"), ("Soviet", "USSR"),
    ("ISIL", "Islamic State of Iraq and the Levant"), ("Danish", "Denmark-Norway"), ("Zapatista", "Zapatistas"),
    ("Parliamentarian", "Parliamentarians"), ("Royalist", "Royalists"), ("the French", "France"),
]  # fmt: skip
OTHERS = [
    ("Sudanese", "South Sudan"), ("American", "Mexico"), ("Venetian", "Republic of Genoa"), ("French", "Prussia"),
    ("Ottoman", "Republic of Venice"), ("Communist", "Republic of China Army"), ("North Korean", "South Korea"),
    ("Austrian", "Australia"), ("Indian", "Indonesia"), ("Nigerian", "Niger"), ("Guinean", "Papua New Guinea"),
    ("Swedish", "Switzerland"), ("Republican", "Republic of Venice"), ("Rebel", "Kingdom of France"), ("Rebel", "Cuba"),
    ("Imperial", "Roman Republic"), ("Allied", "Kingdom of England"), ("", "France"), ("French", ""),
    ("of the", "Kingdom of the Netherlands"), ("Kingdom", "Kingdom of France"), ("Serbian", "Siberia"), ("Roman", "Romania"),
    ("Romanian", "Rome"), ("Slovak", "Slovenia"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "name"), SAME)
def test_same_party(word: str, name: str) -> None:
    assert same_party(word, name)


@pytest.mark.parametrize(("word", "name"), OTHERS)
def test_other_party(word: str, name: str) -> None:
    assert not same_party(word, name)


def test_the_better_fit_is_told_from_the_worse() -> None:
    assert affinity("French", "France") > affinity("French", "French Royalists")
    assert affinity("French Republican", "France") > affinity("French Republican", "French Royalists")
    assert affinity("Sudanese", "Sudan") > affinity("Sudanese", "South Sudan")
    assert affinity("South Sudanese", "South Sudan") > affinity("South Sudanese", "Sudan")


def test_entities() -> None:
    assert "United Kingdom" in entities_of("British")
    assert entities_of("Briton's")[0]
    assert entities_of("Frenchmen") and entities_of("Englishmen")
    assert entities_of("and") == ()


def test_the_table_keeps_its_rules() -> None:
    rows = table("demonyms")["entities"]
    for name, row in rows.items():
        assert row["demonyms"], name
        assert set(row) <= {"demonyms", "aliases", "within"}, name
        for wider in row.get("within", ()):
            assert wider in rows, f"{name}: within {wider}"
            assert wider != name


def test_the_alliances_keep_their_rules() -> None:
    entities = table("demonyms")["entities"]
    for row in table("coalitions")["coalition"]:
        assert row["words"]
        assert all(word == word.lower() for word in row["words"]), row["words"]
        for name in (*row["members"], *row.get("opponents", ())):
            assert name in entities, f"{row['words'][0]}: {name}"
        assert not set(row["members"]) & set(row.get("opponents", ())), row["words"][0]
        assert set(row) <= {"words", "members", "opponents", "member_words", "opponent_words", "several", "elimination", "alone"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_are_compared(word: str, name: str) -> None:
    assert affinity(word, name) >= 0
    assert same_party(word, word) or affinity(word, word) == 0
