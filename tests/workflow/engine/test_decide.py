"""A pothole through the pure core: what each move decides, refuses and wants outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.given import APPLICANT, MONDAY_0805, Play, citizen, local, order, shipped, staff, surroundings
from workflow.actor import system
from workflow.case import DeadlineState, ExecutorRole, PaperStatus, ResolutionStatus, SignedStatement
from workflow.commands.orders import ExecutorOrder
from workflow.commands.report_resolution import ReportResolution
from workflow.effect_requests import FireTransition, Notify, TellStaff
from workflow.engine.available import available
from workflow.engine.awaited_reports import awaited_reports
from workflow.engine.permitted import standing
from workflow.errors import InvalidInput, NotAvailable, NotFound, NotPermitted
from workflow.events import DeadlineStopped, DocumentDrafted, ResolutionReported

DIRECTOR = staff("utility_director")
FOREMAN = staff("foreman")
DISPATCHER = staff("dispatcher")
PLACE = {"place": {"address": "вул. Лісова, навпроти 8", "lat": "51.34", "lon": "25.85"}}
REPORT = {"report": "Вирізали старий асфальт 2×1,5 м, поклали новий.", "why_no_photo": "камера зламалась"}


def pothole() -> Play:
    play = Play(shipped("road_defect"))
    play.open(PLACE)
    return play


def signed(play: Play, by: str = "utility_director") -> list[SignedStatement]:
    return [SignedStatement(statement="s", signature="c", certificate="k", by=by, at=play.now)]


def in_work() -> Play:
    play = pothole()
    play.do("route", DISPATCHER)
    play.do("instruct", DIRECTOR, orders=[order()], signed=signed(play))
    return play


def test_a_filed_pothole_starts_its_clocks_and_tells_the_applicant() -> None:
    play = pothole()
    dates = {one.clock: one.date for one in play.case.deadlines}
    assert dates["answer"] == date(2026, 12, 23)
    assert dates["routing"] == date(2026, 11, 23)
    assert [one.text for one in play.decisions[0].effects if isinstance(one, Notify)] == ["registered"]


def test_personal_words_leave_only_a_commitment_in_events() -> None:
    play = Play(shipped("road_defect"))
    decision = play.open({**PLACE, "note": "Олена ледь не впала"})
    assert "Олена" not in repr(decision.events)
    assert {one.name for one in decision.personal} >= {"form.note", "applicant.surname", "applicant.phone"}


def test_street_without_house_is_all_that_the_public_may_see_of_the_place() -> None:
    assert pothole().case.street == "вул. Лісова"


def test_the_answer_clock_runs_only_for_an_applicant_with_an_address() -> None:
    play = Play(shipped("road_defect"))
    play.open(PLACE, {name: value for name, value in APPLICANT.items() if name != "address"})
    assert play.case.deadline("answer") is None


def test_a_missing_name_and_a_wrong_phone_are_told_at_once() -> None:
    play = Play(shipped("road_defect"))
    with pytest.raises(InvalidInput) as refused:
        play.open({}, {"surname": "Зразкова", "phone": "abc"})
    assert set(refused.value.errors) == {"applicant.given_name", "applicant.surname", "applicant.phone", "form.place"}


def test_a_move_that_is_not_there_says_so() -> None:
    with pytest.raises(NotAvailable) as refused:
        pothole().do("fly", DISPATCHER)
    assert [one.code for one in refused.value.refusals] == ["no_such_transition"]


def test_a_move_out_of_another_state_says_wrong_state() -> None:
    with pytest.raises(NotAvailable) as refused:
        pothole().do("finish", FOREMAN, REPORT)
    assert [one.code for one in refused.value.refusals] == ["wrong_state"]


def test_only_the_role_may_route() -> None:
    with pytest.raises(NotPermitted):
        pothole().do("route", FOREMAN)


def test_another_citizens_link_does_not_even_know_of_the_case() -> None:
    play = pothole()
    stranger = replace(citizen(play.case), case=UUID(int=5))
    assert standing(stranger, play.case, ("applicant",)) is None
    with pytest.raises(NotFound):
        play.do("withdraw", stranger)


def test_instructing_without_a_signature_a_lead_or_with_yesterday_is_refused_with_every_mistake() -> None:
    play = pothole()
    play.do("route", DISPATCHER)
    co = (ExecutorOrder(username="sign_worker", role=ExecutorRole.CO),)
    with pytest.raises(InvalidInput) as refused:
        play.do("instruct", DIRECTOR, orders=[order(executors=co, due=date(2026, 11, 22))])
    assert refused.value.errors == {"pin": ("required",), "executors": ("one_lead",), "due": ("due_past",)}


def test_a_due_date_after_the_legal_clock_is_refused() -> None:
    play = pothole()
    play.do("route", DISPATCHER)
    with pytest.raises(InvalidInput) as refused:
        play.do("instruct", DIRECTOR, orders=[order(due=date(2026, 12, 24))], signed=signed(play))
    assert refused.value.errors == {"due": ("due_after_law",)}


def test_leaving_the_work_is_the_leads_report_and_going_on_takes_off_control() -> None:
    play = in_work()
    finished = play.do("finish", FOREMAN, REPORT)
    assert any(isinstance(one, ResolutionReported) for one in finished.events)
    accepted = play.do("accept", DIRECTOR)
    assert play.case.resolutions[0].status is ResolutionStatus.ACCEPTED
    assert play.case.resolutions[0].off_control_by == "utility_director"
    assert any(isinstance(one, DocumentDrafted) for one in accepted.events)
    assert play.case.papers[0].status is PaperStatus.DRAFT
    assert play.case.papers[0].number is None


def test_a_move_of_the_lead_is_not_held_up_by_a_helper_who_may_still_report() -> None:
    # given: the signs fence the place off
    play = pothole()
    play.do("route", DISPATCHER)
    helpers = (
        ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),
        ExecutorOrder(username="sign_worker", role=ExecutorRole.CO),
        ExecutorOrder(username="specialist", role=ExecutorRole.INFORMED),
    )
    play.do("instruct", DIRECTOR, orders=[order(executors=helpers)], signed=signed(play))
    resolution = play.case.resolutions[0].id
    # then: by the protocol of the instruction the helpers come first, and the refusal names them
    with pytest.raises(NotAvailable) as refused:
        play.execute(ReportResolution(resolution=resolution, text="Засипали."), FOREMAN)
    assert [(one.code, one.data["names"]) for one in refused.value.refusals] == [("awaits_reports", ["Sign_Worker"])]
    # when: the hole is patched
    play.do("finish", FOREMAN, REPORT)
    assert play.case.resolutions[0].status is ResolutionStatus.REPORTED
    assert [one.username for one in awaited_reports(play.case.resolutions[0])] == ["sign_worker"]
    # then: the helper may still report, once
    play.execute(ReportResolution(resolution=resolution, text="Огороджено."), staff("sign_worker"))
    assert awaited_reports(play.case.resolutions[0]) == ()
    assert play.case.resolutions[0].status is ResolutionStatus.REPORTED
    with pytest.raises(NotAvailable):
        play.execute(ReportResolution(resolution=resolution, text="Ще раз."), staff("sign_worker"))
    # and not after the work was accepted
    play.do("accept", DIRECTOR)
    assert [one.status for one in play.case.resolutions] == [ResolutionStatus.ACCEPTED]


def test_rework_returns_the_report() -> None:
    play = in_work()
    play.do("finish", FOREMAN, REPORT)
    play.do("rework", DIRECTOR, {"remark": "Інша яма"})
    assert play.case.resolutions[0].status is ResolutionStatus.OPEN
    assert play.case.state == "in_work"


def test_a_question_pauses_nothing_but_comes_back_to_where_it_was_asked() -> None:
    play = in_work()
    play.do("ask", FOREMAN, {"question": "Де саме?"})
    assert play.case.state == "waiting"
    play.do("answer", citizen(play.case), {"reply": "Біля зупинки"})
    assert play.case.state == "in_work"
    assert play.case.resolutions[0].status is ResolutionStatus.OPEN


def test_an_answer_ends_the_wait_for_it() -> None:
    play = in_work()
    play.do("ask", FOREMAN, {"question": "Де саме?"})
    play.do("answer", citizen(play.case), {"reply": "Біля зупинки"})
    reply = play.case.deadline("reply")
    assert reply is not None
    assert reply.state is DeadlineState.STOPPED
    fired = [one for decision in play.wake(local("2027-02-01", "00:01")) for one in decision.effects]
    assert not [one for one in fired if isinstance(one, FireTransition)]


def test_an_unanswered_question_goes_back_by_its_clock() -> None:
    play = in_work()
    play.do("ask", FOREMAN, {"question": "Де саме?"})
    fired = [
        one
        for decision in play.wake(local("2026-12-24", "00:01"))
        for one in decision.effects
        if isinstance(one, FireTransition)
    ]
    assert [one.name for one in fired] == ["no_reply"]


def test_a_pothole_nobody_routes_reaches_the_mayor_once() -> None:
    play = pothole()
    told = [
        one
        for decision in play.wake(MONDAY_0805 + timedelta(hours=3))
        for one in decision.effects
        if isinstance(one, TellStaff)
    ]
    assert [one.to for one in told if "role:mayor" in one.to] == [("role:mayor",)]
    routing = play.case.deadline("routing")
    assert routing is not None
    assert routing.state is DeadlineState.BLOWN


def test_withdrawing_recalls_the_open_instruction_and_stops_every_clock() -> None:
    play = in_work()
    play.do("withdraw", citizen(play.case))
    assert play.case.outcome == "withdrawn"
    assert play.case.closed == play.now
    assert play.case.resolutions[0].status is ResolutionStatus.RECALLED
    assert all(one.stopped is not None for one in play.case.deadlines)
    assert play.decisions[-1].work == ()


def test_disputing_within_fifteen_days_reopens_and_later_is_too_late() -> None:
    play = in_work()
    play.do("finish", FOREMAN, REPORT)
    play.do("accept", DIRECTOR)
    play.do("dispatch", system(1))
    assert play.case.outcome == "satisfied"
    play.now += timedelta(days=17)
    with pytest.raises(NotAvailable) as refused:
        play.do("dispute", citizen(play.case), {"what": "Друга яма поруч"})
    assert [one.code for one in refused.value.refusals] == ["too_late"]
    play.now -= timedelta(days=10)
    play.do("dispute", citizen(play.case), {"what": "Друга яма поруч"})
    assert play.case.state == "routed"
    assert play.case.closed is None
    assert play.case.outcome is None
    assert play.case.reopened == 1


def test_a_stopped_clock_knows_whether_it_was_late() -> None:
    play = pothole()
    play.now = local("2026-11-23", "10:00")
    routed = play.do("route", DISPATCHER)
    stops = [one for one in routed.events if isinstance(one, DeadlineStopped)]
    assert [(one.clock, one.late) for one in stops] == [("routing", True)]


def test_the_same_inputs_give_the_same_decision() -> None:
    first, second = in_work(), in_work()
    assert first.decisions == second.decisions


def test_what_is_offered_names_every_reason() -> None:
    play = pothole()
    offers = {one.name: one for one in available(play.definition, play.case, FOREMAN, play.now, surroundings())}
    assert not offers["route"].allowed
    assert [one.code for one in offers["route"].refusals] == ["role"]
    assert "finish" not in offers


def test_an_answered_question_lets_the_service_clock_go_on_where_it_paused() -> None:
    play = Play(shipped("street_renaming_certificate"))
    play.open({"street": "Комсомольська", "house": "8"})
    play.do("ask", staff("clerk"), {"question": "Потрібна друга сторінка"})
    play.later(days=2)
    play.do("answer", citizen(play.case), {"reply": "Ось вона"})
    lines = [one for one in play.case.deadlines if one.clock == "service"]
    assert len(lines) == 1
    assert lines[0].state is DeadlineState.RUNNING
    assert len(lines[0].pauses) == 1
