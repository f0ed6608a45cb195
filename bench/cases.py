"""Cases to measure with, filed and moved by the commands that people use."""

from __future__ import annotations

from collections.abc import Mapping

from runtime.boot import Runtime
from runtime.demo.town import MUNICIPALITY, PEOPLE
from workflow.actor import Actor, ActorKind, visitor
from workflow.case import Case, PersonRole
from workflow.commands.open_case import OpenCase
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.scene import Executed
from workflow.values import Json


def open_case(runtime: Runtime) -> Case:
    """A pothole, as somebody on the bus reports it."""
    command = OpenCase(
        request_type="road_defect",
        form={"place": {"address": "вул. Лісова, навпроти 8"}, "note": "Глибока яма, вчора пробив колесо."},
        applicant={
            "surname": "Зразкова",
            "given_name": "Олена",
            "phone": "+380501234567",
            "address": "вул. Лісова, 8, кв. 4",
        },
    )
    return _case(runtime.application.execute(visitor(MUNICIPALITY), command).executed)


def move(runtime: Runtime, case: Case, name: str, actor: Actor, given: Mapping[str, Json] | None = None) -> Case:
    """Performs a transition."""
    command = PerformTransition(reference=case.reference, name=name, input=given or {})
    return _case(runtime.application.execute(actor, command).executed)


def official(username: str) -> Actor:
    """Somebody of the demo town."""
    one = next(person for person in PEOPLE if person.username == username)
    return Actor(
        kind=ActorKind.STAFF,
        municipality=MUNICIPALITY,
        username=one.username,
        name=one.name,
        position=one.position,
        roles=one.roles,
        unit=one.unit,
    )


def applicant(case: Case) -> Actor:
    """Whoever filed the case, by their link."""
    person = case.person(PersonRole.APPLICANT)
    assert person is not None
    return Actor(kind=ActorKind.CITIZEN, municipality=MUNICIPALITY, case=case.id, person=person.id, unlocked=True)


def _case(executed: Executed) -> Case:
    assert executed.case is not None
    return executed.case
