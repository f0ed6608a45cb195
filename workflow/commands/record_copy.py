"""The electronic copy of a scanned paper has been made: it waits for the signature or seal that declares it true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from workflow.case import PaperStatus
from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import SealDocument
from workflow.engine.scanning import registered_on
from workflow.engine.signers import next_signer
from workflow.errors import NotFound
from workflow.events import DocumentOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCopy:
    """`sha256` of the copy of what was scanned at `scanned`."""

    document: UUID
    sha256: str
    scanned: datetime


def handle(command: RecordCopy, scene: Scene) -> Executed:
    """System only. A copy told twice, of pages that were scanned anew meanwhile, or of a paper made void changes
    nothing. Raises NotFound."""
    case = scene.work.case_of_paper(command.document)
    paper = case.paper(command.document)
    if paper is None:
        raise NotFound("unknown_document")
    if paper.scan is None or paper.scan.at != command.scanned or paper.status is not PaperStatus.DRAFT:
        return Executed(case=case)
    opened = DocumentOpened(
        document=paper.id,
        date=registered_on(case, paper, paper.scan, scene.surroundings.zone),
        sha256=command.sha256,
    )
    effects: tuple[SealDocument, ...] = ()
    if next_signer(paper) == "seal":
        effects = (SealDocument(id=scene.moment.derived_id(f"seal.{paper.id}"), case=case.id, document=paper.id),)
    return scene.tell(case, scene.definitions.pinned(case.definition), opened, effects=effects)
