"""As whom an actor may perform a transition: by an own role, for the applicant, or for an absent official."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actor import ActingFor, Actor, ActorKind
from workflow.case import Case
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`role` is the one that lets the actor act; `acting_for` the absent official when it is theirs."""

    role: str
    acting_for: ActingFor | None = None


def standing(actor: Actor, case: Case, roles: tuple[str, ...]) -> Standing | None:
    """How `actor` may act where one of `roles` may; None when not at all.

    Own roles come before those held for somebody absent. A citizen is the applicant of their own case only.
    """
    match actor.kind:
        case ActorKind.SYSTEM:
            return Standing(role="system") if "system" in roles else None
        case ActorKind.CITIZEN:
            own = actor.case == case.id and actor.person is not None
            return Standing(role="applicant") if own and "applicant" in roles else None
        case ActorKind.STAFF:
            return _of_staff(actor, roles)


def _of_staff(actor: Actor, roles: tuple[str, ...]) -> Standing | None:
    for role in roles:
        if role in actor.roles:
            return Standing(role=role)
    for absent in actor.substitutes:
        for role in roles:
            if role in absent.roles:
                return Standing(role=role, acting_for=absent)
    return None


quicken(Standing)
