"""Towns of this installation: which host belongs to which municipality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class TownRow(Table):
    """One town; `settings` is `workflow.town.Town` whole. All may read: the host comes before the tenant."""

    __tablename__ = "towns"

    municipality: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    host: Mapped[str]
    settings: Mapped[Mapping[str, Any]]
    calendars: Mapped[str | None]
    """a digest of the calendars by which the running cases are dated"""

    __table_args__ = (UniqueConstraint("host"),)
