"""What effects and the signing desk read: one case whole, with everything personal, and what belongs to it.

No policy: background work acts for the system. Doors that answer people use the other queries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from store.personal_values import decoded
from store.reading import Reading
from store.tables.attachments import AttachmentRow
from store.tables.cases import CaseRow
from store.tables.ceremonies import CeremonyRow
from store.tables.keys import SigningKeyRow
from store.tables.messages import MessageRow
from store.tables.papers import PaperRow
from store.tables.personal import CaseKeyRow, PersonalValueRow
from store.tables.staff import StaffRow
from store.tables.units import UnitRow
from workflow.case import Case
from workflow.codec import case_from_json
from workflow.errors import NotFound
from workflow.ports.attachment import Attachment
from workflow.ports.ceremony import Ceremony
from workflow.town import StaffMember, Unit
from workflow.values import Json


def case_by_id(reading: Reading, identifier: UUID) -> Case:
    """NotFound(`unknown_case`)."""
    return _case(reading, _cases(reading).where(CaseRow.id == identifier), "unknown_case")


def case_by_reference(reading: Reading, reference: str) -> Case:
    """NotFound(`unknown_case`)."""
    return _case(reading, _cases(reading).where(CaseRow.reference == reference), "unknown_case")


def case_of_paper(reading: Reading, document: UUID) -> Case:
    """NotFound(`unknown_document`)."""
    query = _cases(reading).join(
        PaperRow, (PaperRow.municipality == CaseRow.municipality) & (PaperRow.case_id == CaseRow.id)
    )
    return _case(reading, query.where(PaperRow.id == document), "unknown_document")


def personal_values(reading: Reading, case: UUID) -> Mapping[str, Json]:
    """Every personal value of a case by name, decrypted."""
    query = (
        select(PersonalValueRow.name, PersonalValueRow.value, PersonalValueRow.sealed, CaseKeyRow.wrapped)
        .outerjoin(
            CaseKeyRow,
            (CaseKeyRow.municipality == PersonalValueRow.municipality)
            & (CaseKeyRow.case_id == PersonalValueRow.case_id),
        )
        .where(PersonalValueRow.municipality == reading.municipality, PersonalValueRow.case_id == case)
    )
    rows = reading.connection.execute(query).all()
    return decoded(rows, reading.vault, reading.municipality, case)


def attachments(reading: Reading, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
    """Those that exist."""
    query = select(
        AttachmentRow.id,
        AttachmentRow.media_type,
        AttachmentRow.sha256,
        AttachmentRow.size,
        AttachmentRow.latitude_e7,
        AttachmentRow.longitude_e7,
        AttachmentRow.case_id,
    ).where(AttachmentRow.municipality == reading.municipality, AttachmentRow.id.in_(list(identifiers)))
    return {
        row.id: Attachment(
            id=row.id,
            media_type=row.media_type,
            sha256=row.sha256,
            size=row.size,
            place=None if row.latitude_e7 is None else (row.latitude_e7, row.longitude_e7),
            case=row.case_id,
        )
        for row in reading.connection.execute(query)
    }


def staff_member(reading: Reading, username: str) -> StaffMember | None:
    """One staff member, active or not."""
    query = select(
        StaffRow.username, StaffRow.name, StaffRow.position, StaffRow.roles, StaffRow.unit, StaffRow.active
    ).where(StaffRow.municipality == reading.municipality, StaffRow.username == username)
    row = reading.connection.execute(query).one_or_none()
    if row is None:
        return None
    return StaffMember(
        username=row.username,
        name=row.name,
        position=row.position,
        roles=frozenset(row.roles),
        unit=row.unit,
        active=row.active,
    )


def one_unit(reading: Reading, identifier: str) -> Unit | None:
    """One unit."""
    query = select(UnitRow.id, UnitRow.name, UnitRow.body, UnitRow.phone, UnitRow.head, UnitRow.control).where(
        UnitRow.municipality == reading.municipality, UnitRow.id == identifier
    )
    row = reading.connection.execute(query).one_or_none()
    if row is None:
        return None
    return Unit(id=row.id, name=row.name, body=row.body, phone=row.phone, head=row.head, control=row.control)


def newest_key(reading: Reading, holder: str) -> tuple[bytes, bytes] | None:
    """(sealed key, certificate) of the key in use."""
    query = (
        select(SigningKeyRow.sealed_key, SigningKeyRow.certificate)
        .where(SigningKeyRow.municipality == reading.municipality, SigningKeyRow.holder == holder)
        .order_by(SigningKeyRow.added.desc(), SigningKeyRow.id.desc())
        .limit(1)
    )
    row = reading.connection.execute(query).one_or_none()
    return None if row is None else (bytes(row.sealed_key), bytes(row.certificate))


def certificates_of(reading: Reading, holder: str) -> tuple[bytes, ...]:
    """Every certificate a holder has had, the newest first."""
    query = (
        select(SigningKeyRow.certificate)
        .where(SigningKeyRow.municipality == reading.municipality, SigningKeyRow.holder == holder)
        .order_by(SigningKeyRow.added.desc(), SigningKeyRow.id.desc())
    )
    return tuple(bytes(one) for one in reading.connection.execute(query).scalars())


def open_ceremony(reading: Reading, identifier: UUID, now: datetime) -> Ceremony | None:
    """A signing session that has neither ended nor expired."""
    query = select(
        CeremonyRow.username, CeremonyRow.kind, CeremonyRow.sealed, CeremonyRow.data, CeremonyRow.expires
    ).where(
        CeremonyRow.municipality == reading.municipality,
        CeremonyRow.id == identifier,
        CeremonyRow.ended.is_(False),
        CeremonyRow.expires > now,
    )
    row = reading.connection.execute(query).one_or_none()
    if row is None:
        return None
    return Ceremony(
        id=identifier,
        username=row.username,
        kind=row.kind,
        sealed=bytes(row.sealed),
        data=row.data,
        expires=row.expires,
    )


def message_status(reading: Reading, identifier: UUID) -> str | None:
    """How far a message got; None if it was never recorded."""
    query = select(MessageRow.status).where(
        MessageRow.municipality == reading.municipality, MessageRow.id == identifier
    )
    status: str | None = reading.connection.execute(query).scalar_one_or_none()
    return status


def _cases(reading: Reading) -> Select[Mapping[str, Json]]:
    return select(CaseRow.body).where(CaseRow.municipality == reading.municipality)


def _case(reading: Reading, query: Select[Mapping[str, Json]], unknown: str) -> Case:
    body = reading.connection.execute(query).scalar_one_or_none()
    if body is None:
        raise NotFound(unknown)
    return case_from_json(body)
