"""Who keeps the files of the town: the registrar, an administrator, or the system."""

from __future__ import annotations

from workflow.actor import Actor, ActorKind
from workflow.errors import NotPermitted

ARCHIVISTS = frozenset({"registrar", "admin"})


def may_archive(actor: Actor) -> None:
    """Raises NotPermitted."""
    if actor.kind is ActorKind.SYSTEM or actor.roles & ARCHIVISTS:
        return
    raise NotPermitted("not_permitted")
