"""Keeps a reply under an idempotency key for work done outside a command, such as signing a paper.

Does nothing itself: `execute` stores what it is asked to present.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepReply:
    """Nothing but an occasion."""


def handle(command: KeepReply, scene: Scene) -> Executed:
    """Always succeeds."""
    return Executed()
