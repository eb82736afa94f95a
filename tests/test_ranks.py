"""Ranks and titles before a name: how much of the words is rank, and what is nobody's rank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.commanders.ranks import is_post, is_title, people_words, phrase_of, rank_length, rank_place

RANKS = """
Gen. | Kim Paek-il
Lt. Gen. | Walton Walker
Lt-Gen | Smith
Lt.-Gen. | Smith
Lieut.-General | Sir John Moore ~ Lieut.-General Sir
Maj.Gen. | Smith
Brig. | Muhammad Usman
Brigadier | Lorne MacLaine Campbell
Bvt. Brig. Gen. | Smith
Colonel | Aureliano
Lt.Col. | Banastre Tarleton
Lieutenant-Colonel | Durnford
Capt. | J. Smith
Capt | Smith
Cpt. | Smith
Commander | Perry
Lieutenant Commander | Smith
LCDR | Smith
Rear Adm. | Mohammad Shariff
R.Adm. | Smith
Contre-amiral | Dumanoir
Contra-Admiral | Spee
Vizeadmiral | Reinhard Scheer
Schout-bij-nacht | Karel Doorman
Großadmiral | Karl Dönitz
Generaloberst | Hans Hube
Generalleutnant | von Choltitz
Oberst | Schmidt
Oberstleutnant | Schmidt
Hauptmann | Schmidt
Maréchal | Ney
Maréchal de camp | de Broglie
Chef d'escadre | Conflans
Capitaine de vaisseau | Lucas
General de brigada | Ruiz
Almirante | Cervera
Contraalmirante | Grau
Comandante | Fidel
Coronel | Pérez
Generale | Cadorna
Ammiraglio | Iachino
Överste | Adlercreutz
Fältmarskalk | Rehnskiöld
General-leytenant | Vlasov
Komdiv | Petrovsky
Ataman | Krasnov
Voivode | Putnik
Płk. | Kowalski
Vice-Admiral | Ushakov
Admiral of the Red | Lord Nelson ~ Admiral of the Red Lord
Air Commodore | Smith
AVM | Park
Group Captain | Smith
Squadron Leader | Bader
Sqn Ldr | Bader
Flt. Lt. | Smith
Sgt. Maj. | Smith
Staff Sergeant | Smith
Captain 1st Rank | Rudnev
Subedar | Singh
Jemadar | Khan
Prince | Louis of Hesse
Grand Prince | Dmitry
Grand Duke | Michael
King | Louis XIV
Queen | Nzinga
Empress | Matilda
Kaiser | Wilhelm II
Tsar | Nicholas
Archduke | Charles
Elector | Max Emanuel
Infante | Ferdinand
Shogun | Tokugawa Ieyasu
Doge | Enrico Dandolo
Emir | Musa
Sheikh | Hasina
Caliph | Ali
Grand Vizier | Köprülü
Nawab | Siraj
Maharaja | Ranjit Singh
Rani | Lakshmibai
Mullah | Omar
Lady | Agnes
Dame | Alice
Viscount | Howe
Chevalier | de Lévis
Freiherr | von Trenck
Marchese | Spinola
Pope | Julius II
Archbishop | Turpin
Rev. | Smith
Father | Hidalgo
President | Truman
Vice President | Cheney
Governor | Berkeley
Gov. | Berkeley
Mayor | Daley
Sheriff | Brady
Comrade | Gonzalo
Dejazmach | Gebre Selassie
Fitawrari | Gebeyehu
Negus | Mikael
Chief | Pontiac
"""

NO_RANKS = """
Duke of Wellington
Earl of Essex
The Marquess of Montrose
Count of Flanders
Comte de Lally
Duc de Villars
Marqués de la Romana
Lord of the Isles
Sultan of Zanzibar
Emperor of China
King of the Zulus
Generalissimo
Commander-in-Chief
Field Marshal
Sultan
Tipu Sultan
Ahmad Shah
Genghis Khan
Djemal Pasha
Martin Luther King
Marshall Tucker Smith
Earl Van Dorn
Gene Smith
Colin Campbell
Capability Brown
Kingsley Amis
Sirius Black
Lorda Smith
Barone
Ad Astra
Wang Jingwei
Ban Ki-moon
Bo Xilai
Emirate forces
Prince-Bishop
Major-league
General elections
Chief of Staff
Captain of HMS Victory
Kings Mountain Men
Princess
Doctor
"""


def rows(text: str) -> list[str]:
    return text.strip().split("\n")


@pytest.mark.parametrize("row", rows(RANKS))
def test_rank(row: str) -> None:
    words, _, rank = row.partition(" ~ ")
    before, _, name = words.partition(" | ")
    text = f"{before} {name}"
    assert text[: rank_length(text)] == (rank or before)


@pytest.mark.parametrize("text", rows(NO_RANKS))
def test_no_rank(text: str) -> None:
    assert rank_length(text) == 0


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Admiral King", "Admiral"),
        ("General Lord Raglan", "General Lord"),
        ("Gen. Marquis de Lafayette", "Gen."),
        ("Sir Duke of York", "Sir"),
        ("Admiral Comte de Grasse", "Admiral"),
        ("Major General Smith", "Major General"),
        ("Major", ""),
        ("Baron de Kalb", "Baron"),
        ("General Prince Pyotr Bagration", "General Prince"),
        ("Gen.Smith", "Gen."),
    ],
)
def test_ranks_that_may_be_names(text: str, rank: str) -> None:
    assert text[: rank_length(text)] == rank


@pytest.mark.parametrize(
    ("text", "title", "post"),
    [
        ("Lieutenant General", True, True),
        ("Chief of Staff", True, True),
        ("Minister of War", True, True),
        ("Sultan", True, False),
        ("Lord", True, False),
        ("General Smith", False, False),
        ("Vice", False, False),
        ("", False, False),
    ],
)
def test_titles_alone(text: str, title: bool, post: bool) -> None:
    assert (is_title(text), is_post(text)) == (title, post)


def test_rank_after_an_office() -> None:
    text = "Governor-General of India, Lord Dalhousie"
    place = rank_place(text, 20)
    assert place is not None
    assert text[place:] == "Lord Dalhousie"


@given(st.text(max_size=60))
def test_what_is_cut_off_is_a_beginning_with_a_name_after_it(text: str) -> None:
    length = rank_length(text)
    assert 0 <= length <= len(text)
    assert not length or text[length:].strip()


def test_rows_are_as_they_are_compared() -> None:
    for section, keys in (("ranks", ("modifiers", "military")), ("titles", ("royal", "noble", "eastern", "church", "office"))):
        for key in keys:
            for row in people_words("en")[section][key]:
                assert phrase_of(row), row
                assert row == row.casefold(), row


@pytest.mark.parametrize("junk", ["Gen. ", "Sir ", "of ", "major", ".", "Vice "])
def test_junk(junk: str) -> None:
    assert rank_length(junk * 20_000) >= 0
