"""The final bytes of a paper have been made: they are what will be shown and signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from workflow.case import NamedSigner
from workflow.commands.scene import Executed, Scene
from workflow.engine import papers
from workflow.events import DocumentOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpening:
    """`sha256` of the bytes made on local day `day`; `content`, `named` and `body` as on `Paper`."""

    document: UUID
    day: date
    sha256: str
    content: str | None = None
    named: tuple[NamedSigner, ...] = ()
    body: str | None = None


def handle(command: RecordOpening, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable. The same bytes again change nothing."""
    case = scene.work.case_of_paper(command.document)
    paper = papers.to_open(case, command.document)
    papers.signer(case, paper, scene.actor)
    if paper.shown == command.sha256 or papers.anyone_signed(paper):
        return Executed(case=case)
    event = DocumentOpened(
        document=paper.id,
        date=command.day,
        sha256=command.sha256,
        content=command.content,
        named=command.named,
        body=command.body,
    )
    return scene.tell(case, scene.definitions.pinned(case.definition), event)
