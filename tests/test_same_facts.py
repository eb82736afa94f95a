"""The same page gives the same facts, from its wikitext and from the HTML that a real MediaWiki makes of it.

The pages are our own (`mediawiki/pages`, every construct at least once) and those of the corpus; the HTML is made by the
legacy parser, which draws Wikipedia's pages today, and by Parsoid, which draws its API's and soon all of them.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from extract import extract
from extract.errors import NoInfobox
from extract.record import Record

from .conftest import corpus
from .facts import agreement, facts

WIKI = os.environ.get("BATTLEBOX_WIKI")
OWN = sorted((Path(__file__).parent / "mediawiki" / "pages").glob("*.wikitext"))
#: Each page by the legacy parser and by Parsoid; our own, which the wiki is seeded with, also as its API serves them.
CASES = [
    *((page, parser) for page in (*OWN, *corpus("wikitext")) for parser in ("legacy", "parsoid")),
    *((page, "stored") for page in OWN),
]
#: Where Parsoid turns wikitext that no page holds into HTML: as of MediaWiki 1.41, and before.
TRANSFORM = ("v1", "coredev/v0")
#: Rows that the templates make of several parameters.
TOGETHER = {"time": ("time", "timezone")}
#: Coordinates are a parameter of their own, a part of the row of the place or shown at the page's head: facts compare them.
COORDINATES = re.compile(r"\d[\d.]*°[^NS]{0,12}[NS]\s*\d[\d.]*°[^EW]{0,12}[EW]")
#: {{Start date and age}} counts from today, which no page holds.
AGO = re.compile(r"\d+\s+years ago")

pytestmark = [
    pytest.mark.skipif(not WIKI, reason="no MediaWiki on this machine (tests/run.sh brings one up where it can)"),
    pytest.mark.parametrize(("page", "parser"), CASES, ids=[f"{page.stem}-{parser}" for page, parser in CASES]),
]


@cache
def session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = "battlebox-tests/0.1 (local)"
    return session


def rendered(title: str, wikitext: str, parser: str) -> str:
    """The page as the wiki's own parser renders it."""
    name = quote(title.replace(" ", "_"), safe="")
    if parser == "stored":
        answer = session().get(f"{WIKI}/w/rest.php/v1/page/{name}/html", timeout=120)
        answer.raise_for_status()
        return answer.text
    if parser == "parsoid":
        for place in TRANSFORM:
            address = f"{WIKI}/w/rest.php/{place}/transform/wikitext/to/html/{name}"
            answer = session().post(address, json={"wikitext": wikitext}, timeout=120)
            if answer.status_code != 404:
                break
        answer.raise_for_status()
        return answer.text
    form = {"action": "parse", "format": "json", "formatversion": "2", "title": title, "text": wikitext, "contentmodel": "wikitext",
            "prop": "text", "disablelimitreport": "1"}  # fmt: skip
    answer = session().post(f"{WIKI}/w/api.php", data=form, timeout=120)
    html = answer.json()["parse"]["text"]
    return f'<html lang="en"><head><title>{title} - Wikipedia</title></head><body>{html}</body></html>'


@cache
def pairs(page: Path, parser: str) -> tuple[tuple[Record, Record], ...]:
    """The records of a page's boxes from both forms.

    A box that shows nothing but its name and a map says its kind by its template alone, and the legacy parser's HTML
    names no templates: such a box has no record there.
    """
    ours = extract(page)
    try:
        theirs = extract(rendered(page.stem.replace("_", " "), page.read_text("utf-8"), parser), format="html")
    except NoInfobox:
        theirs = []
    if parser == "legacy":
        ours = [one for one in ours if len(facts(one)) > 2 or any(one.name == other.name for other in theirs)]
    assert [one.name for one in ours] == [other.name for other in theirs]
    return tuple(zip(ours, theirs, strict=True))


def words(record: Record, *names: str) -> str:
    """The words of the fields without spaces, dashes, signs and coordinates."""
    said = "".join(record.fields[name].text for name in names if name in record.fields)
    return re.sub(r"\W+", "", AGO.sub("", COORDINATES.sub("", said)))


def test_wikitext_and_html_agree(page: Path, parser: str) -> None:
    for ours, theirs in pairs(page, parser):
        left, right = facts(ours), facts(theirs)
        missing, extra = left - right, right - left
        assert agreement(left, right) >= 0.99, "\n".join(
            ["only in the wikitext:", *map(str, missing), "only in the HTML:", *map(str, extra)]
        )


def test_fields_show_the_same_words(page: Path, parser: str) -> None:
    for ours, theirs in pairs(page, parser):
        for name in ours.fields.keys() & theirs.fields.keys():
            assert words(ours, *TOGETHER.get(name, (name,))) == words(theirs, name), name
