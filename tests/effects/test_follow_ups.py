"""Follow-ups: a fired transition, a joined case that follows, an alarm."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from effects import fire_transition, follow_main, tell_staff
from effects.errand import Errand
from effects.errors import TryAgain
from tests.effects.fakes import ERRAND, toolbox
from tests.effects.given import filed
from workflow.commands.follow_main import FollowMainCase
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.raise_alarm import RaiseAlarm
from workflow.effect_requests import FireTransition, FollowMain, TellStaff

MAIN = UUID(int=77)


def fire(case: UUID, from_state: str) -> FireTransition:
    return FireTransition(id=UUID(int=5), case=case, name="dispatch", from_state=from_state)


def follow(case: UUID, name: str) -> FollowMain:
    return FollowMain(id=UUID(int=6), case=case, main=MAIN, name=name, main_sequence=4)


def test_a_transition_fires_from_the_state_it_was_wanted_in() -> None:
    given = filed()
    fire_transition.run(fire(given.case.id, "registered"), ERRAND, toolbox(given.town))
    assert given.town.given(PerformTransition) == [
        PerformTransition(reference="26-00042", name="dispatch", version=given.case.version)
    ]


def test_a_case_that_has_moved_on_is_left_alone() -> None:
    given = filed()
    fire_transition.run(fire(given.case.id, "answering"), ERRAND, toolbox(given.town))
    assert given.town.commands == []


def test_a_joined_case_follows() -> None:
    given = filed()
    given.town.keep(replace(given.case, main=MAIN), {})
    follow_main.run(follow(given.case.id, "route"), ERRAND, toolbox(given.town))
    assert [one.name for one in given.town.given(FollowMainCase)] == ["route"]


def test_a_move_that_came_too_early_waits_for_the_one_before_it_but_not_for_ever() -> None:
    # given: `instruct` arrives while the joined case is not yet routed
    given = filed()
    given.town.keep(replace(given.case, main=MAIN), {})
    early = follow(given.case.id, "instruct")
    # when
    with pytest.raises(TryAgain):
        follow_main.run(early, ERRAND, toolbox(given.town))
    follow_main.run(early, Errand(municipality=1, correlation=UUID(int=9), attempt=4), toolbox(given.town))
    # then
    assert given.town.commands == []


def test_a_case_that_follows_nobody_any_more_stays() -> None:
    given = filed()
    follow_main.run(follow(given.case.id, "route"), ERRAND, toolbox(given.town))
    assert given.town.commands == []


def test_an_alarm_has_its_effects_id() -> None:
    given = filed()
    wanted = TellStaff(id=UUID(int=8), case=given.case.id, to=("role:mayor",), code="deadline_blown", data={"rung": 0})
    tell_staff.run(wanted, ERRAND, toolbox(given.town))
    alarm = given.town.given(RaiseAlarm)[0]
    assert (alarm.identifier, alarm.to, alarm.code, alarm.data) == (wanted.id, wanted.to, wanted.code, wanted.data)
