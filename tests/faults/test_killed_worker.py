"""A worker killed while effects run: its jobs come back, each message is told once, the seal is set once."""

from __future__ import annotations

import time
from uuid import UUID

import psycopg
from sqlalchemy import text

from runtime.database_urls import libpq
from tests.faults.all_seen import all_seen
from tests.faults.running_town import RunningTown, wait_until
from tests.faults.sound import broken_invariants, unsettled, wait_until_settled
from workflow.actor import Actor, ActorKind, visitor
from workflow.case import PaperStatus
from workflow.commands.open_case import OpenCase
from workflow.commands.perform_transition import PerformTransition

PERSON = {"surname": "Зразкова", "given_name": "Олена", "phone": "050 123 45 67", "contact_by": "link"}
PLACE = {"address": "вул. Лісова, навпроти 8", "street": "вул. Лісова"}


def _actor(town: RunningTown, username: str) -> Actor:
    person = town.credentials[username].person
    return Actor(
        kind=ActorKind.STAFF,
        municipality=1,
        username=username,
        name=person.name,
        position=person.position,
        roles=person.roles,
        unit=person.unit,
    )


def _filed(town: RunningTown) -> str:
    answer = town.runtime.application.execute(
        visitor(1), OpenCase(request_type="road_defect", form={"place": PLACE}, applicant=PERSON)
    )
    assert answer.executed.case is not None
    return answer.executed.case.reference


def _signed_answer(town: RunningTown) -> str:
    """A refusal whose letter its director has signed: the seal and the sending are left to the worker."""
    reference = _filed(town)
    director, desk = _actor(town, "utility_director"), town.runtime.application.desk
    town.runtime.application.execute(
        _actor(town, "dispatcher"), PerformTransition(reference=reference, name="route", input={})
    )
    given = {"grounds": "Дорога приватна.", "about": "Про дорогу"}
    town.runtime.application.execute(director, PerformTransition(reference=reference, name="refuse", input=given))
    paper: UUID = town.runtime.toolbox.records.case_by_reference(1, reference).papers[0].id
    shown = desk.open(director, paper)
    desk.sign(director, paper, shown, pin=town.credentials["utility_director"].pin, session=None)
    return reference


def _under_way(town: RunningTown) -> bool:
    with all_seen(town.urls) as look:
        return bool(
            look.connection.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")).scalar()
        )


def _silence(town: RunningTown) -> None:
    """Half a minute of silence passes for the workers that are dead."""
    with psycopg.connect(libpq(town.urls.admin), autocommit=True) as connection:
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")


def test_jobs_of_killed_workers_come_back_and_nothing_is_done_twice(town: RunningTown, kills: int) -> None:
    # given: letters to seal, and messages to send
    answers = [_signed_answer(town) for _ in range(2)]
    filed = [*answers, *(_filed(town) for _ in range(4))]
    struck = 0
    # when: workers are killed in the middle of it
    for number in range(kills):
        if number >= 2:
            filed += [_filed(town) for _ in range(3)]
        worker = town.start("worker")
        wait_until(lambda: _under_way(town) or not unsettled(town), town.said)
        time.sleep(0.03 * (number % 7))
        town.kill(worker)
        struck += _under_way(town)
        _silence(town)
    # then: one that lives settles everything
    filed += [_filed(town)]
    town.start("worker")
    wait_until_settled(town)
    assert struck, "no kill has struck a job under way: this run has shown nothing"
    assert broken_invariants(town, filed, repeats=struck) == []
    for reference in answers:
        case = town.runtime.toolbox.records.case_by_reference(1, reference)
        assert case.state == "answered"
        assert case.papers[0].status is PaperStatus.COMPLETE
        assert [one.role for one in case.papers[0].signatures] == ["utility_director", "seal"]
