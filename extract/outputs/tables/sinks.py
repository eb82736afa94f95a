"""The tables on the disk: a folder of CSV or Parquet files, or an SQLite file.

All are written under a temporary name and renamed when they are whole, so an interrupted run leaves no half table. The same
records give the same bytes: no times, no counters.
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...errors import JobError
from ...record import Record
from .package import About, dictionary, package
from .rows import key_of, rows
from .schema import Table, tables

#: Rows that are held before they are written as a Parquet row group.
_GROUP = 20_000


class TableSink(ABC):
    """Takes records, gives rows to `_put`; a key that comes twice is numbered, so that it stays one."""

    #: Whether a folder is written, not a file.
    folder = True

    def __init__(self, path: Path, about: About) -> None:
        self.path, self.about = path, about
        self.temporary = path.with_name(path.name + ".tmp")
        self._keys: dict[str, int] = {}
        if path.is_dir() and not self.folder:
            raise JobError(f"cannot write {path}: it is a folder; give the name of a file")
        if path.is_file() and self.folder:
            raise JobError(f"cannot write {path}: it is a file; these tables are a folder of files, give another name")
        for one in (path, self.temporary):
            _refuse_foreign(one)
        self._clear()

    def _clear(self) -> None:
        if self.temporary.is_dir():
            shutil.rmtree(self.temporary)
        self.temporary.unlink(missing_ok=True)

    def write(self, record: Record) -> None:
        """Write the rows of a record."""
        key = key_of(record)
        self._keys[key] = count = self._keys.get(key, 0) + 1
        for table, values in rows(record, key if count == 1 else f"{key}#{count}"):
            self._put(table, tuple(values.get(name) for name in tables()[table].names))

    @abstractmethod
    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        """Take a row of a table."""

    def _land(self) -> None:
        if self.path.is_dir():
            shutil.rmtree(self.path)
        self.temporary.replace(self.path)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._clear()


class CsvSink(TableSink):
    """A folder of CSV files (RFC 4180, UTF-8 without a mark; empty: no value) with `datapackage.json` and a dictionary."""

    def __init__(self, path: Path, about: About) -> None:
        super().__init__(path, about)
        self.temporary.mkdir(parents=True)
        self._stack = ExitStack()
        self._writers = {}
        for name, table in tables().items():
            file = self._stack.enter_context((self.temporary / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._writers[name] = csv.writer(file, lineterminator="\n")
            self._writers[name].writerow(table.names)

    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        self._writers[table].writerow([str(value).lower() if isinstance(value, bool) else value for value in row])

    def close(self) -> None:
        """Bring the tables into place."""
        self._stack.close()
        _beside(self.temporary, self.about, {name: f"{name}.csv" for name in tables()}, "csv")
        self._land()

    def abandon(self) -> None:
        self._stack.close()
        super().abandon()


class ParquetSink(TableSink):
    """A folder of Parquet files with `datapackage.json` and a dictionary; needs pyarrow."""

    def __init__(self, path: Path, about: About) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise JobError("Parquet takes the library pyarrow: pip install 'battlebox[tables]'") from error
        super().__init__(path, about)
        self._arrow = pyarrow
        self.temporary.mkdir(parents=True)
        self._schemas = {name: self._schema(table) for name, table in tables().items()}
        self._held: dict[str, list[tuple[Any, ...]]] = {name: [] for name in tables()}
        self._files = {
            name: pyarrow.parquet.ParquetWriter(self.temporary / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self._schemas.items()
        }

    def _schema(self, table: Table) -> Any:
        arrow = self._arrow
        types = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
        return arrow.schema(
            [
                arrow.field(column.name, types[column.type], not column.required, {"description": column.description})
                for column in table.columns
            ],
            {"description": table.description},
        )

    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        self._held[table].append(row)
        if len(self._held[table]) >= _GROUP:
            self._flush(table)

    def _flush(self, table: str) -> None:
        held, schema = self._held[table], self._schemas[table]
        columns = zip(*held, strict=True) if held else ([] for _ in schema)
        arrays = [self._arrow.array(list(values), one.type) for values, one in zip(columns, schema, strict=True)]
        self._files[table].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))
        self._held[table] = []

    def close(self) -> None:
        """Bring the tables into place."""
        for name, file in self._files.items():
            if self._held[name]:
                self._flush(name)
            file.close()
        _beside(self.temporary, self.about, {name: f"{name}.parquet" for name in tables()}, "parquet")
        self._land()

    def abandon(self) -> None:
        for file in self._files.values():
            file.close()
        super().abandon()


class SqliteSink(TableSink):
    """An SQLite file with keys, indexes and the view `losses`; the package and the dictionary stand in the table `about`."""

    folder = False

    def __init__(self, path: Path, about: About) -> None:
        super().__init__(path, about)
        self._database = sqlite3.connect(self.temporary, isolation_level=None)
        for line in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):  # nobody reads it before it is whole
            self._database.execute(f"PRAGMA {line}")
        self._database.execute("BEGIN")
        for table in tables().values():
            self._database.execute(_create(table))
        self._insert = {
            name: f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(table.columns))})' for name, table in tables().items()
        }

    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        self._database.execute(self._insert[table], row)

    def write(self, record: Record) -> None:
        """Write the rows of a record; raises `JobError` (a full disk is no `OSError` to SQLite)."""
        try:
            super().write(record)
        except sqlite3.OperationalError as error:
            raise JobError(f"cannot write {self.path}: {error}") from error

    def close(self) -> None:
        """Bring the file into place; raises `JobError` and leaves nothing where it cannot."""
        try:
            self._finish()
        except sqlite3.OperationalError as error:
            self.abandon()
            raise JobError(f"cannot write {self.path}: {error}") from error
        self._land()

    def _finish(self) -> None:
        run = self._database.execute
        for table in tables().values():
            for columns, _, _ in table.parents[1:]:
                run(f'CREATE INDEX "{table.name}_{columns[-1]}" ON "{table.name}" ({", ".join(columns)})')
        run("CREATE INDEX quantities_effects ON quantities (measure, category, effects)")
        run("CREATE INDEX commanders_name ON commanders (name)")
        run(_LOSSES)
        run("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL)")
        said = package(self.about, {name: name for name in tables()}, "sqlite")
        run("INSERT INTO about VALUES (?, ?)", ("datapackage.json", json.dumps(said, indent=1, ensure_ascii=False)))
        run("INSERT INTO about VALUES (?, ?)", ("data-dictionary.md", dictionary()))
        run("COMMIT")
        self._database.close()

    def abandon(self) -> None:
        self._database.close()
        super().abandon()


#: Figures of losses that may be compared: no parts (they are in the figure they are part of), each with its conflict and side.
_LOSSES = """CREATE VIEW losses AS SELECT c.conflict, c.name, c.title, c.start_year, q.side, s.names, s.won, q.effects, q.category,
 q.min, q.max, q.approximate, q.bound, q.claimed_by, q.phase, q.text FROM quantities q JOIN conflicts c USING (conflict)
 LEFT JOIN sides s ON s.conflict = q.conflict AND s.side = q.side WHERE q.measure = 'casualties' AND q.parent IS NULL"""


def _refuse_foreign(folder: Path) -> None:
    """Raises `JobError` for a folder that holds anything but tables of ours: it is replaced as a whole."""
    ours = {f"{name}.{form}" for name in tables() for form in ("csv", "parquet")} | {"datapackage.json", "data-dictionary.md"}
    foreign = sorted(one.name for one in folder.iterdir() if one.name not in ours or one.is_dir()) if folder.is_dir() else []
    if foreign:
        raise JobError(f"cannot write {folder}: it holds {foreign[0]}, which would be lost; give the name of a new folder")


def _create(table: Table) -> str:
    types = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
    lines = [f'"{one.name}" {types[one.type]}{" NOT NULL" if one.required else ""}' for one in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for mine, other, theirs in table.parents:
        lines.append(f'FOREIGN KEY ({", ".join(mine)}) REFERENCES "{other}" ({", ".join(theirs)})')
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)}) WITHOUT ROWID'


def _beside(folder: Path, about: About, files: dict[str, str], media: str) -> None:
    said = json.dumps(package(about, files, media), indent=1, ensure_ascii=False)
    (folder / "datapackage.json").write_text(said + "\n", "utf-8")
    (folder / "data-dictionary.md").write_text(dictionary(), "utf-8")
