"""What stands beside the tables: `datapackage.json` (Frictionless Data Package) and the data dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...record import SCHEMA
from .schema import Table, tables

#: https://www.mediawiki.org/wiki/Wikimedia_Enterprise#License and every page's foot.
LICENSE = {
    "name": "CC-BY-SA-4.0",
    "title": "Creative Commons Attribution-ShareAlike 4.0",
    "path": "https://creativecommons.org/licenses/by-sa/4.0/",
}
ATTRIBUTION = (
    "Text and data by the contributors of Wikipedia, CC BY-SA 4.0: the table conflicts names page, revision and address of each; "
    "keep them with what you publish."
)


@dataclass(frozen=True, slots=True)
class About:
    """What the output says of itself: the tool and its version, what was read (a dump's or files' names), of which wiki and day."""

    tool: str = "battlebox"
    sources: tuple[str, ...] = ()
    wiki: str | None = None
    date: str | None = None


def package(about: About, files: Mapping[str, str], media: str) -> dict[str, Any]:
    """The descriptor; `files` gives each table's file, `media` what kind of file ("csv", "parquet", "sqlite")."""
    said = {"wiki": about.wiki, "snapshot": about.date}
    return {
        "profile": "tabular-data-package" if media == "csv" else "data-package",
        "name": "battlebox",
        "title": "Infoboxes of military conflicts",
        "version": SCHEMA.rpartition("/")[2],
        "description": ATTRIBUTION,
        "created_by": about.tool,
        **{key: value for key, value in said.items() if value},
        "licenses": [LICENSE],
        "sources": [{"title": one, "path": one.rpartition("/")[2]} for one in about.sources] or [{"title": "Wikipedia"}],
        "contributors": [{"title": "The contributors of Wikipedia", "role": "author"}, {"title": about.tool, "role": "wrangler"}],
        "resources": [_resource(tables()[name], file, media) for name, file in files.items()],
    }


def _resource(table: Table, file: str, media: str) -> dict[str, Any]:
    resource: dict[str, Any] = {"name": table.name, "path": file, "description": table.description, "format": media}
    if media == "csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8", "mediatype": "text/csv"}
    return resource | {"schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    fields = []
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
        if column.required:
            field["constraints"] = {"required": True}
        fields.append(field)
    keys = [
        {"fields": list(mine), "reference": {"resource": other, "fields": list(theirs)}} for mine, other, theirs in table.parents
    ]
    return {"fields": fields, "missingValues": [""], "primaryKey": list(table.key), "foreignKeys": keys}


def dictionary() -> str:
    """The data dictionary, in Markdown."""
    out = ["# Tables", "", ATTRIBUTION, ""]
    for table in tables().values():
        out += [f"## {table.name}", "", table.description, f"Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
        out += ["| column | type | meaning |", "|---|---|---|"]
        for column in table.columns:
            out.append(f"| `{column.name}` | {column.type}{', never empty' if column.required else ''} | {column.description} |")
        out.append("")
    return "\n".join(out)
