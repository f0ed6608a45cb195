"""Units: departments of the town hall and its utilities."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class UnitRow(Table):
    """One unit; the fields are `workflow.town.Unit`'s."""

    __tablename__ = "units"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    body: Mapped[str]
    phone: Mapped[str]
    head: Mapped[str | None]
    control: Mapped[str | None]
