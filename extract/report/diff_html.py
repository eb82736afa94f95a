"""Changes as a page: both boxes beside each other, field by field, what differs marked; the wikitext of both below.

One file without scripts or addresses: it can be mailed, printed and kept. What a color says is said by a sign and a word, too.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from html import escape

from ..changes import Change
from ..record import Record
from .diff_text import heading_of

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.6rem 0 .4rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{vertical-align:top;text-align:left;padding:.35rem .5rem;border-bottom:1px solid #e4e4e4;overflow-wrap:anywhere}
th{font-weight:600}.meta,.level{color:#595959;font-size:.85em}
del{background:#fde3df;text-decoration:line-through #a11}ins{background:#dff3e1;text-decoration:underline #161}
li.added::marker{content:"+  ";color:#161}
li.removed::marker{content:"−  ";color:#a11}li.changed::marker{content:"~  "}
li.moved::marker{content:"→  "}li.reordered::marker{content:"%  "}
pre{white-space:pre-wrap;font:12px/1.45 ui-monospace,monospace;margin:0}
@media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}
th,td,h2{border-color:#444}del{background:#5a1f1a}ins{background:#1d4a25}.meta,.level{color:#aaa}}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
"""


_COLUMNS = "<colgroup><col style='width:14%'><col style='width:43%'><col style='width:43%'></colgroup>"


def render(old: Record | None, new: Record | None, changes: Iterable[Change]) -> str:
    """The page, HTML 5."""
    found = list(changes)
    title = next((one.name or one.source.title for one in (new, old) if one), None) or "Infobox"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Changes: {escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>Changes of the infobox: {escape(title)}</h1><p class=meta>{_source('old', old)}<br>{_source('new', new)}</p>",
        f"<h2>{len(found)} change{'' if len(found) == 1 else 's'}</h2>",
        *_list(found),
        f"<h2>Both boxes</h2><table>{_COLUMNS}<thead><tr><th scope=col>Field</th><th scope=col>Old</th>"
        "<th scope=col>New</th></tr></thead><tbody>",
        *_rows(old, new),
        "</tbody></table>",
        *_wikitext(old, new),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


def _source(word: str, record: Record | None) -> str:
    if record is None:
        return f"{word}: no infobox"
    source = record.source
    said = [source.title, f"revision {source.revision_id}" if source.revision_id else None, source.timestamp, source.path]
    return f"{word}: " + escape(", ".join(one for one in said if one))


def _list(changes: list[Change]) -> Iterator[str]:
    groups: dict[str, list[Change]] = {}
    for one in changes:
        groups.setdefault(heading_of(one), []).append(one)
    for heading, members in groups.items():
        yield f"<h3 class=meta>{escape(heading)}</h3><ul>"
        for one in members:
            name = f"<b>{escape(one.name)}</b>: " if one.name and one.keys else ""
            level = "" if one.level == "value" else f" <span class=level>({one.level})</span>"
            yield f"<li class={one.kind}>{name}{escape(one.meaning)}{level}</li>"
        yield "</ul>"


def _rows(old: Record | None, new: Record | None) -> Iterator[str]:
    before = old.fields if old else {}
    after = new.fields if new else {}
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        texts = (one.text if one else "", other.text if other else "")
        if not any(texts):
            continue
        left, right = marked(*texts)
        label = (other or one).label or name  # type: ignore[union-attr]
        more = f"<br><span class=meta>{escape(name)}</span>" if label != name else ""
        yield f"<tr><th scope=row>{escape(label)}{more}</th><td>{left}</td><td>{right}</td></tr>"


def _wikitext(old: Record | None, new: Record | None) -> Iterator[str]:
    before = {name: one.wikitext for name, one in (old.fields if old else {}).items() if one.wikitext}
    after = {name: one.wikitext for name, one in (new.fields if new else {}).items() if one.wikitext}
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    if not names:
        return
    yield f"<h2>Wikitext of what differs</h2><table>{_COLUMNS}<tbody>"
    for name in names:
        left, right = marked(before.get(name) or "", after.get(name) or "")
        yield f"<tr><th scope=row>{escape(name)}</th><td><pre>{left}</pre></td><td><pre>{right}</pre></td></tr>"
    yield "</tbody></table>"


def marked(old: str, new: str) -> tuple[str, str]:
    """Both texts as HTML, the words that the other lacks marked.

    >>> marked("3,000 killed", "4,000 killed")
    ('<del>3,000</del> killed', '<ins>4,000</ins> killed')
    """
    a, b = _words(old), _words(new)
    if len(a) * len(b) > 4_000_000:  # too long to compare word by word
        return (f"<del>{_html(old)}</del>", f"<ins>{_html(new)}</ins>") if old != new else (_html(old), _html(new))
    left, right = [], []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        one, other = _html("".join(a[i:j])), _html("".join(b[k:m]))
        left.append(f"<del>{one}</del>" if kind != "equal" and one else one)
        right.append(f"<ins>{other}</ins>" if kind != "equal" and other else other)
    return "".join(left), "".join(right)


def _words(text: str) -> list[str]:
    import re

    return re.findall(r"\s+|[^\s]+", text)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
