"""The second step of signing in: a code, a passkey's signature or a recovery code is used up, and the session becomes a
complete one under a new id."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.fresh_session import FreshSession, begin
from workflow.commands.own_account import own_account
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFactor:
    """A factor with its time step or signature count; `challenge` is what a passkey signed."""

    id: UUID
    counter: int
    challenge: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassSecondFactor:
    """`shown` was checked at the door: a factor, or the keyed hash of a recovery code. What makes it count once is
    checked here, in the transaction that completes the session."""

    username: str
    shown: ShownFactor | bytes
    previous: bytes
    session: FreshSession


def handle(command: PassSecondFactor, scene: Scene) -> Executed:
    """Raises NotPermitted, InvalidInput(`wrong_second_factor`) for what was used before."""
    own_account(scene.actor, command.username)
    if not _used_up(command, scene):
        raise InvalidInput({}, code="wrong_second_factor")
    scene.work.end_session(command.previous)
    begin(scene, command.username, command.session, proven=scene.moment.now)
    return Executed()


def _used_up(command: PassSecondFactor, scene: Scene) -> bool:
    shown, work, now = command.shown, scene.work, scene.moment.now
    if isinstance(shown, bytes):
        return work.use_recovery_code(command.username, shown, now)
    if shown.challenge is not None and not work.answer_challenge(command.previous, shown.challenge, now):
        return False
    return work.advance_second_factor(shown.id, command.username, shown.counter)
