"""Writes a dump of an encyclopedia's shape: `python benchmarks/make_dump.py OUT.xml[.bz2] --mb 200 [--share 0.003]`

Conflict pages are those of the test wiki (our own); the others are made of words by Zipf's law with the markup of articles (links,
references, an infobox of a village, tables, categories), so that compression and search cost what they cost on real pages. The
same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import random
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast
from xml.sax.saxutils import escape

from extract import extract
from extract.errors import InputError

PAGES = Path(__file__).parent.parent / "tests" / "mediawiki" / "pages"
HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n  <siteinfo>\n    '
    "<sitename>Wikipedia</sitename>\n    <dbname>enwiki</dbname>\n    <base>https://en.wikipedia.org/wiki/Main_Page</base>\n"
    "  </siteinfo>\n"
)
_PAGE = (
    "  <page>\n    <title>{title}</title>\n    <ns>0</ns>\n    <id>{number}</id>\n    <revision>\n      <id>{revision}</id>\n      "
    "<timestamp>2026-10-{day:02}T12:00:00Z</timestamp>\n      <contributor>\n        <username>User {user}</username>\n"
    "        <id>{user}</id>\n"
    "      </contributor>\n      <model>wikitext</model>\n      <format>text/x-wiki</format>\n"
    '      <text bytes="{size}" xml:space="preserve">'
    "{text}</text>\n      <sha1>{number:031}</sha1>\n    </revision>\n  </page>\n"
)

_ROWS = ("name", "native_name", "settlement_type", "subdivision_name", "subdivision_name1", "leader_name", "founder", "named_for")


def battles() -> list[str]:
    """The test wiki's pages that have a box."""
    found = []
    for file in sorted(PAGES.glob("*.wikitext")):
        try:
            extract(file)
        except InputError:
            continue
        found.append(file.read_text("utf-8"))
    return found


def pages(share: float, seed: int = 1) -> Iterator[str]:
    """Pages without end, as XML."""
    chance = random.Random(seed)
    letters = "etaoinshrdlucmfwypvbgk"
    words = ["".join(chance.choices(letters, weights=range(len(letters), 0, -1), k=chance.randint(2, 11))) for _ in range(30_000)]
    weights = [1 / (n + 3) for n in range(len(words))]
    cumulative = [0.0]
    for one in weights:
        cumulative.append(cumulative[-1] + one)
    fights = battles()
    number = 0
    while True:
        number += 1
        text = chance.choice(fights) if chance.random() < share else _article(chance, words, cumulative[1:])
        yield _PAGE.format(
            title=f"Page {number}", number=number, revision=number * 7, day=1 + number % 28, user=number % 5000,
            size=len(text.encode()), text=escape(text),
        )  # fmt: skip


def _article(chance: random.Random, words: list[str], cumulative: list[float]) -> str:
    """An article of words and markup, by measure near real ones of the English Wikipedia (233 pages of two old dumps in brackets):
    by 1,000 characters 6 links (5-6), 2.4 templates (2-3), 1.2 references (1.5), 15 bars (13-14); bzip2 makes it 3.9 times
    smaller (3.5), mwparserfromhell reads 2.7 MB of it in a second (2.9: a peer that parses all is some 8% slower here)."""
    count = int(chance.lognormvariate(6.3, 1.0))
    drawn = chance.choices(words, cum_weights=cumulative, k=max(count, 30))
    rows = "".join(f"| {key} = [[{word.title()}]]\n" for key, word in zip(_ROWS, drawn, strict=False))
    out = [
        f"{{{{Short description|{drawn[0]}}}}}\n{{{{Infobox settlement\n{rows}| population_total = {chance.randint(100, 99_999)}\n}}}}\n"
    ]
    for place, word in enumerate(drawn):
        if place % 31 == 7:
            out.append(f"[[{word.title()}]] ")
        elif place % 59 == 11:
            out.append(f"[[{word.title()} ({drawn[place - 3]})|{word}]] ")
        elif place % 67 == 13:
            out.append(
                f'{word}.<ref name="{word}{place}">{{{{cite web |url=https://example.org/{word} |title={word.title()} '
                f"|last={drawn[place - 1].title()} |date={chance.randint(1, 28)} May 2020 |access-date=2026-10-01}}}}</ref> "
            )
        elif place % 53 == 5:
            out.append(f"''{word}'', '''{word}'''&nbsp;{place} ")
        elif place % 97 == 31:
            out.append(f"{word}.\n\n== {word.title()} ==\n{{{{Main|{word.title()}}}}}\n")
        elif place % 701 == 53:
            cells = "".join(f"|-\n| {one} || [[{one.title()}]] || {len(one)}\n" for one in drawn[place - 5 : place])
            out.append(f'\n{{| class="wikitable"\n! {word} !! {word} !! {word}\n{cells}|}}\n')
        else:
            out.append(f"{word} ")
    links = "".join(f"* [[{word.title()}]]\n" for word in drawn[2:8])
    return "".join([*out, f"\n\n== See also ==\n{links}\n{{{{Authority control}}}}\n[[Category:{drawn[1].title()}]]"])


def write(path: Path, size: int, share: float) -> None:
    """Write `size` bytes of XML and more."""
    with cast(IO[bytes], bz2.open(path, "wb") if path.suffix == ".bz2" else path.open("wb")) as file:
        written = file.write(HEAD.encode())
        for page in pages(share):
            written += file.write(page.encode())
            if written >= size:
                break
        file.write(b"</mediawiki>\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--mb", type=int, default=200)
    parser.add_argument("--share", type=float, default=0.003, help="share of conflict pages (default: 0.003)")
    args = parser.parse_args()
    write(args.path, args.mb * 1_000_000, args.share)
    print(f"{args.path}: {args.path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
