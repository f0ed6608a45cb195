"""People of the town hall, for lists to choose from; who may sign in is `accounts.py`."""

from __future__ import annotations

from sqlalchemy import select

from store.reading import Reading
from store.tables.staff import StaffRow
from workflow.town import StaffMember


def all_staff(look: Reading, *, unit: str | None = None, active_only: bool = True) -> tuple[StaffMember, ...]:
    """Staff by name, of one unit if given."""
    query = (
        select(StaffRow.username, StaffRow.name, StaffRow.position, StaffRow.roles, StaffRow.unit, StaffRow.active)
        .where(StaffRow.municipality == look.municipality)
        .order_by(StaffRow.name, StaffRow.username)
    )
    if unit is not None:
        query = query.where(StaffRow.unit == unit)
    if active_only:
        query = query.where(StaffRow.active)
    return tuple(
        StaffMember(
            username=row.username,
            name=row.name,
            position=row.position,
            roles=frozenset(row.roles),
            unit=row.unit,
            active=row.active,
        )
        for row in look.connection.execute(query)
    )
