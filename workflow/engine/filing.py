"""Into which file a finished case goes, how long it stays, and how much room it takes. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from workflow.case import Case, PaperStatus
from workflow.definition.model import Definition, Period
from workflow.filing_plan import WITHOUT_INDEX, PlannedFile
from workflow.town import Town

_UNTITLED = "Справи без індексу за номенклатурою"
_IN_MONTHS = {"year": 12, "month": 1}


def planned_file(town: Town, definition: Definition) -> PlannedFile:
    """The line of the plan a definition's cases go under. Where town and definition both say how long, the longer."""
    filing = definition.filing
    if filing is None:
        return town.file(WITHOUT_INDEX) or PlannedFile(index=WITHOUT_INDEX, title=_UNTITLED)
    return town.file(filing.index) or PlannedFile(index=filing.index, title=definition.title, keep=filing.keep)


def kept_until(year: int, *terms: Period | None) -> date | None:
    """The first day on which a file of `year` may be destroyed under all `terms`; None if one of them is for ever.

    Terms count from 1 January of the year after the file's.
    """
    days = [_after(date(year + 1, 1, 1), one) for one in terms if one is not None]
    return max(days) if days and len(days) == len(terms) else None


def sheets_of(case: Case) -> int:
    """How many sheets a case takes, at least one: its letter and enclosures, scans by their pages, and one for every
    other paper and upload."""
    letters = sum((one.sheets or 1) + (one.enclosures or 0) for one in case.registrations if one.voided is None)
    papers = sum(1 for one in case.papers if one.status is PaperStatus.COMPLETE)
    return max(1, letters + papers + len(case.attachments))


def is_record(case: Case) -> bool:
    """Whether the case stands in a journal, by a card or a numbered paper: then it is destroyed by an act alone."""
    return bool(case.registrations) or any(one.number is not None for one in case.papers)


def _after(day: date, term: Period) -> date:
    if term.unit == "day":
        return day + timedelta(days=term.length)
    months = day.month - 1 + term.length * _IN_MONTHS[term.unit]
    return day.replace(year=day.year + months // 12, month=months % 12 + 1)
