"""Outside work that got stuck and nobody has settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.incidents import IncidentRow
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident; `reference` of its case, if it has one."""

    id: UUID
    effect: UUID
    case: UUID | None
    reference: str | None
    kind: str
    reason: str
    data: Mapping[str, Json]
    at: datetime


def open_incidents(look: Reading, *, case: UUID | None = None, limit: int = 200) -> tuple[Incident, ...]:
    """Oldest first, of one case if given."""
    query = (
        select(
            IncidentRow.id,
            IncidentRow.effect,
            IncidentRow.case_id,
            CaseRow.reference,
            IncidentRow.kind,
            IncidentRow.reason,
            IncidentRow.data,
            IncidentRow.at,
        )
        .outerjoin(CaseRow, and_(CaseRow.municipality == IncidentRow.municipality, CaseRow.id == IncidentRow.case_id))
        .where(IncidentRow.municipality == look.municipality, IncidentRow.settled.is_(None))
        .order_by(IncidentRow.at, IncidentRow.id)
        .limit(limit)
    )
    if case is not None:
        query = query.where(IncidentRow.case_id == case)
    return tuple(
        Incident(
            id=row.id,
            effect=row.effect,
            case=row.case_id,
            reference=row.reference,
            kind=row.kind,
            reason=row.reason,
            data=row.data,
            at=row.at,
        )
        for row in look.connection.execute(query)
    )
