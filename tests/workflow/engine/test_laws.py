"""The four laws of `house.md` over random legal and illegal sequences of commands, for every shipped definition:

replaying the history gives exactly the stored case; no case changes without history; a refused command decides
nothing; the same inputs give the same decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.given import DEFINITIONS, Play, citizen, order, shipped, staff, surroundings
from workflow import codec
from workflow.actor import Actor, system
from workflow.case import Booking, Case, SignedStatement
from workflow.definition.model import Definition, Field, FieldType
from workflow.engine.evolve import fold
from workflow.engine.slots import bookable_slots
from workflow.errors import DomainError
from workflow.events import Event
from workflow.rehearsal.made_up import made_up_applicant, made_up_value
from workflow.values import Json

NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/request_type.yaml"))
FULL_APPLICANT: dict[str, Json] = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "+380501234567",
    "address": "вул. Лісова, 8",
    "email": "olena@example.org",
    "birth_date": "1988-05-12",
}


def value_for(field: Field, pick: int) -> Json:
    """Something sound for a field, or (one time in eight) something that is not."""
    return {"bad": True} if pick % 8 == 0 else made_up_value(field, pick)


def inputs_for(fields: tuple[Field, ...], pick: int) -> dict[str, Json]:
    uploads = (FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES, FieldType.SLOT)
    return {
        field.name: value_for(field, pick + index) for index, field in enumerate(fields) if field.type not in uploads
    }


def booking_at(definition: Definition, now: datetime) -> Booking | None:
    if definition.calendar is None:
        return None
    calendar = surroundings().calendars.calendar(definition.calendar)
    day = now.date()
    slots = bookable_slots(calendar, day, day + timedelta(days=14), now)
    if not slots:
        return None
    return Booking(calendar=calendar.id, slot=slots[0].id, starts=slots[0].starts, ends=slots[0].ends)


def opened(definition: Definition) -> Play:
    play = Play(definition)
    booking = booking_at(definition, play.now)
    asked = definition.asked_of_citizens().form
    form = inputs_for(asked, 1)
    for field in asked:
        if field.type is FieldType.SLOT and booking is not None:
            form[field.name] = booking.slot
    form = {
        field.name: made_up_value(field, 1) if form[field.name] == {"bad": True} else form[field.name]
        for field in asked
        if field.name in form
    }
    # Uploads are left out of the pure play: a form that demands them is opened without that demand.
    bare = replace(
        definition,
        form=tuple(
            replace(one, required=False, unless=None) if one.type in (FieldType.PHOTO, FieldType.PHOTOS) else one
            for one in definition.form
        ),
    )
    play.definition = bare
    play.open(form, {**FULL_APPLICANT, **made_up_applicant(definition)})
    return play


def actors(play: Play) -> list[Actor]:
    return [
        citizen(play.case),
        system(1),
        staff("nobody"),
        *(staff(role, role) for role in play.definition.roles),
    ]


def random_steps(play: Play, picks: list[int]) -> Iterator[tuple[Case, DomainError | None]]:
    """Tries one command per pick; yields the case before it and the refusal, if it was refused."""
    names = sorted({one.name for one in play.definition.transitions})
    for pick in picks:
        before = play.case
        actor_list = actors(play)
        actor = actor_list[pick % len(actor_list)]
        name = names[(pick // 7) % len(names)]
        transition = play.definition.transition(name, before.state)
        fields = transition.input if transition else ()
        orders = [order(due=play.now.date() + timedelta(days=3))] if transition and transition.resolution else []
        signed = [SignedStatement(statement="s", signature="c", certificate="k", by="x", at=play.now) for _ in orders]
        play.now += timedelta(minutes=(pick * 37) % 3000)
        booking = booking_at(play.definition, play.now) if any(f.type is FieldType.SLOT for f in fields) else None
        values = inputs_for(fields, pick)
        if booking is not None:
            values[next(f.name for f in fields if f.type is FieldType.SLOT)] = booking.slot
        try:
            if pick % 11 == 0:
                play.wake(play.now + timedelta(days=pick % 40))
            else:
                play.do(name, actor, values, orders, signed=signed)
        except DomainError as refused:
            yield before, refused
        else:
            yield before, None


def history(play: Play) -> list[list[Event]]:
    return [list(decision.events) for decision in play.decisions]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(picks=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=25))
def test_replaying_the_history_gives_exactly_the_stored_case(name: str, picks: list[int]) -> None:
    play = opened(shipped(name))
    for _ in random_steps(play, picks):
        pass
    replayed: Case | None = None
    for events, (now, label) in zip(history(play), play.instants, strict=True):
        stored = [codec.event_from_json(*codec.event_to_json(one)) for one in events]
        replayed = fold(replayed, stored, now, label)
    assert replayed == play.case
    stored_row = json.loads(codec.canonical(codec.case_to_json(play.case)))
    assert codec.case_from_json(stored_row) == play.case


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(picks=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=25))
def test_a_case_changes_only_with_history_and_a_refused_command_changes_nothing(name: str, picks: list[int]) -> None:
    play = opened(shipped(name))
    count = len(play.decisions)
    for before, refused in random_steps(play, picks):
        if refused is not None and len(play.decisions) == count:
            assert play.case is before
        elif play.case != before:
            assert any(decision.events for decision in play.decisions[count:])
            assert play.case.version > before.version
            assert play.case.sequence > before.sequence
        count = len(play.decisions)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(picks=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=20))
def test_the_same_inputs_give_the_same_decisions(name: str, picks: list[int]) -> None:
    first, second = opened(shipped(name)), opened(shipped(name))
    outcomes = [
        [type(refused).__name__ if refused else None for _, refused in random_steps(play, picks)]
        for play in (first, second)
    ]
    assert outcomes[0] == outcomes[1]
    assert first.decisions == second.decisions


def test_random_play_reaches_further_than_the_first_state() -> None:
    """The laws above would hold vacuously if every random command were refused."""
    play = opened(shipped("road_defect"))
    picks = [(i * 7919 + 13) % 10_000 for i in range(400)]
    moved = sum(refused is None for _, refused in random_steps(play, picks))
    assert moved >= 5
    assert {one.from_state for decision in play.decisions for one in decision.events if hasattr(one, "from_state")}
