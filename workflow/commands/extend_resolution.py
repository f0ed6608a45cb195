"""Whoever set a date moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendResolution:
    """Whoever set a date moves it."""

    resolution: UUID
    due: date | datetime
    reason: str


def handle(command: ExtendResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = resolutions.extend(
        case,
        found,
        scene.actor,
        command.due,
        command.reason,
        scene.moment,
        scene.surroundings,
    )
    return scene.tell(
        case,
        scene.definitions.pinned(case.definition),
        event,
        personal=(words,),
        acting_for=resolutions.speaks_for(found.speaker, scene.actor),
    )
