"""Weekly reports as they were made: a report that was on a meeting's table is never made anew."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class WeeklyReportRow(Table):
    """The PDF about the week that began on `monday`."""

    __tablename__ = "weekly_reports"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    monday: Mapped[date] = mapped_column(primary_key=True)
    made: Mapped[datetime]
    content: Mapped[bytes]
