"""A term lengthened by whoever the law names, and a case that goes on in spite of open instructions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.given import Play, definition_of, local, order, staff
from tests.workflow.engine.test_control import CONTROLLED, memo, replayed, the_one
from workflow.actor import system
from workflow.commands.redate_case import RedateCase
from workflow.definition.calendar_book import CalendarBook
from workflow.definition.model import Definition
from workflow.engine import papers
from workflow.engine.steps import StepReason
from workflow.errors import NotAvailable, NotPermitted
from workflow.events import DeadlineSet, OpenResolutionsOverridden
from workflow.surroundings import Surroundings

APPEAL = """
request_type: appeal
version: 1
kind: appeal
title: Звернення
roles: [head, deputy_head, clerk]
applicant: {ask: [name, address]}
form: [{field: about, type: text}]
states:
  received: {initial: true, title: Отримано, citizen: Отримали.}
  waiting: {title: Чекаємо, citizen: Чекаємо.}
  answered: {final: true, outcome: explained, title: Відповіли, citizen: Відповіли.}
transitions:
  - name: prolong
    from: [received, waiting]
    roles: [head, deputy_head]
    extends: {clock: answer, law: ua_appeals.art_20_extended}
    input: [{field: why_longer, type: text, required: true}]
    effects: [{notify: {to: applicant, text: longer}}]
  - {name: answer, from: received, to: answered, roles: [clerk]}
clocks:
  answer: {law: ua_appeals.art_20, starts: received, warn: {before: 2, unit: working_day}}
texts:
  longer: {link: "{number}: строк до {due}. {link}", voice: "{number}: строк до {due}. Тел. {phone}"}
"""
WHY = {"why_longer": "Потрібна експертиза."}


def appeal(definition: Definition | None = None) -> Play:
    play = Play(definition or definition_of(APPEAL), now=local("2026-11-25", "10:00"))
    play.open({"about": "Дах"})
    return play


def test_the_head_lengthens_the_legal_term_to_forty_five_days_in_all_and_the_steps_say_so() -> None:
    play = appeal()
    assert play.case.deadlines[0].date == date(2026, 12, 25)
    play.now = local("2026-12-20", "10:00")
    decision = play.do("prolong", staff("deputy_head"), WHY)
    longer = play.case.deadlines[0]
    # 25.11 and 45 days is Saturday 09.01: the next working day is Monday
    assert (longer.date, longer.law) == (date(2027, 1, 11), "ua_appeals.art_20_extended")
    assert longer.longer is not None
    assert (longer.longer.by, longer.started) == ("staff:deputy_head", local("2026-11-25", "10:00"))
    assert any(one.why is StepReason.TERM_ENDS and one.data["extended"] for one in longer.steps)
    assert [one.why for one in decision.events if isinstance(one, DeadlineSet)] == ["extended"]
    assert len(decision.effects) == 1
    assert longer.warned is False


def test_a_term_is_not_lengthened_twice_nor_when_it_is_over_nor_by_others() -> None:
    play = appeal()
    play.do("prolong", staff("head"), WHY)
    with pytest.raises(NotAvailable) as twice:
        play.do("prolong", staff("head"), WHY)
    assert [one.code for one in twice.value.refusals] == ["extended_already"]
    with pytest.raises(NotPermitted):
        appeal().do("prolong", staff("clerk"), WHY)
    late = appeal()
    late.now = local("2026-12-26", "00:00")
    with pytest.raises(NotAvailable) as over:
        late.do("prolong", staff("head"), WHY)
    assert [one.code for one in over.value.refusals] == ["too_late"]


def test_nobody_lengthens_a_term_beyond_what_its_law_allows() -> None:
    beyond = APPEAL.replace("law: ua_appeals.art_20_extended", "length: 60, unit: calendar_day")
    with pytest.raises(NotAvailable) as caught:
        appeal(definition_of(beyond)).do("prolong", staff("head"), WHY)
    assert [one.code for one in caught.value.refusals] == ["no_extension"]
    never = APPEAL.replace("answer: {law: ua_appeals.art_20,", "answer: {law: ua_appeals.art_7,")
    with pytest.raises(NotAvailable) as none:
        appeal(definition_of(never)).do("prolong", staff("head"), WHY)
    assert [one.code for one in none.value.refusals] == ["no_extension"]


def test_the_towns_own_term_is_lengthened_as_the_definition_says() -> None:
    own = APPEAL.replace("answer: {law: ua_appeals.art_20,", "answer: {length: 10, unit: working_day,")
    own = own.replace("law: ua_appeals.art_20_extended", "length: 15, unit: working_day")
    play = appeal(definition_of(own))
    assert play.case.deadlines[0].date == date(2026, 12, 9)
    play.do("prolong", staff("head"), WHY)
    assert play.case.deadlines[0].date == date(2026, 12, 16)


OVERRIDABLE = CONTROLLED.replace("roles: [deputy_mayor]\napp", "roles: [deputy_mayor, mayor]\napp").replace(
    "finish, from: opened, to: done, roles: [deputy_mayor]",
    "finish, from: opened, to: done, roles: [deputy_mayor, mayor], override_of: mayor",
)


def held_back() -> Play:
    play = Play(definition_of(OVERRIDABLE), now=local("2026-11-25", "16:30"))
    play.open({"about": "Дах"}, applicant={})
    play.do("instruct", staff("deputy_mayor"), orders=[order(due=date(2026, 12, 4))])
    return play


def test_the_named_role_goes_on_in_spite_of_open_instructions_with_a_reason() -> None:
    play = held_back()
    with pytest.raises(NotAvailable) as without:
        play.do("finish", staff("mayor"))
    assert [one.code for one in without.value.refusals] == ["open_resolutions"]
    with pytest.raises(NotAvailable):
        play.do("finish", staff("deputy_mayor"), override="Так.")
    with pytest.raises(NotAvailable):
        play.do("finish", staff("mayor"), override="  ")
    decision = play.do("finish", staff("mayor"), override="Заявник виїхав.")
    told = next(one for one in decision.events if isinstance(one, OpenResolutionsOverridden))
    assert told.resolutions == (the_one(play).id,)
    assert "виїхав" not in repr(decision.events)
    assert play.case.state == "done"
    assert replayed(play).overridden == play.case.overridden


def test_what_was_overridden_holds_no_signature_back_and_what_was_not_does() -> None:
    play = memo()
    with pytest.raises(NotAvailable):
        papers.nothing_open_above(play.case, staff("mayor"))
    papers.nothing_open_above(replace(play.case, overridden=(the_one(play).id,)), staff("mayor"))


def test_a_citizen_is_told_of_a_later_date_where_the_definition_says_so() -> None:
    told = APPEAL.replace(
        "warn: {before: 2, unit: working_day}}",
        "warn: {before: 2, unit: working_day}, on_change: {notify: {to: applicant, text: longer}}}",
    ).replace("answer: {law: ua_appeals.art_20,", "answer: {length: 10, unit: working_day,")
    for text, notices in ((told, 1), (told.replace(", on_change: {notify: {to: applicant, text: longer}}", ""), 0)):
        play = appeal(definition_of(text))
        play.stage = replace(play.stage, surroundings=decreed(play.stage.surroundings))
        decision = play.execute(RedateCase(case=play.case.id), system(1))
        assert decision is not None
        assert [one.why for one in decision.events if isinstance(one, DeadlineSet)] == ["calendar"]
        assert len(decision.effects) == notices
        assert play.case.deadlines[0].date == date(2026, 12, 10)
        assert play.execute(RedateCase(case=play.case.id), system(1)) is None


def decreed(before: Surroundings) -> Surroundings:
    """A holiday on Friday 04.12.2026."""
    ukraine = before.calendars.calendar("ukraine")
    there = replace(ukraine, holidays={**ukraine.holidays, date(2026, 12, 4): "День міста"})
    return replace(before, calendars=CalendarBook(calendars={**before.calendars.calendars, "ukraine": there}))
