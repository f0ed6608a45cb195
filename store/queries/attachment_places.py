"""Where photos were taken that nobody has claimed yet."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.attachments import AttachmentRow


def attachment_places(look: Reading, identifiers: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Latitude and longitude in 1e-7 degrees of those that know theirs; a photo of a case is not told of."""
    query = select(AttachmentRow.id, AttachmentRow.latitude_e7, AttachmentRow.longitude_e7).where(
        AttachmentRow.municipality == look.municipality,
        AttachmentRow.id.in_(identifiers),
        AttachmentRow.case_id.is_(None),
        AttachmentRow.latitude_e7.is_not(None),
    )
    return {row.id: (row.latitude_e7, row.longitude_e7) for row in look.connection.execute(query)}
