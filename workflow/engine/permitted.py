"""As whom an actor may perform a transition: by an own role, for the applicant, or for an absent official."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workflow.actor import ActingFor, Actor, ActorKind
from workflow.case import Case
from workflow.errors import DomainError, NotAvailable, NotPermitted, Refusal
from workflow.quick_values import quicken
from workflow.values import Json


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


def turned_away(actor: Actor, fits: Callable[[ActingFor], bool], **data: Json) -> DomainError:
    """Why `actor` may not: NotAvailable(`substitution_ended`) where one that ended lately would have allowed it
    (`fits`), else NotPermitted(`not_permitted`)."""
    ended = next((one for one in actor.lapsed if fits(one)), None)
    if ended is None:
        return NotPermitted("not_permitted", **data)
    said = {"absent": ended.name, "until": ended.until.isoformat()}
    return NotAvailable([Refusal(code="substitution_ended", data={**data, **said})])


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
