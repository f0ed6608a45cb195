"""Forwarding and the long lane as decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.given import Play, citizen, definition_of, local, moment, staff, surroundings
from workflow import codec
from workflow.case import Case
from workflow.commands.reach_milestone import ReachMilestone
from workflow.commands.record_outside_answer import RecordOutsideAnswer
from workflow.definition.model import Definition
from workflow.effect_requests import Notify
from workflow.engine import programme
from workflow.engine.evolve import fold
from workflow.engine.forwarding import filled
from workflow.engine.timers import timers
from workflow.errors import InvalidInput, NotAvailable, NotFound, NotPermitted
from workflow.events import Forwarded, Published
from workflow.replacing import replace
from workflow.surroundings import Surroundings
from workflow.town import Addressee

TEXT = (Path(__file__).parents[2] / "definitions" / "offered" / "street_light" / "request_type.yaml").read_text()
SENT = {"addressee": "Обленерго", "reason": "Мережа їхня."}
PLANNED = {"programme": "Світле місто", "promised": "2027-06-30", "milestones": "2027-05-01 Роботи\n2027-03-01 Проєкт"}


@pytest.fixture(scope="module")
def definition() -> Definition:
    return definition_of(TEXT)


def filed(definition: Definition) -> Play:
    play = Play(definition)
    play.open({"place": {"street": "вул. Лісова"}, "lamps": 6})
    return play


def planned(definition: Definition) -> Play:
    play = filed(definition)
    play.do("plan", staff("h", "head"), PLANNED)
    return play


def test_the_day_of_their_answer_follows_from_the_law_unless_somebody_says_it(definition: Definition) -> None:
    play = filed(definition)
    play.do("forward", staff("c", "clerk"), SENT)
    forwarding = play.case.forwarding
    assert forwarding is not None
    assert (forwarding.their_due, forwarding.allowed, forwarding.late) == (
        date(2026, 12, 23),
        date(2026, 11, 30),
        False,
    )
    assert play.case.values["their_due"] == "2026-12-23"
    said = filed(definition)
    said.do("forward", staff("c", "clerk"), {**SENT, "their_due": "2026-12-01"})
    assert said.case.forwarding is not None
    assert said.case.forwarding.their_due == date(2026, 12, 1)


def test_too_late_is_on_record_and_not_refused(definition: Definition) -> None:
    play = filed(definition)
    play.now = local("2026-12-01", "00:00")
    decision = play.do("forward", staff("c", "clerk"), SENT)
    (event,) = [one for one in decision.events if isinstance(one, Forwarded)]
    assert event.forwarding.late
    assert play.case.outcome == "forwarded"


def test_a_body_of_the_register_is_written_by_its_name(definition: Definition) -> None:
    rule = definition.transition("forward", "registered")
    assert rule is not None
    assert rule.forwarding is not None
    body = Addressee(id="power_grid", name="Обленерго")
    around: Surroundings = replace(surroundings(), town=replace(surroundings().town, addressees=(body,)))
    found = filled(rule.forwarding, definition, {"addressee": "power_grid"}, moment(), around)
    assert found["addressee"] == "Обленерго"
    assert filled(rule.forwarding, definition, {"addressee": "Хтось"}, moment(), around)["addressee"] == "Хтось"


def test_their_answer_is_recorded_once_and_told_to_the_citizen(definition: Definition) -> None:
    play = filed(definition)
    answer = RecordOutsideAnswer(reference=play.case.reference, answered=date(2026, 11, 23), text="Полагодимо, Олено")
    with pytest.raises(NotAvailable) as early:
        play.execute(answer, staff("c", "clerk"))
    assert [one.code for one in early.value.refusals] == ["not_forwarded"]
    play.do("forward", staff("c", "clerk"), SENT)
    with pytest.raises(NotPermitted):
        play.execute(answer, citizen(play.case))
    for wrong, field in (
        (replace(answer, answered=date(2026, 11, 24)), "date"),
        (replace(answer, text=" "), "text"),
        (replace(answer, attachments=(UUID(int=1),)), "attachments"),
    ):
        with pytest.raises(InvalidInput) as refused:
            play.execute(wrong, staff("c", "clerk"))
        assert list(refused.value.errors) == [field]
    decision = play.execute(answer, staff("c", "clerk"))
    assert decision is not None
    assert [one.text for one in decision.effects if isinstance(one, Notify)] == ["outside_answer"]
    assert "Олен" not in repr(decision.events)
    with pytest.raises(NotAvailable):
        play.execute(answer, staff("c", "clerk"))


def test_an_answer_without_a_text_for_it_asks_somebody_to_ring() -> None:
    text = TEXT.replace("  outside_answer:", "  other:")
    play = filed(definition_of(text))
    play.do("forward", staff("c", "clerk"), SENT)
    play.execute(
        RecordOutsideAnswer(reference=play.case.reference, answered=date(2026, 11, 23), text="Так"), staff("c", "clerk")
    )
    assert [(one.code, one.role) for one in play.case.works] == [("outside_answer", "clerk")]


def test_a_programme_keeps_promise_and_milestones_in_the_order_of_their_days(definition: Definition) -> None:
    play = planned(definition)
    found = play.case.programme
    assert found is not None
    assert (found.name, found.promised) == ("Світле місто", date(2027, 6, 30))
    assert [(one.title, one.due_date) for one in found.milestones] == [
        ("Проєкт", date(2027, 3, 1)),
        ("Роботи", date(2027, 5, 1)),
    ]
    assert any(isinstance(one, Published) for one in play.decisions[-1].events)
    assert {one.clock for one in timers(play.case)} >= {"milestone:0", "milestone:1", "milestone:2"}


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"promised": "2026-11-23"}, "promised", "due_past"),
        ({"milestones": "колись потім"}, "milestones", "invalid_value"),
        ({"milestones": "2027-02-30 Проєкт"}, "milestones", "invalid_value"),
        ({"milestones": "2027-07-01 Пізніше за обіцянку"}, "milestones", "invalid_value"),
        ({"milestones": "2027-03-01 Крок\n" * 21}, "milestones", "too_many"),
    ],
)
def test_a_promise_that_makes_no_sense_is_refused(
    definition: Definition, given: dict[str, str], field: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        programme.programme_of({**PLANNED, **given}, moment(), surroundings().zone)
    assert refused.value.errors == {field: (code,)}
    play = filed(definition)
    with pytest.raises(InvalidInput):
        play.do("plan", staff("h", "head"), {**PLANNED, **given})
    assert play.case.state == "registered"


def test_a_milestone_is_reached_once_by_who_promised_and_the_citizen_is_told(definition: Definition) -> None:
    play = planned(definition)
    first = ReachMilestone(reference=play.case.reference, number=1)
    for stranger in (staff("c", "clerk"), citizen(play.case)):
        with pytest.raises(NotPermitted):
            play.execute(first, stranger)
    decision = play.execute(first, staff("h", "head"))
    assert decision is not None
    (told,) = [one for one in decision.effects if isinstance(one, Notify)]
    assert (told.text, told.values["milestone"], told.values["promise"]) == ("step", "Проєкт", "30.06.2027")
    with pytest.raises(NotAvailable):
        play.execute(first, staff("h", "head"))
    for number in (0, 3):
        with pytest.raises(NotFound):
            play.execute(replace(first, number=number), staff("h", "head"))


def test_a_day_that_passes_is_told_once_and_a_reached_one_never(definition: Definition) -> None:
    play = planned(definition)
    play.execute(ReachMilestone(reference=play.case.reference, number=1), staff("h", "head"))
    play.wake(local("2027-08-01", "00:00"))
    found = play.case.programme
    assert found is not None
    assert [one.missed for one in found.milestones] == [False, True]
    assert found.missed
    assert not [one for one in timers(play.case) if one.clock.startswith("milestone:")]


def test_history_replayed_is_the_stored_case(definition: Definition) -> None:
    for play in (planned(definition), filed(definition)):
        if play.case.state == "registered":
            play.do("forward", staff("c", "clerk"), SENT)
        play.wake(local("2027-08-01", "00:00"))
        replayed: Case | None = None
        for decision, (now, label) in zip(play.decisions, play.instants, strict=True):
            stored = [codec.event_from_json(*codec.event_to_json(one)) for one in decision.events]
            replayed = fold(replayed, stored, now, label)
        assert replayed == play.case
        assert codec.case_from_json(codec.case_to_json(play.case)) == play.case
