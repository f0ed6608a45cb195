"""Services that only tests offer are sound, and their scenarios come true."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import read_folder
from workflow.definition.shared_parts import read_shared_parts
from workflow.rehearsal.scenario_paths import run_scenarios

OFFERED = Path(__file__).parent / "offered"
NAMES = sorted(path.parent.name for path in OFFERED.glob("*/request_type.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_checker_is_silent(name: str) -> None:
    around = Surroundings(shared=read_shared_parts(DEFINITIONS / "_shared"))

    assert check(read_folder(OFFERED / name), around, checker_tools()) == ()


@pytest.mark.parametrize("name", NAMES)
def test_its_scenarios_come_true(name: str) -> None:
    rehearsal = run_scenarios([OFFERED / name], shipped=DEFINITIONS)

    assert rehearsal.unreadable == ()
    assert [(one.title, one.failures) for one in rehearsal.played if one.failures] == []
