"""Status links: whose case a token opens, and whether its second step was taken (rules.md 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from store.reading import Reading
from store.tables.links import StatusLinkRow
from store.tables.sessions import UnlockRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link neither revoked nor replaced: one person on one case. `created` counts once the case is closed."""

    case: UUID
    person: UUID
    generation: int
    created: datetime


def find_link(look: Reading, digest: bytes) -> Link | None:
    """The link under the SHA-256 of a token; None if there never was one, or it was revoked or replaced."""
    columns = (StatusLinkRow.case_id, StatusLinkRow.person, StatusLinkRow.generation, StatusLinkRow.created)
    query = select(*columns).where(
        StatusLinkRow.municipality == look.municipality,
        StatusLinkRow.digest == digest,
        StatusLinkRow.revoked.is_(False),
    )
    row = look.connection.execute(query).one_or_none()
    if row is None:
        return None
    return Link(case=row.case_id, person=row.person, generation=row.generation, created=row.created)


def find_replaced_link(look: Reading, digest: bytes) -> Link | None:
    """The link under the SHA-256 of a token that a newer one has taken the place of; None for any other."""
    columns = (StatusLinkRow.case_id, StatusLinkRow.person, StatusLinkRow.generation, StatusLinkRow.created)
    query = select(*columns).where(
        StatusLinkRow.municipality == look.municipality,
        StatusLinkRow.digest == digest,
        StatusLinkRow.revoked.is_(True),
    )
    row = look.connection.execute(query).one_or_none()
    if row is None:
        return None
    return Link(case=row.case_id, person=row.person, generation=row.generation, created=row.created)


def unlocked(look: Reading, digest: bytes, case: UUID, person: UUID, now: datetime) -> bool:
    """Whether the visitor who holds the secret of that digest has taken the second step, and it still holds."""
    query = select(
        exists().where(
            UnlockRow.municipality == look.municipality,
            UnlockRow.digest == digest,
            UnlockRow.case_id == case,
            UnlockRow.person == person,
            UnlockRow.expires > now,
        )
    )
    return bool(look.connection.execute(query).scalar_one())
