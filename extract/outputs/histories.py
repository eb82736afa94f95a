"""Histories (`extract.lives.History`) on the disk: JSON Lines, or SQLite tables of revisions, changes and lives."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec


class HistoryLines:
    """A history a line; the file appears when it is whole."""

    def __init__(self, path: Path) -> None:
        self._path, self._temporary = path, path.with_name(path.name + ".tmp")
        self._file = self._temporary.open("wb")

    def write(self, found: Any) -> None:
        """Write a page's history."""
        self._file.write(msgspec.json.encode(found) + b"\n")

    def __enter__(self) -> HistoryLines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()
        if kind is None:
            self._temporary.replace(self._path)
        else:
            self._temporary.unlink()


_TABLES = """
CREATE TABLE pages (page INTEGER PRIMARY KEY, page_id INTEGER, title TEXT, wiki TEXT, revisions INTEGER, first TEXT, last TEXT);
CREATE TABLE revisions (page INTEGER NOT NULL REFERENCES pages, step INTEGER NOT NULL, revision_id INTEGER, timestamp TEXT, user TEXT,
 comment TEXT, minor INTEGER NOT NULL, parent_id INTEGER, user_hidden INTEGER NOT NULL, comment_hidden INTEGER NOT NULL,
 text_hidden INTEGER NOT NULL, box TEXT, reverts_to INTEGER, reverted_by INTEGER, PRIMARY KEY (page, step)) WITHOUT ROWID;
CREATE TABLE changes (page INTEGER NOT NULL, step INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
 field TEXT NOT NULL, name TEXT, keys TEXT, old TEXT, new TEXT, side_old INTEGER, side_new INTEGER, meaning TEXT NOT NULL,
 PRIMARY KEY (page, step, number), FOREIGN KEY (page, step) REFERENCES revisions) WITHOUT ROWID;
CREATE TABLE lives (page INTEGER NOT NULL, life INTEGER NOT NULL, stay INTEGER NOT NULL, field TEXT NOT NULL, side INTEGER, name TEXT,
 value TEXT, facts TEXT, begin_step INTEGER NOT NULL, end_step INTEGER, contested INTEGER NOT NULL, PRIMARY KEY (page, life, stay),
 FOREIGN KEY (page, begin_step) REFERENCES revisions) WITHOUT ROWID;
"""


class HistoryTables:
    """An SQLite file: pages, the revisions that changed the box, their changes, and the stays of each value (a life may have several)."""

    def __init__(self, path: Path) -> None:
        self._path, self._temporary = path, path.with_name(path.name + ".tmp")
        self._temporary.unlink(missing_ok=True)
        self._database = sqlite3.connect(self._temporary, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        self._database.execute("BEGIN")
        self._pages = 0

    def write(self, found: Any) -> None:
        """Write a page's history."""
        self._pages += 1
        for table, rows in self._rows(found):
            for row in rows:
                self._database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def _rows(self, found: Any) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        page = self._pages
        yield "pages", [(page, found.page_id, found.title, found.wiki, found.revisions, found.first, found.last)]
        yield "revisions", [
            (page, n, one.revision_id, one.timestamp, one.user, one.comment, one.minor, one.parent_id, one.user_hidden,
             one.comment_hidden, one.text_hidden, one.box, one.reverts_to, one.reverted_by)
            for n, one in enumerate(found.steps)
        ]  # fmt: skip
        yield "changes", [
            (page, n, m, one.kind, one.level, one.field, one.name, " ".join(one.keys) or None, _json(one.old), _json(one.new),
             one.side_old, one.side_new, one.meaning)
            for n, step in enumerate(found.steps) for m, one in enumerate(step.changes)
        ]  # fmt: skip
        yield "lives", [
            (page, n, m, one.field, one.side, one.name, one.value, _json(one.facts), stay.begin, stay.end, one.contested)
            for n, one in enumerate(found.lives) for m, stay in enumerate(one.spans)
        ]  # fmt: skip

    def __enter__(self) -> HistoryTables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._database.execute("COMMIT")
        self._database.close()
        if kind is None:
            self._temporary.replace(self._path)
        else:
            self._temporary.unlink()


def opened(path: Path) -> HistoryLines | HistoryTables:
    """What writes to `path`: SQLite where its name says so, else JSON Lines."""
    return HistoryTables(path) if path.suffix.lower() in (".sqlite", ".sqlite3", ".db") else HistoryLines(path)


def _json(value: dict[str, Any]) -> str | None:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None
