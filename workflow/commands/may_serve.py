"""Who does the desk work on a case: joins reports, renews links, sends letters, enters what came back (ADR 0029).

Knowing of a case is not enough: a foreman reads it and reports, others write to the people it is about.
"""

from __future__ import annotations

from workflow.actor import Actor, ActorKind
from workflow.case import Case
from workflow.engine.permitted import standing, turned_away
from workflow.policy import TOWN_WIDE


def may_serve(actor: Actor, case: Case, *besides: str) -> str | None:
    """The absent official the actor speaks for, None when for themselves: whoever serves the whole town, the system,
    and the roles in `besides`. Raises NotPermitted, NotAvailable where a substitution has just ended."""
    if actor.kind is ActorKind.SYSTEM:
        return None
    roles = (*sorted(TOWN_WIDE), *besides)
    found = standing(actor, case, roles) if actor.kind is ActorKind.STAFF else None
    if found is None:
        raise turned_away(actor, lambda ended: bool(ended.roles.intersection(roles)))
    return found.acting_for.username if found.acting_for is not None else None
