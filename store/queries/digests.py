"""Digests of a return that are due: what the sweep gives, one command and one transaction each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from store.reading import Reading
from store.tables.substitutions import SubstitutionRow


def due_digests(look: Reading, now: datetime) -> tuple[UUID, ...]:
    """Substitutions whose absent official is back and was not told yet."""
    query = (
        select(SubstitutionRow.id)
        .where(SubstitutionRow.municipality == look.municipality, SubstitutionRow.digest_due <= now)
        .order_by(SubstitutionRow.digest_due, SubstitutionRow.id)
    )
    return tuple(look.connection.execute(query).scalars())


def next_digest(look: Reading) -> datetime | None:
    """When the next one is due, or was."""
    query = select(func.min(SubstitutionRow.digest_due)).where(SubstitutionRow.municipality == look.municipality)
    due: datetime | None = look.connection.execute(query).scalar_one()
    return due
