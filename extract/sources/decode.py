"""Bytes to text, and text to its format: by content, never by the name of the file."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from typing import NamedTuple

from ..errors import BinaryInput, EmptyInput
from ..raw import Format, RawWarning
from ..vocabulary import kinds

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
#: Two letters that stand together when UTF-8 was read as Windows-1252 ("Ã©", "â€“").
_MOJIBAKE = re.compile("[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
#: The control characters that text does not hold.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
#: A page is looked at this far when its format is told.
_HEAD = 200_000
_UNPACKED_LIMIT = 512 * 1024 * 1024


class Text(NamedTuple):
    """Decoded text, and what had to be guessed on the way."""

    text: str
    warnings: tuple[RawWarning, ...] = ()


def decode(data: bytes) -> Text:
    """Text of a file's bytes; raises `EmptyInput` or `BinaryInput`.

    A gzip stream is unpacked whatever its name; a byte order mark, valid UTF-8, UTF-16 without a mark
    and the page's own ``<meta charset>`` are believed in this order; the rest is read as Windows-1252,
    with a warning.

    >>> decode("Böhmen".encode("utf-16")).text
    'Böhmen'
    >>> [w.code for w in decode("Vend\\u00e9e, a war".encode("latin-1")).warnings]
    ['encoding']
    """
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data)
    if not data.strip():
        raise EmptyInput("the input is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    head = data[:4096]
    if head.count(0) > len(head) // 5:
        for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
            if zeros.count(0) > len(zeros) * 0.4:
                text = data.decode(encoding, "replace")
                if text.isprintable() or re.search(r"[A-Za-z]{3}", text[:2000]):
                    return _checked(text, RawWarning("encoding", f"no byte order mark: read as {encoding.upper()}"))
        raise BinaryInput("the input is binary, not a page of text, HTML or wikitext")
    if len(head.translate(None, _CONTROLS)) < len(head) * 0.9:
        raise BinaryInput("the input is binary, not a page of text, HTML or wikitext")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # cut in the middle of a character
            return _checked(data[: error.start].decode("utf-8"))
        if _mostly_utf8(data):
            warning = RawWarning(
                "encoding",
                f"bytes that are not UTF-8 at offset {error.start}; shown as U+FFFD",
                repr(data[error.start : error.end]),
            )
            return _checked(data.decode("utf-8", "replace"), warning)
    declared = _META.search(head)
    encoding = declared[1].decode("ascii").lower() if declared else "windows-1252"
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "windows-1252"
    if encoding in ("utf-8", "utf8", "iso-8859-1", "latin-1", "us-ascii"):  # browsers read these as Windows-1252 too
        encoding = "windows-1252"
    text = data.decode(encoding, "replace")
    return _checked(text, RawWarning("encoding", f"not UTF-8: read as {encoding}; save the page as UTF-8 to be sure"))


def _gunzip(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(data, _UNPACKED_LIMIT)
    except zlib.error as error:
        raise BinaryInput(f"a gzip stream that does not unpack ({error})") from error
    if unpacker.unconsumed_tail:
        raise BinaryInput(f"a gzip stream of more than {_UNPACKED_LIMIT >> 20} MiB")
    if unpacker.unused_data[:2] == b"\x1f\x8b":
        return gzip.decompress(data)
    return text


def _mostly_utf8(data: bytes) -> bool:
    high = sum(1 for _ in re.finditer(rb"[\x80-\xff]+", data))
    good = sum(1 for _ in re.finditer(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    return high > 0 and good >= high * 0.8


def _checked(text: str, *warnings: RawWarning) -> Text:
    if not text.strip("\x00 \t\r\n\ufeff"):
        raise EmptyInput("the input is empty")
    found = _MOJIBAKE.findall(text[:_HEAD])
    if len(found) > 2:
        message = "UTF-8 that was decoded with the wrong encoding before it reached us; fetch the page again"
        warnings += (RawWarning("mojibake", message, " ".join(found[:5])),)
    return Text(text.replace("\r\n", "\n").replace("\r", "\n"), warnings)


_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>][^{]{0,4000}?<t[rdh][\s>]", re.IGNORECASE)
_DOCUMENT = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_CELLS = re.compile(r"</(?:td|th|tr|table)\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]|\{\{[^{}\n]{1,200}|'''")


def recognize(text: str) -> Format:
    """The format of a page by its content: "html", "wikitext" or "text".

    >>> recognize("{{Infobox military conflict|conflict=Battle of X}}")
    'wikitext'
    >>> recognize("<table class=infobox><tr><th>Date</th></tr></table>")
    'html'
    >>> recognize("Battle of X\\nDate1 May 1800\\nBelligerents")
    'text'
    """
    head = text[:_HEAD]
    start = head.lstrip("\ufeff \t\n\x00")[:600].lower()
    if start.startswith("<") and _HTML.search(start) and not start.startswith(("<!-- ", "<ref", "<noinclude", "<section")):
        return "html"
    if _template_pattern().search(text) and not _DOCUMENT.search(head):
        return "wikitext"
    if _HTML.search(head) and len(_CELLS.findall(head)) >= 1:
        return "html"
    if len(_MARKUP.findall(head)) >= 3:
        return "wikitext"
    return "text"


_PATTERN: list[re.Pattern[str]] = []


def _template_pattern() -> re.Pattern[str]:
    if not _PATTERN:
        names = sorted({name for kind in kinds() for name in kind.names | kind.modules})
        body = "|".join(re.escape(name).replace(r"\ ", r"[ _]+") for name in names)
        _PATTERN.append(re.compile(r"\{\{\s*(?:template:\s*|#invoke:\s*)?(?:" + body + r")\s*[|}\n<]", re.IGNORECASE))
    return _PATTERN[0]
