"""Every scenario of every shipped definition comes true; one with a mistake in it does not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.given import DEFINITIONS
from workflow.rehearsal.scenario_paths import Rehearsal, run_scenarios

FILES = sorted(DEFINITIONS.glob("*/scenarios/*.yaml"))
MAIN = "request_type.yaml"
TRUE_STORY = "pothole_repaired.yaml"


@cache
def _whole() -> Rehearsal:
    """Every shipped scenario, played once for all tests here."""
    return run_scenarios((), shipped=DEFINITIONS)


def _told(path: Path) -> list[str]:
    rehearsal = run_scenarios([path], shipped=DEFINITIONS)
    assert not rehearsal.unreadable
    return [failure.words for one in rehearsal.played for failure in one.failures]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_a_shipped_scenario_comes_true(file: Path) -> None:
    (played,) = [one for one in _whole().played if one.file == file]

    assert [failure.words for failure in played.failures] == []


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in DEFINITIONS.glob(f"*/{MAIN}")), ids=lambda one: one.name
)
def test_every_shipped_definition_has_scenarios(folder: Path) -> None:
    assert list((folder / "scenarios").glob("*.yaml"))


def test_every_move_of_every_shipped_definition_is_made_by_a_scenario() -> None:
    assert _whole().unreadable == ()
    assert dict(_whole().untried) == {}


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"),
    [
        (
            "request_type.yaml",
            "resolution: {executors: required, due: required, signed: true, control: author}",
            "",
            "do instruct by utility_director was refused: resolution: not_expected",
        ),
        (
            "request_type.yaml",
            "{name: route, title: Передати директорові, key: П, from: registered, to: routed, roles: [dispatcher]}",
            "{name: route, title: Передати директорові, key: П, from: registered, to: routed, roles: [mayor]}",
            "do route by dispatcher was refused: role",
        ),
        (
            "request_type.yaml",
            "length: 1, unit: working_hour, starts: registered",
            "length: 2, unit: working_hour, starts: registered",
            "deadlines, routing: expected 2026-11-23 09:05, came 2026-11-23 10:05",
        ),
        (
            f"scenarios/{TRUE_STORY}",
            "then: {state: in_work, effects: [notify in_work]",
            "then: {state: in_work, effects: [notify in_work, notify done]",
            "effects: expected notify in_work, notify done, came notify in_work",
        ),
    ],
    ids=["no resolution asked", "another role", "another hour", "another message"],
)
def test_a_planted_mistake_makes_the_scenario_fail(
    tmp_path: Path, file: str, right: str, wrong: str, told: str
) -> None:
    # given
    folder = tmp_path / "road_defect"
    source = DEFINITIONS / "road_defect"
    for name in (MAIN, f"scenarios/{TRUE_STORY}"):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text((source / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert _told(folder) == []
    # when
    changed = (folder / file).read_text(encoding="utf-8")
    assert right in changed
    (folder / file).write_text(changed.replace(right, wrong), encoding="utf-8")
    # then
    assert _told(folder)[0] == told
