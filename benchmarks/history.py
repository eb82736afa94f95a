"""What a long history costs: 10,000 revisions of one page of which one in ten changes the box, beside parsing every revision.

python benchmarks/history.py [PAGE.wikitext]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from extract import extract
from extract.lives import history
from extract.pages import Page, Revision
from extract.parse.wikitext.scan import boxes

DEFAULT = Path(__file__).parent.parent / "tests" / "mediawiki" / "pages" / "War of the Three Rivers.wikitext"


def main() -> None:
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    text = page.read_text("utf-8")
    place = next(boxes(text)).end - 2
    revisions = []
    for number in range(10_000):
        box = number // 10
        edited = f"{text[:place]}|strength3={1000 + box:,} men{text[place:]}" + " words" * (number % 10)
        when = f"{2001 + number // 500}-01-01T{number // 60 % 24:02}:{number % 60:02}:00Z"
        revisions.append(Revision(id=number + 1, parent_id=number or None, timestamp=when, user="U", text=edited))
    begin = time.process_time()
    found = history(revisions, Page(page.stem))
    ours = time.process_time() - begin
    begin = time.process_time()
    for one in revisions[:200]:
        extract(one.text or "", format="wikitext")
    every = (time.process_time() - begin) / 200 * len(revisions)
    print(
        f"{found.revisions:,} revisions of {len(text):,} characters, {found.parsed:,} different boxes: {ours:.1f} s of one core"
    )
    print(f"parsing every revision: {every:.1f} s, {every / ours:.1f} times as long")


if __name__ == "__main__":
    main()
