"""Who acts in a play: an official by name, the applicant of the case by their link, the system."""

from __future__ import annotations

from workflow.actor import Actor, ActorKind, system, visitor
from workflow.case import PersonRole
from workflow.rehearsal.play import Play
from workflow.town import StaffMember

APPLICANT = "applicant"
SYSTEM = "system"


def actor_named(name: str, play: Play) -> Actor:
    """`applicant`, `system`, or the username of an official (every role of a definition has one of its name).

    Raises LookupError for a name nobody bears.
    """
    if name == SYSTEM:
        return system(play.municipality)
    if name == APPLICANT:
        return applicant(play)
    return official(play.stage.staff[name], play.municipality)


def applicant(play: Play) -> Actor:
    """The applicant: before the case is opened somebody from the street, then by the status link."""
    if not play.opened:
        return visitor(play.municipality)
    case = play.case
    person = case.person(PersonRole.APPLICANT)
    if person is None:
        raise LookupError("the case has no applicant")
    return Actor(kind=ActorKind.CITIZEN, municipality=play.municipality, case=case.id, person=person.id, unlocked=True)


def official(member: StaffMember, municipality: int) -> Actor:
    """A member of staff as an actor."""
    return Actor(
        kind=ActorKind.STAFF,
        municipality=municipality,
        username=member.username,
        name=member.name,
        position=member.position,
        roles=member.roles,
        unit=member.unit,
    )
