"""Short-lived signing sessions: one PIN for many papers, or a signature being made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class CeremonyRow(Table):
    """One signing session; `sealed` is emptied when it ends."""

    __tablename__ = "ceremonies"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str]
    kind: Mapped[str]
    sealed: Mapped[bytes]
    data: Mapped[Mapping[str, Any]]
    expires: Mapped[datetime]
    ended: Mapped[bool]
