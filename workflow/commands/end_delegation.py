"""A delegated piece of work is taken back by whoever handed it over, or given back by whom it was handed to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import delegations


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDelegation:
    """Of that case."""

    reference: str
    delegation: UUID


def handle(command: EndDelegation, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_delegation`), NotPermitted, NotAvailable(`wrong_state`: over already)."""
    case = scene.work.case(command.reference)
    event, absent = delegations.taken_back(case, command.delegation, scene.actor, scene.moment)
    return scene.tell(case, scene.definitions.pinned(case.definition), event, acting_for=absent)
