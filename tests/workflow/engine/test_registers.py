"""Positions and places without a database: who goes before whom, and who gets a place that has become free."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.given import Play, shipped, staff
from workflow.case import Case
from workflow.effect_requests import OfferPlace, SeekPlace
from workflow.engine import registers
from workflow.errors import DefinitionError, NotAvailable
from workflow.rehearsal.outside import settle
from workflow.values import Json

QUEUE = shipped("housing_queue")
CENTRE = shipped("rehabilitation_enrolment")
SPECIALIST = staff("specialist")
CHILD: dict[str, Json] = {
    "basis": "parent",
    "basis_number": "118",
    "child": {"surname": "Зразковий", "given_name": "Марко"},
    "birth": "2019-01-20",
    "group": "morning",
}


def queued(category: str, *, after: Play | None = None, reference: str = "26-00042") -> Play:
    play = Play(QUEUE)
    if after is not None:
        play.memory.numbers = after.memory.numbers
    play.open({"people": 3, "category": category}, reference=reference)
    play.do("accept", SPECIALIST, {"decision": "№ 1"})
    return play


def order(*plays: Play) -> list[str]:
    def key(case: Case) -> tuple[int, int]:
        assert case.position is not None
        return case.position.rank, case.position.turn

    return [case.reference for case in sorted((one.case for one in plays), key=key)]


def test_a_privileged_category_goes_first_and_within_one_the_earlier_entry() -> None:
    first = queued("general", reference="26-00001")
    second = queued("general", after=first, reference="26-00002")
    third = queued("out_of_turn", after=second, reference="26-00003")
    assert order(first, second, third) == ["26-00003", "26-00001", "26-00002"]


def test_a_changed_category_moves_and_the_turn_stays() -> None:
    first = queued("general", reference="26-00001")
    second = queued("general", after=first, reference="26-00002")
    before = second.case.position
    second.do("change_category", SPECIALIST, {"category": "first", "why_category": "посвідчення"})
    after = second.case.position
    assert before is not None
    assert after is not None
    assert (after.turn, after.since, after.rank) == (before.turn, before.since, 1)
    assert order(first, second) == ["26-00002", "26-00001"]


def test_the_same_category_again_is_no_move() -> None:
    play = queued("first")
    decision = play.do("change_category", SPECIALIST, {"category": "first", "why_category": "те саме"})
    assert not [one for one in decision.events if type(one).__name__.startswith("Register")]


def test_nobody_enters_a_register_without_a_turn() -> None:
    play = Play(QUEUE)
    play.open({"people": 3, "category": "general"})
    moved = replace(play.case, state="queued")
    with pytest.raises(DefinitionError) as refused:
        registers.on_move(QUEUE, moved, None, "accept", play.now)
    assert refused.value.code == "turn_missing"


def enrolling() -> Play:
    play = Play(CENTRE)
    play.open(CHILD)
    return play


def test_a_case_that_wants_a_place_has_one_looked_for() -> None:
    play = enrolling()
    decision = play.do("approve", SPECIALIST, {"basis_checked": True})
    assert [type(one) for one in decision.effects if isinstance(one, SeekPlace | OfferPlace)] == [SeekPlace]
    assert play.case.booking is None
    settle(play, decision)
    assert play.case.state == "offered"
    assert play.case.booking is not None
    assert (play.case.booking.calendar, play.case.booking.slot) == ("places:rehabilitation", "morning")


def test_the_last_place_is_the_last() -> None:
    play = enrolling()
    play.memory.others = 12
    settle(play, play.do("approve", SPECIALIST, {"basis_checked": True}))
    assert play.case.state == "waiting"
    assert play.case.position is not None
    assert play.case.position.register == "rehabilitation.morning"


def test_a_place_given_back_is_offered_to_the_next() -> None:
    play = enrolling()
    settle(play, play.do("approve", SPECIALIST, {"basis_checked": True}))
    decision = play.do("withdraw", staff("clerk"))
    offers = [one for one in decision.effects if isinstance(one, OfferPlace)]
    assert [(one.request_type, one.group) for one in offers] == [("rehabilitation_enrolment", "morning")]
    assert play.case.booking is None


def test_a_move_into_a_full_group_is_refused_and_changes_nothing() -> None:
    play = enrolling()
    settle(play, play.do("approve", SPECIALIST, {"basis_checked": True}))
    play.do("confirm", staff("clerk"))
    play.memory.others = 8
    before = play.case
    with pytest.raises(NotAvailable) as refused:
        play.do("change_group", SPECIALIST, {"group": "evening"})
    assert [one.code for one in refused.value.refusals] == ["no_place"]
    assert play.case is before
