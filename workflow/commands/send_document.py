"""A complete paper left the house: by post with a tracking number, by e-mail, over the counter."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.may_serve import may_serve
from workflow.commands.scene import Executed, Scene
from workflow.engine.papers import signing_roles
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import DocumentSent


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDocument:
    """`way` is post, email or counter; `tracking` the registered letter's number, empty for others."""

    document: UUID
    way: str
    tracking: str = ""


def handle(command: SendDocument, scene: Scene) -> Executed:
    """By whoever serves the whole town or signs such papers. Raises NotFound, NotPermitted, NotAvailable (not
    complete), InvalidInput."""
    case = scene.work.case_of_paper(command.document)
    paper = case.paper(command.document)
    if paper is None:
        raise NotFound("unknown_document")
    absent = may_serve(scene.actor, case, *signing_roles(paper))
    if not paper.goes_out:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": paper.status.value})])
    if command.way not in ("post", "email", "counter"):
        raise InvalidInput({"way": ["not_a_choice"]})
    event = DocumentSent(document=paper.id, way=command.way, tracking=command.tracking.strip()[:40])
    return scene.tell(case, scene.definitions.pinned(case.definition), event, acting_for=absent)
