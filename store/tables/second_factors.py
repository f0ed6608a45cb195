"""What a person of the town hall proves themselves with beside the password (rules.md 12)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class SecondFactorRow(Table):
    """`sealed` is the secret under the server's key; `counter` the last time step or signature count taken.

    It counts from `confirmed` until `ended`.
    """

    __tablename__ = "second_factors"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str]
    kind: Mapped[str]
    sealed: Mapped[bytes]
    credential: Mapped[bytes | None]
    counter: Mapped[int] = mapped_column(BigInteger)
    added: Mapped[datetime]
    confirmed: Mapped[datetime | None]
    ended: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("municipality", "credential"),
        Index("ix_second_factors_username", "municipality", "username"),
    )


class RecoveryCodeRow(Table):
    """A code that works once when the factor is lost, as a keyed hash."""

    __tablename__ = "recovery_codes"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    username: Mapped[str]
    added: Mapped[datetime]
    ended: Mapped[datetime | None]

    __table_args__ = (Index("ix_recovery_codes_username", "municipality", "username"),)
