"""An official has signed a paper; the last one asks for the seal, or completes it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import SealDocument
from workflow.engine import papers
from workflow.errors import Conflict
from workflow.events import DocumentSigned


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignature:
    """`shown` is the hash of the bytes the signer saw, `sha256` of the signed ones already in the store."""

    document: UUID
    shown: str
    sha256: str
    certificate: str


def handle(command: RecordSignature, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable, Conflict(`document_changed`)."""
    case = scene.work.case_of_paper(command.document)
    paper = papers.to_open(case, command.document)
    standing = papers.signer(case, paper, scene.actor)
    papers.nothing_open_above(case, scene.actor)
    definition = scene.definitions.pinned(case.definition)
    papers.agreed_to(definition, case, paper)
    papers.opened_today(paper, scene.moment.now, scene.surroundings.zone)
    if paper.shown != command.shown:
        raise Conflict("document_changed", sha256=paper.shown)
    absent = standing.acting_for.username if standing.acting_for else None
    signed = DocumentSigned(
        document=paper.id,
        role=standing.role,
        by=scene.actor.username,
        name=scene.actor.name,
        position=scene.actor.position,
        acting_for=absent,
        at=scene.moment.now,
        shown=command.shown,
        sha256=command.sha256,
        certificate=command.certificate,
    )
    left = [one for one in paper.signatures if one.at is None][1:]
    if left and left[0].role != "seal":
        return scene.tell(case, definition, signed, acting_for=absent)
    if left:
        seal = SealDocument(
            id=scene.moment.derived_id(f"seal.{paper.id}"),
            case=case.id,
            document=paper.id,
        )
        return scene.tell(case, definition, signed, effects=(seal,), acting_for=absent)
    events, effects = papers.completed(definition, case, paper, command.sha256, scene.moment)
    return scene.tell(case, definition, signed, *events, effects=effects, acting_for=absent)
