"""`Records` over the store: each read is a short transaction of its own, so nothing is held while papers are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from effects.records import KeptKey
from store.queries import confirmed_names, effect_reads, messages, votes
from store.queries.role_holders import role_holders
from store.session import Database
from workflow.case import Case
from workflow.ports.attachment import Attachment
from workflow.ports.ceremony import Ceremony
from workflow.town import StaffMember, Unit
from workflow.values import Json


class StoreRecords:
    """Raises StoreUnavailable besides what each read says."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def case(self, municipality: int, identifier: UUID) -> Case:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.case_by_id(reading, identifier)

    def case_by_reference(self, municipality: int, reference: str) -> Case:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.case_by_reference(reading, reference)

    def case_of_paper(self, municipality: int, document: UUID) -> Case:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.case_of_paper(reading, document)

    def personal(self, municipality: int, case: UUID) -> Mapping[str, Json]:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.personal_values(reading, case)

    def confirmed_forms(self, municipality: int, named: Mapping[str, str]) -> Mapping[str, Json] | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return confirmed_names.confirmed_forms(reading, named)

    def attachments(self, municipality: int, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        """See `Records`."""
        if not identifiers:
            return {}
        with self._database.reading(municipality) as reading:
            return effect_reads.attachments(reading, identifiers)

    def staff(self, municipality: int, username: str) -> StaffMember | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.staff_member(reading, username)

    def holders(self, municipality: int, role: str, now: datetime) -> tuple[StaffMember, ...]:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return role_holders(reading, role, now)

    def unit(self, municipality: int, identifier: str) -> Unit | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.one_unit(reading, identifier)

    def key(self, municipality: int, holder: str) -> KeptKey | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            found = effect_reads.newest_key(reading, holder)
        return KeptKey(holder=holder, sealed_key=found[0], certificate=found[1]) if found else None

    def ceremony(self, municipality: int, identifier: UUID, now: datetime) -> Ceremony | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.open_ceremony(reading, identifier, now)

    def vote_phone(self, municipality: int, identifier: UUID, now: datetime) -> str | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return votes.vote_phone(reading, identifier, now)

    def message_status(self, municipality: int, identifier: UUID) -> str | None:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return effect_reads.message_status(reading, identifier)

    def is_flagged(self, municipality: int, channel: str, to: str, now: datetime) -> bool:
        """See `Records`."""
        with self._database.reading(municipality) as reading:
            return messages.is_flagged(reading, channel, to, now)
