"""`definitions/README.md` lists what the code knows, and its examples are sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from workflow.definition import reference
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.guard_names import GUARDS
from workflow.engine.guards import GUARDS as KNOWN_TO_THE_ENGINE

README = (Path(__file__).parents[2] / "definitions" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("guards", reference.guards_table),
        ("effects", reference.effects_table),
        ("types", reference.types_table),
        ("placeholders", reference.placeholders_table),
        ("requisites", reference.requisites_table),
    ],
)
def test_a_table_says_what_the_code_knows(name: str, table: Callable[[], str]) -> None:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)

    assert found is not None
    assert found.group(1) == table()


def test_the_first_example_is_sound() -> None:
    found = re.search(r"```yaml\n(request_type: .*?)```", README, re.DOTALL)
    assert found is not None
    files = DefinitionFiles(name="leaf_fall", main=found.group(1).encode(), lone=True)

    assert check(files, Surroundings(), checker_tools()) == ()


def test_every_guard_of_the_engine_may_be_written() -> None:
    assert set(KNOWN_TO_THE_ENGINE) <= set(GUARDS)
