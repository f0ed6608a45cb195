"""Drafts of people who are still answering: sealed, for a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class DraftRow(Table):
    """`digest` is the SHA-256 of the secret in the draft's address; without that secret `sealed` is noise."""

    __tablename__ = "drafts"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    expires: Mapped[datetime]

    __table_args__ = (CheckConstraint("octet_length(digest) = 32", name="digest"),)
