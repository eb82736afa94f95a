"""The API client against a real MediaWiki (tests/run.sh brings one up): what it asks, how often, and how it bears failures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from extract.errors import JobError
from extract.pages import Page
from extract.sources.api import ApiError, Asked, Client, Saved, asked_by
from extract.sources.api.names import wiki_address

from .conftest import ROOT

WIKI = os.environ.get("BATTLEBOX_WIKI", "")
MWDIR = os.environ.get("MWDIR", "")
needs_wiki = pytest.mark.skipif(
    not (WIKI and MWDIR), reason="no MediaWiki on this machine (tests/run.sh brings one up on Debian as root)"
)
CONTACT = "test@example.org"


@pytest.fixture
def client() -> Iterator[Client]:
    """A client without limits that does not sleep, on a wiki without faults."""
    naps: list[float] = []
    made = Client(WIKI, contact=CONTACT, rate=None, sleep=naps.append)
    made.naps = naps  # type: ignore[attr-defined]
    yield made
    for file in (Path(MWDIR) / "faults").glob("*"):
        file.unlink()
    for name in ("lag", "maxresult"):
        (Path(MWDIR) / name).unlink(missing_ok=True)


def faults(*rows: dict[str, object]) -> None:
    folder = Path(MWDIR) / "faults"
    folder.mkdir(exist_ok=True)
    for number, row in enumerate(rows):
        (folder / f"{number:04}.json").write_text(json.dumps(row))


def got(client: Client, *titles: str) -> list[Page]:
    found = [page for _, page in client.pages(titles=titles)]
    assert all(isinstance(page, Page) for page in found), found
    return found  # type: ignore[return-value]


@needs_wiki
def test_a_page_with_its_source(client: Client) -> None:
    (page,) = got(client, "Battle of Testford")
    assert (page.title, page.namespace, page.language, page.wiki) == ("Battle of Testford", 0, "en", "testwiki")
    assert page.url == f"{WIKI}/wiki/Battle_of_Testford"
    (revision,) = page.revisions
    assert revision.text and "{{Infobox military conflict" in revision.text and revision.sha1 and revision.timestamp


@needs_wiki
def test_what_is_missing_stands_at_its_place(client: Client) -> None:
    asked = ["Battle of Testford", "Nowhere at all", "battle_of_Testford", "Siege of Karrow"]
    found = dict(client.pages(titles=asked))
    assert list(found) == asked
    assert isinstance(found["Nowhere at all"], ApiError) and "no such page" in found["Nowhere at all"].reason
    assert isinstance(found["battle_of_Testford"], Page) and found["battle_of_Testford"].title == "Battle of Testford"
    (gone,) = [page for _, page in client.pages(revisions=[99_999_999])]
    assert isinstance(gone, ApiError)


@needs_wiki
def test_fifty_titles_a_call(client: Client) -> None:
    titles = list(client.infobox_users())
    before = client.http.sent
    client.site()
    pages = [page for _, page in client.pages(titles=titles * 2 + [f"None {n}" for n in range(75)])]
    calls = -(-(len(set(titles)) + 75) // 50)
    assert client.http.sent - before == calls + 1
    assert sum(isinstance(page, Page) for page in pages) == len(set(titles)) >= 40


@needs_wiki
def test_two_hundred_pages_in_seconds(client: Client) -> None:
    answer = client.http.api(client.address, {"action": "query", "list": "allpages", "aplimit": "200", "apnamespace": "10"})
    titles = [one["title"] for one in answer["query"]["allpages"]] + list(client.infobox_users())
    before, begin = client.http.sent, time.monotonic()
    pages = got(client, *titles[:200])
    assert len(pages) == min(len(set(titles)), 200) and all(page.revisions[0].text is not None for page in pages)
    assert client.http.sent - before <= 5
    assert time.monotonic() - begin < 20


@needs_wiki
def test_every_second_request_fails_and_the_result_is_the_same(client: Client) -> None:
    titles = list(client.infobox_users())
    client.site()
    wanted = got(client, *titles)
    kinds = [{"status": 503, "headers": {"Retry-After": "1"}}, {"status": 429, "headers": {"Retry-After": "2"}}, {"status": 500}]
    found = []
    for number, title in enumerate(titles):
        faults(kinds[number % 3])
        found += got(client, title)
    assert found == wanted
    assert len(client.naps) == len(titles)  # type: ignore[attr-defined]
    assert {1.0, 2.0} <= set(client.naps)  # type: ignore[attr-defined]


@needs_wiki
def test_retry_after_may_be_a_date(client: Client) -> None:
    client.site()
    faults({"status": 503, "headers": {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)}})
    got(client, "Siege of Karrow")
    (nap,) = client.naps  # type: ignore[attr-defined]
    assert 25 < nap <= 30


@needs_wiki
def test_tries_are_bounded_and_backoff_grows(client: Client) -> None:
    client.site()
    faults(*[{"status": 503}] * 9)
    with pytest.raises(ApiError, match="given up after 8 tries: status 503"):
        got(client, "Siege of Karrow")
    naps = client.naps  # type: ignore[attr-defined]
    assert len(naps) == 7 and all(0.5 * 2**n <= nap <= 2**n for n, nap in enumerate(naps))


@needs_wiki
def test_a_lagging_server_is_waited_for(client: Client) -> None:
    client.site()
    (Path(MWDIR) / "lag").write_text("12")
    waited: list[float] = []

    def nap(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            (Path(MWDIR) / "lag").unlink()

    client.http._sleep = nap
    got(client, "Siege of Karrow")
    assert waited == [5.0, 5.0]


@needs_wiki
def test_a_long_result_comes_in_pieces_and_is_put_together(client: Client) -> None:
    titles = list(client.infobox_users())
    wanted = got(client, *titles)
    before = client.http.sent
    (Path(MWDIR) / "maxresult").write_text("9000")
    assert got(client, *titles) == wanted
    assert client.http.sent - before > 3


@needs_wiki
def test_a_history_is_whole_and_hidden_parts_stay_hidden(client: Client) -> None:
    page, revisions = client.revisions("Battle of Testford")
    found = list(revisions)
    assert page.title == "Battle of Testford" and [one.id for one in found] == sorted(one.id or 0 for one in found)
    assert len(found) >= 6
    hidden = [one for one in found if one.text_hidden]
    assert hidden and all(one.text is None for one in hidden)
    assert any(one.user_hidden and one.user is None for one in found) and any(
        one.comment_hidden and one.comment is None for one in found
    )


@needs_wiki
def test_the_revision_that_stood_then(client: Client) -> None:
    _, revisions = client.revisions("Battle of Testford", at="2005-02-10T00:00:00Z")
    (one,) = revisions
    assert one.timestamp == "2005-02-03T04:05:06Z"
    with pytest.raises(ApiError, match="did not exist yet"):
        client.revisions("Battle of Testford", at="1999-01-01T00:00:00Z")
    with pytest.raises(ApiError, match="no such page"):
        client.revisions("Nowhere at all")


@needs_wiki
def test_lists(client: Client) -> None:
    battles = list(client.category("Battles of the War of the Oracle"))
    assert "Battle of Testford" in battles and len(battles) == len(set(battles))
    assert list(client.category("No such category")) == []
    users = list(client.infobox_users())
    assert {"Battle of Testford", "Testford riots"} <= set(users) and len(users) == len(set(users))
    assert client.template_redirects().get("Warbox") == "Infobox military conflict"


@needs_wiki
@pytest.mark.parametrize("parser", ["parsoid", "legacy"])
def test_rendered_pages(client: Client, parser: str) -> None:
    text, etag = client.html("Battle of Testford", parser=parser)
    assert text and "Testford" in text and "<table" in text
    if parser == "parsoid":
        assert etag and client.html("Battle of Testford", etag=etag) == (None, etag)
        with pytest.raises(ApiError, match="no such page"):
            client.html("Nowhere at all")


@needs_wiki
def test_requests_keep_their_distance() -> None:
    client = Client(WIKI, contact=CONTACT, rate=600)
    begin = time.monotonic()
    for _ in range(6):
        client.http.api(client.address, {"action": "query", "meta": "siteinfo"})
    assert time.monotonic() - begin >= 5 * 0.1


@needs_wiki
def test_a_revision_is_asked_for_once(tmp_path: Path) -> None:
    client = Client(WIKI, contact=CONTACT, rate=None, cache=tmp_path / "cache")
    (page,) = got(client, "Siege of Karrow")
    number = page.revisions[0].id or 0
    first = list(client.pages(revisions=[number]))
    before = client.http.sent
    assert list(client.pages(revisions=[number])) == first
    again = Client(WIKI, contact=CONTACT, rate=None, cache=tmp_path / "cache")
    again.site()
    assert list(again.pages(revisions=[number])) == first
    assert (client.http.sent, again.http.sent) == (before, 1)


@needs_wiki
def test_the_server_hears_who_asks(client: Client) -> None:
    answer = client.http.page(f"{WIKI}/w/api.php", {"action": "query", "meta": "siteinfo", "format": "json"})
    sent = answer.request.headers
    assert (
        sent["User-Agent"].startswith("battlebox/")
        and f"({CONTACT})" in str(sent["User-Agent"])
        and "python-requests/" in str(sent["User-Agent"])
    )
    assert sent["Accept-Encoding"] == "gzip" and answer.headers.get("Content-Encoding") == "gzip"


@needs_wiki
def test_an_error_with_status_200_is_an_error(client: Client) -> None:
    with pytest.raises(ApiError, match=r"unknown_action|badvalue"):
        client.http.api(client.address, {"action": "nonsense"})


def test_no_connection_is_said() -> None:
    client = Client("http://127.0.0.1:9", contact=CONTACT, rate=None, tries=2, sleep=lambda _: None)
    with pytest.raises(ApiError, match="given up after 2 tries: no connection"):
        list(client.pages(titles=["X"]))


def test_a_contact_is_required() -> None:
    for nobody in ("", "me"):
        with pytest.raises(JobError, match="--contact"):
            Client("en", contact=nobody)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Battle of Waterloo", Asked(title="Battle of Waterloo")),
        ("  Battle_of__Waterloo#Aftermath ", Asked(title="Battle of Waterloo")),
        ("https://en.wikipedia.org/wiki/Battle_of_Waterloo", Asked(title="Battle of Waterloo", wiki="https://en.wikipedia.org")),
        (
            "https://fr.m.wikipedia.org/wiki/Si%C3%A8ge_d%27Orl%C3%A9ans",
            Asked(title="Siège d'Orléans", wiki="https://fr.wikipedia.org"),
        ),
        (
            "https://en.wikipedia.org/w/index.php?title=AC/DC_(war)&action=history",
            Asked(title="AC/DC (war)", wiki="https://en.wikipedia.org"),
        ),
        ("https://en.wikipedia.org/w/index.php?title=X&oldid=123", Asked(revision_id=123, wiki="https://en.wikipedia.org")),
        ("https://en.wikipedia.org/?curid=77", Asked(page_id=77, wiki="https://en.wikipedia.org")),
        ("https://en.wikipedia.org/wiki/Special:Permalink", Asked(title="Special:Permalink", wiki="https://en.wikipedia.org")),
    ],
)
def test_what_is_asked_for(text: str, want: Asked) -> None:
    assert asked_by(text) == want


@pytest.mark.parametrize("text", ["", "  ", "a|b", "[[X]]", "{{X}}", "x" * 256, "https://en.wikipedia.org/", "a\nb<c"])
def test_what_can_be_no_title_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no title|no address"):
        asked_by(text)


def test_wikis() -> None:
    assert wiki_address("gd") == "https://gd.wikipedia.org" and wiki_address("wiki.example.org") == "https://wiki.example.org"


def test_saved_pages_have_names_of_their_own(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    for number, title in enumerate(["A/B: war?", "a/b: WAR?", "..", "Ж" * 250, "CON<>"], 1):
        saved.save(Page(title, number, wiki="w"), f"text {number}", ".wikitext", revision_id=number, timestamp=None)
    files = sorted(tmp_path.glob("*.wikitext"))
    assert len(files) == 5 == len({file.name.casefold() for file in files})
    again = Saved(tmp_path)
    assert [
        (again.known(Page(title, wiki="w"), ".wikitext") or {}).get("revision_id") for title in ("A/B: war?", "a/b: WAR?")
    ] == [1, 2]
    assert again.known(Page("A/B: war?", wiki="other"), ".wikitext") is None


def battlebox(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", *arguments]
    environment = {**os.environ, "BATTLEBOX_CONTACT": CONTACT, **more}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=120, check=False)


def test_the_command_asks_for_a_contact(tmp_path: Path) -> None:
    done = battlebox("fetch", "X", BATTLEBOX_CONTACT="", XDG_CONFIG_HOME=str(tmp_path), HOME=str(tmp_path))
    assert done.returncode == 2 and "--contact" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "battlebox").mkdir()
    (tmp_path / "battlebox" / "contact").write_text("me@example.org\n")
    wrong = battlebox(
        "fetch",
        "X",
        "--wiki",
        "http://127.0.0.1:9",
        "--tries",
        "1",
        "--no-cache",
        BATTLEBOX_CONTACT="",
        XDG_CONFIG_HOME=str(tmp_path),
    )
    assert "no connection" in wrong.stderr
    assert battlebox("fetch").returncode == 2


@needs_wiki
def test_the_command(tmp_path: Path) -> None:
    of = ("--wiki", WIKI, "--rate", "0", "--no-cache")
    done = battlebox("fetch", "Battle of Testford", "Nowhere at all", *of)
    assert done.returncode == 1 and "Nowhere at all: the wiki has no such page" in done.stderr
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert record["source"]["url"] == f"{WIKI}/wiki/Battle_of_Testford" and record["name"] == "Battle of Testford"
    folder = tmp_path / "saved"
    assert battlebox("fetch", "--category", "Battles of the War of the Oracle", "--save", str(folder), *of).returncode == 0
    offline = [json.loads(line) for line in battlebox("extract", str(folder)).stdout.splitlines()]
    (same,) = [one for one in offline if one["name"] == "Battle of Testford"]
    same["source"]["path"] = None
    assert same == record
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert battlebox("fetch", "--category", "Battles of the War of the Oracle", "--save", str(folder), *of).returncode == 0
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    for parser in ("parsoid", "legacy"):
        rendered = json.loads(battlebox("fetch", "Battle of Testford", "--html", parser, *of).stdout)
        assert rendered["source"]["format"] == "html" and rendered["date"]["start"] == record["date"]["start"]


@needs_wiki
def test_histories_and_changes_live() -> None:
    of = ("--wiki", WIKI, "--rate", "0", "--no-cache")
    told = json.loads(battlebox("history", "Battle of Testford", *of).stdout)
    assert told["title"] == "Battle of Testford" and told["revisions"] >= 6
    steps = [one["revision_id"] for one in told["steps"] if one.get("box")]
    changed = battlebox("diff", f"Battle of Testford@{steps[0]}", f"Battle of Testford@{steps[1]}", *of)
    assert changed.returncode == 1 and "casualties, side 1" in changed.stdout
    assert battlebox("diff", f"Battle of Testford@{steps[0]}", f"Battle of Testford@{steps[0]}", *of).returncode == 0
