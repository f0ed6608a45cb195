"""A copy that was sent back, or that could not be made, is made of other pages; it keeps its number."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import CopyScan
from workflow.engine import scanning
from workflow.events import DocumentScanned
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanAnew:
    """`pages` are attachments in order. What stands on the paper stays as it was written down: whoever wrote it wrong
    makes the copy void."""

    document: UUID
    pages: tuple[UUID, ...]


def handle(command: ScanAnew, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable (a closed case, a copy that waits for its signature or has it),
    InvalidInput(`attachments`)."""
    case = scene.work.case_of_paper(command.document)
    definition = scene.definitions.pinned(case.definition)
    paper, scan, standing = scanning.to_scan_anew(definition, case, command.document, scene.actor)
    scanning.read_pages(command.pages, case, scene.work.attachments(command.pages))
    actor = scene.actor
    fresh = replace(
        scan,
        pages=command.pages,
        by=actor.username or "",
        name=actor.name,
        position=actor.position,
        at=scene.moment.now,
    )
    absent = standing.acting_for.username if standing.acting_for else None
    wanted = CopyScan(id=scene.moment.derived_id(f"copy.{paper.id}"), case=case.id, document=paper.id)
    event = DocumentScanned(document=paper.id, scan=fresh)
    return scene.tell(case, definition, event, effects=(wanted,), acting_for=absent)
