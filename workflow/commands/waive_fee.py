"""An official waives what is due, with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.engine import fees
from workflow.engine.evolve import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveFee:
    """What was paid so far stays on record."""

    reference: str
    reason: str


def handle(command: WaiveFee, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable(`no_fee`, `fee_settled`), InvalidInput."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    event, words = fees.waived(definition, case, scene.actor, command.reason, scene.moment)
    after = fold(case, (event,), scene.moment.now, scene.actor.label)
    return scene.tell(
        case,
        definition,
        event,
        personal=(words,),
        effects=fees.goes_on(definition, after, scene.moment),
        acting_for=fees.may_record(definition, case, scene.actor),
    )
