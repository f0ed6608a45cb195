"""Somebody asks people to read a case or a paper of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import acquaintances
from workflow.errors import InvalidInput
from workflow.town import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAcquaintance:
    """`people` are usernames, or units for everybody active in them; `due` the last day."""

    reference: str
    people: tuple[str, ...]
    document: UUID | None = None
    due: date | None = None


def handle(command: AskAcquaintance, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, InvalidInput. The value is the list's id."""
    case = scene.work.case(command.reference)
    event = acquaintances.asked(
        case,
        command.document,
        _people(scene, command.people),
        command.due,
        scene.actor,
        scene.moment,
        scene.surroundings,
    )
    executed = scene.tell(case, scene.definitions.pinned(case.definition), event)
    return Executed(case=executed.case, value={"id": str(event.acquaintance.id)})


def _people(scene: Scene, names: Iterable[str]) -> tuple[StaffMember, ...]:
    found: list[StaffMember] = []
    for name in names:
        member = scene.work.staff(name)
        if member is not None and member.active:
            found.append(member)
        elif member is not None or scene.work.unit(name) is None:
            raise InvalidInput({"people": ["unknown_user"]})
        else:
            found += scene.work.staff_of_unit(name)
    return tuple(found)
