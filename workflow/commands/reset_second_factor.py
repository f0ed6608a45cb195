"""Somebody lost their second factor: an administrator takes it away, and the person enrols anew."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetSecondFactor:
    """All factors and recovery codes of an account."""

    username: str


def handle(command: ResetSecondFactor, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_user`). Every session of the account ends."""
    may_administer(scene.actor)
    work, now = scene.work, scene.moment.now
    if not work.say_second_factor(command.username, None):
        raise NotFound("unknown_user")
    work.end_second_factors(command.username, None, now)
    work.put_recovery_codes(command.username, (), now)
    work.end_sessions_of(command.username)
    return Executed()
