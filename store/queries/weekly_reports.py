"""Weekly reports that were made."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from store.reading import Reading
from store.tables.weekly_reports import WeeklyReportRow


def kept_weeks(look: Reading, limit: int) -> tuple[date, ...]:
    """Mondays of the weeks that have a report, the newest first."""
    query = (
        select(WeeklyReportRow.monday)
        .where(WeeklyReportRow.municipality == look.municipality)
        .order_by(WeeklyReportRow.monday.desc())
        .limit(limit)
    )
    return tuple(look.connection.execute(query).scalars())


def weekly_report(look: Reading, monday: date) -> bytes | None:
    """The PDF about a week; None if there is none."""
    query = select(WeeklyReportRow.content).where(
        WeeklyReportRow.municipality == look.municipality, WeeklyReportRow.monday == monday
    )
    content: bytes | None = look.connection.execute(query).scalar_one_or_none()
    return content
