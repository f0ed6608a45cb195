"""The ledger of clocks: the case holds the newest line of each, its history all; what was missed stays missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.given import Play, citizen, shipped, staff
from workflow.case import Case, Deadline, DeadlineState
from workflow.codec import case_from_json, case_to_json
from workflow.engine.deadline_lines import every_line, newest_lines, set_line

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = {"place": {"address": "вул. Лісова, навпроти 8", "lat": "51.34", "lon": "25.85"}}


def line(clock: str, started: int, *, stopped: int | None = None, law: str | None = None) -> Deadline:
    """A term of ten hours, by hours after NOW."""
    return Deadline(
        clock=clock,
        law=law,
        article=None,
        state=DeadlineState.RUNNING if stopped is None else DeadlineState.STOPPED,
        started=NOW + timedelta(hours=started),
        date=date(2026, 11, 23),
        deadline=NOW + timedelta(hours=started + 10),
        stopped=None if stopped is None else NOW + timedelta(hours=stopped),
    )


def filed() -> Play:
    play = Play(shipped("road_defect"))
    play.open(PLACE)
    return play


def talked_over(times: int) -> Play:
    play = filed()
    play.do("route", staff("dispatcher"))
    for _ in range(times):
        play.now += timedelta(hours=1)
        play.do("ask", staff("utility_director"), {"question": "Де саме яма?"})
        play.now += timedelta(hours=1)
        play.do("answer", citizen(play.case), {"reply": "Навпроти вісімки."})
    return play


def with_lines(*lines: Deadline) -> Case:
    return replace(filed().case, opened=NOW, deadlines=lines)


def test_asking_and_answering_over_and_over_does_not_make_a_case_grow() -> None:
    few, many = talked_over(2), talked_over(30)

    assert len(many.case.deadlines) == len(few.case.deadlines) == len({one.clock for one in many.case.deadlines})
    grown = len(repr(case_to_json(many.case))) - len(repr(case_to_json(few.case)))
    assert abs(grown) < 200


def test_every_run_of_every_clock_is_told_by_the_history() -> None:
    play = talked_over(3)

    told = every_line(event for decision in play.decisions for event in decision.events)

    replies = [one for one in told if one.clock == "reply"]
    assert [one.state for one in replies] == [DeadlineState.STOPPED] * 3
    assert len({one.started for one in replies}) == 3
    assert {one.clock: one for one in told} == {one.clock: one for one in play.case.deadlines}
    assert list(told) == sorted(told, key=lambda one: one.started)


def test_a_clock_dated_anew_is_the_same_line() -> None:
    case = with_lines(line("answer", 0, law="ua_appeals.art_20"))
    later = replace(case.deadlines[0], deadline=NOW + timedelta(hours=20))

    assert set_line(case, later, sequence=1).deadlines == (later,)
    assert not set_line(
        replace(case, deadlines=(replace(later, stopped=NOW + timedelta(hours=30)),)), later, sequence=1
    ).missed


def test_a_term_of_law_that_was_missed_stays_missed_when_it_begins_anew() -> None:
    case = with_lines(line("answer", 0, stopped=11, law="ua_appeals.art_20"), line("service", 0))

    again = set_line(case, line("answer", 20, law="ua_appeals.art_20"), sequence=1)

    assert [one.clock for one in again.deadlines] == ["answer", "service"]
    assert again.missed


def test_a_term_kept_and_a_stage_missed_leave_nothing_behind() -> None:
    kept = set_line(
        with_lines(line("answer", 0, stopped=9, law="ua_appeals.art_20")), line("answer", 20, law="l"), sequence=1
    )
    stage = set_line(with_lines(line("instructing", 1, stopped=30)), line("instructing", 40), sequence=1)

    assert not kept.missed
    assert not stage.missed


def test_a_case_stored_with_all_its_lines_is_read_as_its_history_tells_it() -> None:
    lines = (
        line("answer", 0, stopped=11, law="ua_appeals.art_20"),
        line("reply", 1, stopped=2),
        line("service", 0),
        line("reply", 3, stopped=4),
        line("answer", 20, law="ua_appeals.art_20"),
    )
    folded = with_lines()
    for one in lines:
        folded = set_line(folded, one, sequence=folded.sequence)

    assert case_from_json(case_to_json(with_lines(*lines))) == folded
    assert [one.clock for one in folded.deadlines] == ["answer", "reply", "service"]
    assert folded.missed
    assert newest_lines(folded) is folded
