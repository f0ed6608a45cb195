"""A passkey is asked to sign something fresh: one challenge for one session, for a few minutes, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class AskChallenge:
    """`session` is the digest of the session's cookie."""

    session: bytes
    challenge: bytes
    until: datetime


def handle(command: AskChallenge, scene: Scene) -> Executed:
    """A challenge asked before is forgotten."""
    scene.work.ask_challenge(command.session, command.challenge, command.until)
    return Executed()
