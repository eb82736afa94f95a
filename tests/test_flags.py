"""Flags: from codes and file names to the names of entities."""

from __future__ import annotations

from collections import defaultdict

import pytest

from extract import extract
from extract.parse.flags import bare_file_name, entity_of, fate_of_image, flag_of_code, flag_of_image
from extract.vocabulary import table


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("USA", "United States"), ("US", "United States"), ("United States of America", "United States"),
        ("UK", "United Kingdom"), ("GBR", "United Kingdom"), ("gb", "United Kingdom"),
        ("CSA", "Confederate States of America"), ("USSR", "Soviet Union"), ("PRC", "China"), ("ROC", "Republic of China"),
        ("GER", "Germany"), ("DEU", "Germany"), ("DE", "Germany"), ("SUI", "Switzerland"), ("CHE", "Switzerland"), ("RSA", "South Africa"),
        ("IRI", "Iran"), ("IRN", "Iran"), ("NED", "Netherlands"), ("the Netherlands", "Netherlands"),
        ("Nazi Germany", "Nazi Germany"), ("Third Reich", "Nazi Germany"), ("French Empire", "First French Empire"),
        ("Côte d'Ivoire", "Ivory Coast"), ("Qing_dynasty", "Qing dynasty"), ("Ottoman Empire", "Ottoman Empire"),
        ("Libyan Arab Republic", "Libyan Arab Republic"), ("Great Socialist People's Libyan Arab Jamahiriya", "Libyan Arab Jamahiriya"),
        ("Hesse-Cassel", "Landgraviate of Hesse-Kassel"), ("Republic of Yucatán", "Republic of Yucatán"),
        ("German East Africa", "German East Africa"),
        ("Fascist Italy (1922–1943)", "Kingdom of Italy"), ("Kingdom of Hungary (1920–1946)", "Kingdom of Hungary"),
    ],
)  # fmt: skip
def test_codes(code: str, name: str) -> None:
    assert flag_of_code(code) == (name, True)


@pytest.mark.parametrize("code", ["Kingdom of Ruritania", "ZZZ", "", "House of York"])
def test_unknown_codes_are_kept_as_written(code: str) -> None:
    assert flag_of_code(code, "1861") == (code, False)


def test_links_and_short_names() -> None:
    assert entity_of("GEO").link == "Georgia (country)"
    assert entity_of("Kingdom of Great Britain").shown == "Great Britain"
    assert entity_of("France").shown == entity_of("France").link == "France"
    assert entity_of("Republic of China (1912–1949)").link == "Republic of China (1912–1949)"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("CSA", "Confederate States"), ("UKGBI", "United Kingdom"), ("French First Republic", "France"), ("First French Empire", "France"),
        ("Kingdom of Prussia", "Prussia"), ("Nazi Germany", "Germany"), ("German Empire", "Germany"), ("Kingdom of Italy", "Italy"),
        ("Russian Empire", "Russia"), ("Austrian Empire", "Austria"), ("Empire of Brazil", "Brazil"), ("Empire of Japan", "Japan"),
        ("United Kingdom of the Netherlands", "Netherlands"), ("Union of South Africa", "South Africa"), ("Habsburg Spain", "Spain"),
        # shown in full
        ("Ottoman Empire", "Ottoman Empire"), ("Soviet Union", "Soviet Union"), ("Vichy France", "Vichy France"), ("USSR", "Soviet Union"),
        ("Dutch Republic", "Dutch Republic"), ("Austria-Hungary", "Austria-Hungary"), ("British Empire", "British Empire"),
    ],
)  # fmt: skip
def test_flagcountry_shows_the_short_name(code: str, shown: str) -> None:
    assert entity_of(code).shown == shown


def test_every_article_leads_back_to_its_entity() -> None:
    """{{flag}} and {{flagcountry}} link to it: so a rendered flag is told by the name beside it."""
    for name, link in table("flags")["links"].items():
        assert entity_of(link).name == name
    assert set(table("flags")["shown"]) <= set(table("flags")["entities"])


@pytest.mark.parametrize(
    ("file", "alt", "name"),
    [
        ("Darker green and Black flag.svg", "", None), ("Socialist red flag.svg", "", None),
        ("Flag of Orange Free State.svg", "", "Orange Free State"),
        ("Golden Horde flag 1339.svg", "", "Golden Horde"), ("Flag of the Ukrainian State.svg", "", "Ukrainian State"),
        ("Flag_of_the_United_Kingdom.svg", "", "United Kingdom"),
        ("23px-Flag_of_Italy_(1861-1946)_crowned.svg.png", "", "Italy"),
        ("23px-Flag_of_Italy_(1861-1946)_crowned.svg.png", "Kingdom of Italy", "Kingdom of Italy"),
        ("Flag_of_the_Republic_of_China_Army.svg", "", "Republic of China Army"),
        ("22px-Naval_Ensign_of_the_United_Kingdom.svg.png", "", "United Kingdom"),
        ("Royal Coat of Arms of the United Kingdom.svg", "", "United Kingdom"),
        ("Flag of Germany (1935–1945).svg", "", "Nazi Germany"),
        ("Flag of Germany (1867-1918).svg", "", "German Empire"),
        ("Flag of Hanover (1692).svg", "", "Hanover"),  # a kingdom or an electorate: the file does not say
        ("Flag of Yugoslavia (1992–2003); Flag of Serbia and Montenegro (2003–2006).svg", "", "Yugoslavia"),
        ("Flag_of_Syria_2011,_observed.svg", "", "Syrian opposition"),
        ("Flag of the Syrian revolution.svg", "", "Syrian opposition"),
        ("Flag of Syria (1980–2024).svg", "", "Syria"),
        ("Flag of Syria (1932–1958; 1961–1963).svg", "", None),  # the state's, then the opposition's
        ("Flag of Syria (1932–1958; 1961–1963).svg", "Syria", "Syria"),
        ("Flag of Hesse-Kassel.svg", "", "Hesse-Kassel"),
        ("Flag of the Electorate of Hesse.svg", "", "Electorate of Hesse"),
        ("Flag_of_Herat_until_1842.svg", "", "Herat"),
        ("Bandeira da FNLA.svg", "", "FNLA"),
        ("Flag of Ogaden National Liberation Front(2).svg", "", "Ogaden National Liberation Front"),
        ("Bandera_de_España_1701-1760.svg", "", "Spain"),
        ("Flag of the navy of the Batavian Republic.svg", "", "Batavian Republic"),
        ("Royal_Standard_of_the_King_of_France.svg", "", "Kingdom of France"),
        ("Asa'ib_Ahl_Al-Haq_flag.png", "", "Asa'ib Ahl al-Haq"),
        ("InfoboxHez.PNG", "InfoboxHez.PNG", "Hezbollah"),
        ("Seal_of_the_Army_of_the_Guardians_of_the_Islamic_Revolution.svg", "", "Army of the Guardians of the Islamic Revolution"),
        ("British_Raj_Red_Ensign.svg", "British Raj", "British Raj"),
        ("Flag_of_Algeria.svg", "flag", "Algeria"),
        ("Flag_of_Georgia.svg", "Georgia (country)", "Georgia"),
        ("File:Blason France moderne.svg", "", "Kingdom of France"),
        ("Coat of Arms of the Principality of Waldeck and Pyrmont.svg", "", "Principality of Waldeck and Pyrmont"),
        # no flags
        ("8px-Red_pog.svg.png", "Ypres", None),
        ("10px-Location_circle.svg.png", "Sark", None),
        ("22px-Golan_Heights_Map.PNG", "Golan Heights Map.PNG", None),
        ("14px-28th_Infantry_Division_SSI_(1918-2015).svg.png", "", None),
        ("Coat of Arms of Sir Richard Ratcliffe, KG.png", "", None),
        ("Tudor Dragon Badge.svg", "", None),
        ("Stanley arms.svg", "White shield with diagonal blue stripe", None),
        ("12px-Alcatel_9109HA.png", "icon", None),
        ("14px-White_flag_icon.svg.png", "Surrendered", None),
        ("14px-Skull_and_crossbones.svg.png", "Executed", None),
        ("23px-Black_flag.svg.png", "", None),
        ("300px-Battle_of_Jutland.jpg", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_images(file: str, alt: str, name: str | None) -> None:
    assert flag_of_image(file, alt) == name


def test_the_link_of_an_image_names_the_entity_too() -> None:
    assert flag_of_image("AQMI_Flag_asymmetric.svg", "", "Islamic State of Iraq and the Levant") == "Islamic State"
    assert flag_of_image("Flag of X.svg", "", "House of Y") == "House of Y"


def test_fates_by_image() -> None:
    assert fate_of_image("14px-White_flag_icon.svg.png") == "surrendered"
    assert fate_of_image("Skull and Crossbones.svg", "Executed") == "executed"
    assert fate_of_image("Flag of Poland.svg") is None


def test_file_names() -> None:
    assert bare_file_name("//upload.wikimedia.org/x/23px-Flag_of_the_Comoros.svg.png") == "Flag of the Comoros"
    assert bare_file_name("File:Blason%20X.svg") == "Blason X"


def test_the_table_names_each_entity_once() -> None:
    flags = table("flags")
    owners: dict[str, set[str]] = defaultdict(set)
    for name, others in flags["entities"].items():
        for each in (name, *others):
            owners[each.casefold()].add(name)
    assert {each: names for each, names in owners.items() if len(names) > 1} == {}
    for section in ("links", "shown", "services"):
        assert set(flags[section]) <= set(flags["entities"]), section
    assert set(flags["periods"].values()) <= set(flags["entities"])


@pytest.mark.parametrize(
    ("name", "leader", "flags"),
    [
        ("[[Islamic State of Iraq and the Levant]]", "A. al-Shishani", ("Islamic State", "Islamic State")),
        ("[[Boko Haram]]", "A. Shekau", ("Islamic State", "Islamic State")),
        ("[[Al-Qaeda in the Islamic Maghreb|AQIM]]", "A. Droukdel", (None, None)),
        ("[[Al-Qaeda]]", "O. bin Laden", (None, None)),
        ("[[Jama'at Nasr al-Islam wal Muslimin|JNIM]]", "I. Ag Ghaly", (None, None)),
    ],
)
def test_flag_in_many_hands(name: str, leader: str, flags: tuple[str | None, str | None]) -> None:
    """One file stands for the Islamic State and for its rivals: what a party is called tells which it is not."""
    flag = "{{flagicon image|AQMI Flag asymmetric.svg}}"
    (found,) = extract(f"{{{{Infobox military conflict|conflict=X|combatant1={flag} {name}|commander1={flag} {leader}}}}}")
    assert (found.sides[0].belligerents[0].flag, found.sides[0].commanders[0].flag) == flags


@pytest.mark.parametrize(
    ("file", "entity"),
    [
        ("Flag of Muhammad Ali.svg", "Egypt Eyalet"),
        ("South Asian Communist Banner.svg", None),
        ("Bandiera tunisina.svg", "Tunisia"),
        ("Savoie flag.svg", "Duchy of Savoy"),
        ("Flag of Iraq (1991-2004; 1-2).svg", "Iraq"),
        ("Flag of Yugoslavia (1992–2003); Flag of Serbia and Montenegro (2003–2006).svg", "Yugoslavia"),
    ],
)
def test_names_of_files_that_are_no_entity_s_name(file: str, entity: str | None) -> None:
    assert (flag_of_image(file) or None) == entity


def test_great_britain_is_no_name_of_the_united_kingdom() -> None:
    assert flag_of_code("Great Britain", "naval-1707") == ("Kingdom of Great Britain", True)
    assert flag_of_code("Britain") == ("United Kingdom", True)
