"""Substitutions among each other and their ends: circles, reasons, transitions nobody does for another, the digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.given import Play, definition_of, local, order, staff, surroundings
from tests.workflow.engine.test_control import CONTROLLED, FOREMAN, absent_deputy, memo, the_one
from workflow.actor import Away
from workflow.commands.accept_resolution import AcceptResolution
from workflow.commands.report_resolution import ReportResolution
from workflow.engine.available import available
from workflow.engine.return_digest import return_digest, return_morning
from workflow.engine.standing_in import circle
from workflow.errors import NotAvailable, NotPermitted
from workflow.town import Substitution


def period(absent: str, acting: str, since: str, until: str) -> Substitution:
    return Substitution(
        absent=absent,
        acting=acting,
        since=at(since),
        until=at(until),
        order_number="1",
        order_date=date(2026, 11, 1),
    )


def at(day: str) -> datetime:
    return local(f"2026-12-{day}", "00:00")


def test_a_chain_is_no_circle_and_a_circle_needs_the_same_time() -> None:
    b_for_a, c_for_b = period("a", "b", "01", "15"), period("b", "c", "03", "05")
    assert not circle(c_for_b, (b_for_a,))
    assert circle(period("c", "a", "04", "05"), (b_for_a, c_for_b))
    assert not circle(period("c", "a", "05", "15"), (b_for_a, c_for_b))
    assert circle(period("b", "a", "10", "20"), (b_for_a,))
    assert not circle(period("b", "a", "15", "20"), (b_for_a,))


def test_a_circle_of_others_does_not_hang_the_question() -> None:
    others = (period("x", "y", "01", "15"), period("y", "x", "01", "15"))
    assert not circle(period("a", "x", "01", "15"), others)


def test_whoever_acted_until_midnight_is_told_that_the_substitution_has_ended() -> None:
    play = memo()
    acting = absent_deputy()
    back = replace(acting, substitutes=(), lapsed=acting.substitutes)
    play.now = local("2026-12-15", "00:01")
    play.execute(ReportResolution(resolution=the_one(play).id, text="Є."), FOREMAN)
    with pytest.raises(NotAvailable) as caught:
        play.execute(AcceptResolution(resolution=the_one(play).id), back)
    assert [one.code for one in caught.value.refusals] == ["substitution_ended"]
    assert caught.value.refusals[0].data["absent"] == "Андрій Прикладний"
    with pytest.raises(NotPermitted):
        play.execute(AcceptResolution(resolution=the_one(play).id), replace(back, lapsed=()))
    with pytest.raises(NotAvailable) as moved:
        play.do("finish", back)
    assert [one.code for one in moved.value.refusals] == ["substitution_ended"]


def test_a_move_that_says_so_is_nobody_elses_to_do() -> None:
    in_person = CONTROLLED.replace("finish, from", "finish, substitution: forbidden, from")
    play = Play(definition_of(in_person), now=local("2026-12-02", "10:00"))
    play.open({"about": "Дах"}, applicant={})
    with pytest.raises(NotAvailable) as caught:
        play.do("finish", absent_deputy())
    assert [one.code for one in caught.value.refusals] == ["substitution_forbidden"]
    play.do("finish", staff("deputy_mayor"))
    assert play.case.state == "done"


def test_somebody_absent_is_offered_nothing_and_told_who_acts() -> None:
    play = memo()
    away = Away(acting="second_deputy", name="Наталія Умовна", until=local("2026-12-15", "00:00"))
    absent = replace(staff("deputy_mayor"), away=away)
    offers = available(play.definition, play.case, absent, play.now, surroundings())
    assert offers
    assert all("away" in [each.code for each in one.refusals] and not one.allowed for one in offers)
    with pytest.raises(NotAvailable):
        play.do("finish", absent)


def test_the_digest_counts_what_was_done_what_came_back_and_what_was_late() -> None:
    play = memo()
    play.do("instruct", staff("deputy_mayor"), orders=[order(text="Друге.", due=date(2026, 12, 20))])
    play.now = local("2026-12-08", "16:10")
    play.execute(ReportResolution(resolution=the_one(play).id, text="Є."), FOREMAN)
    play.execute(AcceptResolution(resolution=the_one(play).id), absent_deputy())
    absence = period("deputy_mayor", "second_deputy", "01", "15")
    assert return_morning(absence.until, surroundings()) == local("2026-12-15", "08:00")
    told = return_digest(absence, "Наталія Умовна", [play.case], at("15"), surroundings())
    number = play.case.reference
    assert (told["done"], told["returned"]) == (1, [f"{number}/2"])
    assert told["overdue"] == [
        {"number": f"{number}/1", "executor": "Foreman", "username": "foreman", "unit": None, "days": 2}
    ]
    assert (told["from"], told["to"]) == ("2026-12-01", "2026-12-14")
