"""A paper loses its force; the check page says so from then on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import PaperStatus
from workflow.commands.scene import Executed, Scene
from workflow.engine import papers
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import DocumentVoided


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidDocument:
    """`reason` is public: it stands on the check page. `replaced_by` is another paper of the same case."""

    document: UUID
    reason: str
    replaced_by: UUID | None = None


def handle(command: VoidDocument, scene: Scene) -> Executed:
    """Only a role that signs the paper may void it. Raises NotFound, NotPermitted, NotAvailable, InvalidInput."""
    case = scene.work.case_of_paper(command.document)
    paper = case.paper(command.document)
    if paper is None:
        raise NotFound("unknown_document")
    definition = scene.definitions.pinned(case.definition)
    papers.any_signer(definition, case, paper, scene.actor)
    if paper.status in (PaperStatus.VOID, PaperStatus.REPLACED):
        raise NotAvailable([Refusal(code="wrong_state", data={"status": paper.status.value})])
    mistakes: dict[str, list[str]] = {}
    if not command.reason.strip():
        mistakes["reason"] = ["required"]
    if command.replaced_by is not None and (command.replaced_by == paper.id or case.paper(command.replaced_by) is None):
        mistakes["replaced_by"] = ["unknown_document"]
    if mistakes:
        raise InvalidInput(mistakes)
    event = DocumentVoided(
        document=paper.id,
        by=scene.actor.username or "",
        reason=command.reason.strip(),
        replaced_by=command.replaced_by,
    )
    return scene.tell(case, definition, event)
