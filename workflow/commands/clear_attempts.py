"""Forgets counted tries after one succeeded."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearAttempts:
    """`key` as it was counted under."""

    key: str


def handle(command: ClearAttempts, scene: Scene) -> Executed:
    """A counter that never was is as good as cleared."""
    scene.work.clear_attempts(command.key)
    return Executed()
