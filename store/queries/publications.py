"""Which version of each request type new cases start under."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from store.reading import Reading
from store.tables.publications import PublicationRow


def current_digests(look: Reading) -> tuple[str, ...]:
    """The digest of the greatest version of every request type, by the type's name."""
    query = (
        select(PublicationRow.request_type, PublicationRow.digest)
        .where(PublicationRow.municipality == look.municipality)
        .ext(distinct_on(PublicationRow.request_type))
        .order_by(PublicationRow.request_type, PublicationRow.version.desc())
    )
    return tuple(row.digest for row in look.connection.execute(query))
