"""A paper signed by hand is scanned in: its copy takes a number of its journal and is made of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.case import Paper
from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import CopyScan
from workflow.engine import papers, scanning
from workflow.engine.calendar import local_date
from workflow.engine.effects import draft
from workflow.engine.scanning import ScannedPaper
from workflow.events import DocumentDrafted, DocumentNumbered, DocumentScanned, Event
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPaper:
    """`kind` is a document of the definition with `scan`."""

    reference: str
    kind: str
    paper: ScannedPaper


def handle(command: ScanPaper, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable (a closed case, not its state, no card yet), InvalidInput with every
    mistake.
    `value["document"]` is the paper's id."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    rule, standing = scanning.may_scan(definition, case, command.kind, scene.actor)
    today = local_date(scene.moment.now, scene.surroundings.zone)
    given = scanning.read(command.paper, case, scene.work.attachments(command.paper.pages), today)
    card = scanning.card_borne(definition, case, rule.register)
    paper = draft(rule, scene.moment, "scan")
    if card is not None:
        # It stands in no journal by itself: the line is the card's.
        paper = replace(paper, register=None)
    papers.in_turn(definition, case, paper)
    scan, signed_by = scanning.kept(given, case, scene.actor, scene.moment)
    events: list[Event] = [DocumentDrafted(paper=paper), DocumentScanned(document=paper.id, scan=scan)]
    if card is not None:
        events.append(_numbered(paper, card.journal, card.index, scene, card.day))
    elif paper.register is not None:
        # The journal's counter is locked last of all, so that no one waits for it longer than this commit.
        number = scene.work.next_number(paper.register, today.year)
        index = f"{number}/{definition.filing.index}" if definition.filing else str(number)
        events.append(_numbered(paper, paper.register, index, scene, today))
    absent = standing.acting_for.username if standing.acting_for else None
    wanted = CopyScan(id=scene.moment.derived_id(f"copy.{paper.id}"), case=case.id, document=paper.id)
    executed = scene.tell(case, definition, *events, effects=(wanted,), personal=(signed_by,), acting_for=absent)
    return Executed(case=executed.case, value={**executed.value, "document": str(paper.id)})


def _numbered(paper: Paper, register: str, number: str, scene: Scene, day: date) -> DocumentNumbered:
    code = scene.moment.derived_digits(f"code.{paper.id}", 12)
    return DocumentNumbered(document=paper.id, register=register, number=number, code=code, day=day)
