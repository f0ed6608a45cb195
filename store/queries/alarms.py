"""Alarms for one person: told to their role, their unit or themselves, or to somebody they stand in for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select, tuple_

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.alarms import AlarmRecipientRow, AlarmRow
from store.tables.cases import CaseRow
from workflow.actor import Actor
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm: a code and its data, wording at the edge."""

    id: UUID
    reference: str | None
    code: str
    data: Mapping[str, Json]
    at: datetime


def alarms_for(look: Reading, actor: Actor, *, cursor: str | None = None, limit: int = 50) -> Page[Alarm]:
    """Newest first, each once."""
    # The newest few are chosen among the recipients' rows alone, each alarm once, before anything is joined to them.
    newest = (
        select(AlarmRecipientRow.alarm, AlarmRecipientRow.at)
        .distinct()
        .where(
            AlarmRecipientRow.municipality == look.municipality,
            AlarmRecipientRow.recipient.in_(sorted(recipients(actor))),
        )
        .order_by(AlarmRecipientRow.at.desc(), AlarmRecipientRow.alarm.desc())
        .limit(limit + 1)
    )
    after = position(cursor, datetime, UUID)
    if after is not None:
        newest = newest.where(tuple_(AlarmRecipientRow.at, AlarmRecipientRow.alarm) < tuple_(*after))
    chosen = newest.subquery()
    query = (
        select(AlarmRow.id, CaseRow.reference, AlarmRow.code, AlarmRow.data, chosen.c.at)
        .join(chosen, AlarmRow.id == chosen.c.alarm)
        .outerjoin(CaseRow, and_(CaseRow.municipality == AlarmRow.municipality, CaseRow.id == AlarmRow.case_id))
        .where(AlarmRow.municipality == look.municipality)
        .order_by(chosen.c.at.desc(), AlarmRow.id.desc())
    )
    rows = look.connection.execute(query).all()
    return paged(
        rows,
        limit,
        lambda row: Alarm(id=row.id, reference=row.reference, code=row.code, data=row.data, at=row.at),
        lambda row: (row.at, row.id),
    )


def told_since(look: Reading, code: str, since: datetime, cases: Sequence[UUID]) -> frozenset[UUID]:
    """Which of these cases have had an alarm of that code since then."""
    query = select(AlarmRow.case_id).where(
        AlarmRow.municipality == look.municipality,
        AlarmRow.case_id.in_(cases),
        AlarmRow.code == code,
        AlarmRow.at >= since,
    )
    return frozenset(one for (one,) in look.connection.execute(query) if one is not None)


def recipients(actor: Actor) -> frozenset[str]:
    """The names an alarm may call somebody by."""
    found = {f"role:{role}" for role in actor.roles}
    if actor.username is not None:
        found.add(f"user:{actor.username}")
    if actor.unit is not None:
        found.add(f"unit:{actor.unit}")
    for absent in actor.substitutes:
        found.add(f"user:{absent.username}")
        found.update(f"role:{role}" for role in absent.roles)
    return frozenset(found)
