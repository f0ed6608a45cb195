"""A person's status link gets a new generation, or ends."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.errors import NotFound, NotPermitted
from workflow.events import LinkRenewed


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewLink:
    """The old link no longer opens; `revoke` gives no new one."""

    reference: str
    person: UUID
    revoke: bool = False


def handle(command: RenewLink, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted (citizens)."""
    if scene.actor.kind == "citizen":
        raise NotPermitted("not_permitted")
    case = scene.work.case(command.reference)
    found = next((one for one in case.people if one.id == command.person), None)
    if found is None:
        raise NotFound("unknown_person")
    event = LinkRenewed(person=found.id, generation=found.generation + 1, revoked=command.revoke)
    return scene.tell(case, scene.definitions.pinned(case.definition), event)
