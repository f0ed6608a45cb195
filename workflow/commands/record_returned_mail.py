"""The post office returned a letter: that is on record, and somebody has to reach the citizen another way."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import PaperStatus, Work
from workflow.commands.may_serve import may_serve
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotAvailable, NotFound, Refusal
from workflow.events import DocumentCameBack, WorkAdded

RETURNED_MAIL = "returned_mail"
_WHO_RINGS = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturnedMail:
    """The letter that held `document` came back."""

    document: UUID


def handle(command: RecordReturnedMail, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted (whoever does not serve the whole town), NotAvailable: not sent by post, or back
    already."""
    case = scene.work.case_of_paper(command.document)
    paper = case.paper(command.document)
    if paper is None:
        raise NotFound("unknown_document")
    absent = may_serve(scene.actor, case)
    if paper.status is not PaperStatus.COMPLETE or paper.sent.get("way") != "post" or "came_back" in paper.sent:
        raise NotAvailable([Refusal(code="not_posted", data={"status": paper.status.value})])
    work = Work(
        id=scene.moment.derived_id("work.returned_mail"),
        added=scene.moment.now,
        code=RETURNED_MAIL,
        role=_WHO_RINGS,
    )
    return scene.tell(
        case,
        scene.definitions.pinned(case.definition),
        DocumentCameBack(document=paper.id, by=scene.actor.username or "", at=scene.moment.now),
        WorkAdded(work=work),
        acting_for=absent,
    )
