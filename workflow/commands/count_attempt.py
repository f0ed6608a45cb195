"""Counts a try before it is made: sign-ins, PINs, unlocking of links, public forms (rules.md 15).

A command of its own, so that the count stands even when what was tried is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAttempt:
    """`key` names what is limited and for whom; the counter starts anew every `window_seconds`."""

    key: str
    window_seconds: int


def handle(command: CountAttempt, scene: Scene) -> Executed:
    """`{"count"}`: how many in this window, this one included."""
    count = scene.work.count_attempt(command.key, command.window_seconds, scene.moment.now)
    return Executed(value={"count": count})
