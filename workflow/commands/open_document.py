"""Opens a paper for signature: it takes its number and its check code, which stay with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import papers
from workflow.engine.calendar import local_date
from workflow.events import DocumentNumbered


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDocument:
    """First half of an opening; the bytes are made afterwards and told by `RecordOpening`."""

    document: UUID


def handle(command: OpenDocument, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted (not this actor's signature), NotAvailable (already complete, void, too early)."""
    case = scene.work.case_of_paper(command.document)
    paper = papers.to_open(case, command.document)
    standing = papers.signer(case, paper, scene.actor)
    papers.free_to_sign(case, paper, scene.actor)
    definition = scene.definitions.pinned(case.definition)
    papers.agreed_to(definition, case, paper)
    papers.in_turn(definition, case, paper)
    papers.named_here(paper, scene.actor)
    if paper.number is not None or paper.register is None:
        return Executed(case=case)
    today = local_date(scene.moment.now, scene.surroundings.zone)
    # The journal's counter is locked last of all, so that no one waits for it longer than this commit.
    number = scene.work.next_number(paper.register, today.year)
    index = f"{number}/{definition.filing.index}" if definition.filing else str(number)
    event = DocumentNumbered(
        document=paper.id,
        register=paper.register,
        number=index,
        code=scene.moment.derived_digits(f"code.{paper.id}", 12),
        day=today,
    )
    absent = standing.acting_for.username if standing.acting_for else None
    return scene.tell(case, definition, event, acting_for=absent)
