"""Money was given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.commands.scene import Executed, Scene
from workflow.engine import fees


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRefund:
    """By which document, and why."""

    reference: str
    amount: str
    day: date
    document: str
    reason: str


def handle(command: RecordRefund, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable(`no_fee`), InvalidInput: never more than came."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    event, words = fees.refunded(
        definition,
        case,
        scene.actor,
        command.amount,
        command.day,
        command.document,
        command.reason,
        scene.moment,
        scene.surroundings,
    )
    absent = fees.may_record(definition, case, scene.actor)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
