"""What a signed act lists is gone; an act that was dropped lets its volumes go. The last step, after every case of
them was erased."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.actor import ActorKind
from workflow.case import Case, PaperStatus
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Outcome
from workflow.errors import NotAvailable, NotPermitted, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyVolumes:
    """`act` is the case of the act."""

    act: UUID


def handle(command: DestroyVolumes, scene: Scene) -> Executed:
    """System only. `{"destroyed": n}` or `{"released": n}`. Raises NotPermitted, NotAvailable(`act_not_signed`)."""
    if scene.actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("not_permitted")
    case = scene.work.case_by_id(command.act)
    if is_signed(case):
        return Executed(case=case, value={"destroyed": scene.work.destroy_volumes(case.id, scene.moment.now)})
    if case.closed is None:
        raise NotAvailable([Refusal(code="act_not_signed")])
    return Executed(case=case, value={"released": scene.work.off_act(case.id)})


def is_signed(case: Case) -> bool:
    """Whether the act is over with its paper signed by everybody, seal and number included."""
    signed = any(
        one.status is PaperStatus.COMPLETE and one.number is not None and len(one.signatures) > 1 for one in case.papers
    )
    return case.closed is not None and case.outcome == Outcome.SATISFIED.value and signed
