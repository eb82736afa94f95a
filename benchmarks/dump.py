"""What a dump job costs, beside its limit and its peers, in one run: `python benchmarks/dump.py [--mb 120] [--rounds 3]`

The limit is decompression alone (the standard library with as many processes, and lbzip2 where it is installed). The peer is what
others do: every page through mwxml and mwparserfromhell, in one process (on a part of the dump; where mwxml is not installed,
through the standard library's XML parser, which is kind to the peer). Medians of several rounds; ratios can be trusted, seconds
are this machine's.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import mwparserfromhell
from make_dump import battles, write

try:
    import mwxml
except ImportError:
    mwxml = None

from extract import extract
from extract.api import page
from extract.outputs import open_sink
from extract.parse import drawers
from extract.parse.wikitext.scan import boxes
from extract.pipeline import read
from extract.sources.dump import bzip2

#: The English Wikipedia's pages-articles, about (https://dumps.wikimedia.org): compressed and plain bytes.
ENGLISH = (25e9, 105e9)


def inflate(part: tuple[str, int, int]) -> int:
    """Decompress the blocks that begin in a range of the file, by the standard library."""
    bzip2.IndexedBzip2File = None
    name, start, end = part
    size = 0
    with Path(name).open("rb") as file:
        for offset, data in bzip2.blocks(file, start):
            if offset >= end:
                break
            size += len(data or b"")
    return size


def standard(path: Path) -> int:
    """The standard library, one process, nothing of ours."""
    with bz2.open(path) as file:
        return sum(len(chunk) for chunk in iter(lambda: file.read(1 << 20), b""))


def at_once(path: Path, processes: int) -> None:
    """As many processes, each with the whole stream: as fast as so many can be that share nothing, `processes` times the work."""
    with ProcessPoolExecutor(processes) as pool:
        sum(pool.map(standard, [path] * processes))


def split(path: Path, processes: int) -> list[tuple[str, int, int]]:
    size = path.stat().st_size
    step = -(-size // (processes * 4))
    return [(str(path), start, min(start + step, size)) for start in range(0, size, step)]


def alone(path: Path, processes: int) -> None:
    with ProcessPoolExecutor(processes) as pool:
        sum(pool.map(inflate, split(path, processes)))


def job(path: Path, out: Path, processes: int, *options: str) -> int:
    """Our dump job; gives the peak memory of its largest process, in MB."""
    command = [
        sys.executable,
        "-m",
        "extract",
        "dump",
        str(path),
        "-o",
        str(out),
        "--jobs",
        str(processes),
        "-q",
        "--restart",
        *options,
    ]
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    return int(
        subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True).stdout.split()[-1]
    )


def everything(plain: Path) -> int:
    """Every page through mwxml, or the standard library's XML parser, and mwparserfromhell; gives how many."""
    count = 0
    if mwxml is not None:
        with plain.open("rb") as file:
            for one in mwxml.Dump.from_file(file):
                for revision in one:
                    mwparserfromhell.parse(revision.text or "", skip_style_tags=True)
                    count += 1
        return count
    for _, node in ElementTree.iterparse(plain):
        if node.tag.endswith("}text"):
            mwparserfromhell.parse(node.text or "", skip_style_tags=True)
            count += 1
        if node.tag.endswith("}page"):
            node.clear()
    return count


def median(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def boxes_by_part(folder: Path) -> list[tuple[str, float]]:
    """Milliseconds of a box, by what is done with it."""
    texts = battles()
    documents = [page(text, format="wikitext") for text in texts]
    raws = [next(iter(drawers()["wikitext"](one))) for one in documents]
    found = [extract(text, format="wikitext")[0] for text in texts]

    def writing() -> None:
        with open_sink(folder / "out.jsonl") as sink:
            for record in found:
                sink.write(record)

    parts: list[tuple[str, Callable[[], object]]] = [
        ("scan", lambda: [list(boxes(text)) for text in texts]),
        (
            "parse (mwparserfromhell)",
            lambda: [mwparserfromhell.parse(c.wikitext, skip_style_tags=True) for raw in raws for c in raw.cells if c.wikitext],
        ),
        ("scan, parse and draw", lambda: [list(drawers()["wikitext"](one)) for one in documents]),
        ("read", lambda: [read(raw, one) for raw, one in zip(raws, documents, strict=True)]),
        ("write", writing),
    ]
    return [(name, median(work, 5) * 1000 / len(texts)) for name, work in parts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=int, default=120, help="plain size of the dump")
    parser.add_argument("--share", type=float, default=0.003, help="share of conflict pages (default: 0.003)")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, packed, few = folder / "dump.xml", folder / "dump.xml.bz2", folder / "few.xml"
        write(plain, args.mb * 1_000_000, args.share)
        write(few, 8_000_000, args.share)
        with plain.open("rb") as source, bz2.open(packed, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        size, small = plain.stat().st_size / 1e6, few.stat().st_size / 1e6
        print(
            f"dump of {size:.0f} MB, {packed.stat().st_size / 1e6:.1f} MB as bz2, {args.share:.1%} conflict pages; MB/s are of plain XML\n"
        )
        speeds: dict[str, float] = {}

        def row(name: str, seconds: float, of: float = size, more: str = "") -> None:
            if more.endswith("halved"):
                seconds /= 2
            speeds[name] = of / seconds
            print(f"{name:52} {seconds:8.2f} s {of / seconds:8.1f} MB/s  {more}", flush=True)

        row("decompression, standard library, 1 process", median(lambda: standard(packed), args.rounds))
        row(
            "decompression, standard library, 2 process",
            median(lambda: at_once(packed, 2), args.rounds),
            more="a stream each, halved",
        )
        for processes in (1, 2):
            row(f"decompression by blocks, {processes} process", median(lambda n=processes: alone(packed, n), args.rounds))  # type: ignore[misc]
        if shutil.which("lbzip2"):
            lbzip2 = ["lbzip2", "-dc", "-n2", str(packed)]
            row(
                "decompression, lbzip2, 2 threads",
                median(lambda: subprocess.run(lbzip2, stdout=subprocess.DEVNULL, check=True), args.rounds),
            )
        for processes in (1, 2):
            peak = 0

            def run(n: int = processes) -> None:
                nonlocal peak
                peak = max(peak, job(packed, folder / "out.jsonl", n))

            seconds = median(run, args.rounds)
            limit = speeds[f"decompression, standard library, {processes} process"]
            row(
                f"battlebox dump, bz2, {processes} process",
                seconds,
                more=f"{limit * seconds / size:.2f} × decompression; peak {peak} MB a process",
            )
        seconds = median(lambda: job(plain, folder / "out.jsonl", 1), args.rounds)
        row("battlebox dump, plain XML, 1 process", seconds)
        zipped = folder / "dump.xml.gz"
        with plain.open("rb") as source, gzip.open(zipped, "wb", 6) as target:
            shutil.copyfileobj(source, target, 1 << 20)
        for processes in (1, 2):
            seconds = median(lambda n=processes: job(zipped, folder / "out.jsonl", n), args.rounds)  # type: ignore[misc]
            row(f"battlebox dump, gz, {processes} process", seconds)
        hits = ("--hits", str(folder / "hits"))
        job(packed, folder / "out.jsonl", 2, *hits)
        row(
            "the same with the hits of an earlier run, 2 process",
            median(lambda: job(packed, folder / "out.jsonl", 2, *hits), args.rounds),
        )
        peer = f"{'mwxml' if mwxml is not None else 'XML parser'} and mwparserfromhell on every page, 1 process"
        row(peer, median(lambda: everything(few), 1), small)
        ours, theirs = speeds["battlebox dump, bz2, 2 process"], speeds[peer]
        scale = speeds["battlebox dump, bz2, 2 process"] / speeds["battlebox dump, bz2, 1 process"]
        print(f"\ntwo processes against one: {scale:.2f} ×; against every page parsed, one process: {ours / theirs:.0f} ×")
        minutes = ENGLISH[1] / 1e6 / ours / 60
        print(f"the English Wikipedia ({ENGLISH[0] / 1e9:.0f} GB as bz2): about {minutes:.0f} minutes with two processes\n")
        for name, milliseconds in boxes_by_part(folder):
            print(f"a box: {name:28} {milliseconds:6.2f} ms")


if __name__ == "__main__":
    main()
