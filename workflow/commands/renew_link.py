"""A person's status link gets a new generation, or ends."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.may_serve import may_serve
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotFound
from workflow.events import LinkRenewed


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewLink:
    """The old link no longer opens; `revoke` gives no new one."""

    reference: str
    person: UUID
    revoke: bool = False


def handle(command: RenewLink, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted (whoever does not serve the whole town)."""
    case = scene.work.case(command.reference)
    absent = may_serve(scene.actor, case)
    found = next((one for one in case.people if one.id == command.person), None)
    if found is None:
        raise NotFound("unknown_person")
    event = LinkRenewed(person=found.id, generation=found.generation + 1, revoked=command.revoke)
    return scene.tell(case, scene.definitions.pinned(case.definition), event, acting_for=absent)
