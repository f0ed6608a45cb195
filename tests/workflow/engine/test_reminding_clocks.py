"""A clock set from a visit that only tells somebody something is no term: nobody owes anything by it."""

from __future__ import annotations

from dataclasses import replace

from gate.deadline_words import sentence
from store.projections import own_terms
from store.projections.deadline_rows import deadline_rows
from tests.given import KYIV, Play, definition_of, local, staff
from workflow.engine.pending import most_urgent
from workflow.engine.wording import values_of

TEXT = """
request_type: outing
version: 1
kind: other
title: Екскурсія
applicant: {ask: [nothing]}
roles: [clerk]
form: [{field: day, type: date, label: Коли, required: true}]
states:
  asked: {initial: true, title: Отримано, citizen: Отримали.}
  done:  {final: true, outcome: satisfied, title: Відбулась, citizen: Відбулась.}
transitions:
  - {name: finish, from: asked, to: done, roles: [clerk]}
clocks:
  eve:     {appointed: {field: day, days_before: 1, time: "09:00"}, starts: asked, on_expiry: {notify: {to: clerk, text: eve}}}
  over:    {appointed: {field: day}, starts: asked, on_expiry: {escalate: clerk}}
  service: {length: 10, unit: working_day, starts: asked, on_expiry: {escalate: clerk}}
texts:
  eve: {link: "{number}: завтра"}
"""


def outing() -> Play:
    play = Play(definition_of(TEXT))
    play.open({"day": "2026-11-26"}, {})
    return play


def test_a_reminder_stands_in_no_queue_and_no_list() -> None:
    case = outing().case

    urgent = most_urgent(case)

    assert urgent is not None
    assert urgent.clock == "over", "a day somebody answers for is a term"
    assert {row["clock"] for row in deadline_rows(case)} == {"over", "service"}
    assert own_terms.due(case) == urgent.deadline
    assert values_of(case, KYIV)["due"] == "26.11"


def test_a_reminder_that_rang_makes_no_case_late() -> None:
    # given: only the reminder and a long term
    play = outing()
    play.wake(local("2026-11-25", "09:01"))
    assert play.case.deadline("eve") is not None
    alone = tuple(one for one in play.case.deadlines if one.clock != "over")
    # then
    assert not own_terms.late(replace(play.case, deadlines=alone))
    play.do("finish", staff("clerk"))
    assert not own_terms.late(play.case)


def test_a_day_counted_from_an_appointment_says_from_which() -> None:
    case = outing().case

    said = {one.clock: [sentence(step, "uk") for step in one.steps] for one in case.deadlines}

    assert said["eve"] == ["Призначений день – 26.11.2026; строк за 1 день до нього."]
    assert said["over"] == ["Призначений день – 26.11.2026."]
