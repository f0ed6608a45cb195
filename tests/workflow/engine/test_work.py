"""Work by hand: a definition puts it into a queue, whoever it awaits does it once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.given import Play, citizen, definition_of, local, moment, staff
from workflow.actor import system
from workflow.case import Work
from workflow.commands.add_work import AddWork
from workflow.commands.complete_work import CompleteWork
from workflow.definition.model import Definition, Length
from workflow.engine.pending import pending
from workflow.engine.work import done
from workflow.errors import InvalidInput, NotAvailable, NotFound, NotPermitted
from workflow.values import PersonalValue
from workflow.work_item import WorkKind

DEFINITION = """
request_type: call_back
version: 1
kind: internal
title: Передзвонити
applicant: {ask: [nothing]}
roles: [clerk, head]
states:
  fresh: {initial: true, title: Нове}
  ended: {final: true, outcome: satisfied, title: Кінець}
transitions:
  - name: end
    from: fresh
    to: ended
    roles: [head]
    effects:
      - work: {role: clerk, title: Зателефонувати, due: {length: 1, unit: working_day}}
      - work: {role: head, title: Лише за відмови, due: {length: 1, unit: working_day}}
        when: {outcome: refused}
"""


@pytest.fixture(scope="module")
def definition() -> Definition:
    return definition_of(DEFINITION)


def ended(definition: Definition) -> Play:
    play = Play(definition)
    play.open({}, applicant={})
    play.do("end", staff("head", "head"))
    return play


def test_an_effect_puts_a_line_with_title_and_due_into_the_queue_of_its_role(definition: Definition) -> None:
    play = ended(definition)
    (work,) = play.case.works
    assert (work.title, work.role, work.due) == ("Зателефонувати", "clerk", local("2026-11-25", "00:00"))
    lines = [one for one in pending(definition, play.case) if one.kind is WorkKind.WORK]
    assert [(one.role, one.work, one.due) for one in lines] == [("clerk", work.id, work.due)]


def test_work_done_leaves_the_queue_and_its_note_is_kept_apart(definition: Definition) -> None:
    play = ended(definition)
    work = play.case.works[0]
    decision = play.execute(CompleteWork(work=work.id, note="Розмовляли з Оленою"), staff("tetiana", "clerk"))
    assert decision is not None
    assert [(one.name, one.value) for one in decision.personal] == [(f"work.{work.id}.note", "Розмовляли з Оленою")]
    assert "Олен" not in repr(decision.events)
    assert decision.work == ()
    assert (play.case.works[0].done_by, play.case.works[0].done) == ("tetiana", play.now)


def test_work_is_done_once_and_only_by_whom_it_awaits(definition: Definition) -> None:
    play = ended(definition)
    command = CompleteWork(work=play.case.works[0].id)
    for stranger in (staff("head", "head"), citizen(play.case), system(1)):
        with pytest.raises(NotPermitted):
            play.execute(command, stranger)
    play.execute(command, staff("tetiana", "clerk"))
    with pytest.raises(NotAvailable) as again:
        play.execute(command, staff("tetiana", "clerk"))
    assert [one.code for one in again.value.refusals] == ["wrong_state"]
    with pytest.raises(NotFound):
        play.execute(CompleteWork(work=UUID(int=99)), staff("tetiana", "clerk"))


def test_work_of_a_unit_awaits_its_people_and_of_a_user_that_user(definition: Definition) -> None:
    play = ended(definition)

    def may(work: Work, username: str, *roles: str, unit: str | None) -> bool:
        case = play.case
        try:
            done(
                replace(case, works=(work,)),
                work.id,
                staff(username, *roles, unit=unit),
                "",
                moment(play.now),
            )
        except NotPermitted:
            return False
        return True

    of_unit = Work(id=UUID(int=5), added=play.now, title="т", unit="utility")
    of_user = Work(id=UUID(int=6), added=play.now, title="т", username="roman")
    of_role_in_unit = Work(id=UUID(int=7), added=play.now, title="т", role="foreman", unit="utility")
    assert may(of_unit, "a", unit="utility")
    assert not may(of_unit, "a", unit="archive")
    assert may(of_user, "roman", unit=None)
    assert not may(of_user, "olha", "clerk", unit="utility")
    assert may(of_role_in_unit, "a", "foreman", unit="utility")
    assert not may(of_role_in_unit, "a", "foreman", unit="archive")


def test_an_effect_that_asks_twice_adds_one_line(definition: Definition) -> None:
    play = ended(definition)
    ring = AddWork(case=play.case.id, work=UUID(int=3), code="message_failed", due=Length(length=1, unit="hour"))
    assert play.execute(ring, system(1)) is not None
    assert play.execute(ring, system(1)) is None
    assert [one.id for one in play.case.works].count(UUID(int=3)) == 1
    added = play.case.work(UUID(int=3))
    assert added is not None
    assert added.unit == "utility", "the case lies with the unit whose head took it up"


def test_work_needs_a_name_and_no_citizen_adds_it(definition: Definition) -> None:
    play = ended(definition)
    with pytest.raises(InvalidInput):
        play.execute(AddWork(case=play.case.id, work=UUID(int=3), title=" "), system(1))
    with pytest.raises(NotPermitted):
        play.execute(AddWork(case=play.case.id, work=UUID(int=3), title="т"), citizen(play.case))


def test_what_was_kept_about_the_work_is_a_personal_value(definition: Definition) -> None:
    play = ended(definition)
    _, words, absent = done(play.case, play.case.works[0].id, staff("t", "clerk"), " так ", moment(play.now))
    assert isinstance(words, PersonalValue)
    assert (words.value, absent) == ("так", None)
