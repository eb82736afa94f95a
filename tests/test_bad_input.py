"""What is no page, or a broken one: a clear message with the place and the reason, the others unharmed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract import BinaryInput, EmptyInput, InputError, NoInfobox, extract
from extract.fields.numbers import find_numbers
from extract.fields.quantities import read_quantity

GOOD = "{{Infobox battle\n| conflict = Battle of X\n| combatant1 = A\n| combatant2 = B\n| strength1 = 5,000\n}}"
HTML = (
    '<html><body><table class="infobox"><tr><th colspan="2">Battle of X</th></tr><tr><th>Date</th><td>1 May 1800</td></tr>'
    '<tr><th colspan="2">Belligerents</th></tr><tr><td>A</td><td>B</td></tr></table><p>prose</p></body></html>'
)


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extract", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b"\n \t\n", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(3000), "binary"),
        ("page.html", b"<html><body><h1>A village</h1><table class=infobox><tr><th>Population</th><td>3</td></tr></table></body></html>",
         "no infobox"),
        ("article.wikitext", b"'''A''' is a [[village]]. {{Infobox settlement|name=A}} [[x]]", "no infobox"),
        ("faction.wikitext", b"{{Infobox war faction|name=A}} [[a]] [[b]] [[c]]", "no infobox"),
        ("prose.txt", b"A village in the hills. Nothing ever happened there.", "no infobox"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_named_with_the_reason_and_costs_nothing_else(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / "a.wikitext").write_text(GOOD, "utf-8")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.html").write_text(HTML, "utf-8")
    done = run("extract", tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    message = done.stderr.decode()
    assert name in message
    assert reason in message
    assert "Traceback" not in message


@pytest.mark.parametrize("cut", range(10, len(GOOD), 7))
def test_a_box_cut_anywhere_gives_what_is_there_and_says_so(cut: int) -> None:
    try:
        found = extract(GOOD[:cut], format="wikitext")
    except NoInfobox:
        assert cut < len("{{Infobox battle\n")
        return
    assert [w.code for w in found[0].warnings if w.code == "truncated-infobox"]


@pytest.mark.parametrize("cut", range(60, len(HTML) - 60, 17))
def test_a_cut_table_gives_what_is_there_or_says_there_is_none(cut: int) -> None:
    try:
        found = extract(HTML[:cut], format="html")
    except NoInfobox:
        return
    assert found[0].warnings or cut > HTML.index("</table>")


HOSTILE = {
    "braces": "{{" * 5_000_000,
    "box and braces": GOOD[:-2] + "{{" * 4_000_000,
    "brackets": "{{Infobox battle|conflict=" + "[[" * 1_000_000,
    "comments": "{{Infobox battle|conflict=" + "<!--" * 2_000_000,
    "refs": "{{Infobox battle|conflict=" + "<ref>" * 400_000,
    "boxes": "{{Infobox battle|conflict=x" * 10_000,
    "tables": "<html><body>" + "<table class=infobox>" * 400_000,
    "cells": "<html><body><table class=infobox><tr><th>Belligerents</th></tr>" + "<tr><td>" * 100_000,
    "lines": "Battle of X\nBelligerents\n" + "A B\n" * 500_000,
    "digits": "{{Infobox battle|conflict=x|strength1=" + "1" * 500_000 + "}}",
    "figures": "{{Infobox battle|conflict=x|strength1=" + "1,000 men, " * 20_000 + "}}",
    "brackets in a field": "{{Infobox battle|conflict=x|commander1=" + "(" * 100_000 + "}}",
    "dashes": "{{Infobox battle|conflict=x|date=" + "1 May – " * 20_000 + "}}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_a_record_or_a_reason(name: str) -> None:
    """Not a measurement: a quadratic walk over ten million characters would take hours, the limit is a minute."""
    started = time.monotonic()
    try:
        extract(HOSTILE[name])
    except InputError as error:
        assert error.reason
    assert time.monotonic() - started < 60


#: What a quadratic rule over figures would stumble on.
JUNK = [
    "7", "(", ")", ",", "1,", "5–", "killed ", "5 killed (", "1 1/2 ", "one-hundred-and-", "all but 5 ", "5 x 10 ", "9: ", "with 5 (",
]  # fmt: skip


def seconds(reader: Callable[[str], object], junk: str, size: int, width: int) -> float:
    """The least of two times that a reader takes for so many characters of junk, in lines of a width."""
    line = junk * (width // len(junk)) + "\n"
    text = (line * (size // len(line) + 1))[:size]
    spent = []
    for _ in range(2):
        start = time.process_time()
        reader(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize(
    ("reader", "size", "width"),
    [(read_quantity, 50_000, 100_000), (read_quantity, 4_000, 2_000), (read_quantity, 4_000, 20), (find_numbers, 8_000, 16_000)],
)
def test_figures_take_linear_time(reader: Callable[[str], object], size: int, width: int, junk: str) -> None:
    """Twice as much takes twice as long, where a quadratic rule would take four times as long."""
    ratios = []
    while len(ratios) < 5:  # a busy machine may slow one of them
        half, whole = seconds(reader, junk, size, width), seconds(reader, junk, 2 * size, width)
        ratios.append(whole / half)
        if whole < 0.05 or ratios[-1] < 3:
            return
    pytest.fail(f"twice as much took {ratios} times as long")


@pytest.mark.parametrize("line", ["9:\n", "9,000 killed:\n", "5 killed including:\n5 men\n"])
def test_figures_that_open_others_take_linear_time(line: str) -> None:
    """Each may hold what stands below it, and what holds others is looked at first."""
    test_figures_take_linear_time(lambda text: read_quantity(text.replace("|", "\n")), 9_000, 9_000, line.replace("\n", "|"))


def test_errors_tell_what_kind_they_are() -> None:
    with pytest.raises(EmptyInput):
        extract(b"")
    with pytest.raises(BinaryInput):
        extract(b"\x7fELF" + bytes(5000))
    with pytest.raises(NoInfobox):
        extract("nothing of the kind")
    with pytest.raises(InputError, match="No such file"):
        extract(Path("no/such/file"))


def test_usage_errors_exit_with_2(tmp_path: Path) -> None:
    assert run("extract").returncode == 2
    assert run("no-such-command").returncode == 2
    assert run("extract", "x", "--format", "xml").returncode == 2
    assert run("extract", tmp_path, "-o", tmp_path / "no" / "such" / "folder.jsonl").returncode == 2


def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.wikitext").write_text(GOOD, "utf-8")
    done = run("extract", tmp_path / "a.wikitext", tmp_path / "missing.html")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "missing.html" in done.stderr.decode()


def test_standard_input_is_read() -> None:
    done = run("extract", "-", "--format", "json", stdin=GOOD.encode())
    assert done.returncode == 0
    assert [record["name"] for record in json.loads(done.stdout)] == ["Battle of X"]


def test_redirects_of_the_caller_count(tmp_path: Path) -> None:
    page = GOOD.replace("Infobox battle", "Infobox bataille")
    with pytest.raises(NoInfobox):
        extract(page, format="wikitext")
    redirects = {"Infobox bataille": "Infobox military conflict"}
    assert extract(page, format="wikitext", redirects=redirects)[0].name == "Battle of X"
    (tmp_path / "page.wikitext").write_text(page, "utf-8")
    assert run("extract", tmp_path, "--from", "wikitext", "--redirect", "Infobox bataille=Infobox battle").returncode == 0
    assert run("extract", tmp_path, "--redirect", "nonsense").returncode == 2
