"""A miner that is not ours reads our logs: pm4py, in an interpreter of its own, finds exactly the definition.

pm4py is AGPL and no part of this project: it is run as another program. `PM4PY_PYTHON` names an interpreter that has it
(`python -m venv /tmp/miner && /tmp/miner/bin/pip install pm4py`); without one the proof is skipped and says so.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest

from tests.given import DEFINITIONS
from tests.workflow.event_log.played import on_stage, played
from workflow.definition.graph import graph_of
from workflow.event_log.ocel import ocel
from workflow.event_log.xes import xes

CASES = 1000
MINER = """
import json, sys
import pm4py
log = pm4py.read_xes(sys.argv[1])
ways, begins, _ends = pm4py.discover_dfg(log, activity_key="sprava:state")
objects = pm4py.read_ocel2_json(sys.argv[2])
print(json.dumps({
    "ways": [list(way) for way in ways],
    "begins": sorted(begins),
    "cases": int(log["case:concept:name"].nunique()),
    "events": len(objects.events),
    "types": sorted(pm4py.ocel_get_object_types(objects)),
    "objects": len(objects.objects),
}))
"""


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What pm4py makes of a thousand simulated call-backs."""
    miner = os.environ.get("PM4PY_PYTHON", "")
    if not miner:
        pytest.skip("PM4PY_PYTHON names no interpreter with pm4py: the round trip through it was not shown")
    here = on_stage(DEFINITIONS / "call_back")
    folder = tmp_path_factory.mktemp("logs")
    trace, things = folder / "log.xes", folder / "log.json"
    trace.write_text("".join(xes(played(here, CASES))), encoding="utf-8")
    things.write_text("".join(ocel(lambda: played(here, CASES))), encoding="utf-8")
    run = subprocess.run(
        [miner, "-c", MINER, str(trace), str(things)], capture_output=True, text=True, check=False, timeout=600
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


@pytest.mark.prove
def test_the_ways_that_pm4py_discovers_are_those_of_the_definition(mined: dict[str, Any]) -> None:
    definition = on_stage(DEFINITIONS / "call_back").definition
    edges = [edge for found in graph_of(definition).edges.values() for edge in found]
    assert {tuple(way) for way in mined["ways"]} == {(edge.source, edge.target) for edge in edges}
    assert mined["begins"] == [definition.initial.name]
    assert mined["cases"] == CASES


@pytest.mark.prove
def test_pm4py_reads_every_event_and_object_of_the_ocel(mined: dict[str, Any]) -> None:
    here = on_stage(DEFINITIONS / "call_back")
    written = json.loads("".join(ocel(lambda: played(here, CASES))))
    assert (mined["events"], mined["objects"]) == (len(written["events"]), len(written["objects"]))
    assert set(mined["types"]) == {one["type"] for one in written["objects"]}
