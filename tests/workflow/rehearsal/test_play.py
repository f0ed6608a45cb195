"""A play performs the product's commands: the same ones decide the same, and refused ones leave nothing behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.given import MONDAY_0805, shipped
from tests.workflow.rehearsal.stories import STAGE
from workflow.actor import visitor
from workflow.case import PaperStatus
from workflow.commands.open_case import OpenCase
from workflow.commands.perform_transition import PerformTransition
from workflow.errors import InvalidInput, NotPermitted
from workflow.rehearsal.cast import actor_named
from workflow.rehearsal.made_up import made_up_applicant
from workflow.rehearsal.outside import settle, sign
from workflow.rehearsal.play import Play
from workflow.rehearsal.stage import staff_for

ROAD = shipped("road_defect")


def _opened() -> Play:
    play = Play(definition=ROAD, stage=STAGE.with_people(staff_for(ROAD), {}), now=MONDAY_0805)
    command = OpenCase(request_type="road_defect", form={"place": "тут"}, applicant=made_up_applicant(ROAD))
    play.execute(command, visitor(1))
    return play


def _do(play: Play, name: str, by: str, **given: str) -> None:
    command = PerformTransition(reference=play.case.reference, name=name, input=given)
    settle(play, play.execute(command, actor_named(by, play)))


def _refused_road() -> Play:
    play = _opened()
    _do(play, "route", "dispatcher")
    _do(play, "refuse", "utility_director", grounds="Не наша дорога.")
    return play


def test_two_plays_of_the_same_commands_are_equal() -> None:
    assert _refused_road().decisions == _refused_road().decisions


def test_a_refused_command_leaves_the_case_as_it_was() -> None:
    play = _opened()
    before = play.case
    with pytest.raises(NotPermitted):
        _do(play, "route", "foreman")
    assert play.case is before
    assert len(play.decisions) == 1


def test_nothing_can_be_asked_of_a_case_that_is_not_there() -> None:
    play = Play(definition=ROAD, stage=STAGE, now=MONDAY_0805)
    with pytest.raises(LookupError):
        assert play.case
    with pytest.raises(InvalidInput):
        play.execute(OpenCase(request_type="road_defect", form={}, applicant={}), visitor(1))
    assert not play.opened


def test_the_last_signature_brings_seal_number_and_the_transition_that_waited() -> None:
    # given
    play = _refused_road()
    paper = play.case.papers[0]
    # when
    settle(play, sign(play, paper, actor_named("utility_director", play)))
    # then
    done = play.case.papers[0]
    assert (done.status, done.number) == (PaperStatus.COMPLETE, "1/02-21")
    assert [one.at is not None for one in done.signatures] == [True, True]
    assert play.case.state == "answered"


def test_only_the_signer_named_may_sign() -> None:
    play = _refused_road()
    with pytest.raises(NotPermitted):
        sign(play, play.case.papers[0], actor_named("mayor", play))


def test_timers_ring_in_order_and_each_once() -> None:
    # given
    play = _opened()
    # when
    woken = play.wake(MONDAY_0805 + timedelta(days=40))
    # then
    instants = [now for now, by in play.instants if by == "system"]
    assert len(woken) == len(instants) >= 3
    assert instants == sorted(instants)
    assert play.wake(MONDAY_0805 + timedelta(days=80)) == []
