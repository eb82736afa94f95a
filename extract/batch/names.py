"""What a dump says of its own templates: other names of those that count, and templates that hold a box of their own.

Both stand in namespace 10 of the dump: a redirect ("Template:Infobox bataille" to "Template:Infobox military conflict"), and a
page such as "Template:2026 Ruritanian war infobox", which articles call in the place of an infobox.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from ..record import Record, replace
from ..vocabulary import kind_of_template, normal_name

_INCLUDED_ONLY = re.compile(r"<onlyinclude\s*>(.*?)(?:</onlyinclude\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_NOT_INCLUDED = re.compile(r"<noinclude\s*>.*?(?:</noinclude\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"</?(?:includeonly|onlyinclude|noinclude)\s*/?>", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}")
#: What is shown as it is written. The bounds keep a page of nothing but openers from taking square time.
_HIDDEN = r"<!--.*?(?:-->|\Z)|<(?P<tag>nowiki|pre|syntaxhighlight)\b[^<>]{0,100}>.{0,300}?</(?P=tag)\s*>"


_SIGNS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_PARAMETER = re.compile(r"\{\{\{([^{}|]{1,200})(?:\|([^{}]*))?\}\}\}")
_TOKEN = re.compile("\x00(\\d+)\x00")
#: Parameters may stand in each other's defaults so deep.
_DEEPEST = 8
#: So many calls of a page may be left open before the rest of it is left alone.
_MOST_OPEN = 20


class Named(msgspec.Struct, frozen=True):
    """A page of namespace 10: it redirects to `target`, or its wikitext holds a box of its own. Names without their namespace."""

    name: str
    target: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a dump's own names come to. `redirects` maps names to the templates that count; `boxes`, by name for comparison, what
    a template with a box of its own puts on the page that calls it."""

    redirects: Mapping[str, str] = field(default_factory=dict)
    boxes: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.redirects or self.boxes)


def resolve(found: Iterable[Named]) -> Names:
    """Follow redirects, over others if need be, to what they end at; those that end at nothing of ours, or in a circle, are left out.

    >>> resolve([Named("Infobox bataille", "Bataille"), Named("Bataille", "Warbox"), Named("Village", "Infobox village")]).redirects
    {'Infobox bataille': 'Warbox', 'Bataille': 'Warbox'}
    """
    all_ = list(found)
    boxes = {
        normal_name(one.name): transcluded(one.text)
        for one in all_
        if one.target is None and kind_of_template(one.name) is None  # those that the tables know are read as they are called
    }
    targets = {normal_name(one.name): one.target for one in all_ if one.target is not None}
    redirects: dict[str, str] = {}
    for one in all_:
        target, seen = one.target, {normal_name(one.name)}
        while target is not None and (step := normal_name(target)) in targets and step not in seen:
            seen.add(step)
            target = targets[step]
        if target is None:
            continue
        if kind_of_template(target) is not None:
            if kind_of_template(one.name) is None:  # a name that the tables know needs no help
                redirects[one.name] = target
        elif (text := boxes.get(normal_name(target))) is not None:
            boxes[normal_name(one.name)] = text
    return Names(redirects, boxes)


def transcluded(text: str) -> str:
    """What a template's page puts on the page that calls it.

    >>> transcluded("{{Warbox|conflict=X}}<noinclude>[[Category:A]]</noinclude><includeonly>[[Category:B]]</includeonly>")
    '{{Warbox|conflict=X}}[[Category:B]]'
    """
    only = _INCLUDED_ONLY.findall(text)
    return _TAGS.sub("", "".join(only) if only else _NOT_INCLUDED.sub("", text))


@dataclass(frozen=True, slots=True)
class Expanded:
    """A page with the calls of templates that hold a box replaced by that box; `pieces` are (start, end) in `text`, how much
    longer the text became by it, and the name as written."""

    text: str
    pieces: tuple[tuple[int, int, int, str], ...] = ()

    def back(self, record: Record) -> Record:
        """The record as one of the page: spans are of the page's own text, and None in a box that stands in a template."""
        fields = record.fields
        starts = [one.span[0] for one in fields.values() if one.span is not None]
        if not self.pieces or not starts:
            return record
        inside = next((piece for piece in self.pieces if piece[0] <= starts[0] < piece[1]), None)
        if inside is not None:
            bare = {name: replace(one, span=None) for name, one in fields.items()}
            return replace(record, fields=bare, source=replace(record.source, template=inside[3]))
        shift = sum(longer for start, _, longer, _ in self.pieces if start < starts[0])
        moved = {
            name: replace(one, span=(one.span[0] - shift, one.span[1] - shift)) if one.span is not None else one
            for name, one in fields.items()
        }
        return replace(record, fields=moved)


def expand(text: str, boxes: Mapping[str, str]) -> Expanded:
    """Put the boxes of templates in the place of their calls, outside of comments and nowiki.

    >>> expand("A {{X war infobox}} b", {"x war infobox": "{{Warbox}}"}).text
    'A {{Warbox}} b'
    """
    if not boxes:
        return Expanded(text)
    names = "|".join(re.escape(name).replace(r"\ ", r"[\s_]+") for name in sorted(boxes, key=len, reverse=True))
    call = re.compile(_HIDDEN + r"|\{\{[\s_]*(?:template:)?(?P<name>" + names + r")[\s_]*(?=\||\}\})", re.IGNORECASE | re.DOTALL)
    parts: list[str] = []
    pieces: list[tuple[int, int, int, str]] = []
    place = length = unclosed = 0
    for match in call.finditer(text):
        if match["name"] is None or match.start() < place:
            continue
        if (end := _end(text, match.end())) is None:
            unclosed += 1
            if unclosed == _MOST_OPEN:
                break
            continue
        box = _filled(boxes[normal_name(match["name"])], text[match.end() : end - 2])
        parts += [text[place : match.start()], box]
        length += match.start() - place
        pieces.append((length, length + len(box), len(box) - (end - match.start()), " ".join(match["name"].split())))
        length += len(box)
        place = end
    return Expanded("".join([*parts, text[place:]]), tuple(pieces))


def _filled(box: str, arguments: str) -> str:
    """The template's text with the arguments of a call in the place of its parameters, as MediaWiki does it.

    >>> _filled("{{Warbox|conflict={{{name|}}}|date={{{2|{{{date|none}}}}}}}}", "|name = X |1|[[Y|2 May]]")
    '{{Warbox|conflict=X|date=[[Y|2 May]]}}'
    """
    given: dict[str, str] = {}
    number = 0
    for one in _arguments(arguments):
        name, equals, value = one.partition("=")
        if equals and "[" not in name and "{" not in name and "<" not in name:
            given[name.strip()] = value.strip()
        else:
            number += 1
            given[str(number)] = one

    values: list[str] = []  # stand as tokens while what is around them is read: they may hold braces

    def token_of(match: re.Match[str]) -> str:
        name, default = match[1].strip(), match[2]
        values.append(given.get(name, match[0] if default is None else default))
        return f"\x00{len(values) - 1}\x00"

    box = box.replace("\x00", "")
    for _ in range(_DEEPEST):
        filled = _PARAMETER.sub(token_of, box)
        if filled == box:
            break
        box = filled
    for _ in range(_DEEPEST):
        if "\x00" not in box:
            break
        box = _TOKEN.sub(lambda match: values[int(match[1])], box)
    return box


def _arguments(text: str) -> list[str]:
    """What stands between the bars of a call, not inside of other calls or links; `text` begins with the first bar."""
    cuts: list[int] = []
    depth = 0
    for match in _SIGNS.finditer(text):
        if match[0] == "|":
            if not depth:
                cuts.append(match.start())
        else:
            depth += 1 if match[0] in ("{{", "[[") else -1 if depth else 0
    return [text[begin + 1 : end] for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=False)]


def _end(text: str, place: int) -> int | None:
    """Where a call closes, from behind its name."""
    depth = 1
    for match in _BRACES.finditer(text, place, place + 20_000):
        depth += 1 if match[0] == "{{" else -1
        if not depth:
            return match.end()
    return None
