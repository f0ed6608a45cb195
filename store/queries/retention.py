"""What falls due: volumes for an act, cases that are no record of the town, acts to be carried out, erasures to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Exists, and_, exists, func, select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.erasures import ErasureRow
from store.tables.files import FiledCaseRow, VolumeRow
from store.tables.journals import JournalEntryRow
from store.volumes_due import VOLUMES_DUE, volume_due
from workflow.filing_plan import VolumeDue


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDue:
    """A case whose term is over since `kept_until` and that stands in no journal."""

    id: UUID
    reference: str
    request_type: str
    index: str
    year: int
    kept_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One line of the list of erasures."""

    case: UUID
    reference: str
    at: datetime
    by: str
    ground: str
    reason: str
    applied: datetime | None


def volumes_due(look: Reading, today: date) -> tuple[VolumeDue, ...]:
    """Oldest first."""
    asked = {"municipality": look.municipality, "today": today, "last_year": today.year - 1}
    return tuple(volume_due(tuple(row)) for row in look.connection.exec_driver_sql(VOLUMES_DUE, asked))


def cases_due(look: Reading, today: date, limit: int) -> tuple[CaseDue, ...]:
    """Cases to be erased without an act, those due longest first."""
    filed = FiledCaseRow
    query = (
        select(
            filed.case_id,
            CaseRow.reference,
            CaseRow.request_type,
            filed.index.label("file"),
            filed.year,
            filed.kept_until,
        )
        .join(CaseRow, and_(CaseRow.municipality == filed.municipality, CaseRow.id == filed.case_id))
        .where(
            filed.municipality == look.municipality,
            filed.taken_out.is_(None),
            filed.kept_until <= today,
            ~_in_a_journal(),
            ~_erased(),
        )
        .order_by(filed.kept_until, filed.case_id)
        .limit(limit)
    )
    return tuple(
        CaseDue(
            id=row.case_id,
            reference=row.reference,
            request_type=row.request_type,
            index=row.file,
            year=row.year,
            kept_until=row.kept_until,
        )
        for row in look.connection.execute(query)
    )


def count_cases_due(look: Reading, today: date) -> int:
    """How many they are."""
    filed = FiledCaseRow
    query = select(func.count()).where(
        filed.municipality == look.municipality,
        filed.taken_out.is_(None),
        filed.kept_until <= today,
        ~_in_a_journal(),
        ~_erased(),
    )
    return int(look.connection.execute(query).scalar_one())


def acts_waiting(look: Reading) -> tuple[UUID, ...]:
    """Cases of acts that list volumes not destroyed yet."""
    query = (
        select(VolumeRow.act)
        .where(VolumeRow.municipality == look.municipality, VolumeRow.act.is_not(None), VolumeRow.destroyed.is_(None))
        .distinct()
    )
    return tuple(one for one in look.connection.execute(query).scalars() if one is not None)


def references_on_act(look: Reading, act: UUID, limit: int) -> tuple[str, ...]:
    """Cases of an act's volumes that are not erased yet."""
    filed = FiledCaseRow
    query = (
        select(CaseRow.reference)
        .join(filed, and_(CaseRow.municipality == filed.municipality, CaseRow.id == filed.case_id))
        .join(
            VolumeRow,
            and_(
                VolumeRow.municipality == filed.municipality,
                VolumeRow.index == filed.index,
                VolumeRow.year == filed.year,
                VolumeRow.volume == filed.volume,
            ),
        )
        .where(
            VolumeRow.municipality == look.municipality,
            VolumeRow.act == act,
            VolumeRow.destroyed.is_(None),
            filed.taken_out.is_(None),
            ~_erased(),
        )
        .order_by(CaseRow.reference)
        .limit(limit)
    )
    return tuple(look.connection.execute(query).scalars())


def erasures(look: Reading, *, waiting: bool, limit: int) -> tuple[Erasure, ...]:
    """The list, newest first; only what the keeper has not done yet if `waiting`."""
    query = (
        select(ErasureRow, CaseRow.reference)
        .join(CaseRow, and_(CaseRow.municipality == ErasureRow.municipality, CaseRow.id == ErasureRow.case_id))
        .where(ErasureRow.municipality == look.municipality)
        .order_by(ErasureRow.at.desc(), ErasureRow.case_id)
        .limit(limit)
    )
    if waiting:
        query = query.where(ErasureRow.applied.is_(None))
    return tuple(
        Erasure(
            case=row.case_id,
            reference=row.reference,
            at=row.at,
            by=row.by,
            ground=row.ground,
            reason=row.reason,
            applied=row.applied,
        )
        for row in look.connection.execute(
            query.with_only_columns(
                ErasureRow.case_id,
                CaseRow.reference,
                ErasureRow.at,
                ErasureRow.by,
                ErasureRow.ground,
                ErasureRow.reason,
                ErasureRow.applied,
            )
        )
    )


def reference_of(look: Reading, case: UUID) -> str | None:
    """The reference of the case with that very id: after a restore a number may belong to another."""
    query = select(CaseRow.reference).where(CaseRow.municipality == look.municipality, CaseRow.id == case)
    found: str | None = look.connection.execute(query).scalar_one_or_none()
    return found


def _in_a_journal() -> Exists:
    return exists().where(
        JournalEntryRow.municipality == FiledCaseRow.municipality, JournalEntryRow.case_id == FiledCaseRow.case_id
    )


def _erased() -> Exists:
    return exists().where(
        ErasureRow.municipality == FiledCaseRow.municipality, ErasureRow.case_id == FiledCaseRow.case_id
    )
