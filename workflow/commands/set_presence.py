"""«Я на місці, приймаю»: walk-ins may join today's list until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.commands.scene import Executed, Scene
from workflow.errors import NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPresence:
    """`until` None switches it off."""

    calendar: str
    until: datetime | None


def handle(command: SetPresence, scene: Scene) -> Executed:
    """Raises NotPermitted (citizens), DefinitionError(`unknown_calendar`)."""
    if scene.actor.kind != "staff":
        raise NotPermitted("not_permitted")
    scene.surroundings.calendars.calendar(command.calendar)
    scene.work.set_presence(command.calendar, scene.actor.username or "", command.until)
    return Executed()
