"""What became of a person, in words and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.commanders.fates import fate_link, fate_signs, fate_words

FATES = """
killed = killed
KIA = killed
killed in action = killed
killed in battle = killed
killed by his own men = killed ...
killed in a duel = killed ...
killed 12 May 1864 = killed ...
slain = killed
fell at Waterloo = killed ...
murdered = killed
shot dead = killed
lost at sea = killed
drowned = killed
accidentally killed = killed
treacherously murdered = killed
died in battle = killed
DOW = died_of_wounds
died of wounds = died_of_wounds
died of his wounds = died_of_wounds
mortally wounded = died_of_wounds
fatally wounded at Trafalgar = died_of_wounds ...
mw = died_of_wounds
WIA = wounded
wounded = wounded
severely wounded = wounded
twice wounded = wounded
wounded in action = wounded
injured = wounded
wounded on 3 July = wounded ...
POW = captured
P.O.W. = captured
captured = captured
taken prisoner = captured
prisoner of war = captured
arrested in 2003 = captured ...
under house arrest = captured
captured by the Ottomans = captured ...
later captured = captured
briefly captured = captured
MIA = missing
missing in action = missing
disappeared = missing
executed = executed
executed by firing squad = executed ...
hanged = executed
beheaded = executed
later executed = executed
burned at the stake = executed
surrendered = surrendered
surrendered to the French = surrendered ...
died = died
died of disease = died
died of fever = died
died in 1863 = died ...
died in office = died
natural causes = died
suicide = suicide
committed suicide = suicide
committed seppuku = suicide
killed himself = suicide
took his own life = suicide
assassinated = assassinated
assassinated in 1980 = assassinated ...
deserted = deserted
defected = deserted
defected to the Union = deserted ...
switched sides = deserted
wounded and captured = wounded captured
WIA, POW = wounded captured
WIA & POW = wounded captured
captured and later executed = captured executed
captured, then killed = captured killed
wounded, later killed = wounded killed
surrendered and executed = surrendered executed
killed after the battle = killed ...
reportedly killed = killed ?
presumed dead = died ?
possibly captured = captured ?
allegedly executed = executed ?
PKIA = killed ?
"""

NO_FATES = """
captured Fort Ross
killed Hector
Wounded Knee
Dead Man's Hill
Fell Street
Missing Link
captured the town
wounded lion
executive officer
commander of the prisoners
escaped
fled
retired
resigned
exiled
relieved
killer
died rich king
martyrs brigade
surrender negotiator
prisoner exchange commission
commander
Army Group B
until 1943
1914
k. Smith
w 1
deposed

the dead
suicide squad leader
assassin
"""


@pytest.mark.parametrize("row", FATES.strip().split("\n"))
def test_fate(row: str) -> None:
    words, _, want = row.rpartition(" = ")
    found = fate_words(words)
    assert found is not None
    assert " ".join(found.fates) + " ..." * found.more + " ?" * found.unsure == want


@pytest.mark.parametrize("text", NO_FATES.strip().split("\n"))
def test_no_fate(text: str) -> None:
    assert fate_words(text) is None


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        ("Ney †", ["killed"]),
        ("Ney† and Murat ✝", ["killed", "killed"]),
        ("Hitler ‡‡", ["suicide"]),
        ("Fölkersam #", ["died"]),
        ("Company #2", []),
        ("Ney + Murat * X", []),
        ("Ney", []),
    ],
)
def test_signs(text: str, fates: list[str]) -> None:
    assert [fate for *_, fate in fate_signs(text)] == fates


def test_links() -> None:
    assert fate_link("Prisoner of war", "(POW)") == "captured"
    assert fate_link("Killed in action", "Killed in action") == "killed"
    assert fate_link("Suicide", "Suicide Squad") is None
    assert fate_link("Cavalry", "X") is None


@given(st.text(max_size=80))
def test_any_words(text: str) -> None:
    found = fate_words(text)
    assert found is None or found.fates
