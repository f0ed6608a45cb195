"""Instructions under control to the end: checkpoints, repeats, missed dates, explanations, another executor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.given import KYIV, Play, definition_of, local, moment, order, staff, surroundings
from workflow.actor import ActingFor, Actor, system
from workflow.case import Case, ExecutorRole, Resolution, ResolutionStatus
from workflow.commands.accept_resolution import AcceptResolution
from workflow.commands.change_executor import ChangeExecutor
from workflow.commands.explain_lateness import ExplainLateness
from workflow.commands.extend_resolution import ExtendResolution
from workflow.commands.issue_resolution import IssueResolution
from workflow.commands.orders import CheckpointOrder, ExecutorOrder, RepeatOrder
from workflow.commands.report_checkpoint import ReportCheckpoint
from workflow.commands.report_resolution import ReportResolution
from workflow.commands.request_extension import RequestExtension
from workflow.effect_requests import TellStaff
from workflow.engine.evolve import fold
from workflow.engine.lateness import working_days_late
from workflow.engine.timers import WARN, timers
from workflow.engine.waking import woken
from workflow.errors import InvalidInput, NotAvailable, NotFound, NotPermitted

CONTROLLED = """
request_type: memo
version: 1
kind: internal
title: Службова записка
roles: [deputy_mayor]
applicant: {ask: []}
form: [{field: about, type: text}]
states:
  opened: {initial: true, title: Записано, citizen: Записано.}
  done: {final: true, outcome: explained, title: Виконано, citizen: Виконано.}
transitions:
  - {name: instruct, from: opened, roles: [deputy_mayor], resolution: {control: author, several: true}}
  - {name: finish, from: opened, to: done, roles: [deputy_mayor]}
"""
DEPUTY = staff("deputy_mayor", name="Андрій Прикладний")
FOREMAN = staff("foreman")
WEDNESDAY = local("2026-11-25", "16:30")


def memo(**more: Any) -> Play:
    """A memo with one instruction to the foreman, until Friday 04.12.2026."""
    play = Play(definition_of(CONTROLLED), now=WEDNESDAY)
    play.open({"about": "Дах"}, applicant={})
    play.do("instruct", DEPUTY, orders=[order(due=date(2026, 12, 4), **more)])
    return play


def the_one(play: Play) -> Resolution:
    return play.case.resolutions[0]


def replayed(play: Play) -> Case:
    case: Case | None = None
    for decision in play.decisions:
        case = fold(case, decision.events, decision.case.changed, "staff:deputy_mayor")
    assert case is not None
    return case


def absent_deputy(acting: str = "second_deputy") -> Actor:
    away = ActingFor(
        username="deputy_mayor",
        name="Андрій Прикладний",
        position="Заступник міської голови",
        roles=frozenset({"deputy_mayor"}),
        unit=None,
        order_number="214-к",
        order_date=date(2026, 11, 27),
        since=local("2026-12-01", "00:00"),
        until=local("2026-12-15", "00:00"),
    )
    return staff(acting, "legal", unit=None, substitutes=(away,))


def test_executors_are_warned_at_nine_two_working_days_before_and_called_late_when_the_office_opens() -> None:
    found = {one.rung: one.due.astimezone(KYIV) for one in timers(memo().case)}
    assert found[WARN].strftime("%d.%m %H:%M") == "02.12 09:00"
    assert found[0].strftime("%d.%m %H:%M") == "07.12 08:00"


def test_a_checkpoint_asks_once_that_morning_and_takes_one_short_report() -> None:
    play = memo(checkpoints=(CheckpointOrder(due=date(2026, 11, 30), note="Матеріал куплено?"),))
    due = next(one for one in timers(play.case) if one.clock.startswith("checkpoint:"))
    assert due.due == local("2026-11-30", "09:00")
    play.now = due.due
    first = woken(play.definition, play.case, system(1), due.clock, 0, moment(due.due, 90), surroundings())
    assert first is not None
    told = [one for one in first.effects if isinstance(one, TellStaff)]
    assert [(one.to, one.code) for one in told] == [(("user:foreman",), "checkpoint_due")]
    assert "Матеріал" not in repr(first.events)
    assert [(one.key.split(":")[0], one.username) for one in first.work if one.key.startswith("checkpoint")] == [
        ("checkpoint", "foreman")
    ]
    again = woken(play.definition, first.case, system(1), due.clock, 0, moment(due.due, 91), surroundings())
    assert again is None

    play.execute(ReportCheckpoint(resolution=the_one(play).id, number=0, text="Куплено."), FOREMAN)
    assert the_one(play).checkpoints[0].report is not None
    assert the_one(play).status is ResolutionStatus.OPEN
    with pytest.raises(NotAvailable):
        play.execute(ReportCheckpoint(resolution=the_one(play).id, number=0, text="Ще раз."), FOREMAN)
    with pytest.raises(NotFound):
        play.execute(ReportCheckpoint(resolution=the_one(play).id, number=1, text="Немає такої."), FOREMAN)
    with pytest.raises(NotPermitted):
        play.execute(ReportCheckpoint(resolution=the_one(play).id, number=0, text="Чужий."), staff("sign_worker"))
    assert replayed(play) == play.case


def test_a_checkpoint_already_reported_reminds_nobody() -> None:
    play = memo(checkpoints=(CheckpointOrder(due=date(2026, 11, 30), note="Матеріал"),))
    play.execute(ReportCheckpoint(resolution=the_one(play).id, number=0, text="Раніше."), FOREMAN)
    assert not [one for one in timers(play.case) if one.clock.startswith("checkpoint:")]


@pytest.mark.parametrize(
    ("wanted", "field", "code"),
    [
        ({"checkpoints": (CheckpointOrder(due=date(2026, 12, 4), note="x"),)}, "checkpoints.0", "due_after_resolution"),
        ({"checkpoints": (CheckpointOrder(due=date(2026, 11, 24), note="x"),)}, "checkpoints.0", "due_past"),
        ({"checkpoints": (CheckpointOrder(due=date(2026, 12, 1), note=" "),)}, "checkpoints.0", "required"),
        ({"checkpoints": (CheckpointOrder(due=date(2026, 12, 1), note="x"),) * 2}, "checkpoints.1", "named_twice"),
        ({"repeat": RepeatOrder(every="fortnight", until=date(2027, 1, 1))}, "repeat", "invalid_value"),
        ({"repeat": RepeatOrder(every="week", step=0, until=date(2027, 1, 1))}, "repeat", "invalid_value"),
        ({"repeat": RepeatOrder(every="month", until=date(2026, 12, 31))}, "repeat", "never_comes"),
        ({"repeat": RepeatOrder(every="year", until=date(2126, 12, 31))}, "repeat", "out_of_range"),
    ],
)
def test_checkpoints_and_repeats_that_make_no_sense_are_refused(wanted: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        memo(**wanted)
    assert code in caught.value.errors[field]


def accepted(play: Play, number: str, at: str) -> Case:
    one = next(each for each in play.case.resolutions if each.number == number)
    play.now = local(at, "12:00")
    play.execute(ReportResolution(resolution=one.id, text="Зроблено."), FOREMAN)
    play.execute(AcceptResolution(resolution=one.id), DEPUTY)
    return play.case


def test_a_quarterly_instruction_opens_again_with_the_same_words_until_its_last_day() -> None:
    play = memo(
        control="author",
        repeat=RepeatOrder(every="quarter", until=date(2027, 6, 4)),
        checkpoints=(CheckpointOrder(due=date(2026, 12, 1), note="Половина?"),),
    )
    first = the_one(play)
    second = accepted(play, "1", "2026-12-03").resolutions[1]
    assert (second.number, second.due_date, second.text, second.occurrence_of) == (
        "2",
        date(2027, 3, 4),
        first.text,
        first.id,
    )
    assert [(one.username, one.status) for one in second.executors] == [("foreman", "pending")]
    assert [one.due_date for one in second.checkpoints] == [date(2027, 3, 1)]
    third = accepted(play, "2", "2027-03-01").resolutions[2]
    assert third.due_date == date(2027, 6, 4)
    assert len(accepted(play, "3", "2027-06-01").resolutions) == 3
    assert replayed(play) == play.case


def test_the_thirty_first_stays_the_thirty_first_and_dates_long_past_are_left_out() -> None:
    play = Play(definition_of(CONTROLLED), now=WEDNESDAY)
    play.open({"about": "Звіт"}, applicant={})
    wanted = order(due=date(2026, 12, 31), repeat=RepeatOrder(every="month", until=date(2027, 12, 31)))
    play.do("instruct", DEPUTY, orders=[wanted])
    assert accepted(play, "1", "2027-01-05").resolutions[1].due_date == date(2027, 1, 31)
    assert accepted(play, "2", "2027-01-30").resolutions[2].due_date == date(2027, 2, 28)
    assert accepted(play, "3", "2027-04-02").resolutions[3].due_date == date(2027, 4, 30)


def test_an_instruction_that_the_moves_of_its_case_settle_does_not_repeat() -> None:
    bound = CONTROLLED.replace(
        "from: opened, roles: [deputy_mayor], resolution: {control: author, several: true}",
        "from: opened, to: working, roles: [deputy_mayor], resolution: {control: author}",
    )
    bound = bound.replace("transitions:\n", "  working: {title: У роботі, citizen: Робимо.}\ntransitions:\n")
    bound = bound.replace("finish, from: opened", "finish, from: working")
    play = Play(definition_of(bound), now=WEDNESDAY)
    play.open({"about": "Дах"}, applicant={})
    wanted = order(due=date(2026, 12, 4), repeat=RepeatOrder(every="week", until=date(2027, 1, 1)))
    with pytest.raises(InvalidInput) as caught:
        play.do("instruct", DEPUTY, orders=[wanted])
    assert caught.value.errors["repeat"] == ("not_allowed",)


def late_memo() -> Play:
    play = memo()
    play.now = local("2026-12-07", "08:40")
    return play


def test_whoever_missed_the_date_cannot_ask_for_another_but_says_why_and_it_stays_missed() -> None:
    play = late_memo()
    one = the_one(play).id
    with pytest.raises(NotAvailable) as caught:
        play.execute(RequestExtension(resolution=one, due=date(2026, 12, 9), reason="дощ"), FOREMAN)
    assert [each.code for each in caught.value.refusals] == ["too_late"]
    play.execute(ExplainLateness(resolution=one, text="Не було сухої погоди."), FOREMAN)
    assert the_one(play).missed == (date(2026, 12, 4),)
    assert the_one(play).lateness_reason == the_one(play).explanations[0].text
    play.execute(ExtendResolution(resolution=one, due=date(2026, 12, 8), reason="погода"), DEPUTY)
    moved = the_one(play)
    assert (moved.due_date, moved.missed, moved.late) == (date(2026, 12, 8), (date(2026, 12, 4),), True)
    assert moved.lateness_reason not in (None, moved.explanations[0].text)
    assert replayed(play) == play.case


def test_in_time_there_is_nothing_to_explain_and_only_an_executor_explains() -> None:
    play = memo()
    with pytest.raises(NotAvailable) as caught:
        play.execute(ExplainLateness(resolution=the_one(play).id, text="Про всяк випадок."), FOREMAN)
    assert [one.code for one in caught.value.refusals] == ["not_late"]
    late = late_memo()
    with pytest.raises(NotPermitted):
        late.execute(ExplainLateness(resolution=the_one(late).id, text="Чужа справа."), staff("sign_worker"))


def test_days_late_are_working_days_and_stop_with_the_report() -> None:
    play = late_memo()
    assert working_days_late(the_one(play), play.now, surroundings()) == 1
    play.now = local("2026-12-08", "15:20")
    play.execute(ReportResolution(resolution=the_one(play).id, text="Фото, акт № 41."), FOREMAN)
    assert working_days_late(the_one(play), play.now + timedelta(days=7), surroundings()) == 2
    assert the_one(play).missed == (date(2026, 12, 4),)


def test_the_author_puts_another_executor_in_the_place_of_the_first_and_nobody_else_does() -> None:
    play = memo()
    one = the_one(play).id
    with pytest.raises(NotPermitted):
        play.execute(ChangeExecutor(resolution=one, username="sign_worker", reason="хвороба"), FOREMAN)
    with pytest.raises(InvalidInput):
        play.execute(ChangeExecutor(resolution=one, username="nobody", reason="хвороба"), DEPUTY)
    with pytest.raises(InvalidInput):
        play.execute(ChangeExecutor(resolution=one, username="foreman", reason="хвороба"), DEPUTY)
    play.execute(ChangeExecutor(resolution=one, username="sign_worker", reason="хвороба"), DEPUTY)
    assert [(each.username, each.role) for each in the_one(play).executors] == [("sign_worker", ExecutorRole.LEAD)]
    with pytest.raises(NotPermitted):
        play.execute(ReportResolution(resolution=one, text="Я вже ні."), FOREMAN)
    play.execute(ReportResolution(resolution=one, text="Готово."), staff("sign_worker"))
    assert the_one(play).status is ResolutionStatus.REPORTED
    assert replayed(play) == play.case


def test_a_report_for_an_absent_executor_names_both() -> None:
    play = Play(definition_of(CONTROLLED), now=WEDNESDAY)
    play.open({"about": "Дах"}, applicant={})
    to_deputy = (ExecutorOrder(username="deputy_mayor"),)
    play.do("instruct", DEPUTY, orders=[order(due=date(2026, 12, 9), executors=to_deputy)])
    play.now = local("2026-12-09", "10:00")
    decision = play.execute(ReportResolution(resolution=the_one(play).id, text="Дах готовий."), absent_deputy())
    assert decision is not None
    assert decision.acting_for == "deputy_mayor"
    report = the_one(play).reports[0]
    assert (report.by, report.acting) == ("deputy_mayor", "second_deputy")


def test_a_unit_that_leads_reports_by_any_of_its_people() -> None:
    play = Play(definition_of(CONTROLLED), now=WEDNESDAY)
    play.open({"about": "Дах"}, applicant={})
    to_unit = (ExecutorOrder(unit="housing_office"),)
    play.do("instruct", DEPUTY, orders=[order(due=date(2026, 12, 9), executors=to_unit)])
    play.execute(ReportResolution(resolution=the_one(play).id, text="Є."), staff("plumber", unit="housing_office"))
    assert the_one(play).status is ResolutionStatus.REPORTED


def test_an_executor_passes_on_below_and_the_number_tells_the_tree() -> None:
    play = memo()
    below = order(text="Привезти.", due=date(2026, 12, 3), executors=(ExecutorOrder(username="sign_worker"),))
    play.execute(IssueResolution(reference=play.case.reference, order=below, parent=the_one(play).id), FOREMAN)
    assert [one.number for one in play.case.resolutions] == ["1", "1.1"]
    assert isinstance(play.case.resolutions[1].parent, UUID)
