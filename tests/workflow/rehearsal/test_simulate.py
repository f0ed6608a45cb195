"""Random walks come again the same, go everywhere a definition leads, and find what is planted in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.given import DEFINITIONS, MONDAY_0805, definition_of, shipped
from tests.workflow.rehearsal.stories import STAGE
from workflow.definition.model import Definition
from workflow.rehearsal.simulate import Simulation, summary, walks
from workflow.rehearsal.walk import Ending, Walk, walk

NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/request_type.yaml"))

SMALL = """
request_type: leaf_fall
version: 1
kind: issue
title: Листя
applicant: {ask: [name, phone]}
roles: [clerk, head]
form: [{field: place, type: place, label: "Де це?", required: true}]
states:
  fresh:  {initial: true, title: Отримано, citizen: "Отримали."}
  closed: {final: true, outcome: satisfied, title: Прибрано, citizen: "Прибрали."}
transitions:
  - {name: done, from: fresh, to: closed, roles: [clerk]}
clocks:
  service: {length: 1, unit: minute, starts: fresh, on_expiry: {escalate: head}}
"""


def _simulated(definition: Definition, count: int, seed: int = 1) -> Simulation:
    return summary(definition, walks(definition, STAGE, count, seed))


def _small(right: str = "", wrong: str = "") -> Simulation:
    assert right in SMALL
    return _simulated(definition_of(SMALL.replace(right, wrong) if right else SMALL), 5)


@pytest.mark.parametrize("name", NAMES)
def test_walks_of_a_shipped_definition_visit_every_state_and_never_get_stuck(name: str) -> None:
    found = _simulated(shipped(name), 80)
    assert found.never_visited == ()
    assert found.stuck == {}
    assert found.endings[Ending.NOBODY] == 0
    assert found.endings[Ending.UNOPENED] == 0


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    road = shipped("road_defect")
    assert _simulated(road, 10) == _simulated(road, 10)
    assert _simulated(road, 10) != _simulated(road, 10, seed=2)


def test_a_small_sound_definition_ends_well_every_time() -> None:
    found = _small()
    assert found.endings == {"final": 5, "nobody": 0, "long": 0, "unopened": 0}
    assert found.outcomes == {"satisfied": 5}
    assert [(one.name, one.started, one.blown) for one in found.clocks] == [("service", 5, 5)]


def test_a_state_that_nothing_leads_to_is_never_visited() -> None:
    found = _small("transitions:\n", "  lost: {title: Загублено}\ntransitions:\n")
    assert found.never_visited == ("lost",)


def test_a_transition_held_back_for_ever_is_never_taken_and_told_with_its_guard() -> None:
    found = _small("roles: [clerk]}\n", "roles: [clerk], guards: [has_attachment]}\n")
    assert found.never_taken == ("done",)
    assert found.refusals["done: has_attachment"] == 5
    assert found.endings["nobody"] == 5


def test_a_transition_that_its_clock_cannot_fire_is_stuck() -> None:
    found = _small("on_expiry: {escalate: head}}", "on_expiry: {escalate: head, fire: lapse}}")
    assert found.stuck["fire_transition lapse: not_available"] == 5


def test_a_form_that_cannot_be_filled_in_is_told() -> None:
    found = _small("required: true}]", "required: true}, {field: s, type: slot, required: true}]")
    assert found.endings["unopened"] == 5
    assert found.refusals["open: form.s: required"] == 5


def test_median_and_ninetieth_percentile_are_values_that_were_seen() -> None:
    seen = [Walk(stays=[("fresh", timedelta(hours=hours))]) for hours in (10, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    figures = summary(definition_of(SMALL), seen).states[0]
    assert (figures.median, figures.p90) == (timedelta(hours=5), timedelta(hours=9))


def test_a_walk_tells_how_long_the_case_was_where() -> None:
    found = walk(definition_of(SMALL), STAGE, MONDAY_0805, "x")
    assert [state for state, _ in found.stays] == ["fresh", "closed"]
    assert found.stays[0][1] > timedelta(0)
