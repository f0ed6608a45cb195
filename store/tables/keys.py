"""Signing keys that the town keeps: of officials, opened by a PIN, and of its seal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class SigningKeyRow(Table):
    """One key with its certificate (DER). `holder` is a username or `seal`; `sealed_key` is never stored open."""

    __tablename__ = "signing_keys"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    holder: Mapped[str]
    sealed_key: Mapped[bytes]
    certificate: Mapped[bytes]
    added: Mapped[datetime]

    __table_args__ = (Index("ix_signing_keys_holder", "municipality", "holder", "added"),)
