"""Pieces of work that were handed to one person: theirs alone while it lasts. Pure."""

from __future__ import annotations

from workflow.actor import Actor, ActorKind
from workflow.case import Case
from workflow.delegation import Delegation
from workflow.errors import NotAvailable, Refusal


def live(case: Case, key: str) -> Delegation | None:
    """The delegation a piece of work is under now, or None."""
    return next((one for one in case.delegations if one.key == key and one.ended is None), None)


def handed_to(case: Case, key: str, actor: Actor) -> Delegation | None:
    """The delegation under which `actor` (or whoever they stand in for) does the work; None where there is none.

    Raises NotAvailable(`delegated`) for everybody else while it lasts.
    """
    found = live(case, key)
    if found is None or actor.kind is not ActorKind.STAFF:
        return None
    if found.to not in {actor.username, *(one.username for one in actor.substitutes)}:
        raise refused(found)
    return found


def refused(found: Delegation) -> NotAvailable:
    """Why not: it is somebody else's meanwhile."""
    return NotAvailable([refusal(found)])


def refusal(found: Delegation) -> Refusal:
    """The same as a reason among others."""
    return Refusal(code="delegated", data={"name": found.to_name, "until": found.until.isoformat()})
