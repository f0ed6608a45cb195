"""Libraries and schools where people file with somebody's help: whoever helps there takes matters in and sees none."""

from __future__ import annotations

from workflow.actor import Actor

ROLE = "access_point"


def is_access_point(actor: Actor) -> bool:
    """Whether somebody only takes matters in; who holds another role besides is of the town hall."""
    return actor.roles == {ROLE}
