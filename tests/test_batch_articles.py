"""Pages of a dump to records, and the records of all tasks to one stream."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.batch.articles import Asked, categories, latest, records_of
from extract.batch.merge import Spooled, merge
from extract.batch.names import Named, resolve
from extract.batch.report import RunReport, TaskReport
from extract.batch.spool import Later, Spool, WorkFolder
from extract.pages import Page, Revision
from extract.record import Record, to_json

BOX = "{{Infobox military conflict|conflict=Battle of Zenda|date=3 June 1900|combatant1=A|combatant2=B}}"
OPERATION = "{{Infobox military operation|name=Operation Rupert|date=4 June 1900}}"


def of(text: str | None, **more: object) -> Page:
    revision = Revision(77, "1901-02-03T04:05:06Z", text=text, **more)  # type: ignore[arg-type]
    return Page("Battle of Zenda", 5, wiki="xxwiki", language="en-GB", url="https://x/Battle_of_Zenda", revisions=(revision,))


def test_a_record_says_where_it_came_from() -> None:
    source = next(records_of(of(BOX), Asked())).source
    assert (source.wiki, source.title, source.page_id, source.revision_id) == ("xxwiki", "Battle of Zenda", 5, 77)
    assert (source.timestamp, source.url) == ("1901-02-03T04:05:06Z", "https://x/Battle_of_Zenda")
    assert (source.language, source.format, source.path) == ("en", "wikitext", None)


@pytest.mark.parametrize(
    ("text", "asked", "names"),
    [
        (BOX + OPERATION, Asked(), ["Battle of Zenda", "Operation Rupert"]),
        (BOX + OPERATION, Asked(kinds=frozenset({"military_operation"})), ["Operation Rupert"]),
        (BOX + "[[Category:Wars_of X|Z]]", Asked(categories=frozenset({"Wars of X"})), ["Battle of Zenda"]),
        (BOX + "[[Category:Wars of X]]", Asked(categories=frozenset({"Wars of Y", "Wars of X"})), ["Battle of Zenda"]),
        (BOX + "[[:Category:Wars of X]]", Asked(categories=frozenset({"Wars of X"})), []),
        (BOX + "[[Category:Wars of X in 1900]]", Asked(categories=frozenset({"Wars of X"})), []),
        (BOX.replace("military conflict", "slag"), Asked(), []),
        (BOX.replace("military conflict", "slag"), Asked(redirects={"Infobox slag": "Infobox battle"}), ["Battle of Zenda"]),
        ("<!-- " + BOX + " -->", Asked(), []),
        (None, Asked(), []),
    ],
)
def test_which_boxes_count(text: str | None, asked: Asked, names: list[str]) -> None:
    assert [one.name for one in records_of(of(text), asked)] == names


def test_scripts_and_redirects_give_nothing() -> None:
    assert not list(records_of(of(BOX, model="Scribunto"), Asked()))
    page = Page("A", 5, redirect="B", revisions=(Revision(1, text=BOX),))
    assert not list(records_of(page, Asked()))


def test_the_dumps_names_count() -> None:
    names = resolve([Named("Infobox slag", "Infobox battle"), Named("RW infobox", text=OPERATION)])
    text = BOX.replace("military conflict", "slag") + "{{RW infobox}}"
    found = list(records_of(of(text), Asked(), names))
    assert [(one.name, one.source.template) for one in found] == [
        ("Battle of Zenda", "Infobox slag"),
        ("Operation Rupert", "RW infobox"),
    ]


def test_of_several_revisions_the_latest_counts() -> None:
    old, new, imported = (
        Revision(3, "2001-01-01T00:00:00Z"),
        Revision(9, "2005-01-01T00:00:00Z"),
        Revision(11, "2002-01-01T00:00:00Z"),
    )
    assert latest(Page("A", revisions=(new, old, imported))) is new
    assert latest(Page("A")) is None


def test_the_form_asked_for_is_read_where_the_source_has_it() -> None:
    wikitext, html = Revision(1, text=BOX), Revision(1, text="<html>", model="wikitext", format="html")
    assert latest(Page("A", revisions=(wikitext, html)), "html") is html
    assert latest(Page("A", revisions=(wikitext, html)), "wikitext") is wikitext
    assert latest(Page("A", revisions=(wikitext,)), "html") is wikitext


def test_categories_of_html_stand_in_its_links() -> None:
    text = '<link rel="mw:PageProp/Category" href="./Category:Battles_of_1800#Marengo"/><a href="./Category:No">x</a>'
    assert categories(Revision(1, text=text, format="html")) == {"Battles of 1800"}


def spooled(folder: WorkFolder, index: int, pages: list[tuple[int, int, str]]) -> Spooled:
    with Spool(folder.path, "pages", index) as spool:
        for page_id, revision_id, text in pages:
            page = Page(f"Page {page_id}", page_id, revisions=(Revision(revision_id, text=text),))
            for record in records_of(page, Asked()):
                spool.write(to_json(record))
        spool.finish(TaskReport())
    return Spooled("pages", index)


def test_a_page_that_stands_in_the_input_twice_counts_once_in_its_latest_state(tmp_path: Path) -> None:
    second = BOX.replace("Zenda", "Hentzau")
    with WorkFolder(tmp_path / "w") as folder:
        tasks = [
            spooled(folder, 0, [(1, 10, BOX), (2, 21, BOX + second), (3, 30, BOX)]),
            spooled(folder, 1, [(2, 20, second), (1, 11, second), (4, 40, BOX + second), (4, 40, BOX + second)]),
            spooled(folder, 2, [(1, 11, second), (5, 50, BOX + second)]),
        ]
        found: list[Record] = []
        report = RunReport()
        merge(folder, tasks, found.append, report)
    assert [(one.source.page_id, one.source.revision_id, one.source.index) for one in found] == [
        (2, 21, 0), (2, 21, 1), (3, 30, 0), (1, 11, 0), (4, 40, 0), (4, 40, 1), (5, 50, 0), (5, 50, 1),
    ]  # fmt: skip
    assert [one.name for one in found][3] == "Battle of Hentzau"
    assert (report.boxes, report.records) == (13, 8)
    assert report.kinds == {"military_conflict": 8}


def test_pages_without_a_number_are_all_kept(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w") as folder, Spool(folder.path, "pages", 0) as spool:
        for _ in range(2):
            spool.write(to_json(next(records_of(Page("A", revisions=(Revision(None, text=BOX),)), Asked()))))
        spool.finish(TaskReport())
        found: list[Record] = []
        merge(folder, [Spooled("pages", 0)], found.append, RunReport())
    assert len(found) == 2


def test_pages_put_aside_come_back_as_they_were(tmp_path: Path) -> None:
    pages = [Later(0, 0, "a.xml:5", "A", bytes(range(256))), Later(3, 1, "a.xml:9", "Ä", b"")]
    with WorkFolder(tmp_path / "w") as folder, Spool(folder.path, "pages", 7) as spool:
        for page in pages:
            spool.put_aside(page)
        spool.finish(TaskReport())
        assert list(folder.later("pages", 7)) == pages
        assert not list(folder.later("pages", 8))
