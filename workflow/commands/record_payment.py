"""Money came for a case: at the counter, or from the bank's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.commands.scene import Executed, Scene
from workflow.engine import fees
from workflow.engine.evolve import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """`document` is the number of the bank's or the till's paper; the same document twice is one payment."""

    reference: str
    amount: str
    day: date
    document: str


def handle(command: RecordPayment, scene: Scene) -> Executed:
    """`{"known"}`: whether it was on record already. Raises NotFound, NotPermitted, NotAvailable, InvalidInput."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    event = fees.paid(
        definition,
        case,
        scene.actor,
        command.amount,
        command.day,
        command.document,
        scene.moment,
        scene.surroundings,
    )
    if event is None:
        return Executed(case=case, value={"known": True})
    after = fold(case, (event,), scene.moment.now, scene.actor.label)
    told = scene.tell(
        case,
        definition,
        event,
        effects=fees.goes_on(definition, after, scene.moment),
        acting_for=fees.may_record(definition, case, scene.actor),
    )
    return Executed(case=told.case, value={"known": False})
