"""The file beside a saved page that says where it came from (`battlebox fetch --save` writes it)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..raw import Origin

_KEYS = ("wiki", "title", "page_id", "revision_id", "timestamp", "url")


def read(file: Path) -> dict[str, Any] | None:
    """What the file says, None where it is none of ours."""
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("title"), str) else None


def origin_of(path: str) -> tuple[Origin, str | None] | None:
    """Where a saved page came from and its language, by the file beside it; None where there is none of ours."""
    file = Path(f"{path}.json")
    if not file.is_file() or (said := read(file)) is None or "license" not in said:
        return None
    return Origin(path=path, **{key: said.get(key) for key in _KEYS}), said.get("language")
