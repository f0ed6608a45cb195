"""Somebody leaves: the account is closed and every session of it ends."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableStaff:
    """Open work stays visible to the unit; `hand-over` moves it."""

    username: str


def handle(command: DisableStaff, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_user`)."""
    may_administer(scene.actor)
    if scene.work.staff(command.username) is None:
        raise NotFound("unknown_user")
    scene.work.set_staff_active(command.username, active=False)
    scene.work.end_sessions_of(command.username)
    return Executed()
