"""An assistant proposes a resolution; the official accepts or changes it."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.codec import to_json
from workflow.commands.orders import ResolutionOrder
from workflow.commands.scene import Executed, Scene
from workflow.engine.confide import commitment, personal_value
from workflow.errors import InvalidInput, NotAvailable, NotPermitted, Refusal
from workflow.events import ResolutionDrafted


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftResolution:
    """A proposal for the next resolution of a case; the newest replaces the one before."""

    reference: str
    order: ResolutionOrder


def handle(command: DraftResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted (citizens), NotAvailable (a closed case), InvalidInput."""
    if scene.actor.kind != "staff":
        raise NotPermitted("not_permitted")
    case = scene.work.case(command.reference)
    if case.closed is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    if not command.order.text.strip():
        raise InvalidInput({"text": ["required"]})
    identifier = scene.moment.derived_id("draft")
    words = personal_value(f"draft.{identifier}.text", command.order.text.strip(), scene.moment)
    event = ResolutionDrafted(
        draft={
            "id": str(identifier),
            "by": scene.actor.username,
            "text": words.name,
            "commitment": commitment(words),
            "executors": to_json(command.order.executors),
            "due": command.order.due.isoformat() if command.order.due else None,
            "control": command.order.control,
        }
    )
    executed = scene.tell(case, scene.definitions.pinned(case.definition), event, personal=(words,))
    return Executed(case=executed.case, value={"id": str(identifier)})
