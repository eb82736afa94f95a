"""The cut: which parts of a page are looked at, and that no page costs more than its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.parse.html.drawer import infoboxes
from extract.parse.html.scan import cuts
from extract.raw import Document

from . import html_samples as samples

LONG = f"<tr><td>{'x' * 100}</td></tr>"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f'<table class="infobox">{LONG}</table>', [True]),
        (f"<TABLE CLASS='infobox vevent'>{LONG}</TABLE>", [True]),
        (f"<table class=infobox>{LONG}</table>", [True]),
        (f'<table class="infobox">{LONG}<table>{LONG}</table></table>', [True]),
        (f'<table class="wikitable"><tr><td><table class="infobox">{LONG}</table></td></tr></table>', [True]),
        (f'<table class="infobox">{LONG}<table class="infobox">{LONG}</table></table>', [True]),
        (f'<table class="infobox">{LONG}', [False]),
        (f'<!-- <table class="infobox">{LONG}</table> -->', []),
        (f'<!-- <table class="infobox">{LONG}</table>', [True]),
        (f"<script>var x = '<table class=\"infobox\">{LONG}</table>'</script>", []),
        (f'<table class="infobox"><!-- </table> -->{LONG}</table>', [True]),
        (f'<table data-mw=\'{{"x":"</table><table>"}}\' class="infobox">{LONG}</table>', [True]),
        (f'<table title="infobox">{LONG}</table>', []),
        (f'<table class="infobox-like">{LONG}</table>', []),
        (f"<table>{LONG}<tr><td><b>Combatants</b></td></tr></table>", [True]),
        (f'<table class="navbox">{LONG}<tr><th>Belligerents</th></tr></table>', []),
        (f"<table>{LONG}</table><b>Belligerents</b>", []),
    ],
)
def test_cuts(html: str, found: list[bool]) -> None:
    assert [cut.closed for cut in cuts(html)] == found


def test_a_cut_is_the_whole_table() -> None:
    html = f'text <table class="infobox">{LONG}<table>{LONG}</table></table> text'
    (cut,) = cuts(html)
    assert html[cut.start : cut.end] == html[5:-5]
    assert html[cut.start : cut.opening] == '<table class="infobox">'


PARTS = ["<table class=infobox>", "<table>", "</table>", "<!--", "-->", "<script>", '"', LONG, ">Belligerents</"]


@given(st.lists(st.sampled_from(PARTS)))
def test_cuts_do_not_overlap(parts: list[str]) -> None:
    html = "".join(parts)
    last = 0
    for cut in cuts(html):
        assert last <= cut.start < cut.opening <= cut.end <= len(html)
        last = cut.end


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<table>",
            "<table class=infobox>",
            '<table "',
            "<table class=infobox></table>",
            "</table>",
            "<!--",
            "<script>",
            "<style>",
        ),
        *(
            "<table><tr><th>Belligerents</th>",
            "<li id=cite_note-1><sup>",
            "<link rel=canonical ",
            "<html ",
            "<meta property=",
            "<h1>",
        ),
        *('wgPageName:"\\', "<title>", "<", 'id="coordinates"'),
    ],
)
def test_hostile_pages_cost_their_length(piece: str) -> None:
    page = Document(piece * (1_000_000 // len(piece)), "html")
    started = time.process_time()
    list(infoboxes(page))
    assert time.process_time() - started < 6


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<ul><li>", "a<br>", "<sup>1</sup>x", "<img src=x>", "<a href='/wiki/A'>", "†", "("]
)
def test_hostile_cells_cost_their_length(piece: str) -> None:
    junk = piece * (100_000 // len(piece))
    page = f'<table class="infobox"><tr><th>Belligerents</th></tr><tr><td>{junk}</td><td>b</td></tr></table>'
    started = time.process_time()
    assert len(list(infoboxes(Document(page, "html")))) <= 1
    assert time.process_time() - started < 3


def test_a_page_of_a_megabyte_is_quick() -> None:
    """Only the box is parsed: the page around it costs a few milliseconds (a bound with room for slow machines)."""
    prose = "<p>Text of <a href='/wiki/X'>a page</a>.</p>\n" * 25_000
    page = Document(samples.LEGACY.replace("</body>", f"{prose}</body>"), "html")
    list(infoboxes(page))
    started = time.process_time()
    assert len(list(infoboxes(page))) == 1
    assert time.process_time() - started < 0.2
