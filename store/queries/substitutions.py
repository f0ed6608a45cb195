"""Substitutions that hold or will hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.substitutions import SubstitutionRow
from workflow.town import Substitution


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSubstitution:
    """A substitution with its id."""

    id: UUID
    substitution: Substitution


def substitutions_from(look: Reading, at: datetime) -> tuple[StoredSubstitution, ...]:
    """Those that have not ended at `at`, in the order they begin."""
    query = (
        select(
            SubstitutionRow.id,
            SubstitutionRow.absent,
            SubstitutionRow.acting,
            SubstitutionRow.since,
            SubstitutionRow.until,
            SubstitutionRow.order_number,
            SubstitutionRow.order_date,
        )
        .where(SubstitutionRow.municipality == look.municipality, SubstitutionRow.until > at)
        .order_by(SubstitutionRow.since, SubstitutionRow.id)
    )
    return tuple(
        StoredSubstitution(
            id=row.id,
            substitution=Substitution(
                absent=row.absent,
                acting=row.acting,
                since=row.since,
                until=row.until,
                order_number=row.order_number,
                order_date=row.order_date,
            ),
        )
        for row in look.connection.execute(query)
    )
