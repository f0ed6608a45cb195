"""Migrations of running cases to another version of their definition: the orders, and what each did to each case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class MigrationRow(Table):
    """A run (`workflow.migration.MigrationRun`). One request type has at most one that is not finished."""

    __tablename__ = "definition_migrations"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_type: Mapped[str]
    version: Mapped[int]
    digest: Mapped[str]
    states: Mapped[Mapping[str, Any]]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    sources: Mapped[list[str]]
    reverts: Mapped[UUID | None]
    finished: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "digest"], ["bundles.municipality", "bundles.digest"]),
        ForeignKeyConstraint(
            ["municipality", "reverts"], ["definition_migrations.municipality", "definition_migrations.id"]
        ),
        Index(
            "ux_definition_migrations_running",
            "municipality",
            "request_type",
            unique=True,
            postgresql_where=text("finished IS NULL"),
        ),
    )


class MigratedCaseRow(Table):
    """One case of a run: moved (`sequence` of its last event then, `before` what it was) or left (`reasons`)."""

    __tablename__ = "migrated_cases"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int | None]
    before: Mapped[Mapping[str, Any] | None]
    reasons: Mapped[Mapping[str, Any] | None]
    at: Mapped[datetime]

    __table_args__ = (
        of_case(),
        ForeignKeyConstraint(
            ["municipality", "run"], ["definition_migrations.municipality", "definition_migrations.id"]
        ),
        CheckConstraint("(sequence IS NULL) = (before IS NULL)", name="moved"),
        CheckConstraint("(before IS NULL) <> (reasons IS NULL)", name="moved_or_left"),
    )
