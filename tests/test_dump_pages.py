"""Dumps are read part by part: nothing lost, nothing doubled, whatever the borders, the compression or the damage."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
import tarfile
from itertools import pairwise
from pathlib import Path

import py7zr
import pytest
import zstandard

from extract.sources.dump import Dump, DumpError, Part, Trouble, Wanted, forward, histories, open_dump, packed, pages, parse
from extract.sources.dump.bzip2 import blocks
from extract.sources.dump.streams import opened

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo><sitename>Wikipedia</sitename><dbname>enwiki</dbname><base>https://en.wikipedia.org/wiki/Main_Page</base>
  <namespaces><namespace key="0" case="first-letter" /><namespace key="10" case="first-letter">Template</namespace></namespaces>
  </siteinfo>
"""


def page(title: str, text: str, number: int, *, ns: int = 0, redirect: str = "", more: str = "") -> str:
    to = f'<redirect title="{redirect}" />' if redirect else ""
    return (
        f"  <page>\n    <title>{title}</title>\n    <ns>{ns}</ns>\n    <id>{number}</id>\n    {to}\n{more}"
        f"    <revision>\n      <id>{number}9</id>\n      <timestamp>2026-01-02T03:04:05Z</timestamp>\n      <contributor><ip>::1</ip>"
        f'</contributor>\n      <text bytes="{len(text)}" xml:space="preserve">{text}</text>\n    </revision>\n  </page>\n'
    )


def export(*parts: str) -> bytes:
    return (HEAD + "".join(parts) + "</mediawiki>\n").encode()


BOX = "{{Infobox military conflict\n| conflict = Battle of X\n| combatant1 = A &amp; B\n}}"
SEVEN = (
    page("Alpha", "no box", 1),
    page("Battle of X", BOX, 2),
    page("Talk:Battle of X", BOX, 3, ns=1),
    page("Battle of Y", "{{ infobox_Military conflict |conflict=Y}}", 4),
    page("Battle of Z", "{{Bataille\n|combatant1 = A}}", 5),
    page("Template:Bataille", "#REDIRECT", 6, ns=10, redirect="Template:Infobox military conflict"),
    page("Template:Village", "#REDIRECT", 7, ns=10, redirect="Template:Infobox village"),
    page("Raid", "{{2026 Ruritanian raid infobox}}", 8),
    page("Village", "{{Infobox village|name=Warbox}}", 9),
)
WANTED = [
    ("Battle of X", "hit"),
    ("Battle of Y", "hit"),
    ("Battle of Z", "deferred"),
    ("Template:Bataille", "template"),
    ("Raid", "deferred"),
]


def fail(trouble: Trouble) -> None:
    raise AssertionError(trouble)


def found(dump: Dump, **settings: int) -> list[tuple[str, str]]:
    return [(parse(raw).title, raw.why) for part in dump.parts for raw in pages(part, Wanted(), fail, **settings)]


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def seven_zip(path: Path, data: bytes) -> Path:
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(data, "dump.xml")
    return path


FORMS = {
    "xml": lambda path, data: save(path, data),
    "bz2": lambda path, data: save(path, bz2.compress(data)),
    "multistream": lambda path, data: save(path, b"".join(bz2.compress(data[n : n + 300]) for n in range(0, len(data), 300))),
    "gz": lambda path, data: save(path, gzip.compress(data)),
    "zst": lambda path, data: save(path, zstandard.compress(data)),
    "7z": seven_zip,
    "utf-16": lambda path, data: save(path, data.decode().encode("utf-16")),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_pages_that_can_matter(form: str, tmp_path: Path) -> None:
    dump = open_dump([FORMS[form](tmp_path / "dump", export(*SEVEN))])
    assert (dump.site.wiki, dump.site.language, dump.site.schema, dump.site.namespaces[10]) == (
        "enwiki",
        "en",
        "0.11",
        "Template",
    )
    assert found(dump) == WANTED


@pytest.mark.parametrize("form", ["xml", "bz2", "multistream"])
def test_borders_of_parts_neither_lose_nor_double_a_page(form: str, tmp_path: Path) -> None:
    file = FORMS[form](tmp_path / "dump", export(*SEVEN))
    for size in [*range(1, 40), 97, 500, 1499]:
        assert found(open_dump([file], part_size=size)) == WANTED, size


@pytest.fixture(params=["gz", "zst", "7z", "ndjson", "tar.gz"])
def forward_dump(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """A dump of many parts that can only be read from its beginning (or lines, that can be cut anywhere), and its battles."""
    monkeypatch.setattr(packed, "SIZE", 700)
    monkeypatch.setattr(packed, "SLAB", 200)
    monkeypatch.setattr(forward, "SIZE", 700)
    chance = random.Random(5)
    filler = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz ", k=20_000))
    long = {11: 9_000, 17: 2_000}
    texts = [BOX * (n % 3 == 0) + filler[: long.get(n, chance.randrange(0, 400))] for n in range(60)]
    expected = [f"Page {n}" for n in range(60) if n % 3 == 0]
    if request.param in FORMS:
        pages_ = [page(f"Page {n}", text, n + 1) for n, text in enumerate(texts)]
        return FORMS[request.param](tmp_path / f"dump.xml.{request.param}", export(*pages_)), expected
    lines_ = "\n".join(article(f"Page {n}", n + 1, text) for n, text in enumerate(texts)).encode()
    file = tmp_path / f"enwiki_namespace_0.{request.param}"
    if request.param == "ndjson":
        return save(file, lines_), expected
    half = lines_.index(b"\n", len(lines_) // 2) + 1
    with tarfile.open(file, "w:gz") as archive:
        for number, data in enumerate((lines_[:half], lines_[half:])):
            member = tarfile.TarInfo(f"enwiki_{number}.ndjson")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file, expected


@pytest.mark.parametrize("step", [1, 2, 3])
def test_parts_of_what_is_read_from_its_beginning_share_its_pages(forward_dump: tuple[Path, list[str]], step: int) -> None:
    file, expected = forward_dump
    for size in (150, 333, 1000, 2500):
        dump = open_dump([file], part_size=size)
        assert len(dump.parts) > 2
        given: dict[int, list[tuple[str, str]]] = {}
        for first in range(step):  # as so many processes would: each takes some of the parts
            forward._held = None
            for part in dump.parts[first::step]:
                given[part.number] = [(parse(raw).title, raw.place) for raw in pages(part, Wanted(), fail)]
        found = [one for number in sorted(given) for one in given[number]]
        assert [title for title, _ in found] == expected, size
        backwards = [[(parse(raw).title, raw.place) for raw in pages(part, Wanted(), fail)] for part in reversed(dump.parts)]
        assert [one for part in reversed(backwards) for one in part] == found, "a page has one place, whoever read before"


@pytest.mark.parametrize("library", ["isal", "zlib"])
def test_gzip_members_and_what_stands_between(library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_gz_library", lambda: library)
    monkeypatch.setattr(packed, "SLAB", 13)
    monkeypatch.setattr(packed, "SIZE", 50)
    plain = [b"x" * 1000, b"", random.Random(1).randbytes(700), b"end"]
    data = b"".join(gzip.compress(one) + b"\0" * n * 9 for n, one in enumerate(plain))
    part = Part(0, str(save(tmp_path / "x.gz", data)), "gz", 0, len(data))
    assert b"".join(chunk.data or b"?" for chunk in opened(part, fail)) == b"".join(plain)
    told: list[Trouble] = []
    save(tmp_path / "x.gz", data[:-45])
    got = b"".join(chunk.data or b"?" for chunk in opened(part, told.append))
    assert len(told) == 1 and b"".join(plain).startswith(got) and len(got) > 1600


@pytest.mark.parametrize("form", ["gz", "zst"])
def test_damage_in_a_file_of_many_parts_is_told_once(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "SLAB", 1000)
    filler = random.Random(3).choices("abcdefghijklmnopqrstuvwxyz ", k=200_000)
    battles = [page(f"Battle {n}", BOX + "".join(filler[n * 300 : n * 300 + 3000]), n) for n in range(1, 400)]
    data = bytearray(FORMS[form](tmp_path / "dump", export(*battles)).read_bytes())
    data[len(data) // 2 :] = b"?" * (len(data) - len(data) // 2)
    dump = open_dump([save(tmp_path / "dump", bytes(data))], part_size=20_000)
    told: list[Trouble] = []
    titles = [parse(raw).title for part in dump.parts for raw in pages(part, Wanted(), told.append)]
    assert len(dump.parts) > 3
    assert titles == [f"Battle {n}" for n in range(1, len(titles) + 1)] and 50 < len(titles) < 398
    assert len([one for one in told if "cannot be decompressed" in one.reason]) == 1


def test_a_single_stream_of_many_blocks_is_split_at_its_blocks() -> None:
    chance = random.Random(7)
    plain = bytes(chance.randrange(97, 123) for _ in range(2_000_000)) + b"\0" * 3_000_000
    packed = bz2.compress(plain)
    whole = list(blocks(io.BytesIO(packed), 0))
    assert len(whole) >= 3 and b"".join(data or b"?" for _, data in whole) == plain
    cuts = [0, *sorted(chance.sample(range(len(packed)), 5)), len(packed)]
    split = [data or b"?" for begin, end in pairwise(cuts) for place, data in blocks(io.BytesIO(packed), begin) if place < end]
    assert b"".join(split) == plain


@pytest.mark.parametrize("damage", ["bit", "hole", "end"])
def test_a_broken_block_costs_its_own_pages(damage: str, tmp_path: Path) -> None:
    filler = "".join(random.Random(3).choices("abcdefghijklmnopqrstuvwxyz ", k=30_000))
    battles = [page(f"Battle {n}", BOX + filler[n * 7 :] + filler[: n * 7], n) for n in range(1, 120)]
    packed = bytearray(bz2.compress(export(*battles)))
    middle = len(packed) // 2
    if damage == "bit":
        packed[middle] ^= 16
    elif damage == "hole":
        del packed[middle : middle + 1000]
    else:
        del packed[middle:]
    dump = open_dump([save(tmp_path / "dump.bz2", bytes(packed))])
    told: list[Trouble] = []
    titles = [parse(raw).title for part in dump.parts for raw in pages(part, Wanted(), told.append)]
    lost = [n for n in range(1, 120) if f"Battle {n}" not in titles]
    assert told and told[0].path.endswith("dump.bz2") and "broken" in told[0].reason
    assert titles == [f"Battle {n}" for n in range(1, 120) if n not in lost]
    assert lost and lost == list(range(lost[0], lost[-1] + 1))
    assert len(lost) < 70 if damage != "end" else lost[-1] == 119


def revision(number: int, text: str, when: str) -> str:
    return (
        f"<revision><id>{number}</id><parentid>{number - 1}</parentid><timestamp>{when}</timestamp><contributor><username>U{number}"
        f"</username><id>{number}</id></contributor><comment>c{number}</comment><text>{text}</text></revision>\n"
    )


def history(title: str, number: int, texts: list[str]) -> str:
    made = "".join(revision(100 + n, text, f"20{n:02}-01-01T00:00:00Z") for n, text in enumerate(texts))
    return f"<page><title>{title}</title><ns>0</ns><id>{number}</id>\n{made}</page>\n"


LONG = history("Long", 5, ["stub", "stub two", BOX, "blanked", BOX + "x" * 500])
HISTORY = export(history("None", 4, ["a", "b"]), LONG, history("Gone", 6, [BOX, "no box any more"]), page("Battle of X", BOX, 2))


@pytest.mark.parametrize("hold", [300, 1 << 20])
def test_histories_come_revision_by_revision(hold: int, tmp_path: Path) -> None:
    dump = open_dump([save(tmp_path / "dump.xml", HISTORY)])
    read = {one.title: list(revisions) for part in dump.parts for one, revisions in histories(part, Wanted(), fail, hold=hold)}
    assert list(read) == ["Long", "Gone", "Battle of X"]
    assert [(one.id, one.user, one.comment, one.text is None) for one in read["Long"]] == [
        (100, "U100", "c100", True),
        (101, "U101", "c101", True),
        (102, "U102", "c102", False),
        (103, "U103", "c103", True),
        (104, "U104", "c104", False),
    ]
    assert read["Battle of X"][0].text == BOX.replace("&amp;", "&")


@pytest.mark.parametrize("hold", [300, 1 << 20])
def test_of_a_history_the_latest_revision_counts(hold: int, tmp_path: Path) -> None:
    dump = open_dump([save(tmp_path / "dump.xml", HISTORY)])
    raw = [one for part in dump.parts for one in pages(part, Wanted(), fail, hold=hold)]
    assert [(parse(one).title, [r.id for r in parse(one).revisions]) for one in raw] == [("Long", [104]), ("Battle of X", [29])]
    assert len({one.place for one in raw}) == len(raw)


def test_a_revision_too_long_is_passed_over_and_told(tmp_path: Path) -> None:
    texts = [BOX, "y" * 5000, BOX + "last"]
    dump = open_dump([save(tmp_path / "dump.xml", export(history("Huge", 7, texts), *SEVEN))])
    told: list[Trouble] = []
    titles = [parse(raw).title for part in dump.parts for raw in pages(part, Wanted(), told.append, hold=800, longest=1000)]
    assert titles == ["Huge", *(title for title, _ in WANTED)]
    assert told == []  # a chunk holds all of it
    texts = [BOX, "y" * 5_000_000, BOX + "last"]
    dump = open_dump([save(tmp_path / "dump.xml", export(history("Huge", 7, texts), *SEVEN))])
    titles = [
        parse(raw).title for part in dump.parts for raw in pages(part, Wanted(), told.append, hold=800_000, longest=1_500_000)
    ]
    assert titles == ["Huge", *(title for title, _ in WANTED)]
    assert [one.title for one in told] == ["Huge"] and "passed over" in told[0].reason


def test_hidden_parts_stay_hidden(tmp_path: Path) -> None:
    one = (
        "<page><title>H</title><ns>0</ns><id>1</id><revision><id>5</id><timestamp>2020-01-01T00:00:00Z</timestamp>"
        '<contributor deleted="deleted" /><comment deleted="deleted" /><text deleted="deleted" /></revision>'
        f"<revision><id>4</id><timestamp>2019-01-01T00:00:00Z</timestamp><contributor><ip>1.2.3.4</ip></contributor><minor/>"
        f"<text sha1='0'>{BOX}</text></revision></page>"
    )
    dump = open_dump([save(tmp_path / "dump.xml", export(one))])
    ((_, revisions),) = [(head, list(all_)) for head, all_ in histories(dump.parts[0], Wanted(), fail)]
    hidden, shown = revisions
    assert (hidden.user_hidden, hidden.comment_hidden, hidden.text_hidden, hidden.text, hidden.user) == (
        True,
        True,
        True,
        None,
        None,
    )
    assert (shown.user, shown.minor, shown.user_id, shown.text_hidden) == ("1.2.3.4", True, None, False)


def article(title: str, number: int, text: str) -> str:
    body = {"wikitext": text, "html": f"<p>{title}</p>"}
    return json.dumps({
        "name": title, "identifier": number, "url": f"https://en.wikipedia.org/wiki/{title}", "article_body": body,
        "version": {"identifier": number * 10}, "in_language": {"identifier": "en"}, "is_part_of": {"identifier": "enwiki"},
    })  # fmt: skip


@pytest.mark.parametrize("form", ["ndjson", "tar.gz"])
def test_articles_of_wikimedia_enterprise(form: str, tmp_path: Path) -> None:
    texts = [article("Alpha", 1, "no box"), article("Battle", 2, "{{Infobox military conflict\n| conflict = Battle\n}}")]
    data = "\n".join(texts).encode()
    file = tmp_path / f"enwiki_namespace_0.{form}"
    if form == "ndjson":
        file.write_bytes(data)
    else:
        with tarfile.open(file, "w:gz") as archive:
            member = tarfile.TarInfo("enwiki_0.ndjson")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    dump = open_dump([file])
    (raw,) = [one for part in dump.parts for one in pages(part, Wanted(), fail)]
    read = parse(raw)
    assert (read.title, read.id, read.wiki, read.language, read.revisions[0].id) == ("Battle", 2, "enwiki", "en", 20)
    assert [one.format for one in read.revisions] == ["wikitext", "html"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>502</body></html>", "neither"),
        (b"BZh9not bzip2 at all, though it begins like that", "block"),
        (b"\x1f\x8b\x08garbage", "decompressed"),
        (b"7z\xbc\xaf\x27\x1cgarbage", "decompressed"),
        (b"\x28\xb5\x2f\xfdgarbage", "decompressed"),
    ],
)
def test_what_is_no_dump_is_refused_with_its_reason(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match=reason):
        open_dump([save(tmp_path / "dump.xml.bz2", data)])


def test_a_page_of_broken_xml_is_an_error_of_that_page(tmp_path: Path) -> None:
    dump = open_dump([save(tmp_path / "dump.xml", export(page("A", BOX + "&nosuch;", 1), page("Battle of X", BOX, 2)))])
    raw = [one for part in dump.parts for one in pages(part, Wanted(), fail)]
    with pytest.raises(DumpError, match="broken XML"):
        parse(raw[0])
    assert parse(raw[1]).title == "Battle of X"


def test_real_dumps_give_the_pages_with_a_box(shared: Path) -> None:
    by_file = {
        file.name: found(open_dump([file])) for file in sorted((shared / "corpus" / "dumps").iterdir()) if file.suffix == ".bz2"
    }
    assert {title for rows in by_file.values() for title, why in rows if why == "hit"} == {
        "American Revolutionary War",
        "American Civil War",
    }
    for file in sorted((shared / "corpus" / "dumps").iterdir()):
        for size in (70_001, 400_000):
            assert found(open_dump([file], part_size=size)) == by_file[file.name]
