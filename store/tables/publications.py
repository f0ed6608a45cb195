"""Published definitions: which version of a request type is in force since when, and what they were made from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class BundleRow(Table):
    """The bytes of one definition under their SHA-256 (hex). Immutable, and public like everything a town offers."""

    __tablename__ = "bundles"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    added: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("digest = encode(sha256(content), 'hex')", name="digest"),
        Index("ix_bundles_digest", "digest"),
    )


class PublicationRow(Table):
    """One version of a request type; the greatest version is the one new cases start under."""

    __tablename__ = "publications"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    request_type: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "digest"], ["bundles.municipality", "bundles.digest"]),
        UniqueConstraint("municipality", "digest"),
    )
