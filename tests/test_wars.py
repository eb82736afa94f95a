"""The rows of ``wars.toml`` name known entities, and nobody stands on both sides of one war."""

from __future__ import annotations

from extract.fields.sides.wars import known_pairs, wars
from extract.vocabulary import table


def test_every_name_is_an_entity() -> None:
    entities = table("demonyms")["entities"]
    assert not [name for war in wars() for side in war.sides for name in side if name not in entities]


def test_rows_are_sound() -> None:
    for war in wars():
        assert war.first <= war.last
        assert war.sides[0] and war.sides[1] and not war.sides[0] & war.sides[1], war


def test_two_parties_of_one_country_say_nothing() -> None:
    """Finnish Whites and Finnish Reds: both are Finland's."""
    assert known_pairs([{"Finland"}, {"Russian SFSR"}, {"Finland"}], {1918}) == {}


def test_a_war_that_the_first_party_did_not_fight_says_nothing() -> None:
    """Dhofar: India and Pakistan helped the same side."""
    assert known_pairs([{"Oman"}, {"India"}, {"Pakistan"}], {1965}) == {}
    assert known_pairs([{"India"}, {"Pakistan"}], {1965}) == {(0, 1): -1.0}


def test_a_war_must_last_through_all_the_years() -> None:
    assert known_pairs([{"Union"}, {"Confederate States"}], {1861, 1877}) == {}
