"""Units of the town hall."""

from __future__ import annotations

from sqlalchemy import select

from store.reading import Reading
from store.tables.units import UnitRow
from workflow.town import Unit


def unit_name(look: Reading, identifier: str) -> str | None:
    """What the unit is called; None if there is no such."""
    query = select(UnitRow.name).where(UnitRow.municipality == look.municipality, UnitRow.id == identifier)
    name: str | None = look.connection.execute(query).scalar_one_or_none()
    return name


def all_units(look: Reading) -> tuple[Unit, ...]:
    """Every unit, by name."""
    query = (
        select(UnitRow.id, UnitRow.name, UnitRow.body, UnitRow.phone, UnitRow.head, UnitRow.control)
        .where(UnitRow.municipality == look.municipality)
        .order_by(UnitRow.name, UnitRow.id)
    )
    return tuple(
        Unit(id=row.id, name=row.name, body=row.body, phone=row.phone, head=row.head, control=row.control)
        for row in look.connection.execute(query)
    )
