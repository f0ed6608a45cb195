"""The level of a complete paper's signatures was raised: its bytes have grown, everything before stays true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from workflow.case import PaperStatus
from workflow.commands.scene import Executed, Scene
from workflow.errors import Conflict, NotFound, NotPermitted
from workflow.events import DocumentUpgraded


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUpgrade:
    """`previous` is the hash of the bytes that were raised, `sha256` of the longer ones already in the store; the same
    for a paper that was found to stand at `level` since its completion.

    `level` and `good_until` as in `DocumentUpgraded`.
    """

    document: UUID
    previous: str
    sha256: str
    level: str
    good_until: datetime | None


def handle(command: RecordUpgrade, scene: Scene) -> Executed:
    """System only. Raises NotFound, NotPermitted, Conflict(`document_changed`). Told twice, it changes nothing."""
    if scene.actor.kind != "system":
        raise NotPermitted("not_permitted")
    case = scene.work.case_of_paper(command.document)
    paper = case.paper(command.document)
    if paper is None:
        raise NotFound("unknown_document")
    if (paper.sha256, paper.level) == (command.sha256, command.level):
        return Executed(case=case)
    if paper.status is not PaperStatus.COMPLETE or paper.sha256 != command.previous:
        raise Conflict("document_changed", sha256=paper.sha256)
    upgraded = DocumentUpgraded(
        document=paper.id,
        level=command.level,
        previous=command.previous,
        sha256=command.sha256,
        good_until=command.good_until,
    )
    return scene.tell(case, scene.definitions.pinned(case.definition), upgraded)
