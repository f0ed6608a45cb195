"""The one policy as SQL: `workflow.policy.Scope` turned into a condition on cases, held equal to `allows` by a test."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, select, true, union

from store.tables.cases import CaseRow
from store.tables.executors import ExecutorRow
from store.tables.work_items import WorkItemRow
from workflow.policy import Reach, Scope


def where(scope: Scope) -> ColumnElement[bool]:
    """What of `cases` lies within the scope. Every comparison is leakproof, so indexes serve under row security."""
    match scope.reach:
        case Reach.NOTHING:
            return false()
        case Reach.ONE:
            return and_(_in_town(scope), CaseRow.id == scope.case)
        case Reach.TOWN:
            return and_(_in_town(scope), true())
        case Reach.RELATED:
            return and_(_in_town(scope), _related(scope))


def _in_town(scope: Scope) -> ColumnElement[bool]:
    return CaseRow.municipality == scope.municipality


def _related(scope: Scope) -> ColumnElement[bool]:
    awaited = select(WorkItemRow.case_id).where(
        WorkItemRow.municipality == scope.municipality,
        or_(
            and_(
                WorkItemRow.username.is_(None),
                or_(
                    and_(WorkItemRow.role.in_(sorted(scope.roles)), WorkItemRow.unit.is_(None)),
                    WorkItemRow.role.in_(sorted(scope.everywhere)),
                ),
            ),
            WorkItemRow.username.in_(sorted(scope.usernames)),
            WorkItemRow.unit.in_(sorted(scope.units)),
        ),
    )
    executed = select(ExecutorRow.case_id).where(
        ExecutorRow.municipality == scope.municipality,
        or_(ExecutorRow.username.in_(sorted(scope.usernames)), ExecutorRow.unit.in_(sorted(scope.units))),
    )
    return or_(CaseRow.unit.in_(sorted(scope.units)), CaseRow.id.in_(union(awaited, executed)))
