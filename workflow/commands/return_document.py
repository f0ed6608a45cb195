"""A signer sends a paper back with a comment; its number stays with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import papers
from workflow.engine.confide import commitment, personal_value
from workflow.errors import InvalidInput
from workflow.events import DocumentReturned


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDocument:
    """`reason` is told to whoever prepared the paper."""

    document: UUID
    reason: str


def handle(command: ReturnDocument, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable, InvalidInput."""
    case = scene.work.case_of_paper(command.document)
    paper = papers.to_open(case, command.document)
    standing = papers.signer(case, paper, scene.actor)
    if not command.reason.strip():
        raise InvalidInput({"reason": ["required"]})
    words = personal_value(
        f"document.{paper.id}.return.{scene.moment.command}",
        command.reason.strip(),
        scene.moment,
    )
    event = DocumentReturned(
        document=paper.id,
        by=scene.actor.username or "",
        reason=words.name,
        commitment=commitment(words),
    )
    absent = standing.acting_for.username if standing.acting_for else None
    return scene.tell(
        case,
        scene.definitions.pinned(case.definition),
        event,
        personal=(words,),
        acting_for=absent,
    )
