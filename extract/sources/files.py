"""Files, folders and standard input as documents, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError

#: What a saved page brings along and is no page: passed over in folders, and said so.
COMPANIONS = frozenset(
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .ico .woff .woff2 .ttf .otf .mp3 .ogg .oga .ogv .webm .mp4 .pdf "  # noqa: SIM905
    ".zip .tar .bz2 .7z .zst .tsv .csv .py .pyc .db .sqlite .parquet .md5 .sha1 .json .jsonl .toml .yaml .yml .lock".split()
)


@dataclass(frozen=True, slots=True)
class Input:
    """A place to read a page from: a file's path, or "-" for standard input."""

    path: str

    def read(self) -> bytes:
        """Its bytes; raises `InputError` where it cannot be read."""
        try:
            return sys.stdin.buffer.read() if self.path == "-" else Path(self.path).read_bytes()
        except OSError as error:
            raise InputError(error.strerror or str(error), self.path) from error


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs behind the names that a user gave, those that do not exist, and how many companions were passed over."""

    inputs: tuple[Input, ...]
    missing: tuple[InputError, ...]
    skipped: int = 0


def find(names: Iterable[str]) -> Found:
    """Files as they are named, folders recursively in the order of their paths, "-" for standard input."""
    inputs: list[Input] = []
    missing: list[InputError] = []
    skipped = 0
    for name in names:
        path = Path(name)
        if name == "-":
            inputs.append(Input("-"))
        elif path.is_dir():
            before = len(inputs)
            for file in _walk(path):
                if file.suffix.lower() in COMPANIONS:
                    skipped += 1
                else:
                    inputs.append(Input(str(file)))
            if len(inputs) == before:
                missing.append(InputError("a folder without any page", name))
        elif path.exists():
            inputs.append(Input(name))
        else:
            missing.append(InputError("no such file or folder", name))
    return Found(tuple(inputs), tuple(missing), skipped)


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link back up would go round for ever
                yield from _walk(entry)
        elif entry.is_file():
            yield entry
