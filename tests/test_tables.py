"""Records as tables: nothing of a record is lost in them, their keys join, and the same records give the same bytes."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet
import pytest
import zstandard
from frictionless import Package
from frictionless import validate as check

from extract import extract
from extract.cli import options
from extract.errors import InputError, JobError
from extract.outputs import FORMS, About, form_of, open_sink
from extract.outputs.tables.package import dictionary
from extract.outputs.tables.rows import key_of, rows
from extract.outputs.tables.schema import tables
from extract.outputs.tables.sinks import SqliteSink
from extract.record import Record

from .conftest import ROOT, SHARED
from .rebuild import record_of

ABOUT = About("battlebox 0", ("pages",), "enwiki", "2026-11-01")


def some(count: int | None = None) -> list[Record]:
    found = list(extract(ROOT / "fixtures" / "battle-of-qalamoun.txt"))
    for kind in ("wikitext", "html") if SHARED.is_dir() else ():
        for page in sorted((SHARED / "corpus" / kind).iterdir())[:count]:
            try:
                found += extract(page)
            except InputError:
                continue
    return found


RECORDS = some(9)


def save(path: Path, records: list[Record] = RECORDS) -> Path:
    with open_sink(path, about=ABOUT) as sink:
        for record in records:
            sink.write(record)
    return path


def leaves(value: Any) -> Iterator[Any]:
    """All single values of a record, as JSON has them."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None and value is not False:
        yield value


@pytest.mark.parametrize("record", some(), ids=lambda one: f"{one.source.format}-{one.source.title or one.name}")
def test_every_value_of_a_record_is_in_some_table(record: Record) -> None:
    held: list[Any] = []
    for _, row in rows(record, "key"):
        for column, value in row.items():
            held.append(value)
            if isinstance(value, str):
                held += value.split("; ") + value.split()
                if column == "parameters":
                    held += leaves(json.loads(value))
    told = {(type(one) if isinstance(one, str) else int, one) for one in held if one is not None}
    for leaf in leaves(json.loads(msgspec.json.encode(record))):
        assert (type(leaf) if isinstance(leaf, str) else int, leaf) in told, leaf


def test_the_records_can_be_put_together_again(tmp_path: Path) -> None:
    """From the tables alone: every item in its place and order, with its words, its sources and its parts."""
    found = some()
    database = sqlite3.connect(save(tmp_path / "out.sqlite", found))
    for record in found:
        assert record_of(database, key_of(record)) == record, record.name


def test_counts_agree_in_all_forms(tmp_path: Path) -> None:
    database = sqlite3.connect(save(tmp_path / "out.sqlite"))
    parquet, comma = save(tmp_path / "out.parquet"), save(tmp_path / "out.csv")
    for name, table in tables().items():
        (count,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        read = pyarrow.parquet.read_table(parquet / f"{name}.parquet")
        with (comma / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        assert read.num_rows == len(lines) == count
        assert tuple(read.column_names) == table.names
        order = ", ".join(table.key)
        stored = database.execute(f'SELECT * FROM "{name}" ORDER BY {order}').fetchall()
        flat = sorted(
            (tuple(row.values()) for row in read.to_pylist()), key=lambda row: [row[table.names.index(k)] for k in table.key]
        )
        assert [tuple(int(x) if isinstance(x, bool) else x for x in row) for row in flat] == stored
        text = [
            tuple("" if x is None else str(x).lower() if isinstance(x, bool) else str(x) for x in row.values())
            for row in read.to_pylist()
        ]
        assert [tuple(line.values()) for line in lines] == text
    assert database.execute("SELECT count(*) FROM conflicts").fetchone() == (len(RECORDS),)


def test_sqlite_keys_hold(tmp_path: Path) -> None:
    database = sqlite3.connect(save(tmp_path / "out.sqlite"))
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    killed = database.execute(
        "SELECT max FROM losses WHERE name LIKE '%Qalamoun%' AND effects = 'killed' AND phase = 'Second phase'"
    )
    assert (180,) in killed.fetchall()


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    folder = save(tmp_path / "out.csv")
    report = check(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "message"])[:5]
    said = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert (
        said["licenses"][0]["name"] == "CC-BY-SA-4.0" and said["snapshot"] == "2026-11-01" and said["created_by"] == "battlebox 0"
    )
    parquet = json.loads((save(tmp_path / "out.parquet") / "datapackage.json").read_text("utf-8"))
    Package.from_descriptor(parquet)
    assert [one["name"] for one in parquet["resources"]] == list(tables())


def test_a_broken_key_is_found(tmp_path: Path) -> None:
    """The check above can fail."""
    folder = save(tmp_path / "out.csv")
    with (folder / "fates.csv").open("a", encoding="utf-8") as file:
        file.write("nowhere,/sides/0/commanders/0,killed\n")
    assert not check(str(folder / "datapackage.json")).valid


@pytest.mark.parametrize(
    "name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.json", "out.sqlite", "out.geojson", "out.csv", "out.parquet"]
)
def test_two_runs_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = save(tmp_path / "a" / name), save(tmp_path / "b" / name)
    files = [one] if one.is_file() else sorted(one.iterdir())
    for file in files:
        other = two if one.is_file() else two / file.name
        assert file.read_bytes() == other.read_bytes(), file.name


def test_lines_of_json_are_the_records(tmp_path: Path) -> None:
    plain = save(tmp_path / "out.jsonl").read_bytes()
    assert gzip.decompress(save(tmp_path / "out.jsonl.gz").read_bytes()) == plain
    packed = zstandard.ZstdDecompressor().decompressobj().decompress(save(tmp_path / "out.jsonl.zst").read_bytes())
    assert packed == plain
    assert [msgspec.json.decode(line, type=Record) for line in plain.splitlines()] == RECORDS


def test_geojson_puts_longitude_first(tmp_path: Path) -> None:
    said = json.loads(save(tmp_path / "out.geojson").read_bytes())
    spots = [one.place.coordinates for one in RECORDS if one.place and one.place.coordinates]
    assert [one["geometry"]["coordinates"] for one in said["features"]] == [[spot.lon, spot.lat] for spot in spots]
    assert said["without_coordinates"] == len(RECORDS) - len(spots)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in (one["geometry"]["coordinates"] for one in said["features"]))


def test_fields_and_references_keep_their_order(tmp_path: Path) -> None:
    """SQLite gives rows in the order of the key; of HTML and text no span tells the order."""
    database = sqlite3.connect(save(tmp_path / "out.sqlite"))
    for table, column, held in (
        ("fields", "field", [name for record in RECORDS for name in record.fields]),
        ("references", "reference", [one.id for record in RECORDS for one in record.references]),
    ):
        keys = [key_of(one) for one in RECORDS]
        query = f'SELECT {column} FROM "{table}" WHERE conflict = ? ORDER BY number'
        assert [row[0] for key in keys for row in database.execute(query, (key,))] == held


def test_a_key_that_comes_twice_is_numbered(tmp_path: Path) -> None:
    database = sqlite3.connect(save(tmp_path / "out.sqlite", [RECORDS[0], RECORDS[0]]))
    first, second = database.execute("SELECT conflict FROM conflicts ORDER BY length(conflict)").fetchall()
    assert second[0] == first[0] + "#2"


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.sqlite"])
def test_a_failure_leaves_no_half_table(name: str, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_sink(tmp_path / name) as sink:
        sink.write(RECORDS[0])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite"])
def test_a_folder_with_files_of_others_is_left_alone(form: str, tmp_path: Path) -> None:
    for name in ("mine", "fresh.tmp"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("years of work", "utf-8")
    for name in ("mine", "fresh"):
        with pytest.raises(JobError, match="cannot write"), open_sink(tmp_path / name, form, about=ABOUT):
            pass
    assert [one.read_text("utf-8") for one in sorted(tmp_path.rglob("thesis.txt"))] == ["years of work"] * 2


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.sqlite"])
def test_tables_of_an_earlier_run_are_replaced(name: str, tmp_path: Path) -> None:
    save(tmp_path / name)
    save(tmp_path / name, RECORDS[:1])
    (tmp_path / "new").mkdir()
    old, new = tmp_path / name, save(tmp_path / "new" / name, RECORDS[:1])
    files = [""] if old.is_file() else sorted(one.name for one in old.iterdir())
    assert all((old / one).read_bytes() == (new / one).read_bytes() for one in files)


def test_tables_do_not_take_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("years of work", "utf-8")
    with pytest.raises(JobError, match="it is a file"), open_sink(tmp_path / "out.csv", about=ABOUT):
        pass
    assert (tmp_path / "out.csv").read_text("utf-8") == "years of work"


def test_a_database_without_room_is_an_error_that_says_so(tmp_path: Path) -> None:
    sink = SqliteSink(tmp_path / "out.sqlite", ABOUT)
    (pages,) = sink._database.execute("PRAGMA page_count").fetchone()
    sink._database.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(JobError, match=r"cannot write .*out.sqlite: .*full"):
        for record in RECORDS * 9:
            sink.write(record)
    sink.abandon()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_failure_at_the_end_leaves_nothing(form: str, tmp_path: Path) -> None:
    """Here the place is taken by others while the tables are being written."""
    target = tmp_path / "out"
    with pytest.raises(JobError, match="cannot write"), open_sink(target, form) as sink:
        sink.write(RECORDS[0])
        target.write_text("years of work", "utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert target.read_text("utf-8") == "years of work"


def test_what_is_too_much_at_the_end_leaves_nothing(tmp_path: Path) -> None:
    sink = SqliteSink(tmp_path / "out.sqlite", ABOUT)
    (pages,) = sink._database.execute("PRAGMA page_count").fetchone()
    sink._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JobError, match="full"):
        sink.close()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="cannot write"), open_sink(tmp_path / "no" / "out.jsonl"):
        pass


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.json", "out.txt", "out.geojson", "out.csv", "out.sqlite"])
def test_what_cannot_be_read_is_not_told_as_unwritable(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(IsADirectoryError), open_sink(tmp_path / name) as sink:
        sink.write(RECORDS[0])
        (tmp_path / "in").read_bytes()
    assert (tmp_path / name).exists() is (form_of(name) not in ("csv", "sqlite"))  # tables are whole or not there


def test_what_cannot_be_written_in_the_middle_says_so() -> None:
    """The device that is always full."""
    with pytest.raises(JobError, match=r"cannot write /dev/full: No space left"), open_sink(Path("/dev/full"), "jsonl") as sink:
        sink.write(RECORDS[0])


@pytest.mark.parametrize(("name", "library", "extra"), [("x.parquet", "pyarrow", "tables"), ("x.jsonl.zst", "zstandard", "dump")])
def test_a_missing_library_is_named(name: str, library: str, extra: str, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None\nfrom pathlib import Path\nfrom extract.outputs import open_sink\n"
        f"with open_sink(Path({str(tmp_path / name)!r})): pass"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "JobError: " in done.stderr and f"pip install 'battlebox[{extra}]'" in done.stderr


def test_the_command_line_knows_all_forms() -> None:
    assert options.FORMS == FORMS


def test_the_dictionary_names_every_column() -> None:
    text = dictionary()
    assert all(
        f"## {name}" in text and all(f"| `{column}` |" in text for column in table.names) for name, table in tables().items()
    )
    assert form_of("a.txt") == "card" and form_of("folder") is None
