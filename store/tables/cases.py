"""Cases: the whole aggregate as one document beside the columns that lists filter and order by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table

_OPEN = text("closed IS NULL")


class CaseRow(Table):
    """One case. `body` is `codec.case_to_json`; everything else follows from it, except:

    - `head`: hash of the newest history row, so that recording need not read history;
    - `work`: digest of the work items as stored, so that unchanged ones need no statement;
    - `recorded`: when the row was last written, for the sealer.

    `due` is the next moment by which the town owes something, `promise` the next of the case's own terms (those that
    began with it, or of a law); both None while nothing runs. `late`: such a term was missed by the time it closed.
    `published`: since when the register shows it (types that publish); `transferred`: it went into a programme.
    `filed`: it lies in a file of the filing plan.
    `cell` is `near_cell` of the place.
    """

    __tablename__ = "cases"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    request_type: Mapped[str]
    definition: Mapped[str]
    state: Mapped[str]
    outcome: Mapped[str | None]
    channel: Mapped[str]
    opened: Mapped[datetime]
    closed: Mapped[datetime | None]
    recorded: Mapped[datetime]
    version: Mapped[int]
    sequence: Mapped[int]
    unit: Mapped[str | None]
    assignee: Mapped[str | None]
    urgent: Mapped[bool]
    main: Mapped[UUID | None]
    due: Mapped[datetime | None]
    promise: Mapped[datetime | None]
    late: Mapped[bool]
    reopened: Mapped[int]
    street: Mapped[str | None]
    cell: Mapped[int | None]
    latitude_e7: Mapped[int | None]
    longitude_e7: Mapped[int | None]
    head: Mapped[bytes]
    work: Mapped[bytes | None]
    body: Mapped[Mapping[str, Any]]
    published: Mapped[datetime | None]
    transferred: Mapped[bool] = mapped_column(server_default=text("false"))
    filed: Mapped[bool] = mapped_column(server_default=text("false"))

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "main"], ["cases.municipality", "cases.id"]),
        UniqueConstraint("municipality", "reference"),
        CheckConstraint("closed IS NULL OR outcome IS NOT NULL", name="closed_has_outcome"),
        CheckConstraint("sequence > 0 AND version > 0", name="counts"),
        CheckConstraint("octet_length(head) = 32", name="head"),
        Index("ix_cases_opened", "municipality", "opened", "id"),
        Index("ix_cases_open", "municipality", "opened", "id", postgresql_where=_OPEN),
        Index("ix_cases_state", "municipality", "state", "opened", "id"),
        Index("ix_cases_request_type", "municipality", "request_type", "opened", "id"),
        Index("ix_cases_unit", "municipality", "unit", "opened", "id"),
        Index("ix_cases_assignee", "municipality", "assignee", "opened", "id"),
        Index("ix_cases_due", "municipality", "due", "id", postgresql_where=_OPEN),
        Index("ix_cases_closed", "municipality", "closed", "id", postgresql_where=text("closed IS NOT NULL")),
        Index("ix_cases_cell", "municipality", "cell", "opened", "id", postgresql_where=text("cell IS NOT NULL")),
        Index("ix_cases_recorded", "municipality", "recorded"),
        Index(
            "ix_cases_to_file",
            "municipality",
            "closed",
            "id",
            postgresql_where=text("closed IS NOT NULL AND NOT filed"),
        ),
    )
