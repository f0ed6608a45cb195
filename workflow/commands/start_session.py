"""Somebody signed in: a session row exists from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSession:
    """`digest` is the SHA-256 of the cookie's opaque id."""

    digest: bytes
    username: str
    csrf: str
    expires: datetime
    second_factor: str | None = None


def handle(command: StartSession, scene: Scene) -> Executed:
    """Writes the row."""
    scene.work.add_session(
        command.digest,
        command.username,
        command.csrf,
        command.second_factor,
        command.expires,
        scene.moment,
    )
    return Executed()
