"""All running cases of a town are dated by these calendars now."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCalendars:
    """`digest` tells one state of the calendars from another."""

    digest: str


def handle(command: NoteCalendars, scene: Scene) -> Executed:
    """Raises NotPermitted."""
    may_administer(scene.actor)
    scene.work.note_calendars(command.digest)
    return Executed()
