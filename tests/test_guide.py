"""The guide does what it says: its commands end well in an empty folder, its YAML is sound over the service it began."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.shared_parts import read_shared_parts
from workflow.definition.starter import starter_files
from workflow.definition.yaml_source import load

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "guide" / "README.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
PIECES = re.findall(r"### ([^\n]+)\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL)
MODELINE = re.findall(r"```yaml-modeline\n(.*?)```", GUIDE, re.DOTALL)


def laid_over(below: Any, above: Any) -> Any:
    """Keys are added, lists grow."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: laid_over(below.get(key), value) for key, value in above.items()}}
    return [*below, *above] if isinstance(below, list) and isinstance(above, list) else above


def begun() -> dict[str, str]:
    return dict(starter_files(DEFINITIONS / "_shared" / "starter", "fallen_tree"))


def told(tree: Any) -> list[str]:
    templates = {name: text.encode() for name, text in begun().items() if name.startswith("templates/")}
    files = DefinitionFiles(
        name="fallen_tree", main=json.dumps(tree, ensure_ascii=False, indent=0).encode(), templates=templates
    )
    around = Surroundings(shared=read_shared_parts(DEFINITIONS / "_shared"))
    return [f"{one.code} {one.path}: {one.message}" for one in check(files, around, checker_tools())]


def test_every_block_of_the_guide_is_looked_at() -> None:
    assert GUIDE.count("```") == 2 * (len(SHELL) + len(PIECES) + len(MODELINE))


@pytest.mark.parametrize("piece", [text for _title, text in PIECES], ids=[title for title, _text in PIECES])
def test_a_piece_laid_over_the_service_is_sound(piece: str) -> None:
    whole = laid_over(load(begun()["request_type.yaml"].encode()).tree, load(piece.encode()).tree)

    assert told(whole) == []


def test_all_pieces_together_are_sound() -> None:
    whole: Any = load(begun()["request_type.yaml"].encode()).tree
    for _title, piece in PIECES:
        whole = laid_over(whole, load(piece.encode()).tree)
    whole["roles"] = list(dict.fromkeys(whole["roles"]))

    assert told(whole) == []


def test_the_commands_do_what_the_guide_says(tmp_path: Path) -> None:
    # given: a folder with nothing in it, and the command of this checkout
    tools, folder = tmp_path / "bin", tmp_path / "empty"
    tools.mkdir()
    folder.mkdir()
    (tools / "sprava").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m runtime.cli "$@"\n', encoding="utf-8")
    (tools / "sprava").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    # when
    for block in SHELL:
        done = subprocess.run(
            ["/bin/sh", "-ec", block], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    # then
    assert (folder / "fallen_tree.svg").read_text(encoding="utf-8").startswith("<svg ")
    schema = json.loads((folder / "sprava.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"].endswith("2020-12/schema")
    named = MODELINE[0].strip().removeprefix("# yaml-language-server: $schema=")
    assert (folder / "fallen_tree" / named).resolve() == folder / "sprava.schema.json"
