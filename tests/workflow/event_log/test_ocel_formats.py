"""OCEL 2.0 as the standard words it: JSON (chapter 8) by a schema of its rules, XML (chapter 7) by its elements and keys; and
both say the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.workflow.event_log.played import some_played
from workflow.event_log.log_case import LogCase
from workflow.event_log.ocel import ocel
from workflow.event_log.ocel_xml import ocel_xml

CASES = 25
KINDS = {"enum": ["string", "time", "integer", "float", "boolean"]}


def strict(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in ("attributes", "relationships")],
        "additionalProperties": False,
    }


def listed(one: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": one}


TEXT, TIME = {"type": "string"}, {"type": "string", "format": "date-time"}
TYPES = listed(strict(name=TEXT, attributes=listed(strict(name=TEXT, type=KINDS))))
RELATED = listed(strict(objectId=TEXT, qualifier=TEXT))
OBJECT = strict(id=TEXT, type=TEXT, attributes=listed(strict(name=TEXT, time=TIME, value=TEXT)), relationships=RELATED)
EVENT = strict(
    id=TEXT, type=TEXT, time=TIME, attributes=listed(strict(name=TEXT, value=TEXT)), relationships=RELATED
)  # fmt: skip
RULES = strict(objectTypes=TYPES, eventTypes=TYPES, objects=listed(OBJECT), events=listed(EVENT))
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_instant(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def cases() -> Iterable[LogCase]:
    return some_played("road_defect", CASES)


@cache
def as_json() -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(ocel(cases)))
    return found


@cache
def as_xml() -> ET.Element:
    return ET.fromstring("".join(ocel_xml(cases)))


def mistakes(log: Any) -> list[str]:
    return [one.message for one in Draft202012Validator(RULES, format_checker=FORMATS).iter_errors(log)]


def test_the_json_keeps_every_rule_of_the_standard() -> None:
    assert mistakes(as_json()) == []


@pytest.mark.parametrize("spoilt", [{"time": "yesterday"}, {"time": None}, {"id": 7}, {"more": "x"}])
def test_the_rules_can_be_broken(spoilt: dict[str, Any]) -> None:
    event = {**as_json()["events"][0], **spoilt}

    assert mistakes({**as_json(), "events": [event]})


def test_the_xml_is_built_of_the_elements_of_the_standard() -> None:
    inner = {
        "log": ["object-types", "event-types", "objects", "events"],
        "object-type": ["attributes"], "event-type": ["attributes"],
        "object": ["attributes", "objects"], "event": ["attributes", "objects"],
    }  # fmt: skip
    keys = {
        "object-type": {"name"}, "event-type": {"name"}, "object": {"id", "type"}, "event": {"id", "type", "time"},
        "relationship": {"object-id", "qualifier"},
    }  # fmt: skip
    for one in as_xml().iter():
        assert inner.get(one.tag, [each.tag for each in one]) == [each.tag for each in one]
        assert keys.get(one.tag, set(one.keys())) == set(one.keys())
    asked = {("object-type", "type"), ("event-type", "type"), ("object", "time")}
    for holder in ("object-type", "event-type", "object", "event"):
        want = {"name", *(key for tag, key in asked if tag == holder)}
        assert all(set(one.keys()) == want for one in as_xml().findall(f".//{holder}/attributes/attribute"))


def test_the_xml_says_what_the_json_says() -> None:
    log = as_json()
    objects = [
        (one["id"], one["type"], [(fact["name"], fact["time"], fact["value"]) for fact in one["attributes"]], ways(one))
        for one in log["objects"]
    ]
    events = [
        (one["id"], one["type"], one["time"], [(fact["name"], fact["value"]) for fact in one["attributes"]], ways(one))
        for one in log["events"]
    ]

    assert objects == [
        (
            one.get("id"),
            one.get("type"),
            [(f.get("name"), f.get("time"), f.text) for f in one.iter("attribute")],
            told(one),
        )
        for one in as_xml().findall("objects/object")
    ]
    assert events == [
        (
            one.get("id"),
            one.get("type"),
            one.get("time"),
            [(f.get("name"), f.text) for f in one.iter("attribute")],
            told(one),
        )
        for one in as_xml().findall("events/event")
    ]


def ways(one: dict[str, Any]) -> list[tuple[str, str]]:
    return [(way["objectId"], way["qualifier"]) for way in one["relationships"]]


def told(one: ET.Element) -> list[tuple[str | None, str | None]]:
    return [(way.get("object-id"), way.get("qualifier")) for way in one.iter("relationship")]


def test_signs_of_xml_stay_text() -> None:
    case = replace(some_played("road_defect", CASES)[0], reference='"></attribute>&')

    log = ET.fromstring("".join(ocel_xml(lambda: [case])))

    assert log.findtext("objects/object/attributes/attribute") == '"></attribute>&'
