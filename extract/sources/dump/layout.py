"""What lies under the paths of a dump: which files, in which order, complete or not, and how they are cut into parts.

Layouts: https://meta.wikimedia.org/wiki/Data_dumps (pages-articles, multistream with its index, pages-meta-history),
https://dumps.wikimedia.org/other/mediawiki_content_current/readme.html (content file exports: `SHA256SUMS`, `_SUCCESS`),
Special:Export, and Wikimedia Enterprise's archives of JSON lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from .streams import opened
from .types import Codec, Dump, DumpError, Part, Site, Trouble

#: Least and most bytes of a part: enough that what two neighbors both read (a block, or a page's end) is little beside it, few
#: enough that a run that stops loses little. Between them a part is a fifth of what is left: the last parts are small, so that all
#: processes have work to the end. The cuts do not depend on how many processes there are: another number of them can go on.
PART = {
    "xml": (32 << 20, 256 << 20), "bz2": (4 << 20, 16 << 20), "gz": (8 << 20, 64 << 20), "zst": (8 << 20, 64 << 20),
    "7z": (1 << 20, 16 << 20),
}  # fmt: skip
_HEAD = 1 << 16
_MAGIC: tuple[tuple[bytes, Codec], ...] = (
    (b"BZh", "bz2"), (b"\x1f\x8b", "gz"), (b"\x28\xb5\x2f\xfd", "zst"), (b"7z\xbc\xaf\x27\x1c", "7z"),
)  # fmt: skip
_NO_DATA = re.compile(
    r"(?:^|/)(?:SHA256SUMS|_SUCCESS|\.|md5sums|sha1sums)|\.(?:txt|json|md5|sha1|sha256|html|battlebox)$|-index\.txt(?:\.bz2)?$|"
    r"-multistream-index\d*\.txt",
    re.IGNORECASE,
)
_RANGE = re.compile(r"-p(\d+)(?:p(\d+)|r(\d+)r(\d+))")
_DATE = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def open_dump(
    paths: Iterable[str | Path], *, incomplete: bool = False, part_size: int | None = None, verify: bool = True
) -> Dump:
    """The dump that lies under the paths, files or folders; raises `DumpError`.

    A folder of a content file export is refused where `_SUCCESS` or `SHA256SUMS` are missing, a file is missing or its sum is
    another, unless `incomplete`; `verify` reads the sums. `part_size` is in compressed bytes.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            files += _folder(path, incomplete=incomplete, verify=verify)
        elif path.exists():
            files.append(path)
        else:
            raise DumpError("no such file or folder", str(path))
    if not files:
        raise DumpError("no dump in it", " ".join(map(str, paths)))
    parts: list[Part] = []
    site = Site()
    for file in files:
        first, facts = _look(file)
        site = site if site.wiki or not facts.wiki else facts
        for start, end in _cuts(first, part_size):
            parts.append(Part(len(parts), first.path, first.codec, start, end, first.kind, first.encoding))
    return Dump(tuple(map(str, files)), tuple(parts), site, _date(files[0]))


def _cuts(whole: Part, size: int | None) -> Iterator[tuple[int, int]]:
    """Where the parts of a file begin and end, in its bytes."""
    if whole.encoding is not None:
        yield 0, whole.end
        return
    least, most = PART[whole.codec]
    start = 0
    while start < whole.end:
        step = size or max(least, min(most, (whole.end - start) // 5))
        end = whole.end if whole.end - start < 1.5 * step else start + step
        yield start, end
        start = end


def _folder(path: Path, *, incomplete: bool, verify: bool) -> list[Path]:
    """The files of a dump in a folder, in the order of their pages."""
    inside = sorted(one for one in path.rglob("*") if one.is_file())
    files = [one for one in inside if not _NO_DATA.search(one.name) and one.stat().st_size]
    if any(_RANGE.search(one.name) and "-pages-" not in one.name for one in files) or (path / "SHA256SUMS").exists():
        try:
            _complete(path, files, verify=verify)
        except DumpError:
            if not incomplete:
                raise
    multistream = [one for one in files if "-multistream" in one.name]
    if multistream and len(multistream) < len(files):  # the same pages, twice in one folder
        files = [one for one in files if one in multistream or "-pages-articles" not in one.name]
    return sorted(files, key=_order)


def _order(file: Path) -> tuple[str, int, int, str]:
    found = _RANGE.search(file.name)
    if found is None:
        return str(file.parent), 0, 0, file.name
    return str(file.parent), int(found[1]), int(found[3] or 0), file.name


def _complete(path: Path, files: list[Path], *, verify: bool) -> None:
    """Raises `DumpError` where a content file export is not whole."""
    hint = "; a download that stopped? Take what is there with --incomplete"
    for name in ("SHA256SUMS", "_SUCCESS"):
        if not (path / name).exists():
            raise DumpError(f"the folder is not complete: {name} is missing{hint}", str(path))
    sums: dict[str, str] = {}
    for line in (path / "SHA256SUMS").read_text("utf-8", "replace").splitlines():
        digest, _, name = line.strip().partition(" ")
        if name:
            sums[name.strip().lstrip("*").rpartition("/")[2]] = digest.lower()
    there = {one.name: one for one in files}
    for name in sorted(sums):
        if name not in there and not _NO_DATA.search(name):
            raise DumpError(f"the folder is not complete: {name} is missing{hint}", str(path))
    for name, file in sorted(there.items()) if verify else ():
        if name not in sums:
            raise DumpError(f"{name} is not in SHA256SUMS{hint}", str(path))
        with file.open("rb") as data:
            if hashlib.file_digest(data, "sha256").hexdigest() != sums[name]:
                raise DumpError(f"{name} is not what SHA256SUMS says it is{hint}", str(path))


def _look(file: Path) -> tuple[Part, Site]:
    """The file as one part, and what its beginning says of the wiki."""
    try:
        with file.open("rb") as data:
            head = data.read(16)
        size = file.stat().st_size
    except OSError as error:
        raise DumpError(error.strerror or str(error), str(file)) from error
    if not size:
        raise DumpError("the file is empty", str(file))
    codec: Codec = next((codec for magic, codec in _MAGIC if head.startswith(magic)), "xml")
    part = Part(0, str(file), codec, 0, size)
    begin = _beginning(part)
    encoding = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(begin[:2])
    if encoding:
        part = Part(0, str(file), codec, 0, size, "xml", encoding)
        begin = begin.decode(encoding, "replace").encode("utf-8", "replace")
    if begin[257:262] == b"ustar":
        return Part(0, str(file), codec, 0, size, "tar"), Site()
    text = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return Part(0, str(file), codec, 0, size, "ndjson"), Site()
    if not re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:mediawiki|page)\b", text, re.DOTALL):
        raise DumpError("neither a MediaWiki export (<mediawiki>) nor an archive of articles (JSON lines)", str(file))
    return part, _site(text.decode("utf-8", "replace"))


def _beginning(part: Part) -> bytes:
    problems: list[Trouble] = []
    found = b""
    for chunk in opened(part, problems.append):
        found += chunk.data or b""
        if len(found) >= _HEAD:
            break
    if not found:
        reason = problems[0].reason if problems else "there is nothing in it"
        raise DumpError(f"cannot be decompressed: {reason}", part.path)
    return found[:_HEAD]


def _site(text: str) -> Site:
    def said(pattern: str) -> str | None:
        found = re.search(pattern, text)
        return unescape(found[1]).strip() if found else None

    spaces = re.findall(r'<namespace key="(-?\d+)"[^>]*?(?:/>|>([^<]*)</namespace>)', text)
    return Site(
        wiki=said(r"<dbname>([^<]*)</dbname>"),
        language=said(r'<mediawiki\b[^>]*\bxml:lang="([^"]*)"'),
        base=said(r"<base>([^<]*)</base>"),
        schema=said(r'<mediawiki\b[^>]*\bversion="([^"]*)"'),
        namespaces={int(number): unescape(name) for number, name in spaces},
    )


def _date(file: Path) -> str | None:
    """The day that a dump's name or folder gives, ISO 8601."""
    for name in (file.name, file.parent.name, file.parent.parent.name):
        if (found := _DATE.search(name)) and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
            return "-".join(found.groups())
    return None
