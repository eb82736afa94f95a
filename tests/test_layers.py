"""The house: layers, no circles, parsers behind their doors, small files."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extract"
RULES = tomllib.loads((Path(__file__).parent / "layers.toml").read_text("utf-8"))
FILES = sorted(PACKAGE.rglob("*.py"))


def room(parts: tuple[str, ...]) -> str:
    """The module or package right below `extract` that a dotted path belongs to."""
    return parts[0] if parts else "__init__"


def imports(file: Path) -> Iterator[tuple[str, ...]]:
    """What a file imports: ("extract", "parse", "html") or ("bs4",)."""
    here = ("extract", *file.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield tuple(name.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level] if node.level else ()
            module = (*base, *(node.module or "").split(".")) if node.module else base
            for name in node.names:
                yield (*module, name.name)


def own(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_a_module_imports_only_what_lies_below_it(file: Path) -> None:
    level = {module: number for number, layer in enumerate(RULES["layers"]) for module in layer["modules"]}
    apart = {module for layer in RULES["layers"] if layer.get("apart") for module in layer["modules"]}
    mine = own(file)
    if mine == "__init__":
        return
    assert mine in level, f"{mine} stands in no layer of tests/layers.toml"
    for path in imports(file):
        if path[0] != "extract" or len(path) < 2 or path[1] == mine or path[1].startswith("__version"):
            continue
        theirs = path[1]
        assert theirs in level, f"{file.name} imports {theirs}, which stands in no layer"
        assert level[theirs] <= level[mine], f"{file.name} ({mine}) imports {theirs}, which lies above it"
        if level[theirs] == level[mine]:
            assert mine not in apart, f"{file.name}: {mine} and {theirs} must not see each other"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_parsers_and_network_stay_behind_their_doors(file: Path) -> None:
    for path in imports(file):
        allowed = RULES["only"].get(path[0])
        assert allowed is None or own(file) in allowed, f"{file.name} imports {path[0]}"


def test_there_are_no_circles() -> None:
    graph: dict[str, set[str]] = {}
    names = {".".join(f.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") for f in FILES}
    for file in FILES:
        me = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        targets = set()
        for path in imports(file):
            if path[0] == "extract":
                inner = path[1:]
                targets |= {".".join(inner[:n]) for n in (len(inner), len(inner) - 1) if ".".join(inner[:n]) in names}
        graph[me] = targets - {me}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, "circle: " + " -> ".join((*path[path.index(module) :], module))
        if module not in done:
            for other in sorted(graph[module]):
                if not module.startswith(other + "."):  # a package's own __init__ is there before its modules
                    visit(other, (*path, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_knowledge_files_are_read_in_one_place() -> None:
    readers = [f for f in FILES if "tomllib" in f.read_text("utf-8")]
    assert [f.name for f in readers] == ["vocabulary.py"]
