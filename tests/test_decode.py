"""Bytes to text, and text to its format."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import BinaryInput, EmptyInput
from extract.sources.decode import decode, recognize

from .conftest import corpus

BOX = "{{Infobox military conflict\n| conflict = Bataille de Crécy\n| casualties1 = 1,542–4,000 killed\n}}"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (BOX.encode(), []),
        (BOX.encode("utf-8-sig"), []),
        (BOX.encode("utf-16"), []),
        (BOX.encode("utf-32"), []),
        (BOX.encode("utf-16-le"), ["encoding"]),
        (BOX.encode("utf-16-be"), ["encoding"]),
        (BOX.encode("windows-1252"), ["encoding"]),
        (gzip.compress(BOX.encode()), []),
        (BOX.replace("\n", "\r\n").encode(), []),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-32", "utf-16-le bare", "utf-16-be bare", "windows-1252", "gzip", "crlf"],
)
def test_text_is_read_in_any_encoding(data: bytes, codes: list[str]) -> None:
    text, warnings = decode(data)
    assert text == BOX
    assert [w.code for w in warnings] == codes


def test_a_declared_encoding_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Бородино</body></html>'
    assert "Бородино" in decode(page.encode("windows-1251")).text


def test_text_cut_within_a_character_is_read() -> None:
    assert decode(b"Battle of Cr\xc3") == ("Battle of Cr", ())


def test_single_lost_bytes_are_shown_and_said() -> None:
    text, warnings = decode("Thượng Xương, Đống Đa và Ngọc Hồi".encode() + b" \xff Tonkin, Annam, An Nam")
    assert "\ufffd" in text
    assert [w.code for w in warnings] == ["encoding"]


def test_mojibake_is_said() -> None:
    page = "Bataille de CrÃ©cy â€“ RÃ©sultat dÃ©cisif"
    assert [w.code for w in decode(page.encode()).warnings] == ["mojibake"]


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\xef\xbb\xbf", b"\x00" * 3], ids=["nothing", "blanks", "a mark", "three NULs"])
def test_nothing_is_said_to_be_nothing(data: bytes) -> None:
    with pytest.raises((EmptyInput, BinaryInput)):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"\x7fELF" + bytes(2000), b"\x1f\x8b\x08" + b"broken" * 50],
    ids=["image", "program", "broken gzip"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryInput):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(BinaryInput, EmptyInput):
        assert isinstance(decode(data).text, str)


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("{{Infobox military conflict|conflict=X}}", "wikitext"),
        ("{{infobox_Military  Conflict\n|conflict=X}}", "wikitext"),
        ("{{#invoke:Infobox military conflict|main|conflict=X}}", "wikitext"),
        ("{| class=wikitable\n|-\n| <table><tr><td>{{Warbox|conflict=X}}</td></tr></table>\n|}", "wikitext"),
        ("'''X''' was a [[battle]] of the [[war]] {{cn}}.", "wikitext"),
        ("<!DOCTYPE html><html><body>{{Infobox battle|is only quoted}}<table><tr><td>1</td></tr></table></body></html>", "html"),
        ('<table class="infobox vevent"><tbody><tr><th>Date</th><td>1 May</td></tr></tbody></table>', "html"),
        ("\ufeff<html><table><tr><td>x</td></tr></table>", "html"),
        ("Battle of X\n\nDate1 May 1800\nLocation\nY\nBelligerents\nA B", "text"),
        ("| Date | 1 May 1800 |\n|---|---|\n| Belligerents | A | B |", "text"),
        ("Combatant1: A\nCombatant2: B", "text"),
        ("1 < 2 and {braces} [and brackets]", "text"),
    ],
)
def test_the_format_is_told_by_the_content(page: str, form: str) -> None:
    assert recognize(page) == form


@pytest.mark.parametrize("page", [p for kind in ("html", "text", "wikitext") for p in corpus(kind)], ids=lambda p: p.name)
def test_real_pages_are_recognized(page: Path) -> None:
    assert recognize(decode(page.read_bytes()).text) == page.parent.name
