"""Every page of the guide is sound: its pieces laid over the starter check clean, its story comes true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.given import DEFINITIONS, definition_of
from tests.test_guide import begun, told
from workflow.definition.yaml_source import load
from workflow.rehearsal.run_scenario import run_scenario
from workflow.rehearsal.scenario_file import read_scenario
from workflow.rehearsal.stage import Stage, read_stage

GUIDE = Path(__file__).parent.parent / "docs" / "guide"
PAGES = sorted(path for path in GUIDE.glob("*.md") if path.name not in ("README.md", "compared.md"))
BLOCK = re.compile(r"^```([a-z-]+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
STAGE: Stage = read_stage(DEFINITIONS / "_shared")


def blocks(page: Path, kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall(page.read_text(encoding="utf-8")) if found == kind]


def laid_over(below: Any, above: Any) -> Any:
    """Keys are added, lists grow; what has the same name takes the other's place."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: laid_over(below.get(key), value) for key, value in above.items()}}
    if not (isinstance(below, list) and isinstance(above, list)):
        return above
    new = {name_of(one) for one in above}
    return [*(one for one in below if name_of(one) not in new), *above]


def name_of(one: Any) -> str:
    if isinstance(one, dict):
        return str(one.get("name") or one.get("field") or one)
    return str(one)


def whole(page: Path) -> Any:
    tree: Any = load(begun()["request_type.yaml"].encode()).tree
    for piece in blocks(page, "yaml"):
        tree = laid_over(tree, load(piece.encode()).tree)
    return tree


def named(page: Path) -> str:
    return page.stem


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_of_a_page_is_yaml_or_a_story(page: Path) -> None:
    kinds = [kind for kind, _text in BLOCK.findall(page.read_text(encoding="utf-8"))]

    assert set(kinds) == {"yaml", "yaml-scenario"}
    assert page.read_text(encoding="utf-8").count("```") == 2 * len(kinds)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_pieces_of_a_page_are_sound_over_the_starter(page: Path) -> None:
    assert told(whole(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_story_of_a_page_comes_true(page: Path) -> None:
    definition = definition_of(json.dumps(whole(page), ensure_ascii=False))

    failures = [run_scenario(definition, read_scenario(text), STAGE) for text in blocks(page, "yaml-scenario")]

    assert failures
    assert [failure.words for each in failures for failure in each] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_readme_leads_to_every_page(page: Path) -> None:
    assert f"({page.name})" in (GUIDE / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=named)
def test_a_link_of_the_guide_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))

    assert [one for one in targets if "://" not in one and not (GUIDE / one).exists()] == []
