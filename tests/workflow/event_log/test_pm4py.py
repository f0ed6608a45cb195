"""A miner that is not ours reads our logs: pm4py, in an interpreter of its own, finds exactly the definition.

pm4py is AGPL and no part of this project: it is run as another program. `scripts/outside_judges` installs it apart and
runs these proofs; otherwise `PM4PY_PYTHON` names an interpreter that has it, and without one they are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest

from runtime.ocel_database import write_ocel_database
from tests.given import DEFINITIONS
from tests.workflow.event_log.played import on_stage, played
from workflow.definition.graph import graph_of
from workflow.event_log.ocel import ocel
from workflow.event_log.ocel_xml import ocel_xml
from workflow.event_log.xes import xes

CASES = 1000
MINER = """
import json, sqlite3, sys
import pm4py
from pm4py.objects.ocel.validation import ocel20_rel_validation
log = pm4py.read_xes(sys.argv[1])
ways, begins, _ends = pm4py.discover_dfg(log, activity_key="sprava:state")
objects = pm4py.read_ocel2_json(sys.argv[2])
kept, broken = ocel20_rel_validation.apply(sys.argv[4])


def counted(log):
    return [len(log.events), len(log.objects), len(log.relations), len(log.o2o)]


print(json.dumps({
    "formats": [counted(one) for one in (objects, pm4py.read_ocel2_xml(sys.argv[3]), pm4py.read_ocel2_sqlite(sys.argv[4]))],
    "kept": len(kept),
    "broken": [str(one) for one in broken],
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
    trace, things, tree, database = (folder / f"log.{kind}" for kind in ("xes", "json", "xml", "sqlite"))
    cases = tuple(played(here, CASES))
    trace.write_text("".join(xes(cases)), encoding="utf-8")
    things.write_text("".join(ocel(lambda: cases)), encoding="utf-8")
    tree.write_text("".join(ocel_xml(lambda: cases)), encoding="utf-8")
    write_ocel_database(database, lambda: cases)
    run = subprocess.run(
        [miner, "-c", MINER, str(trace), str(things), str(tree), str(database)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
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


@pytest.mark.prove
def test_the_three_formats_of_ocel_are_one_log_and_the_database_keeps_every_constraint(mined: dict[str, Any]) -> None:
    as_json, as_xml, as_database = mined["formats"]
    assert as_json == as_xml == as_database
    assert all(as_json)
    assert mined["broken"] == []
    assert mined["kept"] > 10
