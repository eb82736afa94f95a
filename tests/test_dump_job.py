"""`battlebox dump` from end to end: what counts, in which order, after which interruption.

`dumps/ruritania.xml` was written by a real MediaWiki's dumpBackup.php (1.39, tests/mediawiki) of pages made up for it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from typing import Any, get_args

import py7zr
import pytest
import zstandard

from extract.cli.dump import KINDS
from extract.record import Kind

from .conftest import ROOT

RURITANIA = Path(__file__).parent / "dumps" / "ruritania.xml"
#: By reading the pages: name, page, template as written there.
FOUND = [
    ("Siege of Tarlenheim", "Siege of Tarlenheim", "Infobox military conflict"),
    ("Sortie of Tarlenheim", "Siege of Tarlenheim", "Infobox bataille"),  # a redirect of the dump
    ("Battle of Hentzau", "Battle of Hentzau", "Slagbox infobox"),  # a redirect to that redirect
    ("Battle of Zenda", "Battle of Zenda", "Infobox bataille"),
    ("2026 Ruritanian War", "Fall of Strelsau", "RW infobox"),  # a redirect to the war's own template
    ("2026 Ruritanian War", "2026 Ruritanian War", "2026 Ruritanian war infobox"),
]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "extract", "dump", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, timeout=120, check=False, cwd=ROOT, text=True)


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def told(path: Path) -> list[tuple[str, str, str]]:
    return [(one["name"], one["source"]["title"], one["source"]["template"]) for one in records(path)]


def test_pages_count_under_all_names_that_the_dump_holds(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run(RURITANIA, "-o", out)
    assert done.returncode == 0, done.stderr
    assert told(out) == FOUND
    assert "12 pages seen" in done.stderr
    assert "6 records written" in done.stderr
    assert sorted(tmp_path.iterdir()) == [out]
    first = records(out)[0]
    source = {key: first["source"][key] for key in ("wiki", "language", "url", "format", "path", "index")}
    assert source == {
        "wiki": "testwiki", "language": "en", "url": "https://ruritania.example/wiki/Siege_of_Tarlenheim", "format": "wikitext",
        "path": None, "index": 0,
    }  # fmt: skip
    text = RURITANIA.read_text("utf-8")
    assert f"<id>{first['source']['page_id']}</id>" in text
    assert f"<id>{first['source']['revision_id']}</id>" in text
    assert first["source"]["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        (["--kind", "civil_conflict"], []),
        (["--kind", "military_conflict", "--kind", "civil_conflict"], [0, 1, 2, 3, 4, 5]),
        (["--category", "Wars of Ruritania"], [2, 5]),
        (["--category", "battles_of Ruritania"], [0, 1, 3]),
        (["--category", "Ruritania"], []),
        (["--namespace", "4"], []),
        (["--redirect", "Infobox village=Infobox battle", "--category", "Wars of Ruritania"], [2, 5]),
    ],
)
def test_options_narrow_it_down(tmp_path: Path, options: list[str], pages: list[int]) -> None:
    done = run(RURITANIA, "-o", tmp_path / "out.jsonl", *options)
    assert done.returncode == 0, done.stderr
    assert told(tmp_path / "out.jsonl") == [FOUND[n] for n in pages]


def test_other_namespaces_are_read_when_asked_for(tmp_path: Path) -> None:
    assert run(RURITANIA, "-o", tmp_path / "out.jsonl", "--namespace", 2).returncode == 0
    assert told(tmp_path / "out.jsonl") == [("Draft of Zenda", "User:Admin/Zenda", "Infobox bataille")]


def test_titles_that_gave_nothing_are_named(tmp_path: Path) -> None:
    (tmp_path / "titles").write_text("battle_of Zenda\nZenda\nNowhere\n\n", "utf-8")
    done = run(RURITANIA, "-o", tmp_path / "out.jsonl", "--titles", tmp_path / "titles")
    assert done.returncode == 1
    assert told(tmp_path / "out.jsonl") == [FOUND[3]]
    assert re.findall(r"--titles: (\w+): no page of this title", done.stderr) == ["Nowhere", "Zenda"]


BOX = (
    "{{Infobox military conflict\n| conflict = Battle N%d\n| date = %d May 1800\n| combatant1 = [[France]]\n| combatant2 = Austria\n"
    "| commander1 = [[Napoleon]] {{KIA}}\n| strength1 = %d,000\n| casualties2 = 1,200 killed\n}}\nProse. "
)


def page(number: int, text: str, title: str = "") -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"  <page>\n    <title>{title or f'Page {number}'}</title>\n    <ns>0</ns>\n    <id>{number}</id>\n    <revision>\n"
        f"      <id>{number + 7000}</id>\n      <timestamp>2026-01-01T00:00:00Z</timestamp>\n      <contributor><username>A</username>"
        f"<id>1</id></contributor>\n      <model>wikitext</model>\n      <format>text/x-wiki</format>\n"
        f'      <text bytes="{len(text)}" xml:space="preserve">{text}</text>\n    </revision>\n  </page>\n'
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of ten files, 240 pages, a third with a box; names and boxes that only the last file tells."""
    made = tmp_path_factory.mktemp("dump")
    text = RURITANIA.read_text("utf-8")
    head, tail = text[: text.index("  <page>")], "</mediawiki>\n"
    ours = text[text.index("  <page>") : text.index("</mediawiki>")]
    for file in range(10):
        pages = []
        for number in range(file * 24 + 1000, file * 24 + 1024):
            body = BOX % (number, number % 28 + 1, number % 9 + 1) if number % 3 == 0 else "No box. " * 400
            pages.append(page(number, body.replace("military conflict", "bataille") if number % 12 == 0 else body))
        name = f"enwiki-20261101-pages-articles{file}.xml-p{file * 24 + 1000}p{file * 24 + 1023}.bz2"
        data = head + "".join(pages) + (ours if file == 9 else "") + tail
        (made / name).write_bytes(bz2.compress(data.encode("utf-8")))
    return made


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an uninterrupted run with one process gives."""
    out = tmp_path_factory.mktemp("whole") / "out.jsonl"
    assert run(folder, "-o", out, "--jobs", 1).returncode == 0
    names = [one[0] for one in told(out)]
    assert names[:80] == [f"Battle N{number}" for number in range(1000, 1240) if number % 3 == 0]
    assert names[80:] == [one[0] for one in FOUND]
    return out.read_bytes()


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".sqlite", ".geojson"])
def test_the_bytes_are_the_same_for_any_number_of_processes(folder: Path, whole: bytes, tmp_path: Path, suffix: str) -> None:
    outs = [tmp_path / f"{jobs}{suffix}" for jobs in (1, 2, 3)]
    for jobs, out in enumerate(outs, 1):
        if suffix != ".sqlite" or jobs > 1:
            assert run(folder, "-o", out, "--jobs", jobs, "--report", tmp_path / f"{jobs}.json").returncode == 0
    made = [out.read_bytes() for out in outs if out.exists()]
    assert len(set(made)) == 1
    if suffix.startswith(".jsonl"):
        assert (gzip.decompress(made[0]) if suffix.endswith("gz") else made[0]) == whole
    assert (tmp_path / "2.json").read_bytes() == (tmp_path / "3.json").read_bytes()
    report = json.loads((tmp_path / "2.json").read_bytes())
    assert (report["pages"], report["records"], report["failures"], report["complete"]) == (252, 86, [], True)


def workers_of(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


def test_kill_9_at_random_moments_changes_nothing(folder: Path, whole: bytes, tmp_path: Path) -> None:
    out, dice = tmp_path / "out.jsonl", random.Random(2)
    for round_ in range(6):
        process = subprocess.Popen(command(folder, "-o", out, "--jobs", 2), stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(0.3 + dice.random() * 0.9)
        if round_ % 2 and (workers := workers_of(process.pid)):
            os.kill(dice.choice(workers), signal.SIGKILL)
            time.sleep(dice.random() * 0.2)
        process.kill()
        process.wait()
        time.sleep(0.1)
        if out.exists():  # it was through before we came
            assert out.read_bytes() == whole
            out.unlink()
    done = run(folder, "-o", out, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == whole
    assert sorted(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_what_it_has_and_goes_on(
    folder: Path, whole: bytes, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen(command(folder, "-o", out, "--jobs", 1), stderr=subprocess.PIPE, cwd=ROOT)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*/pages-*.done")) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(number)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == code
    assert "the same command goes on from here" in said
    rest = iter(whole.splitlines())
    part = out.read_bytes().splitlines()
    assert part
    assert all(line in rest for line in part), "not the records of the whole, in their order"
    assert run(folder, "-o", out, "--jobs", 2).returncode == 0
    assert out.read_bytes() == whole


def test_a_broken_block_is_named_and_costs_its_pages_only(folder: Path, whole: bytes, tmp_path: Path) -> None:
    made = tmp_path / "dump"
    made.mkdir()
    for number, file in enumerate(sorted(folder.iterdir())):
        data = file.read_bytes()
        if number == 3:
            plain = bz2.decompress(data)
            cut = plain.index(b"  <page>\n    <title>Page 1084<")
            last = bytearray(bz2.compress(plain[cut:]))
            last[len(last) // 2] ^= 0xFF
            data = bz2.compress(plain[:cut]) + last
        (made / file.name).write_bytes(data)
    out = tmp_path / "out.jsonl"
    done = run(made, "-o", out)
    assert done.returncode == 1
    assert re.search(r"articles3\.xml-p1072p1095\.bz2, byte \d+: a block of the bzip2 stream is broken", done.stderr)
    kept = {json.loads(line)["name"] for line in out.read_bytes().splitlines()}
    lost = {json.loads(line)["name"] for line in whole.splitlines()} - kept
    assert lost == {f"Battle N{number}" for number in range(1084, 1096) if number % 3 == 0}


def test_another_input_does_not_go_on_in_its_place(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen(command(folder, "-o", out, "--jobs", 1), stderr=subprocess.DEVNULL, cwd=ROOT)
    while not list(tmp_path.glob("*/manifest.json")):
        time.sleep(0.005)
    process.kill()
    process.wait()
    time.sleep(0.1)
    done = run(RURITANIA, "-o", out)
    assert done.returncode == 2
    assert "holds another job" in done.stderr
    assert run(RURITANIA, "-o", out, "--restart").returncode == 0
    assert told(out) == FOUND


def test_a_page_of_broken_xml_is_named_and_costs_itself_only(tmp_path: Path) -> None:
    text = RURITANIA.read_text("utf-8").replace("| strength2 = 1,200", "| strength2 = &nonsense; 1,200")
    (tmp_path / "broken.xml").write_text(text, "utf-8")
    done = run(tmp_path / "broken.xml", "-o", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert re.search(r"Siege of Tarlenheim: .*(entity|XML)", done.stderr)
    assert told(tmp_path / "out.jsonl") == FOUND[2:]


def test_pages_over_the_limit_of_time_are_named_and_cost_themselves_only(tmp_path: Path) -> None:
    done = run(RURITANIA, "-o", tmp_path / "out.jsonl", "--page-seconds", "0.0001", "--report", tmp_path / "report.json")
    assert done.returncode == 1
    failures = json.loads((tmp_path / "report.json").read_bytes())["failures"]
    assert {"Siege of Tarlenheim", "Battle of Zenda", "Battle of Hentzau"} <= {one["title"] for one in failures}
    assert {one["code"] for one in failures} == {"time"}
    assert "Battle of Zenda: not read within 0.0001 seconds (--page-seconds)" in done.stderr


def test_a_part_that_cannot_be_read_is_named_and_tried_again(folder: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run(folder, "-o", out, "--memory", 1)
    assert done.returncode == 1
    assert re.search(r"articles0\.xml-p1000p1023\.bz2, part 1: needs more memory", done.stderr)
    assert "the same command goes on from here" in done.stderr
    assert run(folder, "-o", out).returncode == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize("suffix", [".gz", ".zst", ".7z"])
def test_other_compressions_give_the_same(tmp_path: Path, suffix: str) -> None:
    packed = tmp_path / f"ruritania.xml{suffix}"
    if suffix == ".7z":
        with py7zr.SevenZipFile(packed, "w") as archive:
            archive.write(RURITANIA, "ruritania.xml")
    else:
        data = RURITANIA.read_bytes()
        packed.write_bytes(gzip.compress(data) if suffix == ".gz" else zstandard.compress(data))
    assert run(packed, "-o", tmp_path / "out.jsonl").returncode == 0
    assert told(tmp_path / "out.jsonl") == FOUND


SMALL_PARTS = (
    "import sys; from extract.cli import main; from extract.sources.dump import layout; "
    "layout.PART = dict.fromkeys(layout.PART, (70_000, 70_000)); sys.exit(main())"
)


@pytest.mark.parametrize("suffix", [".gz", ".zst", ".7z", ".tar.gz"])
def test_a_run_over_what_is_read_from_its_beginning_goes_on_where_it_was_killed(tmp_path: Path, suffix: str) -> None:
    dice = random.Random(4)
    pages = []
    for number in range(1, 121):
        words = " ".join(f"{dice.getrandbits(40):x}" for _ in range(2_000))
        pages.append((number, BOX % (number, number % 28 + 1, 3) + words if number % 5 == 0 else words))
    text = RURITANIA.read_text("utf-8")
    data = "".join([text[: text.index("  <page>")], *(page(*one) for one in pages), "</mediawiki>\n"]).encode("utf-8")
    packed = tmp_path / f"wiki{suffix}"
    if suffix == ".7z":
        with py7zr.SevenZipFile(packed, "w") as archive:
            archive.writestr(data, "wiki.xml")
    elif suffix == ".tar.gz":
        data = b"".join(
            json.dumps({"name": f"Page {number}", "article_body": {"wikitext": words}}).encode() + b"\n"
            for number, words in pages
        )
        with tarfile.open(packed, "w:gz") as archive:
            member = tarfile.TarInfo("wiki_0.ndjson")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    else:
        packed.write_bytes(gzip.compress(data) if suffix == ".gz" else zstandard.compress(data))
    out = tmp_path / "out.jsonl"
    small = [sys.executable, "-c", SMALL_PARTS, "dump", str(packed), "-o", str(out), "--jobs", "1"]
    process = subprocess.Popen(small, stderr=subprocess.PIPE, cwd=ROOT)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*/pages-*.done")) and time.monotonic() < deadline:
        time.sleep(0.002)
    process.kill()
    process.communicate()
    done = len(list(tmp_path.glob("*/pages-*.done")))
    assert done and not out.exists()
    small[-1] = "2"
    went_on = subprocess.run(small, capture_output=True, text=True, cwd=ROOT)
    assert went_on.returncode == 0, went_on.stderr
    assert [name for name, *_ in told(out)] == [f"Battle N{number}" for number in range(5, 121, 5)]


def multistream(folder: Path) -> Path:
    """Twelve pages and 120 others in streams of six, with the index beside them, as Wikimedia publishes it."""
    text = RURITANIA.read_text("utf-8")
    pages = re.findall(r"  <page>.*?</page>\n", text, re.DOTALL)
    pages = [page(n, "No box.", f"R&amp;D {n}") for n in range(60)] + pages + [page(n, "No box.") for n in range(60, 120)]
    data, lines = bytearray(bz2.compress(text[: text.index("  <page>")].encode())), []
    for first in range(0, len(pages), 6):
        for one in pages[first : first + 6]:
            title = re.search(r"<title>(.*?)</title>", one)
            assert title
            lines.append(f"{len(data)}:7:{title[1]}\n")
        data += bz2.compress("".join(pages[first : first + 6]).encode())
    data += bz2.compress(b"</mediawiki>\n")
    file = folder / "enwiki-20261101-pages-articles-multistream.xml.bz2"
    file.write_bytes(data)
    (folder / "enwiki-20261101-pages-articles-multistream-index.txt.bz2").write_bytes(bz2.compress("".join(lines).encode()))
    return file


def test_with_an_index_only_the_streams_of_the_titles_are_read(tmp_path: Path) -> None:
    file, out, titles = multistream(tmp_path), tmp_path / "out.jsonl", tmp_path / "titles"
    titles.write_text("Siege of Tarlenheim\nR&D 5\n", "utf-8")
    done = run(file, "-o", out, "--titles", titles, "--redirect", "Infobox bataille=Infobox battle")
    assert done.returncode == 1
    assert "R&D 5: no page of this title" in done.stderr
    assert "12 pages seen" in done.stderr  # two streams out of twenty-four
    assert told(out) == FOUND[:2]
    assert run(file, "-o", out).returncode == 0
    assert told(out) == FOUND
    index = tmp_path / "enwiki-20261101-pages-articles-multistream-index.txt.bz2"
    for broken in (b"no index", bz2.compress(b"no index\n"), bz2.compress(b"99999999:1:Siege of Tarlenheim\n")):
        index.write_bytes(broken)
        done = run(file, "-o", out, "--titles", titles)
        assert done.returncode == 2
        assert "multistream-index.txt.bz2" in done.stderr
        assert "Traceback" not in done.stderr


def article(name: str, number: int, version: int, wikitext: str, html: str = "") -> str:
    body = {key: value for key, value in (("wikitext", wikitext), ("html", html)) if value}
    return json.dumps(
        {
            "name": name, "identifier": number, "date_modified": "2026-01-01T00:00:00Z", "url": f"https://en.wikipedia.org/wiki/{name}",
            "version": {"identifier": version}, "in_language": {"identifier": "en"}, "is_part_of": {"identifier": "enwiki"},
            "namespace": {"identifier": 0}, "article_body": body,
        }
    )  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), [("wikitext", "wikitext"), ("html", "html")])
def test_enterprise_archives_give_either_form_each_page_once(tmp_path: Path, form: str, expected: str) -> None:
    html = (
        '<html><body><table class="infobox vevent"><tr><th class="summary" colspan="2">Battle N5</th></tr>'
        '<tr><th>Date</th><td>6 May 1800</td></tr><tr><th colspan="2">Belligerents</th></tr><tr><td>France</td><td>Austria</td></tr>'
        "</table></body></html>"
    )
    lines = [article("A", 1, 10, BOX % (4, 5, 4)), article("B", 2, 20, "no box"), article("A", 1, 11, BOX % (5, 6, 5), html)]
    with tarfile.open(tmp_path / "enwiki-NS0.tar.gz", "w:gz") as archive:
        data = "\n".join(lines).encode()
        member = tarfile.TarInfo("enwiki_0.ndjson")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    done = run(tmp_path / "enwiki-NS0.tar.gz", "-o", tmp_path / "out.jsonl", "--from", form)
    assert done.returncode == 0, done.stderr
    found = records(tmp_path / "out.jsonl")
    assert [(one["name"], one["source"]["revision_id"], one["source"]["format"]) for one in found] == [
        ("Battle N5", 11, expected)
    ]
    assert (found[0]["source"]["wiki"], found[0]["source"]["url"]) == ("enwiki", "https://en.wikipedia.org/wiki/A")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-file.xml", "-o", "OUT"], "no such file"),
        ([RURITANIA, "-o", "no/such/folder/out.jsonl"], "there is no folder"),
        ([RURITANIA, "-o", "OUT", "--titles", "no-such-file"], "cannot read no-such-file"),
        ([RURITANIA, "-o", "OUT", "--report", "no/such/folder/r.json"], "there is no folder"),
        ([ROOT / "pyproject.toml", "-o", "OUT"], "neither a MediaWiki export"),
        ([RURITANIA], "-o/--output"),
        ([RURITANIA, "-o", "OUT", "--kind", "war"], "invalid choice"),
    ],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: list[object], message: str) -> None:
    done = run(*(str(tmp_path / "out.jsonl") if one == "OUT" else one for one in arguments))
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_lacks_files_is_refused_unless_told(tmp_path: Path) -> None:
    made = tmp_path / "dump"
    made.mkdir()
    (made / "enwiki-2026-11-01-p1p999.xml.bz2").write_bytes(bz2.compress(RURITANIA.read_bytes()))
    done = run(made, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert "--incomplete" in done.stderr
    assert run(made, "-o", tmp_path / "out.jsonl", "--incomplete").returncode == 0
    assert told(tmp_path / "out.jsonl") == FOUND


def test_the_kinds_to_choose_from_are_those_of_the_record() -> None:
    assert get_args(Kind) == KINDS
