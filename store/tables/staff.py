"""People of the town hall who may sign in, and the tokens of machines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class StaffRow(Table):
    """One staff member; `password_hash` is argon2id's own text."""

    __tablename__ = "staff"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[str]
    roles: Mapped[list[str]]
    unit: Mapped[str | None]
    active: Mapped[bool]
    password_hash: Mapped[str]
    second_factor: Mapped[str | None]
    added: Mapped[datetime]


class ApiTokenRow(Table):
    """A machine's bearer token under its SHA-256; it acts as `username`."""

    __tablename__ = "api_tokens"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    name: Mapped[str]
    username: Mapped[str]
    created: Mapped[datetime]
    expires: Mapped[datetime | None]
    ended: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("municipality", "name"),)
