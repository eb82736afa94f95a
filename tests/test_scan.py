"""The box is found by a scan of its own: names, comments, braces, parameters, and what does not close."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.parse.wikitext.scan import Box, boxes

BOX = "{{Infobox military conflict\n| conflict = A\n| combatant1 = B\n}}"


def only(text: str, **redirects: str) -> Box:
    (box,) = boxes(text, redirects or None)
    return box


def parameters(text: str) -> dict[str, str]:
    return {parameter.name: text[parameter.start : parameter.end] for parameter in only(text).parameters}


@pytest.mark.parametrize(
    ("text", "templates"),
    [
        (BOX, ["Infobox military conflict"]),
        ("{{infobox_Military  conflict|a=b}}", ["infobox_Military  conflict"]),
        ("{{Template:Warbox|a=b}}", ["Template:Warbox"]),
        ("{{ Battlebox |a=b}}", ["Battlebox"]),
        ("{{Infobox battle<!-- old name -->|a=b}}", ["Infobox battle"]),
        ("{{<!-- x -->Infobox war\n|a=b}}", ["Infobox war"]),
        ("{{subst:Warbox|a=b}}", ["subst:Warbox"]),
        ("{{#invoke:Infobox military conflict|main|conflict=A}}", ["#invoke:Infobox military conflict"]),
        ("{{Infobox civil conflict|a=b}}{{Infobox civilian attack|a=b}}", ["Infobox civil conflict", "Infobox civilian attack"]),
        ("{| \n|{{Warbox|a=b}}\n|}", ["Warbox"]),  # in a cell of a table
        ("{{2026 X war infobox|{{Infobox war|a=b}}}}", ["Infobox war"]),  # in a template of its own
        ("<section begin=infobox/>" + BOX + "<section end=infobox/>", ["Infobox military conflict"]),
        ("<nowiki>x" + BOX, ["Infobox military conflict"]),  # a tag that never closes hides nothing
        ("{{Infobox war faction|a=b}}", []),
        ("{{Infobox military conflicts list|a=b}}", []),
        ("{{Infobox military unit|a=b}}", []),
        ("[[Infobox war]] {Infobox war} Infobox war", []),
        ("<!-- " + BOX + " -->", []),
        ("<!-- " + BOX, []),
        ("<nowiki>" + BOX + "</nowiki>", []),
        ("<pre>" + BOX + "</pre>", []),
        ("<syntaxhighlight lang=wikitext>" + BOX + "</syntaxhighlight>", []),
        ("{{#invoke:Infobox|main|a=b}}", []),
        ("{{Infobox war/doc}}", []),
        ("", []),
    ],
)
def test_which_calls_are_boxes(text: str, templates: list[str]) -> None:
    assert [box.template for box in boxes(text)] == templates


def test_redirects_of_the_caller() -> None:
    text = "{{Рагъул къеркьей|conflict=A}}"
    assert not list(boxes(text))
    assert only(text, **{"Рагъул къеркьей": "Infobox military conflict"}).template == "Рагъул къеркьей"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("|a=1|b = 2 \n| c=\n3\n", {"a": "1", "b": "2", "c": "3"}),
        ("|a={{x|y=z|w}}|b=[[L|M]]|c=[http://x?a=b c|d]", {"a": "{{x|y=z|w}}", "b": "[[L|M]]", "c": "[http://x?a=b c", "1": "d]"}),
        ("<!-- do not change -->| combatant1 = A", {"combatant1": "A"}),
        ("|<!-- x -->a<!-- y -->=1<!-- z -->", {"a": "1<!-- z -->"}),
        ("|image = X.jpg|thumb|300px|A caption", {"image": "X.jpg", "1": "thumb", "2": "300px", "3": "A caption"}),
        ("|a=1||b=2|", {"a": "1", "1": "", "b": "2", "2": ""}),
        ("|a=<ref name=\"x|y\">{{unclosed [[ | b=2</ref>|c=3", {"a": "<ref name=\"x|y\">{{unclosed [[ | b=2</ref>", "c": "3"}),
        ("|a=<nowiki>|b={{</nowiki>|c=3", {"a": "<nowiki>|b={{</nowiki>", "c": "3"}),
        ("|a=<!-- |b=2 }} -->1|c=3", {"a": "<!-- |b=2 }} -->1", "c": "3"}),
        ("|a={{{b|c}}}|d={{{{{e}}}}}|f={{g}}z", {"a": "{{{b|c}}}", "d": "{{{{{e}}}}}", "f": "{{g}}z"}),
        ("|a=x=y", {"a": "x=y"}),
        ("|<span style=\"x\">y</span>", {"<span style": "\"x\">y</span>"}),  # as MediaWiki has it
        ("|combatant1\u200e=A", {"combatant1": "A"}),
    ],
)  # fmt: skip
def test_parameters(inside: str, expected: dict[str, str]) -> None:
    assert parameters("{{Infobox war" + inside + "}} text | z = 1") == expected


def test_a_module_is_called_by_a_function_that_is_no_parameter() -> None:
    assert parameters("{{#invoke:Infobox military conflict|main|conflict=A|x}}") == {"conflict": "A", "1": "x"}
    assert parameters("{{#invoke:Infobox military conflict}}") == {}


def test_spans_are_of_the_page() -> None:
    text = "héé " + BOX + " after"
    box = only(text)
    assert text[box.start : box.end] == BOX
    assert box.state == "closed"


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        # an opener that never closes is given up at the next known parameter on a line of its own
        (
            "{{Warbox\n|combatant1={{flag|A [[B]]\n|combatant2=C\n}}\n'''X''' is", "unbalanced",
            {"combatant1": "{{flag|A [[B]]", "combatant2": "C"},
        ),
        ("{{Warbox\n|combatant1=[[B\n|combatant2=C\n}}\nText", "unbalanced", {"combatant1": "[[B", "combatant2": "C"}),
        # no line begins with a known parameter: nothing to hold on to
        ("{{Warbox|conflict=A|result=[[B}} more", "unbalanced", {"conflict": "A", "result": "[[B"}),
        # the source ends inside the box
        ("{{Warbox\n|conflict=A\n|result=Deci", "truncated", {"conflict": "A", "result": "Deci"}),
        ("{{Warbox\n|conflict=A\n|res", "truncated", {"conflict": "A", "1": "res"}),
        ("{{Warbox\n|conflict=A\n|result={{ubl|x", "truncated", {"conflict": "A", "result": "{{ubl|x"}),
        # a box without its end in a page that goes on
        ("{{Warbox\n|conflict=A\n|result=B\n\n'''A''' was a battle.\n\n== Background ==", "unbalanced", {"conflict": "A", "result": "B"}),
    ],
)  # fmt: skip
def test_what_does_not_close(text: str, state: str, expected: dict[str, str]) -> None:
    assert only(text).state == state
    assert parameters(text) == expected


def test_boxes_after_a_broken_one_are_found() -> None:
    text = "{{Warbox|conflict=A|result=B\n\n'''A''' is\n" + BOX
    assert [box.state for box in boxes(text)] == ["unbalanced", "closed"]


HEAD = "{{Infobox military conflict|a="


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 500_000,
        HEAD + "{{" * 500_000,
        HEAD + "{{a|" * 60_000,
        HEAD + "[[" * 60_000,
        HEAD + "<ref>" * 40_000,
        HEAD + "<!--" * 60_000,
        HEAD + "{{\n|combatant1=" * 20_000,
        "{{ i" * 60_000,
        "<nowiki>{{warbox}}" * 20_000,
        "{{Infobox<!--" * 40_000,
        "{{#invoke:Infobox military conflict" * 20_000,
    ],
    ids=lambda text: text[-20:],
)
def test_hostile_input_takes_no_longer_than_its_length(text: str) -> None:
    list(boxes(text[: len(text) // 10]))
    start = time.process_time()
    list(boxes(text[: len(text) // 4]))
    short = time.process_time() - start
    start = time.process_time()
    list(boxes(text))
    assert time.process_time() - start < 12 * short + 0.5  # four times the length; quadratic would be sixteen


@given(st.text(alphabet="{}[]|=<>!-/ \nabrefnowikWx", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_to_an_end(inside: str) -> None:
    text = "x {{Warbox|conflict=A" + inside
    for box in boxes(text):
        assert 0 <= box.start < box.end <= len(text)
        for parameter in box.parameters:
            assert box.start <= parameter.start <= parameter.end <= len(text)
