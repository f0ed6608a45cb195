"""What a case file is made of, and what of it the reader may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from documents.storage.port import ContentStore
from workflow.case import Case, Paper
from workflow.definition.model import Definition
from workflow.scan import Scan
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What a file is made of. `personal` are values the reader may read, `hidden` the fields they may not, `closed` the
    types of papers;
    `certificates` those the town's seals were made with (DER); `templates` holds `_shared/records/…`."""

    case: Case
    definition: Definition
    personal: Mapping[str, Json]
    hidden: frozenset[str]
    closed: frozenset[str]
    town: str
    zone: ZoneInfo
    now: datetime
    storage: ContentStore
    certificates: Sequence[bytes]
    templates: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of the package and the line about it in the index."""

    path: str
    sha256: str
    what: str


def value_in(file: CaseFile, name: str) -> Json:
    """The value of a field or input; None where the reader may not read it."""
    place = file.case.places.get(name)
    return file.case.values.get(name) if place is None else file.personal.get(place)


def paper_title(file: CaseFile, paper: Paper) -> str:
    """«Відповідь № 1187/02-21 від 25.11.2026»."""
    rule = file.definition.documents.get(paper.type)
    title = rule.title if rule else paper.type
    named = f"{title} № {paper.number} від {day_words(paper.date)}" if paper.number and paper.date else title
    return f"{named}: {copy_words(paper.scan, file)}" if paper.scan is not None else named


def copy_words(scan: Scan, file: CaseFile) -> str:
    """Of what a scanned paper is the copy, and who answers for it."""
    number = f"№ {scan.original_number} " if scan.original_number else ""
    by = file.personal.get(scan.signed_by)
    signed = f", від руки підписав(ла) {by}" if by else ", підписаного від руки"
    scanned = f"{scan.position} {scan.name}".strip()
    original = f"електронна копія паперу {number}від {day_words(scan.original_date)}{signed}"
    return f"{original}; сканував(ла) і звірив(ла) {scanned}, {moment_words(scan.at, file)}"


def moment_words(at: datetime | None, file: CaseFile) -> str:
    """Day and time in the town's zone; nothing for none."""
    return "" if at is None else at.astimezone(file.zone).strftime("%d.%m.%Y, %H:%M")


def day_words(day: date) -> str:
    """DD.MM.YYYY."""
    return day.strftime("%d.%m.%Y")
