"""Reads the tables of `extract/data`: the only place that knows where knowledge lies.

A table is a TOML file; it is read once, when it is first asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from .errors import DataError


@cache
def table(path: str) -> Mapping[str, Any]:
    """The TOML table ``extract/data/<path>.toml``; raises `DataError` where there is none or it is broken."""
    try:
        with resources.files("extract").joinpath("data", f"{path}.toml").open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"extract/data/{path}.toml: {error}") from error


def has_table(path: str) -> bool:
    """Whether there is such a table."""
    return resources.files("extract").joinpath("data", f"{path}.toml").is_file()


def normal_name(name: str) -> str:
    """A template's, parameter's or label's name for comparison: lower case, single spaces, no namespace.

    >>> normal_name("Template:Infobox_Military  Conflict")
    'infobox military conflict'
    """
    name = re.sub(r"[\s_\u00a0]+", " ", name).strip().casefold()
    return name.removeprefix("template:").strip()


@dataclass(frozen=True, slots=True)
class Slot:
    """What a parameter is: the record's key it is read into, its side and block."""

    role: str
    side: int | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True)
class InfoboxKind:
    """A kind of infobox: how its template is called, and what its parameters and labels are."""

    kind: str
    template: str
    names: frozenset[str]
    modules: frozenset[str]
    exact: Mapping[str, Slot]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    labels: Mapping[str, str]
    effects: Mapping[str, str]

    def slot(self, param: str) -> Slot | None:
        """What the parameter of this name is, or None for one that the template does not have.

        >>> kind_named("military_conflict").slot("combatant1a")
        Slot(role='belligerents', side=1, block='a')
        """
        name = normal_name(param)
        if name in self.exact:
            return self.exact[name]
        for pattern, role in self.patterns:
            if match := pattern.fullmatch(name):
                return Slot(role, int(match["n"] or 1), match["b"] or None)
        return None

    def param_of_label(self, label: str) -> str | None:
        """The parameter behind a row's label or a section's header ("Location" -> "place")."""
        return self.labels.get(normal_name(label).rstrip(": "))


def _pattern(parameter: str) -> re.Pattern[str]:
    body = re.escape(parameter).replace(r"\{n\}", r"(?P<n>[1-9])?").replace(r"\{b\}", r"(?P<b>[a-d])?")
    if "(?P<b>" not in body:
        body += "(?P<b>)"
    return re.compile(body)


@cache
def kinds() -> tuple[InfoboxKind, ...]:
    """All kinds of infobox in `extract/data/kinds`, military conflict first."""
    found = []
    for path in resources.files("extract").joinpath("data", "kinds").iterdir():
        if not path.name.endswith(".toml"):
            continue
        data = table(f"kinds/{path.name.removesuffix('.toml')}")
        exact: dict[str, Slot] = {}
        patterns: list[tuple[re.Pattern[str], str]] = []
        for role, names in data["fields"].items():
            for name in names:
                if "{" in name:
                    patterns.append((_pattern(name), role))
                else:
                    exact[normal_name(name)] = Slot(role)
        labels = {label: param for param, names in data["labels"].items() for label in names}
        found.append(
            (
                data["order"],
                InfoboxKind(
                    data["kind"],
                    data["templates"][0],
                    frozenset(map(normal_name, data["templates"])),
                    frozenset(map(normal_name, data.get("modules", ()))),
                    exact,
                    tuple(patterns),
                    labels,
                    data.get("effects", {}),
                ),
            )
        )
    return tuple(kind for _, kind in sorted(found, key=lambda pair: pair[0]))


def kind_named(kind: str) -> InfoboxKind:
    """The kind with this value of `Record.kind`."""
    for one in kinds():
        if one.kind == kind:
            return one
    raise DataError(f"no infobox kind {kind!r} in extract/data/kinds")


@cache
def kind_of_template(name: str) -> InfoboxKind | None:
    """The kind whose template (or alias) has this name, or None.

    >>> kind_of_template("Warbox").kind
    'military_conflict'
    >>> kind_of_template("Infobox war faction")
    """
    wanted = normal_name(name)
    return next((kind for kind in kinds() if wanted in kind.names), None)
