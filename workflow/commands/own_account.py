"""What only the person themselves may do to their account."""

from __future__ import annotations

from workflow.actor import Actor
from workflow.errors import NotPermitted


def own_account(actor: Actor, username: str) -> None:
    """Raises NotPermitted for anybody else, the administrator among them."""
    if actor.username is None or actor.username != username:
        raise NotPermitted("not_permitted")
