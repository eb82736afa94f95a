"""The names that a dump holds itself: redirects in namespace 10, templates with a box of their own."""

from __future__ import annotations

import time

import pytest

from extract import extract
from extract.api import page
from extract.batch.names import Named, Names, expand, resolve, transcluded
from extract.pipeline import records

BOX = "{{Infobox military conflict\n| conflict = Ruritanian War\n| date = 1 May 1900\n| combatant1 = A\n| combatant2 = B\n}}"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("Infobox bataille", "Infobox military conflict")], {"Infobox bataille": "Infobox military conflict"}),
        ([("Infobox slag", "infobox_battle")], {"Infobox slag": "infobox_battle"}),
        ([("A", "B"), ("B", "C"), ("C", "Warbox")], {"A": "Warbox", "B": "Warbox", "C": "Warbox"}),
        ([("Warbox", "Infobox military conflict")], {}),  # known anyway
        ([("Infobox town", "Infobox settlement")], {}),
        ([("A", "B"), ("B", "A")], {}),
        ([("A", "A")], {}),
        ([("A", "Nothing here")], {}),
    ],
)
def test_redirects_are_followed_to_what_counts(pairs: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert resolve(Named(name, target) for name, target in pairs).redirects == expected


def test_a_redirect_to_a_template_that_holds_a_box_is_another_name_of_it() -> None:
    names = resolve([Named("RW infobox", "Ruritanian war infobox"), Named("Ruritanian war infobox", text=BOX)])
    assert names.boxes == {"ruritanian war infobox": BOX, "rw infobox": BOX}
    assert not names.redirects
    assert not resolve([])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<noinclude>b</noinclude>c", "ac"),
        ("a<noinclude>b", "a"),
        ("a<includeonly>b</includeonly>", "ab"),
        ("a<onlyinclude>b</onlyinclude>c<onlyinclude>d</onlyinclude>", "bd"),
        ("a <b>c</b>", "a <b>c</b>"),
        ("<NOINCLUDE >x</noinclude>y<noinclude/>", "y"),
    ],
)
def test_a_template_puts_on_a_page_what_mediawiki_would(text: str, expected: str) -> None:
    assert transcluded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x {{Ruritanian war infobox}} y", "x [] y"),
        ("{{ruritanian_war  infobox|collapsed={{yes|{{no}}}}}}.", "[]."),
        ("{{Template:Ruritanian war infobox\n}}{{Ruritanian war infobox}}", "[][]"),
        ("{{Ruritanian war infobox/doc}}", "{{Ruritanian war infobox/doc}}"),
        ("{{Old Ruritanian war infobox}}", "{{Old Ruritanian war infobox}}"),
        ("[[Ruritanian war infobox]]", "[[Ruritanian war infobox]]"),
        ("<!-- {{Ruritanian war infobox}} -->", "<!-- {{Ruritanian war infobox}} -->"),
        ("<nowiki>{{Ruritanian war infobox}}</nowiki>", "<nowiki>{{Ruritanian war infobox}}</nowiki>"),
        ("{{Ruritanian war infobox|never closed", "{{Ruritanian war infobox|never closed"),
    ],
)
def test_a_call_is_replaced_by_the_box(text: str, expected: str) -> None:
    assert expand(text, {"ruritanian war infobox": "[]"}).text == expected


@pytest.mark.parametrize(
    ("template", "call", "expected"),
    [
        ("{{Warbox|conflict={{{1}}}}}", "{{x box|Battle of A}}", "{{Warbox|conflict=Battle of A}}"),
        ("{{Warbox|date={{{date|1 May}}}}}", "{{x box}}", "{{Warbox|date=1 May}}"),
        ("{{Warbox|date={{{date|1 May}}}}}", "{{x box|date=}}", "{{Warbox|date=}}"),
        (
            "{{Warbox|date={{{date|{{{when|}}}}}}}}",
            "{{x box|when={{start date|1800|5|1}}}}",
            "{{Warbox|date={{start date|1800|5|1}}}}",
        ),
        ("{{Warbox|date={{{date}}}}}", "{{x box|place=B}}", "{{Warbox|date={{{date}}}}}"),
    ],
)
def test_a_template_that_passes_its_arguments_on_is_filled(template: str, call: str, expected: str) -> None:
    assert expand(call, {"x box": template}).text == expected


def test_the_templates_that_the_tables_know_are_not_put_in_their_own_place() -> None:
    names = resolve([Named("Infobox military conflict", text="{{#invoke:Infobox military conflict|main}}")])
    assert not names


def test_the_record_is_the_pages_with_spans_of_its_own_text_only() -> None:
    own = "{{Warbox|conflict=Battle of X|strength1=5}}"
    text = f"{own} '''Intro''' {{{{Ruritanian war infobox|a=b}}}} more {own}"
    expanded = expand(text, {"ruritanian war infobox": BOX})
    found = [expanded.back(one) for one in records(page(expanded.text, format="wikitext"))]
    assert [one.name for one in found] == ["Battle of X", "Ruritanian War", "Battle of X"]
    assert [one.source.template for one in found] == ["Warbox", "Ruritanian war infobox", "Warbox"]
    assert {one.span for one in found[1].fields.values()} == {None}
    for one in (found[0], found[2]):
        for field in one.fields.values():
            assert field.span is not None
            assert text[slice(*field.span)] == field.wikitext
    assert found[2].fields["strength1"].span != found[0].fields["strength1"].span


def test_a_page_without_such_calls_is_as_it_was() -> None:
    expanded = expand(BOX, {"ruritanian war infobox": "{{Warbox}}"})
    assert (expanded.text, expanded.pieces) == (BOX, ())
    record = extract(BOX)[0]
    assert expanded.back(record) is record
    assert not Names()


@pytest.mark.parametrize("hostile", ["{{x war infobox|" * 100_000, "<nowiki>" * 200_000, "<!--" * 500_000, "{{" * 1_000_000])
def test_hostile_pages_take_no_square_time(hostile: str) -> None:
    started = time.process_time()
    expand(hostile, {"x war infobox": BOX})
    assert time.process_time() - started < 20
