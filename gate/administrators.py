"""Who looks after the town's settings, people and definitions."""

from __future__ import annotations

from workflow.actor import Actor
from workflow.errors import NotPermitted

ADMINISTRATOR = "admin"
_PERSONNEL = frozenset({ADMINISTRATOR, "registrar"})


def require_administrator(actor: Actor) -> None:
    """Raises NotPermitted."""
    if ADMINISTRATOR not in actor.roles:
        raise NotPermitted("not_permitted")


def is_personnel(actor: Actor) -> bool:
    """Whether they enter absences of others too, as the commands of substitutions have it."""
    return bool(_PERSONNEL & actor.roles)
