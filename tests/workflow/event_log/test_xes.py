"""What a miner reads out of the XES is the definition that was simulated: its ways, all of them and no others."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.given import DEFINITIONS
from tests.workflow.event_log.played import on_stage, played
from workflow.definition.graph import graph_of
from workflow.definition.model import Definition
from workflow.event_log.xes import xes

NAMESPACE = "{http://www.xes-standard.org/}"


def ways(definition: Definition) -> set[tuple[str, str, str]]:
    """(state, move, state): everything the definition permits."""
    edges = graph_of(definition).edges.values()
    return {(edge.source, edge.transition.name, edge.target) for found in edges for edge in found}


def discovered(log: ET.Element) -> set[tuple[str, str, str]]:
    """(state, move, state): the directly-follows relation of the log."""
    found = set()
    for trace in log.iter(f"{NAMESPACE}trace"):
        events = [
            {one.attrib["key"]: one.attrib["value"] for one in event} for event in trace.iter(f"{NAMESPACE}event")
        ]
        for before, after in pairwise(events):
            found.add((before["sprava:state"], after["concept:name"], after["sprava:state"]))
    return found


def log_of(folder: Path, count: int) -> tuple[Definition, ET.Element]:
    here = on_stage(folder)
    return here.definition, ET.fromstring("".join(xes(played(here, count))))


def test_a_thousand_simulated_cases_show_exactly_the_definition() -> None:
    definition, log = log_of(DEFINITIONS / "call_back", 1000)

    assert discovered(log) == ways(definition)
    assert len(log.findall(f"{NAMESPACE}trace")) == 1000


@pytest.mark.prove
@pytest.mark.parametrize("name", ["road_defect", "water_outage", "council_question"])
def test_thousands_of_simulated_cases_show_exactly_a_larger_definition(name: str) -> None:
    definition, log = log_of(DEFINITIONS / name, 3000)

    assert discovered(log) == ways(definition)


def test_a_log_is_shaped_as_the_standard_says() -> None:
    _definition, log = log_of(DEFINITIONS / "call_back", 3)

    assert log.tag == f"{NAMESPACE}log"
    kinds = [one.tag.removeprefix(NAMESPACE) for one in log]
    order = ["extension", "global", "classifier", "trace"]
    assert sorted(kinds, key=order.index) == kinds
    prefixes = {one.attrib["prefix"] for one in log.findall(f"{NAMESPACE}extension")}
    for inner in log.iter():
        key = inner.get("key", "concept:name")
        assert key.partition(":")[0] in prefixes | {"sprava"}
    for scope, wanted in (("trace", f"{NAMESPACE}trace"), ("event", f"{NAMESPACE}event")):
        (declared,) = [one for one in log.findall(f"{NAMESPACE}global") if one.attrib["scope"] == scope]
        keys = {one.attrib["key"] for one in declared}
        assert all(keys <= {one.get("key") for one in thing} for thing in log.iter(wanted))


def test_every_element_has_the_attributes_that_the_schema_of_the_standard_knows() -> None:
    name = re.compile(r"[A-Za-z_][\w.-]*")
    key = re.compile(r"[A-Za-z_][\w.:-]*")
    known = {
        "extension": {"name": name, "prefix": name, "uri": re.compile(r"http://\S+")},
        "global": {"scope": name},
        "classifier": {"name": name, "keys": key},
        "trace": {}, "event": {},
        "string": {"key": key, "value": re.compile(".*", re.DOTALL)},
        "date": {"key": key, "value": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00")},
    }  # fmt: skip
    _definition, log = log_of(DEFINITIONS / "call_back", 3)

    assert re.fullmatch(r"\d+(\.\d+)?", log.attrib.pop("xes.version"))
    assert log.attrib == {"xes.features": ""}
    for one in log.iter():
        if one is not log:
            rules = known[one.tag.removeprefix(NAMESPACE)]
            assert set(one.keys()) == set(rules)
            assert all(rules[each].fullmatch(value) for each, value in one.items())
            assert not (one.text or "").strip()
            assert len(one) == 0 or one.tag.removeprefix(NAMESPACE) in ("global", "trace", "event")


def test_signs_of_xml_in_a_name_stay_text() -> None:
    here = on_stage(DEFINITIONS / "call_back")
    (case,) = played(here, 1)
    object.__setattr__(case, "reference", '"><trace a="&')

    log = ET.fromstring("".join(xes([case])))

    assert log.find(f"{NAMESPACE}trace/{NAMESPACE}string").attrib["value"] == '"><trace a="&'  # type: ignore[union-attr]
