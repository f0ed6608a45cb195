"""Whoever gave an instruction puts another executor in somebody's place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import executors, resolutions
from workflow.errors import InvalidInput, NotFound
from workflow.town import StaffMember, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeExecutor:
    """Exactly one of `username` and `unit` is the new one; `instead_of` a username or a unit's id, None: the lead."""

    resolution: UUID
    reason: str
    username: str | None = None
    unit: str | None = None
    instead_of: str | None = None


def handle(command: ChangeExecutor, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    absent = resolutions.speaks_for(found.speaker, scene.actor)
    event, words = executors.change_executor(
        found, command.instead_of, _new(command, scene), command.reason, scene.actor, scene.moment
    )
    definition = scene.definitions.pinned(case.definition)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)


def _new(command: ChangeExecutor, scene: Scene) -> StaffMember | Unit:
    if command.username is not None:
        member = scene.work.staff(command.username)
        if member is not None and member.active:
            return member
        raise InvalidInput({"user": ["unknown_user"]})
    room = scene.work.unit(command.unit) if command.unit is not None else None
    if room is None:
        raise InvalidInput({"unit": ["unknown_unit"]})
    return room
