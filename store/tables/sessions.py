"""Signed-in sessions of staff, and short unlocks of status links (rules.md 12, 14)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class SessionRow(Table):
    """A session under the SHA-256 of the cookie's opaque id; `second_factor` is what is still awaited.

    `challenge` is what a passkey was asked to sign, once, until `challenge_until`.
    """

    __tablename__ = "sessions"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    username: Mapped[str]
    csrf: Mapped[str]
    second_factor: Mapped[str | None]
    created: Mapped[datetime]
    expires: Mapped[datetime]
    ended: Mapped[bool]
    second_factor_at: Mapped[datetime | None]
    challenge: Mapped[bytes | None]
    challenge_until: Mapped[datetime | None]

    __table_args__ = (Index("ix_sessions_username", "municipality", "username"),)


class UnlockRow(Table):
    """The second step of a status link: ten minutes in which answers and papers open."""

    __tablename__ = "unlocks"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    person: Mapped[UUID]
    expires: Mapped[datetime]

    __table_args__ = (of_case(),)
