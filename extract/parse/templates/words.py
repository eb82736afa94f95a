"""Drawing verbs for words and layout: arguments, lists, titles, fates, people."""

from __future__ import annotations

import re

from ...richtext import title_of
from ...vocabulary import table
from ..wikitext import links as wiki_links
from .call import Call, Verb

_MOST_SPACES = 50
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def nothing(call: Call) -> None:
    """Shows nothing: bookkeeping, maintenance, navigation, spaces between blocks."""


def text(call: Call) -> None:
    """Shows the row's `text`, whatever its arguments."""
    call.canvas.begin()
    call.canvas.words(call.row["text"])


def spaces(call: Call) -> None:
    """No-break spaces, as many as the first argument says (else the row's `times`); `fresh`: on a line of their own."""
    said = call.said("1")
    if call.row.get("fresh"):
        line_break(call)
    call.canvas.begin()
    call.canvas.builder.text("\u00a0" * min(int(said) if said.isdecimal() and len(said) < 4 else call.row["times"], _MOST_SPACES))


def argument(call: Call) -> None:
    """Shows one argument: the first of `args` that is given, under `mark`, between `before` and `after` (`bare` hides that)."""
    code = call.code(*call.row.get("args", ("1",)))
    if code is None:
        return
    canvas, row = call.canvas, call.row
    if row.get("block"):
        canvas.block(code)
        return
    if row.get("before"):
        canvas.begin()
        canvas.builder.text(row["before"])
    if row.get("mark"):
        canvas.marked(row["mark"], code)
    else:
        canvas.nodes(code)
    if row.get("after") and not call.is_set(*row.get("bare", ())):
        canvas.builder.text(row["after"])


def glossed(call: Call) -> None:
    """Words, and what they are in another writing in parentheses: `{{nihongo|Tokugawa|徳川|Tokugawa-ke}}`."""
    canvas = call.canvas
    canvas.begin()
    canvas.nodes(call.code("1"))
    if said := ", ".join(word for word in (call.said("2"), call.said("3")) if word):
        canvas.builder.text(f" ({said})" if call.code("1") is not None else said)


def foreign(call: Call) -> None:
    """Words of another language, in italics where their letters are Latin; `named`: the language is shown first."""
    canvas = call.canvas
    code = call.code(*call.row.get("args", ("2", "text")))
    if call.row.get("named"):
        tag = (
            call.key.rsplit(" ", 1)[-1].removeprefix("lang-").removeprefix("langx").split("-")[0] or call.said("1").split("-")[0]
        )
        language = table("templates/languages")["names"].get(tag)
        if language:
            canvas.begin()
            canvas.builder.text(f"{language}: ")
    if code is None:
        return
    plain = call.said("italic", "italics").casefold() in ("no", "off", "unset", "default", "-")
    if plain or not _LATIN.search(re.sub(r"\{\{[^{}|]*|\[\[[^\[\]|]*\|", "", str(code))):
        canvas.nodes(code)
    else:
        canvas.marked("italic", code)


def items(call: Call) -> None:
    """A list: each positional argument an item, one deeper."""
    _items(call, call.positional())


def _items(call: Call, values: object) -> None:
    for value in values:  # type: ignore[attr-defined]
        call.canvas.block(value, depth=1)


def lines(call: Call) -> None:
    """Each positional argument on a line of its own, no deeper."""
    for value in call.positional():
        call.canvas.block(value)


def line_break(call: Call) -> None:
    """A line break."""
    call.canvas.begin()
    call.canvas.builder.newline()


def rule(call: Call) -> None:
    """A rule across the cell."""
    call.canvas.end_paragraph()
    call.canvas.builder.rule()
    call.canvas.begin()


def joined(call: Call) -> None:
    """The positional arguments on one line with the row's `text` between them."""
    call.canvas.begin()
    for number, value in enumerate(call.positional(call.row.get("first", 1))):
        if number:
            call.canvas.builder.text(call.row["text"])
        call.canvas.nodes(value)


def titled(call: Call) -> None:
    """A title, then a list of items (`args` names the title; other positional arguments are the items)."""
    names = call.row.get("args", ("title",))
    title = call.code(*names)
    canvas = call.canvas
    if title is not None:
        bold = call.row.get("bold") and "normal" not in call.said("titlestyle", "title_style")
        mark = canvas.builder.open("bold") if bold else None
        canvas.block(title)
        if mark:
            canvas.builder.close(mark)
    numbered = [value for name, value in call.args.items() if name.isdigit() and name not in names and str(value).strip()]
    if call.row.get("items", True):
        _items(call, numbered)
    else:
        for value in numbered or [
            value for name in ("content", "text", "list", "list1") if (value := call.code(name)) is not None
        ]:
            canvas.block(value)


def block(call: Call) -> None:
    """An argument with wiki lists in it, as a block: plainlist, flatlist, columns."""
    code = call.code(*call.row.get("args", ("1",)))
    if code is not None:
        call.canvas.block(code)


def fate(call: Call) -> None:
    """A mark of fate: over the row's `text` (in parentheses where it is `bracketed`); without a text it stands at a point.

    `choice` names an argument that asks for the words `said` in place of the sign.
    """
    canvas, row = call.canvas, call.row
    words = row.get("text")
    if (named := row.get("choice")) and call.said(named).casefold() not in ("", "no", "n", "†"):
        words = row.get("said", words)
    canvas.begin()
    if not words:
        canvas.builder.point("fate", row["fate"])
        return
    canvas.builder.text(" (" if row.get("bracketed") else " ")
    marks = [canvas.builder.open(row["mark"])] if row.get("mark") else []
    marks.append(canvas.builder.open("fate", row["fate"]))
    canvas.builder.text(words)
    for mark in reversed(marks):
        canvas.builder.close(mark)
    if row.get("bracketed"):
        canvas.builder.text(")")


def abbreviation(call: Call) -> None:
    """Words with an explanation that only a pointer shows; "POW" explained as a fate is marked so."""
    code = call.code("1")
    if code is None:
        return
    short = call.said("1") if len(str(code)) < 40 else ""
    found = wiki_links.fate_of_words(title_of(call.said("2").lower()), short)
    call.canvas.begin()
    if found:
        call.canvas.marked("fate", code, found)
    else:
        call.canvas.nodes(code)


def link(call: Call) -> None:
    """A link to a page that this wiki may not have: `{{ill|Title|de|…|lt=shown}}`."""
    title = call.said("1")
    shown = call.code("lt", "display", "label", *call.row.get("shown", ()))
    canvas = call.canvas
    target = title_of(call.said("target") or title)
    if shown is None:
        canvas.linked(target, title)
        return
    canvas.begin()
    canvas.marked("link", shown, target)


def section(call: Call) -> None:
    """A link to a section: `{{section link|Page|Section}}` shows "Page § Section", of this page "§ Section"."""
    words = call.words()
    page = words[0] if len(words) > 1 else ""
    sections = words[1:] if len(words) > 1 else words
    if len(words) == 1 and "#" in words[0]:
        page, _, name = words[0].partition("#")
        sections = [name]
    shown = " ".join(part for part in (page, *(f"§ {name}" for name in sections if name)) if part)
    call.canvas.linked(title_of(page), call.said("display", "nopage") or shown)


def person(call: Call) -> None:
    """`{{sortname|First|Last|link}}`: the name in reading order, linked."""
    name = " ".join(word for word in (call.said("1", "first"), call.said("2", "last")) if word)
    target = call.said("3", "link") or name
    if (note := call.said("dab")) and not call.said("3"):
        target = f"{name} ({note})"
    call.canvas.linked(None if call.is_set("nolink") else title_of(target), name)


VERBS: dict[str, Verb] = {
    "nothing": nothing,
    "text": text,
    "spaces": spaces,
    "argument": argument,
    "foreign": foreign,
    "glossed": glossed,
    "list": items,
    "lines": lines,
    "break": line_break,
    "rule": rule,
    "joined": joined,
    "titled": titled,
    "block": block,
    "fate": fate,
    "abbreviation": abbreviation,
    "link": link,
    "section": section,
    "person": person,
}
