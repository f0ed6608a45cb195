"""Who may know of a case because something on it awaits them. The same rule in SQL is held equal to this one in
tests/store/test_queries.py and, over the API, in tests/api/test_access_matrix.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.given import MONDAY_0805, shipped, staff
from tests.workflow.rehearsal.stories import STAGE
from workflow.actor import ActingFor, visitor
from workflow.case import Assignment, Case
from workflow.commands.open_case import OpenCase
from workflow.policy import Action, allows, awaited, scope
from workflow.rehearsal.made_up import made_up_applicant
from workflow.rehearsal.play import Play
from workflow.rehearsal.stage import staff_for


def filed() -> Case:
    road = shipped("road_defect")
    play = Play(definition=road, stage=STAGE.with_people(staff_for(road), {}), now=MONDAY_0805)
    command = OpenCase(request_type="road_defect", form={"place": "тут"}, applicant=made_up_applicant(road))
    play.execute(command, visitor(1))
    return play.case


CASE = replace(filed(), assignment=Assignment(unit="utility"))
IN_UTILITY = awaited("utility_director", None, "utility")
ABSENT = ActingFor(
    username="director", name="П", position="директор", roles=frozenset({"utility_director"}), unit="utility",
    order_number="1", order_date=date(2026, 11, 1), since=MONDAY_0805, until=MONDAY_0805,
)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "knows"),
    [
        (staff("director", "utility_director", unit="utility"), True),
        (staff("roads", "utility_director", unit="roads"), False),
        (staff("of_no_unit", "utility_director", unit=None), True),
        (staff("colleague", "foreman", unit="utility"), True),
        (staff("stranger", "foreman", unit="roads"), False),
        (staff("deputy", "foreman", unit="roads", substitutes=(ABSENT,)), True),
    ],
    ids=lambda one: getattr(one, "username", None) or str(one),
)
def test_work_of_a_role_in_one_unit_is_no_business_of_its_holders_in_another(who: object, knows: bool) -> None:
    assert allows(scope(who, Action.READ), CASE, IN_UTILITY) is knows  # type: ignore[arg-type]


def test_work_of_a_role_in_no_unit_awaits_every_holder() -> None:
    nobodys = replace(CASE, assignment=None)
    waiting = awaited("utility_director", None, None)
    assert allows(scope(staff("roads", "utility_director", unit="roads"), Action.READ), nobodys, waiting)
    assert not allows(scope(staff("x", "foreman", unit="roads"), Action.READ), nobodys, waiting)


def test_work_of_a_named_person_is_not_everybodys_of_their_role() -> None:
    nobodys = replace(CASE, assignment=None)
    waiting = awaited("foreman", "foreman_one", None)
    assert allows(scope(staff("foreman_one", "foreman", unit="roads"), Action.READ), nobodys, waiting)
    assert not allows(scope(staff("foreman_two", "foreman", unit="roads"), Action.READ), nobodys, waiting)
