"""Files that people sent in: what is known of them; the bytes stand in the document storage."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case

UNREAD = text("media_type = 'application/pdf' AND case_id IS NOT NULL AND text_read IS NULL")


class AttachmentRow(Table):
    """One upload; `case_id` None until a case claims it, and dropped when none does for 24 hours.

    `text_read`: when the words of a PDF were taken down.
    """

    __tablename__ = "attachments"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    latitude_e7: Mapped[int | None]
    longitude_e7: Mapped[int | None]
    case_id: Mapped[UUID | None]
    at: Mapped[datetime]
    text_read: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        CheckConstraint("(latitude_e7 IS NULL) = (longitude_e7 IS NULL)", name="place"),
        Index("ix_attachments_case_id", "municipality", "case_id"),
        Index("ix_attachments_unclaimed", "municipality", "at", postgresql_where=text("case_id IS NULL")),
        Index("ix_attachments_sha256", "municipality", "sha256"),
        Index("ix_attachments_unread", "municipality", "id", postgresql_where=UNREAD),
    )
