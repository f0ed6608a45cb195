"""Messages to people: what was sent where, and how far it got."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, false
from sqlalchemy import text as sql_text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class MessageRow(Table):
    """One message under the id of the effect that wanted it. `recipient` and `text` are personal and can be erased.

    `flagged`: it came back, and the number itself seems bad.
    """

    __tablename__ = "messages"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    person: Mapped[UUID | None]
    channel: Mapped[str]
    recipient: Mapped[str]
    text: Mapped[str]
    parts: Mapped[int]
    status: Mapped[str]
    provider_id: Mapped[str | None]
    created: Mapped[datetime]
    changed: Mapped[datetime]
    flagged: Mapped[bool] = mapped_column(server_default=false())

    __table_args__ = (
        of_case(),
        UniqueConstraint("municipality", "channel", "provider_id"),
        Index("ix_messages_case_id", "municipality", "case_id", "created", "id"),
        Index("ix_messages_created", "municipality", "created", "id"),
        Index("ix_messages_recipient", "municipality", "recipient", "changed"),
        Index("ix_messages_unreported", "municipality", "created", "id", postgresql_where=sql_text("status = 'sent'")),
    )
