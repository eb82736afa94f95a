"""How well flattened text is put on sides: `python benchmarks/sides.py [--wrong] FOLDER_OR_PAGE.html...`

Each saved page is flattened by the exporter that made the web corpora (Resiliparse 0.14; from 0.15 on it puts tabs between
cells). Before that an unseen character is planted at the first letter of every cell of its infobox, so that the flattened text
tells which cell each letter stood in; the characters are kept as the truth and taken out before our reader sees the text. A
page whose text they change is left out, and said so.

Counted are lines (a line that holds two cells counts for each): on the right side, on a wrong one, left open. A cut is a place where
one cell ends and the next begins: right where the reader cuts just there. Calibration: of the lines of sections said to be
told apart with probability p, how many are right. `--wrong` prints the lines on a wrong side, `--by-page` each page.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from resiliparse.extract.html2text import extract_plain_text

from extract.fields.sides import assign
from extract.fields.sides.evidence import SECTIONS
from extract.parse.html.drawer import infoboxes as boxes_of_html
from extract.parse.text.drawer import infoboxes as boxes_of_text
from extract.raw import Document, RawCell, RawInfobox

#: The first of the unseen characters: of a cell alone in its row; the others are of the first, second, ... column.
ACROSS = 0xE100
COLUMNS = 8
_MARK = re.compile(f"[{chr(ACROSS)}-{chr(ACROSS + COLUMNS)}]")
_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>", re.DOTALL)
_HIDDEN = frozenset({"style", "script"})
_REFERENCE = re.compile(r"\[[^\[\]\n]{1,30}\]")
_CHANCE = re.compile(r"\(probability (\d\.\d+)\)")
_BINS = (0.0, 0.75, 0.85, 0.9, 0.95, 0.98, 1.01)


class Told(NamedTuple):
    """A line that was put on a side, or on none (0), and where it really stands (0: a cell across all columns)."""

    page: str
    section: str
    text: str
    said: int
    true: int
    chance: float | None


class Measured(NamedTuple):
    lines: list[Told]
    cuts: dict[str, Counter[str]]


def marked(html: str) -> str:
    """A page with the unseen characters in its infoboxes' cells."""
    for box in boxes_of_html(Document(html, "html")):
        html = html.replace(box.source, planted(box.source), 1)
    return html


def planted(source: str) -> str:
    """A table with the unseen characters before the first letter of each cell.

    >>> table = "<table><tr><th>Strength</th></tr><tr><td> <b>5</b></td><td></td><td>6</td></tr></table>"
    >>> planted(table).translate({ACROSS + n: str(n) for n in range(9)})
    '<table><tr><th>0Strength</th></tr><tr><td> <b>15</b></td><td></td><td>36</td></tr></table>'
    """
    return "".join(_planted(source))


def _planted(source: str) -> Iterator[str]:
    columns = _columns(source)
    wanted: list[str] = []  # for each open cell the character that it still waits for
    hidden, last, number = "", 0, 0
    for tag in [*_TAG.finditer(source), None]:
        text = source[last : tag.start() if tag else len(source)]
        if text.strip(" \t\r\n\f") and wanted and not hidden:
            at = len(text) - len(text.lstrip(" \t\r\n\f"))
            text = text[:at] + wanted[-1] + text[at:]
            wanted[-1] = ""
        yield text
        if tag is None:
            return
        closing, name = tag[1], (tag[2] or "").lower()
        if name in _HIDDEN:
            hidden = "" if closing else name
        if name in ("td", "th"):
            if closing:
                del wanted[-1:]
            else:
                wanted.append(chr(ACROSS + min(columns[number], COLUMNS)))
                number += 1
        yield tag[0]
        last = tag.end()


def _columns(source: str) -> list[int]:
    """The column of each cell in the order of the cells; 0 where it is alone in its row."""
    found: list[int] = []
    rows: list[list[int]] = []
    for tag in _TAG.finditer(source):
        closing, name = tag[1], (tag[2] or "").lower()
        if name == "table":
            if closing:
                _close(rows[-1:], found)
                del rows[-1:]
            else:
                rows.append([])
        elif name == "tr" and rows:
            _close(rows[-1:], found)
        elif name in ("td", "th") and not closing and rows:
            rows[-1].append(len(found))
            found.append(0)
    _close(rows, found)
    return found


def _close(rows: Iterable[list[int]], found: list[int]) -> None:
    for row in rows:
        for column, cell in enumerate(row, 1):
            found[cell] = column if len(row) > 1 else 0
        row.clear()


def columns_of(text: str) -> tuple[str, list[int]]:
    """The text without the unseen characters, and the column of each of its letters."""
    plain: list[str] = []
    columns: list[int] = []
    column = 0
    for char in text:
        if _MARK.match(char):
            column = ord(char) - ACROSS
        else:
            plain.append(char)
            columns.append(column)
    return "".join(plain), columns


def placed(cell: RawCell, text: str, columns: list[int]) -> dict[int, int] | None:
    """The column of each letter of a section, by its offset in the field; None where the field is not found in the text."""
    if cell.span is None:
        return None
    source = _REFERENCE.sub(lambda m: "\n" * len(m[0]), text[cell.span.start : cell.span.end])
    at, found = 0, {}
    for line in cell.rich.lines:
        for offset, char in enumerate(line.text, line.start):
            if not char.isspace():
                next_at = source.find(char, at)
                if next_at < 0:
                    next_at = text.find(char, cell.span.start + at, cell.span.end) - cell.span.start
                if next_at < 0:
                    return None
                found[offset] = columns[cell.span.start + next_at]
                at = next_at + 1
    return found


def measured(name: str, text: str, columns: list[int]) -> Measured:
    """What our reader makes of a flattened page, line by line, beside the truth."""
    lines: list[Told] = []
    cuts: dict[str, Counter[str]] = defaultdict(Counter)
    for raw in boxes_of_text(Document(text, "text")):
        result = assign(raw)
        for cell in raw.cells:
            if cell.role not in SECTIONS or cell.param != cell.role or not cell.rich:
                continue
            true = placed(cell, text, columns)
            if true is None or not any(true.values()):
                continue  # a box with a single column, or text that was not found again
            mine = [one for one in result.cells if one.param == cell.param]
            lines.extend(_lines(name, cell.role, mine, true, _chance(result, cell.param)))
            _cuts(cuts[cell.role], mine, true)
    return Measured(lines, dict(cuts))


def _chance(raw: RawInfobox, param: str) -> float | None:
    said = [w.message for w in raw.warnings if w.code == "inferred-side" and w.param == param]
    found = [float(m[1]) for message in said if (m := _CHANCE.search(message))]
    return found[0] if found else None


def _lines(name: str, role: str, cells: list[RawCell], true: dict[int, int], chance: float | None) -> Iterator[Told]:
    for cell in cells:
        for line in cell.rich.lines:
            parts: dict[int, str] = {}
            for offset, char in enumerate(line.text, line.start):
                if offset in true:
                    parts[true[offset]] = parts.get(true[offset], "") + char
            for column, words in parts.items():
                yield Told(name, role, words, cell.side or 0, column, chance)


def _cuts(counter: Counter[str], cells: list[RawCell], true: dict[int, int]) -> None:
    said: dict[int, int] = {}
    for cell in cells:
        for line in cell.rich.lines:
            said.update(dict.fromkeys(range(line.start, line.end), cell.side or 0))
    order = sorted(true)
    edges = {b for a, b in itertools.pairwise(order) if true[a] and true[b] and true[a] != true[b]}
    mine = {b for a, b in itertools.pairwise(order) if said.get(a) and said.get(b) and said[a] != said[b]}
    counter["right"] += len(edges & mine)
    counter["wrong"] += len(mine - edges)
    counter["all"] += len(edges)


def pages(paths: Iterable[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from sorted(path.rglob("*.html")) if path.is_dir() else [path]


def flattened(html: str) -> str:
    """A page as the web corpora have it."""
    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def read(path: Path) -> tuple[str, list[int]] | None:
    """The flattened page and the column of each letter; None where the unseen characters changed the flattening."""
    html = path.read_text("utf-8", "replace")
    text, columns = columns_of(flattened(marked(html)))
    return (text, columns) if text == flattened(html) else None


def filtered(text: str, columns: list[int]) -> tuple[str, list[int]]:
    """The text without its lines of one word or of figures only, as some web corpora have it.

    >>> filtered("Strength\\n5,000 men\\n1,200", [0] * 24)[0]
    '5,000 men\\n'
    """
    kept: list[str] = []
    left: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if not line.strip() or (len(line.split()) > 1 and any(char.isalpha() for char in line)):
            kept.append(line)
            left.extend(columns[at : at + len(line)])
        at += len(line)
    return "".join(kept), left


def report(lines: list[Told], cuts: dict[str, Counter[str]]) -> Iterator[str]:
    yield f"{'':14}{'right':>7}{'wrong':>7}{'open':>7}{'precision':>11}{'F1':>7}{'cuts':>6}{'right':>7}{'wrong':>7}"
    for role in (*SECTIONS, "all"):
        own = [one for one in lines if role in (one.section, "all")]
        if own:
            right, wrong, left = tally(own)
            edges = sum((cuts[r] for r in cuts if role in (r, "all")), Counter())
            precision, f1 = rates(right, wrong, left)
            yield (
                f"{role:14}{right:7}{wrong:7}{left:7}{precision:11.3f}{f1:7.3f}{edges['all']:6}{edges['right']:7}{edges['wrong']:7}"
            )
    yield "said  lines  right"
    for low, high in itertools.pairwise(_BINS):
        own = [one for one in lines if one.said and one.chance is not None and low <= one.chance < high]
        if own:
            mean = sum(one.chance or 0.0 for one in own) / len(own)
            yield f"{mean:.2f}{len(own):7}{sum(one.said == one.true for one in own) / len(own):7.2f}"


def tally(lines: Iterable[Told]) -> tuple[int, int, int]:
    """Lines on the right side, on a wrong one, and left open although they stand on one."""
    right = wrong = left = 0
    for one in lines:
        if one.said:
            right, wrong = right + (one.said == one.true), wrong + (one.said != one.true)
        elif one.true:
            left += 1
    return right, wrong, left


def rates(right: int, wrong: int, left: int) -> tuple[float, float]:
    """Precision, and F1: a line on a wrong side is one given too many and one missed."""
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + wrong + left) if right + wrong + left else 1.0
    return precision, 2 * precision * recall / (precision + recall) if right else 0.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--wrong", action="store_true", help="print each line on a wrong side")
    parser.add_argument("--by-page", action="store_true", help="print the figures of each page")
    parser.add_argument("--filtered", action="store_true", help="take out lines of one word first, as some web corpora do")
    options = parser.parse_args(arguments)
    lines: list[Told] = []
    cuts: dict[str, Counter[str]] = defaultdict(Counter)
    count = 0
    for path in pages(options.pages):
        if (found := read(path)) is None:
            print(f"left out, the unseen characters change its text: {path.name}")
            continue
        mine = measured(path.stem, *(filtered(*found) if options.filtered else found))
        count += bool(mine.lines)
        if not mine.lines:
            print(f"no section with columns was read: {path.name}")
        lines.extend(mine.lines)
        for role, counter in mine.cuts.items():
            cuts[role] += counter
        if options.by_page and mine.lines:
            print(f"{path.stem}: right {tally(mine.lines)[0]}, wrong {tally(mine.lines)[1]}, open {tally(mine.lines)[2]}")
    if options.wrong:
        for one in lines:
            if one.said and one.said != one.true:
                print(f"{one.page} {one.section}: said {one.said}, is {one.true} ({one.chance}): {one.text[:80]}")
    print(f"{count} pages")
    print("\n".join(report(lines, cuts)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
