"""An official has signed a paper; the last one asks for the seal, or completes it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case
from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import SealDocument
from workflow.engine import papers
from workflow.engine.handed_over import live
from workflow.errors import Conflict
from workflow.events import DocumentSigned


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignature:
    """`shown` is the hash of the bytes the signer saw, `sha256` of the signed ones already in the store.

    `seen` is the sequence of the case, and `seen_main` of the one it has joined, at which the paper was found to say
    what the case says (None: nobody looked, as in a rehearsal, where no bytes are made).
    """

    document: UUID
    shown: str
    sha256: str
    certificate: str
    seen: int | None = None
    seen_main: int | None = None


def handle(command: RecordSignature, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable, Conflict(`document_changed`; `stale_version`: look again)."""
    case = scene.work.case_of_paper(command.document)
    paper = papers.to_open(case, command.document)
    standing = papers.signer(case, paper, scene.actor)
    papers.free_to_sign(case, paper, scene.actor)
    definition = scene.definitions.pinned(case.definition)
    papers.agreed_to(definition, case, paper)
    papers.in_turn(definition, case, paper)
    papers.named_here(paper, scene.actor)
    papers.opened_today(paper, scene.moment.now, scene.surroundings.zone)
    if paper.shown != command.shown:
        raise Conflict("document_changed", sha256=paper.shown)
    _unmoved(command, case, scene)
    absent = standing.acting_for.username if standing.acting_for else None
    handed = live(case, f"sign:{paper.id}:{standing.role}")
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
        delegated_by=handed.by_name if handed else None,
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


def _unmoved(command: RecordSignature, case: Case, scene: Scene) -> None:
    """Nothing has happened since the paper was compared with the case. Raises Conflict(`stale_version`)."""
    if command.seen is not None and case.sequence != command.seen:
        raise Conflict("stale_version", version=case.version)
    if command.seen_main is not None and case.main_reference is not None:
        main = scene.work.look_at(case.main_reference)
        if main.sequence != command.seen_main:
            raise Conflict("stale_version", version=main.version)
