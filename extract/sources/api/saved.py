"""Pages saved on the disk, each with a file beside it that says where it came from, so that all else works offline.

Battle of Waterloo.wikitext
Battle of Waterloo.wikitext.json     title, page id, revision, time, wiki, language, address, license, ETag
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ...errors import JobError
from ...pages import Page
from ..sidecar import read

LICENSE = "CC BY-SA 4.0"
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*%]')


class Saved:
    """A folder of saved pages; what is there already is known by page and revision."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise JobError(f"cannot write {folder}: {error.strerror}") from error
        self._said: dict[tuple[str | None, str], tuple[Path, dict[str, Any]]] = {}
        self._names: set[str] = set()
        for file in sorted(folder.glob("*.json")):
            said = read(file)
            if said is not None and (page := file.with_suffix("")).exists():
                self._said[said.get("wiki"), f"{said['title']}{page.suffix}"] = page, said
                self._names.add(page.name.casefold())

    def known(self, page: Page, suffix: str) -> dict[str, Any] | None:
        """What is said of the page that lies here, if one does."""
        found = self._said.get((page.wiki, f"{page.title}{suffix}"))
        return found[1] if found else None

    def save(
        self, page: Page, text: str, suffix: str, *, revision_id: int | None, timestamp: str | None, etag: str | None = None
    ) -> Path:
        """Write a page (`suffix`: ".wikitext" or ".html"), then what is said of it; raises `JobError`."""
        found = self._said.get((page.wiki, f"{page.title}{suffix}"))
        path = found[0] if found else self.folder / self._name(page, suffix)
        said = {
            "title": page.title, "page_id": page.id, "revision_id": revision_id, "timestamp": timestamp, "wiki": page.wiki,
            "language": page.language, "url": page.url, "license": LICENSE, "etag": etag,
        }  # fmt: skip
        kept = {key: value for key, value in said.items() if value is not None}
        try:
            _write(path, text)
            _write(path.with_name(path.name + ".json"), json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        except OSError as error:
            raise JobError(f"cannot write {path}: {error.strerror}") from error
        self._said[page.wiki, f"{page.title}{suffix}"] = path, kept
        self._names.add(path.name.casefold())
        return path

    def _name(self, page: Page, suffix: str) -> str:
        """A name that every file system takes, and no other page has, whatever the case of its letters."""
        name = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", page.title).strip(". ") or "page"
        while len((name + suffix).encode()) > 200:
            name = name[:-1]
        made, number = f"{name}{suffix}", 1
        while made.casefold() in self._names:
            number += 1
            made = f"{name} ~{page.id or number}{f'-{number}' if page.id and number > 2 else ''}{suffix}"
        return made


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(text, "utf-8", newline="")
    temporary.replace(path)
