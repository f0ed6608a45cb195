"""Status links under the hash of their token (rules.md 14)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class StatusLinkRow(Table):
    """The link of one person on one case, of one generation; `key_id` names the link key the token was made with."""

    __tablename__ = "status_links"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    person: Mapped[UUID]
    generation: Mapped[int]
    key_id: Mapped[str]
    created: Mapped[datetime]
    revoked: Mapped[bool]

    __table_args__ = (of_case(), UniqueConstraint("municipality", "case_id", "person", "generation"))
