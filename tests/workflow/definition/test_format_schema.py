"""The format as JSON Schema: sound by its own standard, lets every shipped definition through, agrees with the reader."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.given import DEFINITIONS
from workflow.definition import schema
from workflow.definition.format_schema import format_schema
from workflow.definition.yaml_source import load

FILES = sorted(DEFINITIONS.glob("*/request_type.yaml"))

BEYOND_THE_SCHEMA = ("named twice", "below min", "field named", "stands here twice")
"""Mistakes between parts of a definition, which only the reader finds."""


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(format_schema())


def tree_of(name: str) -> Any:
    return load((DEFINITIONS / name / "request_type.yaml").read_bytes()).tree


def test_it_is_a_sound_schema_and_the_same_every_time() -> None:
    Draft202012Validator.check_schema(format_schema())
    assert format_schema() == format_schema()


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.parent.name)
def test_a_shipped_definition_is_valid(file: Any) -> None:
    assert [error.message for error in validator().iter_errors(load(file.read_bytes()).tree)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tittle",), "x"),
        (("states", "routed", "colour"), "red"),
        (("transitions", 0, "form"), "registered"),
        (("form", 0, "mandatory"), True),
        (("clocks", "reply", "days"), 3),
        (("clocks", "reply", "law"), "ua_appeals.art_20"),
        (("documents", "answer_letter", "signatures", 0, "seal"), "municipality"),
        (("texts", "done", "sms"), "x"),
        (("on_start", 0, "notify", "who"), "applicant"),
        (("on_start", 0, "dance"), "now"),
        (("transitions", 1, "guards"), [{"field": "place", "abover": 3}]),
        (("form", 0, "options"), ["a", "b"]),
        (("form", 0, "type"), "choice"),
        (("version",), "one"),
        (("kind",), "miracle"),
        (("filing", "keep"), "long"),
    ],
)
def test_what_the_format_does_not_know_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    tree = tree_of("road_defect")
    here = tree
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    assert not validator().is_valid(tree)


def test_a_review_names_roles_or_has_people_named() -> None:
    def allowed(reviews: dict[str, Any]) -> tuple[bool, bool]:
        tree = tree_of("road_defect")
        tree["transitions"][7]["reviews"] = reviews
        return validator().is_valid(tree), not schema.read(tree).mistakes

    assert allowed({"by": ["mayor"]}) == allowed({"people": "required"}) == (True, True)
    assert allowed({}) == allowed({"people": "optional"}) == allowed({"by": []}) == (False, False)


@pytest.mark.parametrize("key", ["request_type", "version", "kind", "title", "states", "transitions"])
def test_a_missing_key_is_refused(key: str) -> None:
    tree = tree_of("road_defect")
    del tree[key]
    assert not validator().is_valid(tree)


def _paths(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, value in inner for found in _paths(value, (*path, key)))]


@pytest.mark.parametrize("name", [file.parent.name for file in FILES])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_schema_and_reader_agree_on_what_is_well_formed(name: str, data: st.DataObject) -> None:
    # given: a shipped definition with one thing written differently
    tree = copy.deepcopy(tree_of(name))
    path = data.draw(st.sampled_from(_paths(tree)[1:]))
    here = tree
    for part in path[:-1]:
        here = here[part]
    strange: list[Any] = ["x", "X y", "", "5 years", 7, -1, True, None, [], {}, ["x"], {"x": "y"}, {"field": "x"}]
    match data.draw(st.sampled_from(["replace", "delete", "rename"])):
        case "replace":
            here[path[-1]] = data.draw(st.sampled_from(strange))
        case "rename" if isinstance(here, dict):
            here["strange"] = here.pop(path[-1])
        case _:
            del here[path[-1]]
    # when
    mistakes = [one for one in schema.read(tree).mistakes if not any(w in one.message for w in BEYOND_THE_SCHEMA)]
    # then
    assert validator().is_valid(tree) == (not mistakes), (path, mistakes)
