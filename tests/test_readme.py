"""The documentation is tested: its commands run, its lists are those of the code."""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extract import extract, to_json
from extract.cli import parser
from extract.errors import CODES

from .conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


COMMANDS = [
    line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines() if line.strip().startswith("battlebox ")
]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    (tmp_path / "outputs").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_runs(command: str, workplace: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = re.sub(r"^battlebox", f"{sys.executable} -m extract", command)
    done = subprocess.run(["bash", "-c", line], cwd=workplace, env=environment, capture_output=True, timeout=120, check=False)
    different = 1 if line.split()[3:4] == ["diff"] else 0  # as diff does: 1 says that there are differences
    assert done.returncode == different, done.stderr.decode()
    assert done.stdout or list((workplace / "outputs").iterdir())


@pytest.mark.parametrize("code", blocks("python"), ids=range(len(blocks("python"))))
def test_every_piece_of_python_in_the_readme_runs(code: str, workplace: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=workplace, env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(actions[0].choices)


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_stands_in_the_readme_and_has_help(name: str) -> None:
    row = next((line for line in README.splitlines() if line.startswith(f"| `{name}")), None)
    assert row, f"{name} has no row in README's table of commands"
    for action in commands()[name]._actions:
        assert action.help, f"{name} {action.dest} has no help"
        for option in action.option_strings[-1:]:
            if option not in ("--help", "--quiet", "--output"):
                assert f"`{option}" in row, f"{name} {option} is not in README"


def test_the_two_commands_stand_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_list_of_warnings_is_that_of_the_code() -> None:
    table = README.split("<!-- warnings -->")[1].split("<!-- /warnings -->")[0]
    assert dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|$", table, re.MULTILINE)) == CODES


def test_the_example_is_what_comes_out() -> None:
    """The quantity at the head of the page is, as far as it is shown, one of the record's."""
    shown = json.loads(blocks("json")[0])
    (record,) = extract(ROOT / "fixtures" / "battle-of-qalamoun.txt")
    items = [item for side in json.loads(to_json(record))["sides"] for item in side.get("casualties", [])]
    (item,) = [item for item in items if item["text"] == shown["text"]]
    part = {key: item["parts"][0][key] for key in shown["parts"][0]}
    assert {**{key: item[key] for key in shown}, "parts": [part]} == shown


def test_every_code_that_a_field_gives_is_in_the_list() -> None:
    """What the readers of fields and the drawers call a caution, a warning or a refusal by."""
    given: dict[str, str] = {}
    for folder in ("fields", "parse", "sources"):
        for file in (ROOT / "extract" / folder).rglob("*.py"):
            for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)):
                if ast.unparse(call.func).rsplit(".", 1)[-1] in ("Caution", "caution", "RawWarning", "warn", "Refusal"):
                    said = (one.value for arg in call.args[:2] for one in ast.walk(arg) if isinstance(one, ast.Constant))
                    given |= {one: file.name for one in said if isinstance(one, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", one)}
    assert len(given) > 15
    assert {code: file for code, file in given.items() if code not in CODES} == {}
