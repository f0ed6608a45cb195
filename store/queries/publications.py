"""Which version of each request type new cases start under."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from store.reading import Reading
from store.tables.publications import BundleRow, PublicationRow


def current_digests(look: Reading) -> tuple[str, ...]:
    """The digest of the greatest version of every request type, by the type's name."""
    query = (
        select(PublicationRow.request_type, PublicationRow.digest)
        .where(PublicationRow.municipality == look.municipality)
        .ext(distinct_on(PublicationRow.request_type))
        .order_by(PublicationRow.request_type, PublicationRow.version.desc())
    )
    return tuple(row.digest for row in look.connection.execute(query))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A version in force, and the hash of its bundle."""

    version: int
    digest: str


def newest_publication(look: Reading, request_type: str) -> Publication | None:
    """The greatest version of one request type; None where it was never published."""
    query = (
        select(PublicationRow.version, PublicationRow.digest)
        .where(PublicationRow.municipality == look.municipality, PublicationRow.request_type == request_type)
        .order_by(PublicationRow.version.desc())
        .limit(1)
    )
    row = look.connection.execute(query).one_or_none()
    return None if row is None else Publication(version=row.version, digest=row.digest)


def published_bundle(look: Reading, digest: str) -> bytes | None:
    """The files of a published version, as `Bundle.to_bytes` spelled them; None for one that is not there."""
    query = select(BundleRow.content).where(BundleRow.digest == digest).limit(1)
    content = look.connection.execute(query).scalar_one_or_none()
    return None if content is None else bytes(content)
