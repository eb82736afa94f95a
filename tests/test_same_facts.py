"""The same page gives the same facts, from its wikitext and from the HTML that a real MediaWiki makes of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import requests

from extract import extract
from extract.record import Record

from .conftest import corpus
from .facts import agreement, facts

WIKI = os.environ.get("BATTLEBOX_WIKI")
OWN = sorted((Path(__file__).parent / "mediawiki" / "pages").glob("*.wikitext"))
PAGES = [*OWN, *corpus("wikitext")]

pytestmark = pytest.mark.skipif(not WIKI, reason="no MediaWiki on this machine (tests/run.sh brings one up where it can)")


@pytest.fixture(scope="module")
def session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = "battlebox-tests/0.1 (local)"
    return session


def rendered(session: requests.Session, title: str, wikitext: str) -> str:
    """The page as the wiki's own parser renders it."""
    form = {"action": "parse", "format": "json", "formatversion": "2", "title": title, "text": wikitext, "contentmodel": "wikitext",
            "prop": "text", "disablelimitreport": "1"}  # fmt: skip
    answer = session.post(f"{WIKI}/w/api.php", data=form, timeout=120)
    html = answer.json()["parse"]["text"]
    return f'<html lang="en"><head><title>{title} - Testwiki</title></head><body>{html}</body></html>'


def both(session: requests.Session, page: Path) -> tuple[list[Record], list[Record]]:
    wikitext = page.read_text("utf-8")
    title = page.stem.replace("_", " ")
    # the wiki renders the box and the references that it names; the article around it would only cost time
    return extract(page), extract(rendered(session, title, wikitext), format="html")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_wikitext_and_html_agree(session: requests.Session, page: Path) -> None:
    ours, theirs = both(session, page)
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        left, right = facts(one), facts(other)
        missing, extra = left - right, right - left
        assert agreement(left, right) >= 0.99, "\n".join(
            ["only in the wikitext:", *map(str, missing), "only in the HTML:", *map(str, extra)]
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_fields_show_the_same_words(session: requests.Session, page: Path) -> None:
    ours, theirs = both(session, page)
    for one, other in zip(ours, theirs, strict=True):
        for name in one.fields.keys() & other.fields.keys():
            left, right = (re.sub(r"\W+", "", r.fields[name].text) for r in (one, other))
            assert left == right, name
