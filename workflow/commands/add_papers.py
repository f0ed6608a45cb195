"""Somebody adds photos, files or words to a running case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.perform_transition import may_know
from workflow.commands.scene import Executed, Scene
from workflow.engine.confide import commitment, personal_value
from workflow.errors import InvalidInput, NotAvailable, Refusal
from workflow.events import PaperAdded
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPapers:
    """`attachments` uploaded before; `note` the adder's words."""

    reference: str
    attachments: tuple[UUID, ...] = ()
    note: str = ""


def handle(command: AddPapers, scene: Scene) -> Executed:
    """Raises NotFound, NotAvailable (a closed case), InvalidInput."""
    case = scene.work.case(command.reference)
    may_know(scene.actor, case.id)
    if case.closed is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    known = scene.work.attachments(command.attachments)
    wrong = [one for one in command.attachments if one not in known or known[one].case not in (None, case.id)]
    note = command.note.strip()
    if wrong or not (command.attachments or note) or len(note) > 4000:
        raise InvalidInput({"attachments": ["unknown_attachment"]} if wrong else {"note": ["required"]})
    name = f"added.{case.sequence + 1}"
    values: dict[str, Json] = {}
    words = personal_value(name, note, scene.moment)
    if note:
        values[name] = {"sealed": commitment(words)}
    event = PaperAdded(
        attachments=command.attachments,
        values=values,
        places={name: name} if note else {},
    )
    definition = scene.definitions.pinned(case.definition)
    return scene.tell(case, definition, event, personal=(words,) if note else ())
