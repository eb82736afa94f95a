"""battlebox: the infoboxes of Wikipedia's military-conflict pages as data.

>>> from extract import extract
>>> record = extract("{{Infobox battle|conflict=Battle of X|strength1=5,000–8,000}}")[0]
>>> record.name, record.sides[0].strength[0].max
('Battle of X', 8000)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import extract, page
    from .changes import Change, diff
    from .errors import BattleboxError, BinaryInput, EmptyInput, InputError, NoInfobox
    from .lives import History, history
    from .record import Record, from_json, json_schema, to_json

__all__ = [
    "BattleboxError",
    "BinaryInput",
    "Change",
    "EmptyInput",
    "History",
    "InputError",
    "NoInfobox",
    "Record",
    "diff",
    "extract",
    "from_json",
    "history",
    "json_schema",
    "page",
    "to_json",
]
__version__ = "0.1.0"

_HOMES = {
    "extract": "api", "page": "api", 
    "diff": "changes", "Change": "changes", "history": "lives", "History": "lives",
    "Record": "record", "from_json": "record", "json_schema": "record", "to_json": "record",
    "BattleboxError": "errors", "BinaryInput": "errors", "EmptyInput": "errors", "InputError": "errors", "NoInfobox": "errors",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `battlebox --help` must not pay for parsers."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
