"""A password is changed: by its owner, who stays signed in here alone, or by an administrator."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.fresh_session import FreshSession, begin
from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """`password_hash` is argon2id; that the old one was known was checked at the door. `session` is the owner's new
    one."""

    username: str
    password_hash: str
    session: FreshSession | None = None


def handle(command: ChangePassword, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_user`). Every session of the account ends."""
    if scene.actor.username != command.username:
        may_administer(scene.actor)
    scene.work.set_password(command.username, command.password_hash)
    scene.work.end_sessions_of(command.username)
    if command.session is not None:
        begin(scene, command.username, command.session, proven=command.session.proven)
    return Executed()
