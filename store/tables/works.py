"""Work by hand as far as it is looked for by its id, done or not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class WorkRow(Table):
    """One `workflow.case.Work`."""

    __tablename__ = "works"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    done: Mapped[datetime | None]

    __table_args__ = (of_case(), Index("ix_works_case_id", "municipality", "case_id"))
