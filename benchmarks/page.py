"""Time of one page, as ratios against peers in the same run: `python benchmarks/page.py FOLDER...`

For wikitext the peer is mwparserfromhell on the whole page, for HTML BeautifulSoup (lxml) on the whole page: the two
parsers that others use, before they have read a single field. Medians of several rounds; ratios can be trusted, the
milliseconds are this machine's.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bs4
import mwparserfromhell

from extract import extract
from extract.errors import InputError
from extract.sources.decode import decode, recognize

ROUNDS = 3
PEERS: dict[str, Callable[[str], object]] = {
    "wikitext": lambda text: mwparserfromhell.parse(text, skip_style_tags=True),
    "html": lambda text: bs4.BeautifulSoup(text, "lxml"),
}


def median(work: Callable[[], object]) -> float:
    """Median seconds of a few runs."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main(folders: list[str]) -> int:
    sums: dict[str, list[float]] = {}
    print(f"{'page':<52}{'format':<10}{'kB':>6}{'ours ms':>9}{'peer ms':>9}{'ratio':>7}")
    for path in sorted(p for folder in folders for p in Path(folder).iterdir() if p.is_file()):
        text = decode(path.read_bytes()).text
        form = recognize(text)
        try:
            extract(text)
        except InputError:
            continue
        ours = median(lambda text=text: extract(text))  # type: ignore[misc]
        peer = median(lambda text=text, form=form: PEERS[form](text)) if form in PEERS else float("nan")  # type: ignore[misc]
        sums.setdefault(form, [0.0, 0.0, 0.0])
        sums[form] = [a + b for a, b in zip(sums[form], (len(text) / 1000, ours, peer), strict=True)]
        print(f"{path.stem[:50]:<52}{form:<10}{len(text) / 1000:>6.0f}{ours * 1000:>9.1f}{peer * 1000:>9.1f}{peer / ours:>7.1f}")
    for form, (size, ours, peer) in sums.items():
        print(f"{'all ' + form:<62}{size:>6.0f}{ours * 1000:>9.1f}{peer * 1000:>9.1f}{peer / ours:>7.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["../shared/corpus/html", "../shared/corpus/wikitext"]))
