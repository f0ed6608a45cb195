"""Who has something to do on a case, for the policy; and the case of a resolution or of a work by hand."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.resolutions import ResolutionRow
from store.tables.work_items import WorkItemRow
from store.tables.works import WorkRow
from workflow.case import Case
from workflow.codec import case_from_json
from workflow.errors import NotFound
from workflow.policy import awaited


def awaiting(look: Reading, case: UUID) -> frozenset[str]:
    """Whom the work items of the case await, as `policy.allows` takes it."""
    query = select(WorkItemRow.role, WorkItemRow.username, WorkItemRow.unit).where(
        WorkItemRow.municipality == look.municipality, WorkItemRow.case_id == case
    )
    return frozenset[str]().union(*(awaited(*row) for row in look.connection.execute(query)))


def case_of_resolution(look: Reading, resolution: UUID) -> Case:
    """NotFound(`unknown_resolution`)."""
    query = (
        select(CaseRow.body)
        .join(
            ResolutionRow,
            (ResolutionRow.municipality == CaseRow.municipality) & (ResolutionRow.case_id == CaseRow.id),
        )
        .where(ResolutionRow.municipality == look.municipality, ResolutionRow.id == resolution)
    )
    body = look.connection.execute(query).scalar_one_or_none()
    if body is None:
        raise NotFound("unknown_resolution")
    return case_from_json(body)


def case_of_work(look: Reading, work: UUID) -> Case:
    """NotFound(`unknown_work`)."""
    query = (
        select(CaseRow.body)
        .join(WorkRow, (WorkRow.municipality == CaseRow.municipality) & (WorkRow.case_id == CaseRow.id))
        .where(WorkRow.municipality == look.municipality, WorkRow.id == work)
    )
    body = look.connection.execute(query).scalar_one_or_none()
    if body is None:
        raise NotFound("unknown_work")
    return case_from_json(body)
