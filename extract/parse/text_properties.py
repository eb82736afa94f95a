from __future__ import annotations
from collections.abc import Iterator, Sequence
from ..raw import RawInfobox
from .text_rows import Row, Words
def property_boxes(rows: Sequence[Row], words: Words, title: str) -> Iterator[tuple[int, int, RawInfobox]]:
    yield from ()
