"""Who watches over the whole town's work: its heads and control staff, and whoever stands in for one of them."""

from __future__ import annotations

from workflow.actor import Actor
from workflow.errors import NotPermitted

_CONTROL_STAFF = frozenset({"registrar", "executive_secretary", "mayor", "deputy_mayor", "admin"})


def is_control_staff(actor: Actor) -> bool:
    """Whether the control list and the board are theirs to see."""
    return bool(_CONTROL_STAFF & actor.roles.union(*(one.roles for one in actor.substitutes)))


def require_control_staff(actor: Actor) -> None:
    """Raises NotPermitted."""
    if not is_control_staff(actor):
        raise NotPermitted("not_permitted")
