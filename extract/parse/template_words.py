"""Drawing verbs for words and layout: arguments, lists, titles, fates, numbers, names of ships and people."""

from __future__ import annotations

import re

from mwparserfromhell.wikicode import Wikicode

from ..richtext import title_of
from ..vocabulary import table
from . import wiki_links
from .template_call import Call, Verb

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def nothing(call: Call) -> None:
    """Shows nothing: bookkeeping, maintenance, navigation, spaces between blocks."""


def text(call: Call) -> None:
    """Shows the row's `text`, whatever its arguments."""
    call.canvas.begin()
    call.canvas.words(call.row["text"])


def argument(call: Call) -> None:
    """Shows one argument: the first of `args` that is given, under `mark`, between `before` and `after`."""
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
    if row.get("after"):
        canvas.builder.text(row["after"])


def foreign(call: Call) -> None:
    """Words of another language, in italics where their letters are Latin; `named` says that the language is shown first."""
    canvas = call.canvas
    code = call.code(*call.row.get("args", ("2", "text")))
    if call.row.get("named"):
        tag = call.key.rsplit(" ", 1)[-1].removeprefix("lang-").removeprefix("langx").split("-")[0] or call.said("1").split("-")[0]
        language = table("templates/languages")["names"].get(tag)
        if language:
            canvas.begin()
            canvas.builder.text(f"{language}: ")
    if code is None:
        return
    plain = call.said("italic", "italics").casefold() in ("no", "off", "unset", "default", "-")
    if plain or not _LATIN.search(canvas.plain(code)):
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
        mark = canvas.builder.open("bold") if call.row.get("bold") else None
        canvas.block(title)
        if mark:
            canvas.builder.close(mark)
    numbered = [value for name, value in call.args.items() if name not in names and name.isdigit() and str(value).strip()]
    if call.row.get("items", True):
        _items(call, numbered)
    else:
        for value in numbered or [value for name in ("content", "text", "list", "list1") if (value := call.code(name)) is not None]:
            canvas.block(value)


def block(call: Call) -> None:
    """An argument with wiki lists in it, as a block: plainlist, flatlist, columns."""
    code = call.code(*call.row.get("args", ("1",)))
    if code is not None:
        call.canvas.block(code)


def fate(call: Call) -> None:
    """A mark of fate: `text` is drawn under it, in parentheses; without it the mark stands at a point.

    `choice` names an argument that asks for the words in place of the sign.
    """
    canvas, row = call.canvas, call.row
    words = row.get("text")
    if (named := row.get("choice")) and call.said(named) and call.said(named).casefold() not in ("no", "n", "†"):
        words = row.get("said", words)
    canvas.begin()
    if not words:
        canvas.builder.point("fate", row["fate"])
        return
    canvas.builder.text(" (")
    mark = canvas.builder.open("fate", row["fate"])
    canvas.builder.text(words)
    canvas.builder.close(mark)
    canvas.builder.text(")")


def abbreviation(call: Call) -> None:
    """Words with an explanation that only a pointer shows; "POW" explained as a fate is marked so."""
    code = call.code("1")
    if code is None:
        return
    found = wiki_links.fate_of_words(title_of(call.said("2").lower()) if call.said("2") else None, call.said("1"))
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


def person(call: Call) -> None:
    """`{{sortname|First|Last|link}}`: the name in reading order, linked."""
    name = " ".join(word for word in (call.said("1", "first"), call.said("2", "last")) if word)
    target = call.said("3", "link") or name
    if (note := call.said("dab")) and not call.said("3"):
        target = f"{name} ({note})"
    call.canvas.linked(None if call.is_set("nolink") else title_of(target), name)


def ship(call: Call) -> None:
    """A ship: prefix, name and pennant number or year, as the format asks; linked to its page."""
    words = call.words()
    if call.row.get("prefix") is None:  # {{ship|HMS|Victory|1765|6}}
        prefix, words = (words[0] if words else ""), words[1:]
    else:
        prefix = call.row["prefix"]
    name, number, form = (words + ["", "", ""])[:3]
    if not name:
        return
    canvas = call.canvas
    shown_prefix = "" if prefix[:1].islower() or " " in prefix and not prefix.isupper() else prefix
    target = f"{prefix} {name}" + (f" ({number})" if number else "")
    canvas.begin()
    mark = canvas.builder.open("link", title_of(target))
    if form == "1":
        canvas.builder.text(number)
    else:
        if form not in ("2", "3") and shown_prefix:
            canvas.builder.text(f"{shown_prefix} ")
        if form != "4":
            italic = canvas.builder.open("italic")
            canvas.builder.text(name)
            canvas.builder.close(italic)
        if number and form in ("", "3", "4", "5"):
            canvas.builder.text(f" ({number})")
    canvas.builder.close(mark)


def ship_class(call: Call) -> None:
    """`{{sclass|Nimitz|aircraft carrier}}`: "Nimitz-class aircraft carrier"."""
    canvas = call.canvas
    name, kind, form = call.said("1"), call.said("2"), call.said("3")
    canvas.begin()
    mark = canvas.builder.open("link", title_of(f"{name}-class {kind}"))
    italic = canvas.builder.open("italic")
    canvas.builder.text(name)
    canvas.builder.close(italic)
    canvas.builder.text(" class" if form in ("1", "3") else "-class")
    canvas.builder.close(mark)
    if kind and form not in ("1", "2", "3"):
        canvas.builder.text(" ")
        canvas.linked(title_of(kind), kind)


def number(call: Call) -> None:
    """A number with separators, its sort key and prefix unseen."""
    words = call.said("1")
    call.canvas.begin()
    call.canvas.words(call.said("prefix") + format_number(words) + call.said("suffix"))


def format_number(words: str) -> str:
    """A plain number with a comma at each thousand; other words as they are.

    >>> format_number("12500.5"), format_number("c. 1200")
    ('12,500.5', 'c. 1200')
    """
    words = words.strip()
    if not _NUMBER.fullmatch(words) or len(words) > 40:
        return words
    whole, _, rest = words.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def measure(call: Call) -> None:
    """`{{convert|10|km|mi}}`: the figure and the unit that are given; the computed ones are not the page's."""
    words = [word for word in call.words() if word]
    if not words:
        return
    figures, unit = [words[0]], ""
    separators = table("templates/languages")["measures"]["between"]
    rest = words[1:]
    while len(rest) >= 2 and rest[0] in separators:
        figures.append(separators[rest[0]] + format_number(rest[1]))
        rest = rest[2:]
    unit = rest[0] if rest else ""
    names = table("templates/languages")["measures"]["units"].get(unit)
    shown = format_number(figures[0]) + "".join(figures[1:])
    short = call.said("abbr", "abbreviation") in ("on", "in", "yes") or names is None
    if names is not None and not short:
        unit = names[0] if shown == "1" else names[1]
    call.canvas.begin()
    call.canvas.words(f"{shown}{'-' if call.said('adj') in ('on', 'mid', 'pre') else ' '}{unit}" if unit else shown)


def split(call: Call) -> None:
    """A fraction: `{{frac|1|2}}` is 1/2, `{{frac|2|1|2}}` 2 1/2."""
    words = [word for word in call.words() if word]
    call.canvas.begin()
    if len(words) == 1:
        call.canvas.words(f"1⁄{words[0]}")
    elif words:
        call.canvas.words(" ".join([*words[:-2], f"{words[-2]}⁄{words[-1]}"]))


def value_of(code: Wikicode | None) -> str:
    """The raw wikitext of an argument, trimmed; "" for none."""
    return str(code).strip() if code is not None else ""


VERBS: dict[str, Verb] = {
    "nothing": nothing,
    "text": text,
    "argument": argument,
    "foreign": foreign,
    "list": items,
    "lines": lines,
    "joined": joined,
    "titled": titled,
    "block": block,
    "fate": fate,
    "abbreviation": abbreviation,
    "link": link,
    "person": person,
    "ship": ship,
    "ship-class": ship_class,
    "number": number,
    "measure": measure,
    "fraction": split,
}
