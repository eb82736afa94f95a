"""Drawing verbs for ships and classes of ships."""

from __future__ import annotations

from ...richtext import title_of
from .call import Call, Verb


def ship(call: Call) -> None:
    """A ship: prefix, name and pennant number or year, as the format asks; linked to its page."""
    words = call.words()
    if call.row.get("prefix") is None:  # {{ship|HMS|Victory|1765|6}}
        prefix, words = (words[0] if words else ""), words[1:]
    else:
        prefix = call.row["prefix"]
    name, number, form = [*words, "", "", ""][:3]
    if not name:
        return
    canvas = call.canvas
    target = f"{prefix} {name}" + (f" ({number})" if number else "")
    canvas.begin()
    mark = canvas.builder.open("link", title_of(target))
    if form == "1":
        canvas.builder.text(number)
    else:
        if form not in ("2", "3") and prefix:
            canvas.builder.text(f"{prefix} ")
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


VERBS: dict[str, Verb] = {"ship": ship, "ship-class": ship_class}
