"""Cells of rendered boxes, drawn: lines, depths, blocks, and the marks over them."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from extract.parse.html.cells import Page, draw
from extract.parse.html.coordinates import read_position
from extract.richtext import RichText

from .html_samples import THUMB, flag


def drawn(html: str, page: Page | None = None) -> RichText:
    cell = BeautifulSoup(
        f"<table><tr><td>{html}</td></tr></table>", "lxml", multi_valued_attributes=None, preserve_whitespace_tags={"table"}
    ).td
    assert cell is not None
    return draw(list(cell.children), page or Page())


def marks(html: str, *kinds: str) -> list[tuple[str, str, Any]]:
    """The marks as (kind, the words that they lie over or what stands before them, value)."""
    rich = drawn(html)
    return [
        (m.kind, rich.source[m.start : m.end] if m.start < m.end else f"{rich.source[: m.start]}|", m.value)
        for m in rich.marks
        if not kinds or m.kind in kinds
    ]


WHITE_FLAG = f'<img alt="Surrendered" src="{THUMB}/b/b2/White_flag_icon.svg/12px-White_flag_icon.svg.png" width="12"/>'


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("one<br>two<br/>three", ["0 one", "0 two", "0 three"]),
        ("one two\n  three", ["0 one two three"]),
        ("<p>one</p><p>two</p>", ["0 one", "0+two"]),
        ("<p>one</p>\n<ul><li>two</li></ul>\n<p>three</p>", ["0 one", "1 two", "0 three"]),
        ("one<br><br>two", ["0 one", "0+two"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", ["1 a", "2 b", "1 c"]),
        ('<div class="plainlist"><ul><li>a</li><li>b</li></ul></div>', ["1 a", "1 b"]),
        ('<div class="hlist"><ul><li>a</li><li>b</li></ul></div>', ["1 a", "1 b"]),
        ("<dl><dt>Head</dt><dd>item</dd></dl>", ["0 Head", "1 item"]),
        ("<dl><dd>a<dl><dd>b</dd></dl></dd></dl>", ["1 a", "2 b"]),
        ("a<hr>b<hr/>c", ["0 a", "0 b", "0 c"]),
        ("<center>a</center><div>b</div>c", ["0 a", "0 b", "0 c"]),
        ("a <div style='display:inline'>b</div> c", ["0 a b c"]),
        ("a <span style='display:block'>b</span> c", ["0 a", "0 b", "0 c"]),
        ("<!-- note -->a<!-- b -->c", ["0 ac"]),
        ("a<style>.x{color:red}</style>b<script>x()</script>", ["0 ab"]),
        ("3<wbr/>000", ["0 3000"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["0 a", "0 b"]),
    ],
)
def test_lines(html: str, lines: list[str]) -> None:
    assert [f"{line.depth}{'+' if line.gap else ' '}{line.text}" for line in drawn(html)] == lines


def test_a_rule_begins_a_block() -> None:
    assert [line.block for line in drawn("a<hr>b<br>c<hr>d")] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('1 May<span style="display:none">&#160;(<span class="bday">1315-05-01</span>)</span>', "1 May"),
        ('25 March 2008<span class="noprint">; 10 years ago</span>', "25 March 2008; 10 years ago"),
        ('<span style="visibility:hidden;color:transparent;">0</span>7', "7"),
        ('<span class="sortkey">0007</span>7', "7"),
        ('killed<sup class="noprint Inline-Template Template-Fact">[<i>citation needed</i>]</sup>', "killed"),
        ('as of 2014<sup class="plainlinks noprint asof-tag update" style="display:none;">[update]</sup>', "as of 2014"),
        ('Zarîfe<span class="noprint" style="font-size:85%;"> [diq; ku; tr]</span>', "Zarîfe"),
        ('Roe<span class="noprint"> [killed]</span>', "Roe"),
        ('Roe<span class="noprint"> (killed in 1315)</span>', "Roe (killed in 1315)"),
        ('<div class="navbar">v t e</div>Men', "Men"),
        ("10 km<sup>2</sup>", "10 km2"),
        ("1<sup>st</sup> Foot", "1st Foot"),
        ("10<sup>3</sup>", "103"),
        ("Russia<sup>1</sup>", "Russia"),
        ("<sup>1</sup>Disputed", "1Disputed"),
        ("Text<br/><sup>2</sup>Disputed", "Text\n2Disputed"),
        ('<link rel="mw-deduplicated-inline-style" href="x"/>Men', "Men"),
        ("Ch\u00adina\u200b and\u00a0Co", "China and Co"),
    ],
)
def test_what_a_reader_sees(html: str, text: str) -> None:
    assert drawn(html).source == text


@pytest.mark.parametrize(
    "html",
    [
        '<div class="NavFrame collapsed"><div class="NavHead"><i>See list</i></div><ul class="NavContent" style="display:none">'
        "<li>France</li><li>Kyle</li></ul></div>",
        '<div class="mw-collapsible mw-collapsed"><div>See list<span class="mw-collapsible-toggle">[<a>show</a>]</span></div>'
        '<ul class="mw-collapsible-content" style="display: none;"><li>France</li><li>Kyle</li></ul></div>',
        '<table class="mw-collapsible mw-collapsed"><tr><th>See list</th></tr><tr style="display: none;"><td><ul><li>France</li>'
        "<li>Kyle</li></ul></td></tr></table>",
    ],
)
def test_a_collapsed_list_is_opened(html: str) -> None:
    assert [(line.depth, line.text) for line in drawn(html)] == [(0, "See list"), (1, "France"), (1, "Kyle")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/wiki/War_(1914)#A" title="W">the war</a>', [("link", "the war", "War (1914)")]),
        ('<a href="#cite_note-1">x</a>', []),
        ('<a href="/wiki/File:X.jpg">x</a>', []),
        (
            '<a href="https://de.wikipedia.org/wiki/Ayr" class="extiw">Ayr</a>',
            [("url", "Ayr", "https://de.wikipedia.org/wiki/Ayr")],
        ),
        ('<a class="external text" href="http://example.org/a">x</a>', [("url", "x", "http://example.org/a")]),
        ("<b>Allies:</b>", [("bold", "Allies:", None)]),
        ("<i>HMS <b>Ayr</b></i>", [("italic", "HMS Ayr", None), ("bold", "Ayr", None)]),
        ("x <small>(y)</small>", [("small", "(y)", None)]),
        ('x <span style="font-size:85%;">(y)</span>', [("small", "(y)", None)]),
        ('x <span style="font-size:110%;">(y)</span>', []),
        ('<a href="/wiki/A">x<br/>y</a>', [("link", "x", "A"), ("link", "y", "A")]),
    ],
)
def test_links_and_styles(html: str, expected: list[Any]) -> None:
    assert marks(html) == expected


@pytest.mark.parametrize(
    ("html", "text", "expected"),
    [
        ("Roe †", "Roe", [("fate", "Roe|", "killed")]),
        ("Roe&nbsp;<a href='/wiki/Targeted_killing'><span><b>†</b></span></a> (x)", "Roe (x)", [("fate", "Roe|", "killed")]),
        ("Roe<br/>†<br/>Doe", "Roe\nDoe", [("fate", "Roe|", "killed")]),
        ("Roe <a href='/wiki/Wounded_in_action'>(WIA)</a>", "Roe (WIA)", [("fate", "(WIA)", "wounded")]),
        ("Roe (<abbr title='Prisoner of war'>POW</abbr>)", "Roe (POW)", [("fate", "POW", "captured")]),
        ("Roe (WIA)", "Roe (WIA)", []),
        ("2,000 <a href='/wiki/Prisoner_of_war'>prisoners</a>", "2,000 prisoners", []),
        (f"Roe {WHITE_FLAG}", "Roe", [("fate", "Roe|", "surrendered")]),
        ("Roe <img alt='Executed' src='x/Skull_and_Crossbones.svg' width='12'/>", "Roe", [("fate", "Roe|", "executed")]),
        ("Roe <img alt='' src='x/Surrender_of_Roe.jpg' width='300'/>", "Roe", []),
        ("Roe <img alt='' src='x/Skull_and_Crossbones.svg' width='12'/>", "Roe", []),
    ],
)
def test_fates(html: str, text: str, expected: list[Any]) -> None:
    assert drawn(html).source == text
    assert marks(html, "fate") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (flag("France") + "France", [("flag", "|", "France")]),
        (flag("France", linked=False) + "Jean Petit", [("flag", "|", "France")]),
        (f"Roe, {flag('France')} Doe", [("flag", "Roe,|", "France")]),
        (flag("France") + "/" + flag("United Kingdom"), [("flag", "|", "France"), ("flag", "/|", "United Kingdom")]),
        (
            '<noscript><img alt="" src="x/23px-Flag_of_France.svg.png" width="23" class="thumbborder"/></noscript><span '
            'class="lazy-image-placeholder" data-src="x/23px-Flag_of_France.svg.png" data-width="23" data-alt=""> </span>France',
            [("flag", "|", "France")],
        ),
        (
            '<span class="lazy-image-placeholder" data-src="x/23px-Flag_of_France.svg.png" data-width="23px"></span>France',
            [("flag", "|", "France")],
        ),
    ],
)
def test_flags(html: str, expected: list[Any]) -> None:
    found = [(kind, place.rstrip("|").rstrip() + "|", value) for kind, place, value in marks(html, "flag", "image")]
    assert found == expected


def test_a_flag_that_no_table_names_is_told() -> None:
    page = Page()
    html = '<span class="flagicon"><img alt="" src="x/Zzqx_banner_9.svg" width="23"/></span> Men of Zz'
    assert [m.kind for m in drawn(html, page).marks] == ["image"]
    assert page.unknown_flags == ["Zzqx banner 9.svg"]


@pytest.mark.parametrize(
    ("html", "key", "label"),
    [
        ('<sup id="cite_ref-3" class="reference"><a href="#cite_note-3">[3]</a></sup>', "3", "3"),
        ('<sup class="reference" id="cite_ref-Roe_7-2"><a href="#cite_note-Roe-7">&#91;7&#93;</a></sup>', "Roe-7", "7"),
        ('<sup class="reference" id="cite_ref-Roe_7-2">[7]</sup>', "Roe-7", "7"),
        ('<sup class="reference" id="cite_ref-12">[a]</sup>', "12", "a"),
        ('<sup class="reference">[4]</sup>', "4", "4"),
        ('<sup class="mw-ref reference"><a href="./Ayr#cite_note-5"><span>[5]</span></a></sup>', "5", "5"),
    ],
)
def test_references_leave_the_text(html: str, key: str, label: str) -> None:
    page = Page()
    rich = drawn(f"Men{html} of Kyle", page)
    assert rich.source == "Men of Kyle"
    assert [(m.kind, m.start, m.value) for m in rich.marks] == [("ref", 3, key)]
    assert page.references == {key: label}


GEO = (
    '<span class="plainlinks nourlexpansion"><span class="geo-{dms}"><span class="geo-dms"><span class="latitude">56°42′N</span> '
    '<span class="longitude">5°52′E</span></span></span><span class="geo-multi-punct">\ufeff / \ufeff</span>'
    '<span class="geo-{dec}"><span class="geo-dec">56.700°N 5.867°E</span><span style="display:none">\ufeff / '
    '<span class="geo">56.700; 5.867</span></span></span></span>'
)


@pytest.mark.parametrize(
    ("html", "text", "value"),
    [
        (GEO.format(dms="default", dec="nondefault"), "56°42′N 5°52′E", (56.7, 5.867, 0.016667)),
        (GEO.format(dms="nondefault", dec="default"), "56.700°N 5.867°E", (56.7, 5.867, 0.001)),
        ('<span class="geo">-12.5; 34</span>', "-12.5; 34", (-12.5, 34.0, 0.1)),
    ],
)
def test_coordinates_are_drawn_once(html: str, text: str, value: tuple[float, float, float]) -> None:
    title = f'<span style="font-size: small;"><span id="coordinates">Coordinates: {html}</span></span>'
    hidden = f'<span class="geo-inline-hidden noexcerpt">{html}</span>'
    for cell in (html, title, hidden, f"{html}{title}"):
        rich = drawn(cell)
        assert rich.source == text
        assert [(m.start, m.end, m.value) for m in rich.marks if m.kind == "coordinates"] == [(0, len(text), value)]


@pytest.mark.parametrize("shown", ["", "in the valley", "5°N", "95°N 10°E", "12 killed; 30 wounded or 1200; 5000"])
def test_no_coordinates(shown: str) -> None:
    assert read_position(shown) is None


TAGS = ["b", "i", "ul", "li", "dl", "dt", "dd", "p", "div", "sup", "a", "span", "hr", "td"]


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=3))
    return pairs.map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>")


@given(st.recursive(st.text("ab †1°(<&", max_size=5), wrapped, max_leaves=12))
def test_marks_lie_inside_the_text(html: str) -> None:
    rich = drawn(html)
    assert "\n".join(line.text for line in rich) == rich.source
    for line in rich:
        assert rich.source[line.start : line.end] == line.text
        assert all(0 <= m.start <= m.end <= len(rich.source) for m in line.marks)
        assert line.depth >= 0


def test_deep_nesting_is_drawn() -> None:
    assert "Men" in drawn("<div>" * 3000 + "Men").source
