"""The municipality's seal is on a paper: it is complete, and what waited for it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import PaperStatus
from workflow.commands.scene import Executed, Scene
from workflow.engine import papers
from workflow.engine.signers import next_signer
from workflow.errors import Conflict, NotFound
from workflow.events import DocumentSigned


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSeal:
    """`shown` is the hash of the bytes that were sealed, `sha256` of the sealed ones already in the store."""

    document: UUID
    shown: str
    sha256: str
    certificate: str
    holder: str


def handle(command: RecordSeal, scene: Scene) -> Executed:
    """System only. Raises NotFound, Conflict(`document_changed`). A seal told twice changes nothing."""
    case = scene.work.case_of_paper(command.document)
    paper = case.paper(command.document)
    if paper is None:
        raise NotFound("unknown_document")
    if paper.status is not PaperStatus.TO_SIGN or next_signer(paper) != "seal":
        return Executed(case=case)
    if paper.sha256 != command.shown:
        raise Conflict("document_changed", sha256=paper.sha256)
    definition = scene.definitions.pinned(case.definition)
    sealed = DocumentSigned(
        document=paper.id,
        role="seal",
        by=None,
        name=command.holder,
        position="",
        acting_for=None,
        at=scene.moment.now,
        shown=command.shown,
        sha256=command.sha256,
        certificate=command.certificate,
    )
    events, effects = papers.completed(definition, case, paper, command.sha256, scene.moment)
    return scene.tell(case, definition, sealed, *events, effects=effects)
