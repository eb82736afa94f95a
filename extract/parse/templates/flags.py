"""Drawing verbs for flags: the entity as a mark, and the name that the template shows beside it, linked."""

from __future__ import annotations

from collections.abc import Mapping

from mwparserfromhell.nodes import Wikilink

from ...richtext import title_of
from ...vocabulary import table
from ..flags import Entity, entity_of
from ..wikitext.links import mark_image
from .call import Call, Verb

#: Functions of Module:Flag ({{#invoke:flag|icon|X}}) and the template that each is.
FUNCTIONS: Mapping[str, str] = {
    "": "flag", "main": "flag", "icon": "flagicon", "deco": "flagdeco", "country": "flagcountry", "u": "flagu", "text": "flagu",
    "iconlink": "flagicon", "flaglink": "flag+link",
}  # fmt: skip


def _entity(call: Call, code: str) -> Entity:
    entity = entity_of(code)
    if not entity.known and code:
        call.canvas.warn("unknown-flag", "a flag that no table names; kept as written", code)
    return entity


def icon(call: Call) -> None:
    """A flag alone."""
    if code := call.said("1", "country"):
        call.canvas.begin()
        call.canvas.builder.point("flag", _entity(call, code).name)
        call.canvas.builder.text(" ")


def flag(call: Call) -> None:
    """A flag and the name as it is written: `{{flag|USA}}` shows "USA"; `name` overrides; `linked = false` for {{flagu}}."""
    code = call.said("1", "country")
    if code:
        _named(call, _entity(call, code), code)


def country_name(call: Call) -> None:
    """A flag and the country's name: `{{flagcountry|USA}}` shows "United States"."""
    if code := call.said("1", "country"):
        country(call, code)


def country(call: Call, code: str) -> None:
    """A flag and the name of the entity with this code."""
    entity = _entity(call, code)
    _named(call, entity, entity.shown)


def name_only(call: Call) -> None:
    """The name without its flag, linked."""
    if code := call.said("1", "country"):
        entity = entity_of(code)
        call.canvas.linked(entity.link, call.said("name") or code)


def _named(call: Call, entity: Entity, shown: str) -> None:
    canvas = call.canvas
    canvas.begin()
    canvas.builder.point("flag", entity.name)
    name = call.code("name")
    if name is not None and any(isinstance(node, Wikilink) for node in name.nodes):
        canvas.nodes(name)  # a link of its own
        return
    shown = call.said("name") or shown
    if call.row.get("linked", True):
        canvas.linked(entity.link, shown)
    else:
        canvas.words(shown)


def service(call: Call) -> None:
    """An armed service of a country: `{{navy|United Kingdom}}` shows "Royal Navy"; `name` overrides."""
    code = call.said("1")
    if not code:
        return
    entity = _entity(call, code)
    kind = call.row["service"]
    services: Mapping[str, Mapping[str, str]] = table("flags")["services"]
    known = services.get(entity.name, {}).get(kind)
    shown = call.said("name") or known or f"{entity.name} {table('flags')['service_words'][kind]}"
    canvas = call.canvas
    canvas.begin()
    canvas.builder.point("flag", entity.name)
    canvas.linked(title_of(known or shown), shown)


def with_link(call: Call) -> None:
    """A flag before a link to a page about the country: `{{flag+link|History of|France}}`."""
    code = call.said("2")
    if not code:
        return
    entity = _entity(call, code)
    canvas = call.canvas
    canvas.begin()
    canvas.builder.point("flag", entity.name)
    page = f"{call.said('1')} {entity.name}".strip()
    canvas.linked(title_of(page), call.said("name", "3") or entity.name)


def image(call: Call) -> None:
    """A flag by its file: `{{flagicon image|Flag of Mysore.svg}}`, its entity by the file's name."""
    if file := call.said("1", "image", "file"):
        call.canvas.begin()
        mark_image(call.canvas, file, call.said("alt"), call.said("link") or None)
        call.canvas.builder.text(" ")


def one_of_many(call: Call) -> None:
    """`{{flagg|uxxx|X}}`: how it is shown stands first, the entity second."""
    form, code = call.said("1"), call.said("2")
    if not code:
        return
    entity = _entity(call, code)
    call.canvas.begin()
    call.canvas.builder.point("flag", entity.name)
    if form[1:2] not in ("x", ""):
        call.canvas.linked(entity.link if form[:1] != "u" else None, entity.name)


VERBS: dict[str, Verb] = {
    "flag": flag,
    "flag-icon": icon,
    "flag-country": country_name,
    "flag-name": name_only,
    "flag-service": service,
    "flag-link": with_link,
    "flag-image": image,
    "flag-form": one_of_many,
}
