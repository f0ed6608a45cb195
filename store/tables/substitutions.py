"""Who acts for whom, for a period, by which order."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class SubstitutionRow(Table):
    """`acting` stands in for `absent` from `since` (inclusive) until `until` (exclusive); put off where both are one.

    That periods of one absent official do not overlap is an exclusion constraint of migration 0011.
    """

    __tablename__ = "substitutions"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    absent: Mapped[str]
    acting: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime]
    order_number: Mapped[str]
    order_date: Mapped[date]
    added_by: Mapped[str]
    added: Mapped[datetime]
    digest_due: Mapped[datetime | None]
    """when the absent one is told what happened; None once told"""

    __table_args__ = (
        CheckConstraint("since <= until", name="period"),
        CheckConstraint("absent <> acting", name="two_people"),
        Index("ix_substitutions_until", "municipality", "until"),
        Index("ix_substitutions_absent", "municipality", "absent", "until"),
        Index("ix_substitutions_digest", "municipality", "digest_due", postgresql_where=text("digest_due IS NOT NULL")),
    )
