"""Messages sent about a case, and what was sent through a provider's id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, select, tuple_

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.messages import MessageRow

T = TypeVar("T")

FLAG_HOLDS = timedelta(days=30)
"""After this a number that came back is tried again: people get their old number back, and clerks forget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """One message; `to` and `text` are personal (a status link stands in it as a placeholder)."""

    id: UUID
    case: UUID | None
    person: UUID | None
    channel: str
    to: str
    text: str
    parts: int
    status: str
    at: datetime
    changed: datetime


def messages_of(look: Reading, case: UUID, *, cursor: str | None = None, limit: int = 50) -> Page[SentMessage]:
    """Newest first."""
    query = select(
        MessageRow.id,
        MessageRow.case_id,
        MessageRow.person,
        MessageRow.channel,
        MessageRow.recipient,
        MessageRow.text,
        MessageRow.parts,
        MessageRow.status,
        MessageRow.created,
        MessageRow.changed,
    ).where(MessageRow.municipality == look.municipality, MessageRow.case_id == case)
    return _newest_first(
        look,
        query,
        cursor,
        limit,
        lambda row: SentMessage(
            id=row.id,
            case=row.case_id,
            person=row.person,
            channel=row.channel,
            to=row.recipient,
            text=row.text,
            parts=row.parts,
            status=row.status,
            at=row.created,
            changed=row.changed,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMessage:
    """One message as whoever looks after sending sees it; `reference` of its case, if it has one."""

    id: UUID
    reference: str | None
    channel: str
    to: str
    text: str
    status: str
    at: datetime


def messages_of_town(
    look: Reading,
    *,
    status: str | None = None,
    since: datetime | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[TownMessage]:
    """All of the town, newest first; `status` keeps those that got so far, `since` those begun from then on."""
    query = (
        select(
            MessageRow.id,
            CaseRow.reference,
            MessageRow.channel,
            MessageRow.recipient,
            MessageRow.text,
            MessageRow.status,
            MessageRow.created,
        )
        .outerjoin(CaseRow, and_(CaseRow.municipality == MessageRow.municipality, CaseRow.id == MessageRow.case_id))
        .where(MessageRow.municipality == look.municipality)
    )
    if status is not None:
        query = query.where(MessageRow.status == status)
    if since is not None:
        query = query.where(MessageRow.created >= since)
    return _newest_first(
        look,
        query,
        cursor,
        limit,
        lambda row: TownMessage(
            id=row.id,
            reference=row.reference,
            channel=row.channel,
            to=row.recipient,
            text=row.text,
            status=row.status,
            at=row.created,
        ),
    )


def _newest_first(
    look: Reading, query: Select[*tuple[Any, ...]], cursor: str | None, limit: int, shown: Callable[[Any], T]
) -> Page[T]:
    after = position(cursor, datetime, UUID)
    if after is not None:
        query = query.where(tuple_(MessageRow.created, MessageRow.id) < tuple_(*after))
    ordered = query.order_by(MessageRow.created.desc(), MessageRow.id.desc()).limit(limit + 1)
    return paged(look.connection.execute(ordered).all(), limit, shown, lambda row: (row.created, row.id))


def message_of_provider(look: Reading, channel: str, provider_id: str) -> UUID | None:
    """Which message a delivery report speaks of."""
    query = select(MessageRow.id).where(
        MessageRow.municipality == look.municipality,
        MessageRow.channel == channel,
        MessageRow.provider_id == provider_id,
    )
    found: UUID | None = look.connection.execute(query).scalar_one_or_none()
    return found


def is_flagged(look: Reading, channel: str, recipient: str, now: datetime) -> bool:
    """Whether the last message settled for that address came back, not long ago, as undeliverable for good."""
    query = (
        select(MessageRow.flagged)
        .where(
            MessageRow.municipality == look.municipality,
            MessageRow.recipient == recipient,
            MessageRow.channel == channel,
            MessageRow.status.in_(("failed", "delivered")),
            MessageRow.changed > now - FLAG_HOLDS,
        )
        .order_by(MessageRow.changed.desc())
        .limit(1)
    )
    return bool(look.connection.execute(query).scalar_one_or_none())


def unreported(look: Reading, channel: str, sent_before: datetime, limit: int) -> tuple[UUID, ...]:
    """Messages a provider took before that moment and has said nothing final of, the oldest first."""
    query = (
        select(MessageRow.id)
        .where(
            MessageRow.municipality == look.municipality,
            MessageRow.channel == channel,
            MessageRow.status == "sent",
            MessageRow.created < sent_before,
        )
        .order_by(MessageRow.created, MessageRow.id)
        .limit(limit)
    )
    return tuple(look.connection.execute(query).scalars())
