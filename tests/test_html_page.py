"""What a saved page says of itself, where its links lead, and the references that a box names."""

from __future__ import annotations

import pytest

from extract.parse.html.links import Target, target_of
from extract.parse.html.page import page_facts
from extract.parse.html.references import references
from extract.raw import Origin

from . import html_samples as samples


def test_facts_of_the_legacy_parser() -> None:
    assert page_facts(samples.LEGACY) == (
        Origin(
            wiki="enwiki",
            title="Battle of Ayr",
            page_id=789,
            revision_id=123456,
            url="https://en.wikipedia.org/wiki/Battle_of_Ayr",
        ),
        "en",
    )


def test_facts_of_parsoid() -> None:
    origin, language = page_facts(samples.PARSOID)
    assert origin == Origin(
        wiki="enwiki",
        title="Battle of Ayr",
        page_id=4563,
        revision_id=987654,
        timestamp="2024-02-03T04:05:06.000Z",
        url="https://en.wikipedia.org/wiki/Battle_of_Ayr",
    )
    assert language == "en"


@pytest.mark.parametrize(
    ("html", "field", "value"),
    [
        ('var wgPageName = "Battle_of_\\u00d6sel";', "title", "Battle of Ösel"),
        ("<title>War of Kyle – Wikipedia</title>", "title", "War of Kyle"),
        ("<title>War of Kyle — Wikipedia</title>", "title", "War of Kyle"),
        ("<title>1812 – 1815 - Wikipedia, the free encyclopedia</title>", "title", "1812 – 1815"),
        ("<title>AT&amp;T raid</title>", "title", "AT&T raid"),
        ("<h1 class='firstHeading'><i>Ayr</i> raid</h1>", "title", "Ayr raid"),
        ("<p>none</p>", "title", None),
        ('"wgRevisionId":0,', "revision_id", None),
        ("https://en.wikipedia.org/w/index.php?title=Battle_of_Ayr&amp;oldid=55", "revision_id", 55),
        ("https://en.wikipedia.org/w/index.php?title=Battle_of_Ayr&amp;oldid=55", "wiki", "enwiki"),
        ("https://en.wikipedia.org/w/index.php?title=Battle_of_Ayr&amp;oldid=55", "title", "Battle of Ayr"),
        (
            "<!-- Mirrored from en.wikipedia.org/wiki/Ayr by HTTrack Website Copier/3.x -->",
            "url",
            "https://en.wikipedia.org/wiki/Ayr",
        ),
        ("<!-- saved from url=(0034)https://en.wikipedia.org/wiki/Ayr -->", "url", "https://en.wikipedia.org/wiki/Ayr"),
        ('<link rel="canonical" href="https://de.wikipedia.org/wiki/Ayr"/>', "wiki", "dewiki"),
        ('<link rel="canonical" href="https://example.org/ayr"/>', "wiki", None),
        ("<li>This page was last edited on 7 March 2019, at 03:57 (UTC).</li>", "timestamp", "2019-03-07T03:57Z"),
        ('{"dateModified":"2020-06-15T19:58:09Z"}', "timestamp", "2020-06-15T19:58:09Z"),
        ("last edited on 7 Smarch 2019, at 03:57", "timestamp", None),
    ],
)
def test_a_fact(html: str, field: str, value: object) -> None:
    assert getattr(page_facts(html)[0], field) == value


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<html class="a b" lang="en-GB">', "en-GB"),
        ('{"wgPageContentLanguage":"tr"}<html lang="en">', "tr"),
        ("<html><body lang='fr'>", "fr"),
        ("<html>", None),
    ],
)
def test_language(html: str, language: str | None) -> None:
    assert page_facts(html)[1] == language


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/wiki/Kyle", Target("Kyle")),
        ("/wiki/%C3%96sel_Island#A", Target("Ösel Island")),
        ("//en.wikipedia.org/wiki/Kyle", Target("Kyle")),
        ("https://en.m.wikipedia.org/wiki/Kyle?x=1", Target("Kyle")),
        ("./Foo:_a_history", Target("Foo: a history")),
        ("./A/B_testing", Target("A/B testing")),
        ("../../A/Battle_of_1812.html", Target("Battle of 1812")),
        ("Kyle.html", Target("Kyle")),
        ("../wiki/Kyle.html", Target("Kyle")),
        ("../w/index4a2f.html?title=Kyle&action=edit&redlink=1", Target("Kyle")),
        ("/w/index.php?title=Kyle&action=edit&redlink=1", Target("Kyle")),
        ("/wiki/File:Kyle.jpg", Target()),
        ("/wiki/Wikipedia:Citation_needed", Target()),
        ("/wiki/Special:MyPage", Target()),
        ("#cite_note-1", Target()),
        ("", Target()),
        ("/somewhere", Target()),
        ("https://fr.wikipedia.org/wiki/Kyle", Target(url="https://fr.wikipedia.org/wiki/Kyle")),
        ("//commons.wikimedia.org/wiki/Kyle", Target(url="https://commons.wikimedia.org/wiki/Kyle")),
        ("http://example.org/wiki/x", Target(url="http://example.org/wiki/x")),
        ("http://[bad", Target(url="http://[bad")),
    ],
)
def test_where_a_link_leads(href: str, target: Target) -> None:
    assert target_of(href) == target


class TestReferences:
    page = (
        '<ol><li id="cite_note-Roe,_1999-2"><span class="mw-cite-backlink">^ <a href="#r"><sup>a</sup></a></span> '
        '<span class="reference-text"><cite class="citation web"><a rel="nofollow" class="external text" href="http://e.org/?a=1&amp;b=2">'
        '"The &amp; war"</a>. <i>News</i>.</cite><span title="ctx" class="Z3988"></span><style>.x{}</style></span></li>'
        '<li id="cite_note-3"><b>^</b> Doe 1990, p. 5.</li></ol>'
    )

    def test_found(self) -> None:
        found, warnings = references(self.page, {"Roe,_1999-2": "2", "3": "3"})
        assert warnings == []
        first = found["Roe,_1999-2"]
        assert (first.name, first.text, first.title, first.url) == (
            "Roe, 1999", '"The & war". News.', "The & war", "http://e.org/?a=1&b=2",
        )  # fmt: skip
        assert (found["3"].name, found["3"].text, found["3"].url) == (None, "Doe 1990, p. 5.", None)

    def test_an_encoded_id(self) -> None:
        page = '<li id="cite_note-Öz-1">Text</li>'
        assert references(page, {"%C3%96z-1": "1"})[0]["%C3%96z-1"].text == "Text"

    def test_an_id_with_its_underscore_escaped(self) -> None:
        """As MediaWiki writes it since 2021."""
        page = '<li id="cite&#95;note-1">Text</li><li id="cite&#95;note-2">Other</li>'
        assert references(page, {"1": "1"})[0]["1"].text == "Text"

    def test_not_on_the_page(self) -> None:
        found, warnings = references(self.page, {"9": "9"})
        assert (found["9"].text, [(w.code, w.text) for w in warnings]) == ("", [("undefined-reference", "[9]")])

    def test_none_wanted(self) -> None:
        assert references(self.page, {}) == ({}, [])
