"""Drawing verbs for references, notes and citations."""

from __future__ import annotations

import re
from functools import partial

from ...record import Reference
from ...vocabulary import table
from ..wikitext.citations import cite
from .call import Call, Verb

_YEAR = re.compile(r"\d{4}[a-z]?|n\.d\.|forthcoming", re.IGNORECASE)


def note(call: Call) -> None:
    """A footnote by template: `{{efn|…}}`, `{{refn|name=a|…}}`."""
    code = call.code("1", "content", "text", "2")
    name = call.said("name").strip("\"'") or None
    if code is None and name is None:
        return
    canvas = call.canvas
    canvas.builder.point("ref", cite(canvas, name, code))


def named(call: Call) -> None:
    """References that are defined elsewhere: `{{r|a|b}}`."""
    canvas = call.canvas
    for name in call.words():
        if name:
            canvas.builder.point("ref", cite(canvas, name, None))


def labeled(call: Call) -> None:
    """A reference by a label, its note elsewhere: `{{cref|a}}` and `{{cnote|a|…}}`, `{{ref|a}}` and `{{note|a}} …`."""
    if label := call.said("1"):
        call.canvas.builder.point("ref", cite(call.canvas, f"#{label}", None))


def short(call: Call) -> None:
    """A short footnote: `{{sfn|Chambers|1999|p=849}}`; the same words are the same note."""
    canvas = call.canvas
    words = short_words(call)
    parameters = {name: canvas.plain(value) for name, value in call.args.items() if str(value).strip()}
    make = partial(Reference, text=words, template=call.name, parameters=parameters)
    canvas.builder.point("ref", canvas.page.references.cite(f"sfn:{words}", canvas.param, lambda key: make(id=key)))


def in_place(call: Call) -> None:
    """A short citation in the text: `{{harvnb|Treadgold|1997|p=346}}`."""
    call.canvas.begin()
    words = short_words(call)
    call.canvas.words(f"({words})" if call.row.get("bracketed") else words)


def short_words(call: Call) -> str:
    """ "Chambers & Smith 1999, p. 849": names, year and place."""
    words = [word for word in call.words() if word]
    year = ""
    if words and _YEAR.fullmatch(words[-1]):
        year = words.pop()
    joined = f"{words[0]} et al." if len(words) > 3 else " & ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
    page, pages, loc = call.said("p", "page"), call.said("pp", "pages"), call.said("loc", "at")
    places = [f"p. {page}" if page else "", f"pp. {pages}" if pages else "", loc]
    return ", ".join(part for part in (f"{joined} {year}".strip(), *places) if part)


def citation(call: Call) -> None:
    """A citation in full: who, when, what, where."""
    canvas = call.canvas
    names = table("templates/citations")["parameters"]
    last, first = call.said(*names["lasts"]), call.said(*names["firsts"])
    who = call.said(*names["authors"]) or ", ".join(part for part in (last, first) if part)
    title = call.said(*names["title"])
    when = call.said(*names["years"])
    head = f"{who} ({when})." if who and when else f"{who}." if who else ""
    pages = call.said(*names["pages"])
    where = [f"{word}." for key in ("works", "publishers") if (word := call.said(*names[key]))]
    loose = f"{when}." if when and not who else ""
    parts = [head, f'"{title}".' if title else "", *where, loose, f"p. {pages}." if pages else ""]
    canvas.begin()
    url = call.said(*names["url"])
    mark = canvas.builder.open("url", url) if url else None
    canvas.words(" ".join(part for part in parts if part))
    if mark is not None:
        canvas.builder.close(mark)


VERBS: dict[str, Verb] = {
    "note": note,
    "named-references": named,
    "labeled-reference": labeled,
    "short-reference": short,
    "short-citation": in_place,
    "citation": citation,
}
