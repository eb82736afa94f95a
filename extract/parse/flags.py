"""Flags: from a template's code or an image's file name to the name of the entity that the flag stands for.

All names are rows of ``extract/data/flags.toml``; what it does not know is kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import NamedTuple
from urllib.parse import unquote

from ..richtext import title_of
from ..vocabulary import table


class Entity(NamedTuple):
    """What a flag stands for: its name, the article it links to, whether the table knows it, and the name in short."""

    name: str
    link: str
    known: bool
    shown: str


_THUMB = re.compile(r"^(?:\d+px-|(?:file|image|media|datei|fichier):)", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:\.(?:svg|png|gif|jpe?g|webp|tiff?|bmp))+$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
#: "Fascist Italy (1922–1943)": the state of that name, at that time.
_PERIOD = re.compile(r"\s*\(\d{3,4}s?(?:[–-](?:\d{2,4}|present))?\)$")
_TAIL = re.compile(r"[\s,_–-]+(?:\d{1,2}|[ivx]{1,4})$", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_SPACES = re.compile(r"[\s_]+")


def _key(name: str) -> str:
    return _ARTICLE.sub("", _SPACES.sub(" ", name).strip()).casefold().replace("’", "'")


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    return table("flags")


@cache
def _names() -> Mapping[str, str]:
    """Every code and name, in its key form, and the name shown."""
    entities: Mapping[str, list[str]] = _data()["entities"]  # type: ignore[assignment]
    found = {_key(name): name for name in entities}
    for name, others in entities.items():
        for other in others:
            found.setdefault(_key(other), name)
    links: Mapping[str, str] = _data()["links"]  # type: ignore[assignment]
    for name, link in links.items():
        found.setdefault(_key(link), name)
    return found


def entity_of(code: str) -> Entity:
    """The entity behind the first argument of a flag template.

    >>> entity_of("CSA")[::3]
    ('Confederate States of America', 'Confederate States')
    >>> entity_of("GEO").link
    'Georgia (country)'
    """
    code = _SPACES.sub(" ", code).strip()
    name = _names().get(_key(code)) or _names().get(_key(_PERIOD.sub("", code)))
    links: Mapping[str, str] = _data()["links"]  # type: ignore[assignment]
    if name is None:
        return Entity(code, title_of(code) or code, False, code)
    shown: Mapping[str, str] = _data()["shown"]  # type: ignore[assignment]
    link = code if "(" in code else links.get(name, name)  # a code in that form is the article's title
    return Entity(name, link, True, shown.get(name, name))


def flag_of_code(code: str, variant: str | None = None) -> tuple[str, bool]:
    """The name of the entity behind a flag template's code, and whether the table knows it.

    The variant only picks the image. An unknown code is kept as written. ({{flagcountry}} shows `Entity.shown`.)

    >>> flag_of_code("USA", "1861")
    ('United States', True)
    >>> flag_of_code("Nazi Germany")
    ('Nazi Germany', True)
    >>> flag_of_code("Kingdom of Ruritania")
    ('Kingdom of Ruritania', False)
    """
    entity = entity_of(code)
    return entity.name, entity.known


def flag_of_image(file: str, alt: str = "", link: str | None = None) -> str | None:
    """The entity whose flag (ensign, arms, emblem) an image is, or None where it is not one.

    The alternative text and the link say it where they name an entity; else the file's name does.

    >>> flag_of_image("23px-Flag_of_Italy_(1861-1946)_crowned.svg.png")
    'Italy'
    >>> flag_of_image("23px-Flag_of_Italy_(1861-1946)_crowned.svg.png", alt="Kingdom of Italy")
    'Kingdom of Italy'
    >>> flag_of_image("Naval_Ensign_of_the_United_Kingdom.svg")
    'United Kingdom'
    >>> flag_of_image("8px-Red_pog.svg.png", alt="Ypres")
    """
    bare = bare_file_name(file)
    if fate_of_image(file, alt) is not None:
        return None
    from_file = _of_file(bare)
    patterns: Mapping[str, list[str]] = _data()["patterns"]  # type: ignore[assignment]
    is_flag = from_file is not None
    if not is_flag and any(word in bare.casefold() for word in patterns["no_flags"]):
        return None
    for said in (alt, link or ""):
        said = _SPACES.sub(" ", said).strip()
        if not said or _EXTENSION.search(said) or said.casefold() in patterns["plain_alts"]:
            continue
        if (known := _names().get(_key(said))) is not None:
            return known
        if is_flag and not _is_description(said, bare) and (named := _of_file(said) or _entity_like(said)):
            return named
    return from_file or None


def fate_of_image(file: str, alt: str = "") -> str | None:
    """The fate that an image stands for (white flag, skull and crossbones, cross), or None.

    >>> fate_of_image("14px-White_flag_icon.svg.png", "Surrendered")
    'surrendered'
    """
    fates: Mapping[str, str] = _data()["fates"]  # type: ignore[assignment]
    return fates.get(bare_file_name(file).casefold()) or fates.get(alt.strip().casefold())


def bare_file_name(file: str) -> str:
    """A file's name without path, size, namespace and extensions.

    >>> bare_file_name("//upload.wikimedia.org/x/23px-Flag_of_the_Comoros.svg.png")
    'Flag of the Comoros'
    """
    name = _SPACES.sub(" ", unquote(file.rsplit("/", 1)[-1])).strip()
    return _EXTENSION.sub("", _THUMB.sub("", _THUMB.sub("", name)).strip())


def _entity_like(said: str) -> str | None:
    """A short text in capitals, as names of states are: not "White shield with a blue stripe"."""
    words = said.split()
    small: list[str] = _data()["patterns"]["small_words"]  # type: ignore[assignment]
    return said if len(words) <= 7 and all(word[:1].isupper() or word in small for word in words) else None


def _is_description(said: str, bare: str) -> bool:
    """Whether an alternative text only repeats the file's name ("Flag of Ethiopia") or is a sentence."""
    return said.casefold() == bare.casefold() or len(said) > 60


@cache
def _around() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns of a file's name, and whether the kind is an emblem: arms and badges are those of people, too."""
    patterns: Mapping[str, list[str]] = _data()["patterns"]  # type: ignore[assignment]
    found = []
    for kinds, around, emblem in (("kinds", "around", False), ("emblems", "around_emblems", True)):
        names = "|".join(sorted((re.escape(kind) for kind in patterns[kinds]), key=len, reverse=True))
        for one in patterns[around]:
            body = re.escape(one.replace("{kind}", "@")).replace(r"\{\}", "(?P<x>.+)").replace("@", rf"(?:\b(?:{names}))")
            found.append((re.compile(body.replace(r"\ ", " "), re.IGNORECASE), emblem))
    return tuple(found)


@cache
def _years() -> re.Pattern[str]:
    patterns: Mapping[str, list[str]] = _data()["patterns"]  # type: ignore[assignment]
    before = "|".join(map(re.escape, patterns["before_years"]))
    return re.compile(rf"(?:[\s,–-]+(?:{before})|[\s,–-]+)?[\s,–-]+\d{{3,4}}s?$", re.IGNORECASE)


@cache
def _tails() -> re.Pattern[str]:
    patterns: Mapping[str, list[str]] = _data()["patterns"]  # type: ignore[assignment]
    tails = "|".join(sorted((re.escape(tail) for tail in patterns["tails"]), key=len, reverse=True))
    return re.compile(rf"[\s,–-]+(?:{tails})$", re.IGNORECASE)


@cache
def _of_file(bare: str) -> str | None:
    """The entity by a file's bare name; "" for a flag of nobody's, None where it is not a flag."""
    if len(bare) > 200:
        return None
    files: Mapping[str, str] = _data()["files"]  # type: ignore[assignment]
    periods: Mapping[str, str] = _data()["periods"]  # type: ignore[assignment]
    for name in (bare, _trim(bare)):
        if (known := files.get(name.casefold().replace("’", "'"))) is not None:
            return known
    first = bare.split(";", 1)[0]  # "Flag of Yugoslavia (1992–2003); Flag of Serbia and Montenegro (2003–2006)"
    if first != bare and first.count("(") == first.count(")"):
        return _of_file(first.strip())
    for name, (pattern, emblem) in product(dict.fromkeys((bare, _years().sub("", bare))), _around()):
        if match := pattern.fullmatch(name):
            period = _key(match["x"]).replace("-", "–")
            if period in periods:
                return periods[period]
            return _of_words(match["x"], emblem)
    return None


def _of_words(words: str, emblem: bool) -> str | None:
    """The entity that a file's name gives; of arms and badges only where they are a state's."""
    trimmed = _ARTICLE.sub("", _trim(words))
    known = _names().get(_key(words)) or _names().get(_key(trimmed))
    looks: list[str] = _data()["patterns"]["looks"]  # type: ignore[assignment]
    if known is None and all(word in looks for word in trimmed.casefold().split()):
        return ""  # "Darker green and Black flag", "Socialist red flag"
    if known is None:
        polities: list[str] = _data()["patterns"]["polities"]  # type: ignore[assignment]
        is_state = any(word in polities for word in trimmed.casefold().split())
        return trimmed or None if is_state or not emblem else None
    # "Flag of Hanover" does not say which Hanover: a kingdom, an electorate
    return trimmed if known.endswith(f" of {trimmed}") else known


def _trim(name: str) -> str:
    """A name without years, asides and variants: "Italy (1861-1946) crowned" -> "Italy"."""
    name = _SPACES.sub(" ", _ASIDE.sub(" ", name)).strip(" ,-–")
    for _ in range(4):
        shorter = _TAIL.sub("", _years().sub("", _tails().sub("", name))).strip(" ,-–")
        if shorter == name or not shorter:
            break
        name = shorter
    return name
