"""Part of a transaction (store/unit_of_work.py): uploads, and the words by which papers and uploads are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from store.conversation import Conversation
from store.writes import attachments, paper_words
from workflow.moment import Moment
from workflow.ports.attachment import Attachment
from workflow.ports.written import Written


class AttachmentWrites:
    """See ports.attachment_writes."""

    _talk: Conversation

    def attachments(self, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist here."""
        return attachments.find(self._talk, identifiers)

    def add_attachment(self, attachment: Attachment, moment: Moment) -> None:
        """Notes an upload."""
        attachments.add(self._talk, attachment, moment)

    def keep_text(
        self, kind: Written, source: UUID, case: UUID, readers: Sequence[str], words: Sequence[str], moment: Moment
    ) -> None:
        """The words of one paper or attachment, once."""
        paper_words.keep(self._talk, kind, source, case, readers, words, moment)
