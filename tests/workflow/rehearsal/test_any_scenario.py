"""Whatever is written in a scenario file, it is refused, fails or comes true; it never breaks the rehearsal."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.given import DEFINITIONS, shipped
from tests.workflow.rehearsal.stories import STAGE
from workflow.definition.yaml_source import load
from workflow.rehearsal.run_scenario import run_scenario
from workflow.rehearsal.scenario_file import ScenarioRefused, read_scenario

FILES = sorted(DEFINITIONS.glob("*/scenarios/*.yaml"))
STRANGE: list[Any] = [
    *(
        "x",
        "",
        "foreman",
        "applicant",
        "0001-01-01 00:10",
        "9999-12-31 23:59",
        "2026-02-30 10:00",
        "2026-02-30",
        "10:00",
    ),
    *(0, -1, 2.5, True, None, [], {}, ["x"], [1], {"x": "y"}, {"slot": 1}, [["x"]], {"lat": "91"}),
]


def _paths(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, value in inner for found in _paths(value, (*path, key)))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_strange_scenario_is_told_and_breaks_nothing(data: st.DataObject) -> None:
    # given: a shipped scenario with one or two things written strangely
    file = data.draw(st.sampled_from(FILES))
    tree: Any = copy.deepcopy(load(file.read_bytes()).tree)
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(_paths(tree)[1:]))
        here = tree
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = copy.deepcopy(data.draw(st.sampled_from(STRANGE)))
    # when
    try:
        scenario = read_scenario(json.dumps(tree))
    except ScenarioRefused as refused:
        found = [one.message for one in refused.mistakes]
        assert found
    else:
        found = [one.words for one in run_scenario(shipped(file.parent.parent.name), scenario, STAGE)]
    # then
    assert all(isinstance(words, str) and words for words in found)
