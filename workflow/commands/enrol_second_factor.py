"""Somebody has shown their new second factor: it counts from now on, with new recovery codes, and every session that
began without it ends."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.fresh_session import FreshSession, begin
from workflow.commands.own_account import own_account
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput
from workflow.town import SecondFactor, SecondFactorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolSecondFactor:
    """`factor.counter` is what was shown first. A passkey comes with `challenge`, asked of the session `previous`; a
    code generator was offered before. `recovery` are keyed hashes of the new recovery codes."""

    factor: SecondFactor
    recovery: tuple[bytes, ...]
    previous: bytes
    session: FreshSession
    challenge: bytes | None = None


def handle(command: EnrolSecondFactor, scene: Scene) -> Executed:
    """Raises NotPermitted, InvalidInput(`wrong_second_factor`), Conflict(`factor_known`)."""
    factor, work, now = command.factor, scene.work, scene.moment.now
    own_account(scene.actor, factor.username)
    if not _kept(command, scene):
        raise InvalidInput({}, code="wrong_second_factor")
    work.say_second_factor(factor.username, factor.kind)
    work.put_recovery_codes(factor.username, command.recovery, now)
    work.end_sessions_of(factor.username)
    begin(scene, factor.username, command.session, proven=now)
    return Executed()


def _kept(command: EnrolSecondFactor, scene: Scene) -> bool:
    factor, work, now = command.factor, scene.work, scene.moment.now
    if factor.kind is SecondFactorKind.PASSKEY:
        if command.challenge is None or not work.answer_challenge(command.previous, command.challenge, now):
            return False
        work.add_second_factor(factor, now, confirmed=True)
        return True
    # A telephone in use is replaced by the new one; passkeys stay, for people have several.
    work.end_second_factors(factor.username, factor.kind, now, but=factor.id)
    return work.confirm_second_factor(factor.id, factor.username, factor.counter, now)
