"""Who acts in this request, for commands and policies: staff with their substitutions of this moment, a citizen by a
link, or a visitor."""

from __future__ import annotations

from flask import g

from gate.signin import Account, account
from gate.tenant import current_municipality
from workflow.actor import Actor, ActorKind, visitor


def current_actor() -> Actor:
    """Whoever is signed in completely, else a visitor."""
    known: Actor | None = g.get("actor")
    if known is not None:
        return known
    found = account()
    if found is None or found.awaited is not None:
        return visitor(current_municipality())
    known = g.actor = staff_actor(found)
    return known


def staff_actor(found: Account) -> Actor:
    """A member of staff as an actor."""
    member = found.member
    return Actor(
        kind=ActorKind.STAFF,
        municipality=current_municipality(),
        username=member.username,
        name=member.name,
        position=member.position,
        roles=member.roles,
        unit=member.unit,
        substitutes=found.substitutes,
        lapsed=found.lapsed,
        away=found.away,
    )
