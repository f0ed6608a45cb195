"""Messages sent about a case, and what was sent through a provider's id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.messages import MessageRow


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
    query = (
        select(
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
        )
        .where(MessageRow.municipality == look.municipality, MessageRow.case_id == case)
        .order_by(MessageRow.created.desc(), MessageRow.id.desc())
        .limit(limit + 1)
    )
    after = position(cursor, datetime, UUID)
    if after is not None:
        query = query.where(tuple_(MessageRow.created, MessageRow.id) < tuple_(*after))
    rows = look.connection.execute(query).all()
    return paged(
        rows,
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
        lambda row: (row.created, row.id),
    )


def message_of_provider(look: Reading, channel: str, provider_id: str) -> UUID | None:
    """Which message a delivery report speaks of."""
    query = select(MessageRow.id).where(
        MessageRow.municipality == look.municipality,
        MessageRow.channel == channel,
        MessageRow.provider_id == provider_id,
    )
    found: UUID | None = look.connection.execute(query).scalar_one_or_none()
    return found
