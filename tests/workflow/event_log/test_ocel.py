"""The object-centric log holds together: every type declared, every object there, every event related to its case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.workflow.event_log.played import some_played
from workflow.event_log.log_case import FACTS, LogCase
from workflow.event_log.ocel import ocel

CASES = 25


def cases() -> Iterable[LogCase]:
    return some_played("road_defect", CASES)


def log() -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(ocel(cases)))
    return found


def test_every_event_and_object_is_of_a_declared_type_with_declared_facts() -> None:
    found = log()
    assert set(found) == {"objectTypes", "eventTypes", "objects", "events"}
    for things, types in (("objects", "objectTypes"), ("events", "eventTypes")):
        declared = {one["name"]: {fact["name"] for fact in one["attributes"]} for one in found[types]}
        for thing in found[things]:
            assert {fact["name"] for fact in thing["attributes"]} <= declared[thing["type"]]
            assert all(isinstance(fact["value"], str) for fact in thing["attributes"])


def test_every_relationship_leads_to_an_object_that_is_there_once() -> None:
    found = log()
    names = [one["id"] for one in found["objects"]]

    assert len(names) == len(set(names))
    related = {one["objectId"] for thing in (*found["objects"], *found["events"]) for one in thing["relationships"]}
    assert related <= set(names)
    assert {one["type"] for one in found["objects"]} == {"case", "document", "resolution", "clock"}


def test_every_event_belongs_to_one_case_and_is_there_once() -> None:
    found = log()
    kinds = {one["id"]: one["type"] for one in found["objects"]}
    events = [one["id"] for one in found["events"]]

    assert len(events) == len(set(events)) == sum(len(one.events) for one in cases())
    for one in found["events"]:
        assert [kinds[related["objectId"]] for related in one["relationships"]].count("case") == 1
        assert one["time"].endswith("Z")


def test_nothing_leaves_that_is_not_on_the_list() -> None:
    found = log()
    allowed = {*(fact for facts in FACTS.values() for fact in facts), "who", "clock"}

    assert {fact["name"] for one in found["events"] for fact in one["attributes"]} <= allowed
    assert {fact["value"] for one in found["events"] for fact in one["attributes"] if fact["name"] == "who"} <= {
        "citizen", "staff", "system",
    }  # fmt: skip
