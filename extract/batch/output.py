"""Where a run's records go: whole at once, or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import JobError
from ..outputs import About, Writer, form_of, open_sink
from .spool import WorkFolder

_TABLES = ("parquet", "sqlite", "csv")  # these see to it themselves


@dataclass(frozen=True, slots=True)
class Destination:
    """A file or folder, the form that it has (None: told by its name), and what it says of itself."""

    path: Path
    form: str | None = None
    about: About | None = None

    def check(self) -> None:
        """Raises `JobError` before a night's work where it cannot be written: no such folder, a library that is missing."""
        if not self.path.parent.is_dir():
            raise JobError(f"cannot write {self.path}: there is no folder {self.path.parent}")
        with tempfile.TemporaryDirectory(prefix="battlebox-") as folder, open_sink(Path(folder) / "try", self._form):
            return

    @contextmanager
    def open(self, folder: WorkFolder) -> Iterator[Writer]:
        """A writer; what it was given takes the output's place when it is closed. Raises `JobError`."""
        if self._form in _TABLES:
            with open_sink(self.path, self._form, about=self.about) as out:
                yield out
            return
        temporary = folder.path / "output"
        with open_sink(temporary, self._form, about=self.about) as out:
            yield out
        try:
            temporary.replace(self.path)
        except OSError as error:
            raise JobError(f"cannot write {self.path}: {error.strerror or error}") from error

    @property
    def _form(self) -> str:
        return self.form or form_of(self.path) or "jsonl"
