"""The figures of a period: received, on time, overdue (open ones count), satisfied; nothing averaged away.

A case is on time or late by its own terms (store/projections/own_terms.py). Joined cases are counted apart: they were
received too, but say nothing about how fast the town was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.types import Text

from store.queries.scope import where
from store.reading import Reading
from store.tables.cases import CaseRow
from workflow.actor import Actor
from workflow.policy import Action, scope

_POSITIVE = ("satisfied", "partly")


class GroupBy(StrEnum):
    """What figures are broken down by."""

    TYPE = "type"
    UNIT = "unit"
    CHANNEL = "channel"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of cases opened in the period. `key` is the type, unit or channel (None: no unit yet, or no breakdown).

    `received` = `closed_on_time` + `closed_late` + `open_on_time` + `open_overdue` + `joined`; `overdue` is late and
    open-overdue together.
    """

    key: str | None
    received: int
    joined: int
    closed_on_time: int
    closed_late: int
    open_on_time: int
    open_overdue: int
    satisfied: int
    reopened: int
    forwarded: int
    transferred: int

    @property
    def on_time(self) -> int:
        """Closed in time."""
        return self.closed_on_time

    @property
    def overdue(self) -> int:
        """Closed too late, or open past their time."""
        return self.closed_late + self.open_overdue


def statistics(
    look: Reading, actor: Actor, since: datetime, until: datetime, now: datetime, by: GroupBy
) -> tuple[Figures, ...]:
    """Figures of the cases the actor may know of that were opened from `since` to `until`, greatest group first."""
    key = {
        GroupBy.TYPE: CaseRow.request_type,
        GroupBy.UNIT: CaseRow.unit,
        GroupBy.CHANNEL: CaseRow.channel,
        GroupBy.NOTHING: literal(None, Text),
    }[by]
    alone = CaseRow.main.is_(None)
    is_open = and_(alone, CaseRow.closed.is_(None))
    is_closed = and_(alone, CaseRow.closed.is_not(None))
    overdue = or_(CaseRow.late, and_(CaseRow.promise.is_not(None), CaseRow.promise <= now))
    query: Select[*tuple[Any, ...]] = (
        select(
            key.label("key"),
            func.count().label("received"),
            func.count().filter(CaseRow.main.is_not(None)).label("joined"),
            func.count().filter(is_closed, ~CaseRow.late).label("closed_on_time"),
            func.count().filter(is_closed, CaseRow.late).label("closed_late"),
            func.count().filter(is_open, ~overdue).label("open_on_time"),
            func.count().filter(is_open, overdue).label("open_overdue"),
            func.count().filter(is_closed, CaseRow.outcome.in_(_POSITIVE)).label("satisfied"),
            func.count().filter(alone, CaseRow.reopened > 0).label("reopened"),
            func.count().filter(alone, CaseRow.outcome == "forwarded").label("forwarded"),
            func.count().filter(alone, CaseRow.transferred).label("transferred"),
        )
        .where(where(scope(actor, Action.READ)), CaseRow.opened >= since, CaseRow.opened < until)
        .group_by(key)
        .order_by(func.count().desc(), key)
    )
    return tuple(
        Figures(
            key=row.key,
            received=row.received,
            joined=row.joined,
            closed_on_time=row.closed_on_time,
            closed_late=row.closed_late,
            open_on_time=row.open_on_time,
            open_overdue=row.open_overdue,
            satisfied=row.satisfied,
            reopened=row.reopened,
            forwarded=row.forwarded,
            transferred=row.transferred,
        )
        for row in look.connection.execute(query)
    )
