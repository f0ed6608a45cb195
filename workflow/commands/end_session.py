"""Somebody signed out: the session ends on the server."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """By the SHA-256 of the cookie's opaque id."""

    digest: bytes


def handle(command: EndSession, scene: Scene) -> Executed:
    """An unknown session is already over."""
    scene.work.end_session(command.digest)
    return Executed()
