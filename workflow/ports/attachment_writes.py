"""Part of a transaction (unit_of_work.py): uploads, and the words by which papers and uploads are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from workflow.moment import Moment
from workflow.ports.attachment import Attachment
from workflow.ports.written import Written


class AttachmentWrites(Protocol):
    """Uploads, and the words by which papers and uploads are found."""

    def attachments(self, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist in this municipality."""

    def add_attachment(self, attachment: Attachment, moment: Moment) -> None: ...

    def keep_text(
        self,
        kind: Written,
        source: UUID,
        case: UUID,
        readers: Sequence[str],
        words: Sequence[str],
        moment: Moment,
    ) -> None:
        """A paper or attachment was read: each of `readers` (roles; empty text: whoever reads the case) finds the case
        by these words."""
