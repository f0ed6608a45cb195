"""Who may change the town itself: an administrator, or the system at set-up."""

from __future__ import annotations

from workflow.actor import Actor, ActorKind
from workflow.errors import NotPermitted


def may_administer(actor: Actor) -> None:
    """Raises NotPermitted."""
    if actor.kind is ActorKind.SYSTEM or "admin" in actor.roles:
        return
    raise NotPermitted("not_permitted")
