"""The filing plan as it came to be: files of each year, their volumes, and where every finished case lies."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class FileRow(Table):
    """One file of one year, as the plan described it when the first case came. `keep` is `5 year`, None: for ever.

    `last` is the last running number given; its row lock makes the numbers gapless.
    """

    __tablename__ = "files"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    keep: Mapped[str | None]
    unit: Mapped[str | None]
    article: Mapped[str]
    last: Mapped[int]
    closed: Mapped[datetime | None]
    closed_by: Mapped[str | None]


class VolumeRow(Table):
    """One volume. `sheets` is how full it ever was, `act` the case of the act it stands on."""

    __tablename__ = "volumes"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    volume: Mapped[int] = mapped_column(primary_key=True)
    sheets: Mapped[int]
    act: Mapped[UUID | None]
    destroyed: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "index", "year"], ["files.municipality", "files.index", "files.year"]),
        CheckConstraint("destroyed IS NULL OR act IS NOT NULL", name="by_an_act"),
        Index("ix_volumes_act", "municipality", "act", postgresql_where=text("act IS NOT NULL")),
    )


class FiledCaseRow(Table):
    """One case in one volume; `taken_out` when it was reopened, and then it may lie elsewhere as well."""

    __tablename__ = "filed_cases"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    volume: Mapped[int]
    case_id: Mapped[UUID]
    at: Mapped[datetime]
    sheets: Mapped[int]
    kept_until: Mapped[date | None]
    taken_out: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        ForeignKeyConstraint(
            ["municipality", "index", "year", "volume"],
            ["volumes.municipality", "volumes.index", "volumes.year", "volumes.volume"],
        ),
        Index(
            "uq_filed_cases_case_id",
            "municipality",
            "case_id",
            unique=True,
            postgresql_where=text("taken_out IS NULL"),
        ),
        Index("ix_filed_cases_kept_until", "municipality", "kept_until", postgresql_where=text("taken_out IS NULL")),
        Index("ix_filed_cases_volume", "municipality", "index", "year", "volume", "number"),
    )
