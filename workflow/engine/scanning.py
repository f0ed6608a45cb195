"""A paper signed by hand comes in as a scan: who may, what of it must be known, and what is kept of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from workflow.actor import Actor
from workflow.case import Case, Paper, PaperStatus
from workflow.definition.model import Definition, DocumentRule
from workflow.engine.calendar import local_date
from workflow.engine.confide import commitment, personal_value
from workflow.engine.permitted import Standing, standing, turned_away
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.ports.attachment import Attachment
from workflow.registration import Registration
from workflow.scan import Scan
from workflow.values import PersonalValue

MOST_FILES = 50
LONGEST_NAME = 200
LONGEST_NUMBER = 60
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPaper:
    """What whoever scanned it says of the original: its pages in order, who signed it by hand, its number and date."""

    pages: tuple[UUID, ...]
    signed_by: str
    original_date: date | None
    original_number: str = ""


def may_scan(definition: Definition, case: Case, kind: str, actor: Actor) -> tuple[DocumentRule, Standing]:
    """The rule of that type and how the actor may scan it in.

    Raises InvalidInput(`not_a_choice`) where none of that type comes on paper, NotPermitted, NotAvailable(a closed
    case).
    """
    rule = definition.documents.get(kind)
    if rule is None or not rule.scan:
        raise InvalidInput({"type": ["not_a_choice"]})
    found = standing(actor, case, rule.scan)
    if found is None:
        raise turned_away(actor, lambda ended: bool(ended.roles.intersection(rule.scan)), role=rule.scan[0])
    if case.closed is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    return rule, found


def to_scan_anew(definition: Definition, case: Case, document: UUID, actor: Actor) -> tuple[Paper, Scan, Standing]:
    """A copy that was sent back or could not be made. Raises NotFound, NotPermitted, NotAvailable(`wrong_state`)."""
    paper = case.paper(document)
    if paper is None or paper.scan is None:
        raise NotFound("unknown_document")
    _rule, found = may_scan(definition, case, paper.type, actor)
    if paper.status is not PaperStatus.DRAFT:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": paper.status.value})])
    return paper, paper.scan, found


def card_borne(definition: Definition, case: Case, register: str | None) -> Registration | None:
    """The card whose index a scanned paper bears: what comes with a registered letter has the letter's (ADR 0414).

    None where the paper takes a number of its own. Raises NotAvailable(`registered`) before there is a card.
    """
    if definition.registration is None or definition.registration.journal != register:
        return None
    if case.registration is None:
        raise NotAvailable([Refusal(code="registered")])
    return case.registration


def registered_on(case: Case, paper: Paper, scan: Scan, zone: ZoneInfo) -> date:
    """The local day that stands on the copy beside its number."""
    cards = (one.day for one in case.registrations if paper.register is None and one.index == paper.number)
    return next(cards, local_date(scan.at, zone))


def read(given: ScannedPaper, case: Case, known: Mapping[UUID, Attachment], today: date) -> ScannedPaper:
    """What was given, with its blanks folded. InvalidInput with every mistake."""
    signed_by, number = " ".join(given.signed_by.split()), " ".join(given.original_number.split())
    mistakes: dict[str, list[str]] = {}
    if wrong := _wrong_pages(given.pages, case, known):
        mistakes["attachments"] = [wrong]
    if not signed_by or len(signed_by) > LONGEST_NAME:
        mistakes["signed_by"] = ["too_long" if signed_by else "required"]
    if len(number) > LONGEST_NUMBER:
        mistakes["number"] = ["too_long"]
    if given.original_date is None or given.original_date > today:
        mistakes["date"] = ["in_the_future" if given.original_date else "required"]
    if mistakes:
        raise InvalidInput(mistakes)
    return ScannedPaper(
        pages=given.pages, signed_by=signed_by, original_date=given.original_date, original_number=number
    )


def read_pages(pages: tuple[UUID, ...], case: Case, known: Mapping[UUID, Attachment]) -> None:
    """InvalidInput(`attachments`) where they cannot be the pages of a copy."""
    if wrong := _wrong_pages(pages, case, known):
        raise InvalidInput({"attachments": [wrong]})


def kept(given: ScannedPaper, case: Case, actor: Actor, moment: Moment) -> tuple[Scan, PersonalValue]:
    """What stands in the history, and who signed the original, which is kept apart."""
    assert given.original_date is not None
    place = f"scan.{case.sequence + 1}"
    signed_by = personal_value(f"{place}.correspondent", given.signed_by, moment)
    scan = Scan(
        pages=given.pages,
        by=actor.username or "",
        name=actor.name,
        position=actor.position,
        at=moment.now,
        original_number=given.original_number or None,
        original_date=given.original_date,
        place=place,
        commitment=commitment(signed_by),
    )
    return scan, signed_by


def _wrong_pages(pages: tuple[UUID, ...], case: Case, known: Mapping[UUID, Attachment]) -> str | None:
    if not pages:
        return "required"
    if len(pages) > MOST_FILES:
        return "too_many"
    if len(set(pages)) < len(pages) or any(known[one].case not in (None, case.id) for one in pages if one in known):
        return "unknown_attachment"
    if any(one not in known for one in pages):
        return "unknown_attachment"
    return None if all(known[one].media_type in PICTURES | {PDF} for one in pages) else "not_a_page"
