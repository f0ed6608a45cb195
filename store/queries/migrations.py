"""Migrations of running cases: the runs of a request type, how far they are, and which cases are still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, exists, func, select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.migrations import MigratedCaseRow, MigrationRow
from store.tables.publications import PublicationRow
from workflow.errors import Refusal
from workflow.migration import MigrationRun


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSoFar:
    """A run, and how many cases it has moved and left; `open` is how many it has yet to ask."""

    run: MigrationRun
    moved: int
    left: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCase:
    """A case that a run could not move, and why."""

    reference: str
    refusals: tuple[Refusal, ...]


def published_versions(look: Reading, request_type: str) -> Mapping[int, str]:
    """Digests by version, the oldest first; empty for a type that was never published."""
    query = (
        select(PublicationRow.version, PublicationRow.digest)
        .where(PublicationRow.municipality == look.municipality, PublicationRow.request_type == request_type)
        .order_by(PublicationRow.version)
    )
    return {row.version: row.digest for row in look.connection.execute(query)}


def published_types(look: Reading) -> tuple[str, ...]:
    """Names of all request types that were ever published."""
    query = (
        select(PublicationRow.request_type)
        .where(PublicationRow.municipality == look.municipality)
        .distinct()
        .order_by(PublicationRow.request_type)
    )
    return tuple(look.connection.execute(query).scalars())


def running_by_digest(look: Reading, request_type: str) -> Mapping[str, int]:
    """How many open cases run under each version."""
    query = (
        select(CaseRow.definition, func.count().label("cases"))
        .where(
            CaseRow.municipality == look.municipality, CaseRow.request_type == request_type, CaseRow.closed.is_(None)
        )
        .group_by(CaseRow.definition)
    )
    return {row.definition: row.cases for row in look.connection.execute(query)}


def unfinished_runs(look: Reading) -> tuple[MigrationRun, ...]:
    """Runs that are not over, the oldest first."""
    query = _runs(look).where(MigrationRow.finished.is_(None)).order_by(MigrationRow.at, MigrationRow.id)
    return tuple(_run(row) for row in look.connection.execute(query).mappings())


def run_of(look: Reading, identifier: UUID) -> MigrationRun | None:
    """One run, or None."""
    row = look.connection.execute(_runs(look).where(MigrationRow.id == identifier)).mappings().one_or_none()
    return None if row is None else _run(row)


def runs_so_far(look: Reading, request_type: str, limit: int = 50) -> tuple[RunSoFar, ...]:
    """Runs of a request type, the newest first."""
    query = (
        _runs(look)
        .where(MigrationRow.request_type == request_type)
        .order_by(MigrationRow.at.desc(), MigrationRow.id.desc())
        .limit(limit)
    )
    return tuple(so_far(look, _run(row)) for row in look.connection.execute(query).mappings())


def so_far(look: Reading, run: MigrationRun) -> RunSoFar:
    """How far a run is."""
    of_run = (MigratedCaseRow.municipality == look.municipality, MigratedCaseRow.run == run.id)
    moved = select(func.count()).where(*of_run, MigratedCaseRow.sequence.is_not(None))
    left = select(func.count()).where(*of_run, func.jsonb_array_length(MigratedCaseRow.reasons["refusals"]) > 0)
    waiting = 0
    if run.finished is None:
        waiting = look.connection.execute(select(func.count()).select_from(_to_ask(look, run).subquery())).scalar_one()
    return RunSoFar(
        run=run,
        moved=look.connection.execute(moved).scalar_one(),
        left=look.connection.execute(left).scalar_one(),
        open=waiting,
    )


def left_cases(look: Reading, run: UUID, limit: int = 200) -> tuple[LeftCase, ...]:
    """Cases a run could not move, by reference."""
    query = (
        select(CaseRow.reference, MigratedCaseRow.reasons)
        .join(CaseRow, (CaseRow.municipality == MigratedCaseRow.municipality) & (CaseRow.id == MigratedCaseRow.case_id))
        .where(
            MigratedCaseRow.municipality == look.municipality,
            MigratedCaseRow.run == run,
            func.jsonb_array_length(MigratedCaseRow.reasons["refusals"]) > 0,
        )
        .order_by(CaseRow.reference)
        .limit(limit)
    )
    return tuple(
        LeftCase(
            reference=row.reference,
            refusals=tuple(Refusal(code=one["code"], data=one["data"]) for one in row.reasons["refusals"]),
        )
        for row in look.connection.execute(query)
    )


def cases_to_ask(look: Reading, run: MigrationRun, after: UUID | None, limit: int) -> tuple[UUID, ...]:
    """Ids of cases that the run has not asked yet, in order, the ones after `after`."""
    query = _to_ask(look, run)
    if after is not None:
        query = query.where(CaseRow.id > after)
    return tuple(look.connection.execute(query.order_by(CaseRow.id).limit(limit)).scalars())


def _to_ask(look: Reading, run: MigrationRun) -> Select[UUID]:
    asked = exists().where(
        MigratedCaseRow.municipality == look.municipality,
        MigratedCaseRow.run == run.id,
        MigratedCaseRow.case_id == CaseRow.id,
    )
    query = select(CaseRow.id).where(CaseRow.municipality == look.municipality, ~asked)
    if run.reverts is None:
        query = query.where(
            CaseRow.request_type == run.request_type, CaseRow.closed.is_(None), CaseRow.definition != run.digest
        )
        return query.where(CaseRow.definition.in_(run.sources)) if run.sources else query
    taken = select(MigratedCaseRow.case_id).where(
        MigratedCaseRow.municipality == look.municipality,
        MigratedCaseRow.run == run.reverts,
        MigratedCaseRow.sequence.is_not(None),
    )
    return query.where(CaseRow.id.in_(taken))


def _runs(look: Reading) -> Select[Any]:
    return select(
        MigrationRow.id,
        MigrationRow.request_type,
        MigrationRow.version,
        MigrationRow.digest,
        MigrationRow.states,
        MigrationRow.reason,
        MigrationRow.by,
        MigrationRow.at,
        MigrationRow.sources,
        MigrationRow.reverts,
        MigrationRow.finished,
    ).where(MigrationRow.municipality == look.municipality)


def _run(row: RowMapping) -> MigrationRun:
    return MigrationRun(**{**row, "sources": tuple(row["sources"])})
