"""Work items: what awaits a role, a unit or a person; rewritten with the case they follow from."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class WorkItemRow(Table):
    """One line of a work queue; the fields are `workflow.work_item.WorkItem`'s."""

    __tablename__ = "work_items"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    role: Mapped[str | None]
    unit: Mapped[str | None]
    username: Mapped[str | None]
    clock: Mapped[str | None]
    due: Mapped[datetime | None]
    document: Mapped[UUID | None]
    resolution: Mapped[UUID | None]
    work: Mapped[UUID | None]
    title: Mapped[str | None]
    code: Mapped[str | None]

    __table_args__ = (
        of_case(),
        Index("ix_work_items_role", "municipality", "role", "due", postgresql_where=text("role IS NOT NULL")),
        Index(
            "ix_work_items_username", "municipality", "username", "due", postgresql_where=text("username IS NOT NULL")
        ),
        Index("ix_work_items_unit", "municipality", "unit", "due", postgresql_where=text("unit IS NOT NULL")),
    )
