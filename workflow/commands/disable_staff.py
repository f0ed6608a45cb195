"""Somebody leaves: the account is closed and every session of it ends."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotAvailable, NotFound, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableStaff:
    """What awaits them by name is handed over first, or it would await nobody."""

    username: str


def handle(command: DisableStaff, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_user`), NotAvailable(`open_work`) unless somebody acts for them."""
    may_administer(scene.actor)
    if scene.work.staff(command.username) is None:
        raise NotFound("unknown_user")
    held = any(one.absent == command.username for one in scene.work.substitutions(scene.moment.now))
    waiting = 0 if held else scene.work.open_work_of(command.username)
    if waiting:
        raise NotAvailable([Refusal(code="open_work", data={"count": waiting})])
    scene.work.set_staff_active(command.username, active=False)
    scene.work.end_sessions_of(command.username)
    return Executed()
