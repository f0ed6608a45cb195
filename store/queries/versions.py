"""Every version of the request types a town has published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.reading import Reading
from store.tables.publications import PublicationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVersion:
    """One version with when it came into force and who put it there."""

    request_type: str
    version: int
    digest: str
    at: datetime
    by: str


def published_versions(look: Reading, request_type: str | None = None) -> tuple[PublishedVersion, ...]:
    """By request type, the newest first; of one type if given."""
    query = (
        select(
            PublicationRow.request_type,
            PublicationRow.version,
            PublicationRow.digest,
            PublicationRow.at,
            PublicationRow.by,
        )
        .where(PublicationRow.municipality == look.municipality)
        .order_by(PublicationRow.request_type, PublicationRow.version.desc())
    )
    if request_type is not None:
        query = query.where(PublicationRow.request_type == request_type)
    return tuple(
        PublishedVersion(request_type=row.request_type, version=row.version, digest=row.digest, at=row.at, by=row.by)
        for row in look.connection.execute(query)
    )
