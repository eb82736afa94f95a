"""Places and coordinates: what is text, what is a position, and how exact it is."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.fields.base import Scope
from extract.fields.coordinates import find
from extract.fields.places import read, read_coordinates
from extract.richtext import Builder, RichText, plain

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases").joinpath("places.toml").read_text("utf-8"))["case"]
SCOPE = Scope("place")


def uncovered(rich: RichText) -> str:
    """The words of a field that neither the place, its coordinates nor a heading covers."""
    reading = read(rich, SCOPE)
    mask = [False] * len(rich.source)
    place = reading.first
    ats = [heading.at for heading in reading.headings]
    if place is not None:
        ats += [place.at, place.coordinates.at if place.coordinates else None, *(line.at for line in place.lines)]
    for at in ats:
        if at:
            mask[at.start : at.end] = [True] * (at.end - at.start)
    return "".join(char for char, seen in zip(rich.source, mask, strict=True) if not seen and char.isalnum())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_place(case: dict[str, Any]) -> None:
    rich = plain(case["text"])
    place = read(rich, SCOPE).first
    assert place is not None
    assert place.text == case["place"]
    if place.at:
        assert rich.source[place.at.start : place.at.end] == place.text
    if "lat" not in case:
        assert place.coordinates is None
        return
    where = place.coordinates
    assert where is not None
    assert (where.lat, where.lon) == pytest.approx((case["lat"], case["lon"]), abs=1e-6)
    if "precision" in case:
        assert where.precision_deg == pytest.approx(case["precision"], abs=1e-6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_nothing_is_lost(case: dict[str, Any]) -> None:
    assert uncovered(plain(case["text"])) == ""


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 60


def test_lines_keep_their_depth_and_links() -> None:
    builder = Builder(depth=1)
    mark = builder.open("link", "Gulf of Oman")
    builder.text("Gulf of Oman")
    builder.close(mark)
    builder.newline()
    builder.text("Tehran")
    place = read(builder.build(), SCOPE).first
    assert place is not None
    assert place.text == "Gulf of Oman\nTehran"
    assert [(line.text, line.depth) for line in place.lines] == [("Gulf of Oman", 1), ("Tehran", 1)]
    assert [(link.text, link.link) for link in place.links] == [("Gulf of Oman", "Gulf of Oman")]


def test_a_mark_gives_the_position() -> None:
    builder = Builder()
    builder.text("Ypres, Belgium")
    builder.newline()
    mark = builder.open("coordinates", (50.891, 2.979, 0.000278))
    builder.text("50°53′28″N 2°58′44″E")
    builder.close(mark)
    rich = builder.build()
    place = read(rich, SCOPE).first
    assert place is not None
    assert place.text == "Ypres, Belgium"
    assert place.coordinates is not None
    assert (place.coordinates.lat, place.coordinates.lon, place.coordinates.precision_deg) == (50.891, 2.979, 0.000278)
    assert uncovered(rich) == ""


def test_a_mark_without_words_gives_the_position() -> None:
    builder = Builder()
    builder.text("Ypres")
    builder.point("coordinates", (50.891, 2.979, 0.001))
    place = read(builder.build(), SCOPE).first
    assert place is not None
    assert place.text == "Ypres"
    assert place.coordinates is not None
    assert place.coordinates.at is None


def test_coordinates_alone() -> None:
    where = read_coordinates(
        plain("Coordinates: 20°23′25″S 57°44′02″E / 20.39028°S 57.73389°E / -20.39028; 57.73389"), SCOPE
    ).first
    assert where is not None
    assert (where.lat, where.lon) == (-20.39028, 57.73389)
    assert read_coordinates(plain("unknown"), SCOPE).items == ()
    assert read(plain(""), SCOPE).items == ()


def test_several_positions_are_warned_of() -> None:
    reading = read(plain("Ypres 50°51′N 2°53′E\nMenin 50°48′N 3°07′E"), SCOPE)
    assert [caution.code for caution in reading.cautions] == ["several-values"]


@pytest.mark.parametrize(
    "junk",
    [
        "1°" * 50_000,
        "1.5;" * 25_000,
        "50°51′N " * 12_000,
        "coordinates: " * 8_000,
        "9" * 100_000,
        "1.5; 2.5\n" * 11_000,
        "N" * 100_000,
    ],
)
def test_junk_takes_no_time(junk: str) -> None:
    rich = plain(junk)
    start = time.process_time()
    read(rich, SCOPE)
    assert time.process_time() - start < 2.0  # a second, twice over for a busy machine


@settings(max_examples=200, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 6))
def test_a_decimal_pair_comes_back(lat: float, lon: float, decimals: int) -> None:
    where = find(f"Somewhere {lat:.{decimals}f}; {lon:.{decimals}f}")
    assert where is not None
    assert (where.lat, where.lon) == pytest.approx((round(lat, decimals), round(lon, decimals)))
    assert where.precision_deg == pytest.approx(10**-decimals)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("Yp 0159.°′″;,/NSEW()\n-Coordinates:"), max_size=80))
def test_any_text_is_covered(text: str) -> None:
    assert uncovered(plain(text)) == ""
