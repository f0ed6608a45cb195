"""Papers looked for by what is printed on them or by their bytes: the check page and verification (rules.md 21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.papers import PaperRow, PaperVersionRow
from workflow.case import Case, Paper, PaperStatus
from workflow.codec import case_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPaper:
    """A paper of ours with its case. `whole`: the bytes asked for are the completed paper's, before or after its level
    was raised."""

    case: Case
    paper: Paper
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToStamp:
    """A paper whose newest time stamp nears the end of its certificates."""

    document: UUID
    case: UUID
    good_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnstampedPaper:
    """A complete paper below the archive level: no time stamp, or one without the evidence around it."""

    document: UUID
    case: UUID


def paper_by_id(look: Reading, identifier: UUID) -> FoundPaper | None:
    """The paper of that id."""
    return _found(look, _papers(look).where(PaperRow.id == identifier), None)


def paper_by_code(look: Reading, code: str) -> FoundPaper | None:
    """The paper with those twelve digits."""
    return _found(look, _papers(look).where(PaperRow.code == code), None)


def paper_by_bytes(look: Reading, sha256: str) -> FoundPaper | None:
    """The paper that has or had these bytes (hex); not `whole` while signatures were missing."""
    query = _papers(look).join(
        PaperVersionRow,
        and_(PaperVersionRow.municipality == PaperRow.municipality, PaperVersionRow.paper == PaperRow.id),
    )
    return _found(look, query.where(PaperVersionRow.sha256 == sha256), sha256)


def papers_to_stamp(look: Reading, ends_before: datetime, after: UUID | None, limit: int) -> list[PaperToStamp]:
    """Complete papers whose newest time stamp's certificates end before that moment, by id, those behind `after`."""
    query = (
        select(PaperRow.id, PaperRow.case_id, PaperRow.good_until)
        .where(
            PaperRow.municipality == look.municipality,
            PaperRow.status == PaperStatus.COMPLETE.value,
            PaperRow.good_until < ends_before,
        )
        .order_by(PaperRow.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(PaperRow.id > after)
    return [
        PaperToStamp(document=row.id, case=row.case_id, good_until=row.good_until)
        for row in look.connection.execute(query)
    ]


def papers_without_stamp(look: Reading, completed_by: datetime, after: UUID | None, limit: int) -> list[UnstampedPaper]:
    """Complete papers below the archive level that were completed by that moment, by id, those behind `after`."""
    query = (
        select(PaperRow.id, PaperRow.case_id)
        .where(
            PaperRow.municipality == look.municipality,
            PaperRow.status == PaperStatus.COMPLETE.value,
            PaperRow.good_until.is_(None),
            PaperRow.completed <= completed_by,
        )
        .order_by(PaperRow.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(PaperRow.id > after)
    return [UnstampedPaper(document=row.id, case=row.case_id) for row in look.connection.execute(query)]


def _papers(look: Reading) -> Select[*tuple[Any, ...]]:
    return (
        select(PaperRow.id, CaseRow.body)
        .join(CaseRow, and_(CaseRow.municipality == PaperRow.municipality, CaseRow.id == PaperRow.case_id))
        .where(PaperRow.municipality == look.municipality)
    )


def _found(look: Reading, query: Select[*tuple[Any, ...]], sha256: str | None) -> FoundPaper | None:
    row = look.connection.execute(query).one_or_none()
    if row is None:
        return None
    case = case_from_json(row.body)
    paper = case.paper(row.id)
    assert paper is not None
    # A paper made void later was whole all the same: it says so by its status.
    completed = paper.completed is not None or paper.status is PaperStatus.COMPLETE
    return FoundPaper(case=case, paper=paper, whole=completed and sha256 in (None, paper.sha256, *paper.earlier))
