"""Appointments of the mayor's reception."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.workflow.terms_given import CALENDARS, TOWN_HALL, kyiv
from workflow.definition.office_calendar import Hours, SlotPlan
from workflow.engine.slots import bookable_slots, open_slots, slot_of
from workflow.errors import DefinitionError

RECEPTION = CALENDARS.calendar("mayor_reception")
WEDNESDAY = date(2026, 11, 25)


def test_a_reception_offers_six_slots_of_twenty_minutes_on_wednesday() -> None:
    # when
    slots = open_slots(RECEPTION, date(2026, 11, 23), date(2026, 11, 29))
    # then
    assert [slot.starts for slot in slots] == [
        kyiv("2026-11-25T15:00") + timedelta(minutes=20) * number for number in range(6)
    ]
    assert slots[0].id == "mayor_reception-20261125T1500"
    assert slots[-1].ends == kyiv("2026-11-25T17:00")
    assert {slot.capacity for slot in slots} == {1}
    assert RECEPTION.room == "каб. 12"


def test_a_rest_too_short_for_a_slot_is_not_offered() -> None:
    # given
    office = replace(RECEPTION, slots=SlotPlan(length=timedelta(minutes=50)))
    # then
    assert len(open_slots(office, WEDNESDAY, WEDNESDAY)) == 2


def test_notice_and_horizon_bound_what_may_be_booked() -> None:
    # given a notice of two hours and a horizon of thirty days
    now = kyiv("2026-11-25T13:10")
    # when
    slots = bookable_slots(RECEPTION, WEDNESDAY, date(2027, 3, 1), now)
    # then
    assert slots[0].starts == kyiv("2026-11-25T15:20")
    assert slots[-1].starts == kyiv("2026-12-23T16:40")


def test_nothing_of_the_past_may_be_booked() -> None:
    assert bookable_slots(RECEPTION, WEDNESDAY, WEDNESDAY, kyiv("2026-11-26T10:00")) == ()


def test_every_slot_is_found_by_its_id_and_no_other_is() -> None:
    # given
    slots = open_slots(RECEPTION, WEDNESDAY, WEDNESDAY)
    # then
    assert [slot_of(RECEPTION, slot.id) for slot in slots] == list(slots)
    for wrong in (
        "mayor_reception-20261125T1510",
        "mayor_reception-20261124T1500",
        "other-20261125T1500",
        "",
        "mayor_reception-99999999T9999",
    ):
        assert slot_of(RECEPTION, wrong) is None


def test_ids_are_unique_even_in_the_night_whose_hour_comes_twice() -> None:
    # given
    office = replace(
        RECEPTION,
        hours={6: (Hours(opens=time(1), closes=time(6)),)},
        workdays=frozenset({6}),
    )
    # when
    slots = open_slots(office, date(2026, 10, 25), date(2026, 10, 25))
    # then
    assert len(slots) == 18
    assert len({slot.id for slot in slots}) == 18
    assert [slot_of(office, slot.id) for slot in slots] == list(slots)


def test_a_calendar_without_slots_offers_none() -> None:
    with pytest.raises(DefinitionError) as refused:
        open_slots(TOWN_HALL, WEDNESDAY, WEDNESDAY)
    assert refused.value.code == "calendar_without_slots"
