"""An official hands one paper or one piece of work to another entitled person, until a day; or it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case
from workflow.commands.scene import Executed, Scene
from workflow.engine import delegations
from workflow.engine.permitted import standing
from workflow.engine.signers import next_signers
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateWork:
    """Exactly one of the paper to sign, the work by hand, and the role whose next move it is; `until` a day (its end)
    or an instant."""

    reference: str
    to: str
    reason: str
    until: date | datetime
    document: UUID | None = None
    work: UUID | None = None
    role: str | None = None


def handle(command: DelegateWork, scene: Scene) -> Executed:
    """`{"id"}`. Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    away = any(one.absent == command.to for one in scene.work.substitutions(scene.moment.now))
    wanted = delegations.Wanted(
        key=_key(command, case, scene.actor),
        to=scene.work.staff(command.to),
        away=away,
        reason=command.reason,
        until=command.until,
    )
    event, words = delegations.delegated(definition, case, scene.actor, wanted, scene.moment, scene.surroundings)
    absent = event.delegation.absent
    told = scene.tell(case, definition, event, personal=(words,), acting_for=absent)
    return Executed(case=told.case, value={"id": str(event.delegation.id)})


def _key(command: DelegateWork, case: Case, actor: Actor) -> str:
    if command.document is not None:
        paper = case.paper(command.document)
        if paper is None:
            raise NotFound("unknown_document")
        roles = next_signers(paper)
        own = standing(actor, case, roles)
        return f"sign:{paper.id}:{own.role if own else next(iter(roles), None)}"
    return f"work:{command.work}" if command.work is not None else f"transition:{command.role}"
