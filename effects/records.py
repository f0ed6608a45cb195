"""What effects read: a port over the read side of the store, so that effects can be tried out without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.case import Case
from workflow.ports.attachment import Attachment
from workflow.ports.ceremony import Ceremony
from workflow.town import StaffMember, Unit
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """A signing key at rest: `sealed_key` opens with PIN and server key, or with the server key alone (the seal's)."""

    holder: str
    sealed_key: bytes
    certificate: bytes


class Records(Protocol):
    """Reads of one moment, without locks. Each names its municipality; none writes."""

    def case(self, municipality: int, identifier: UUID) -> Case:
        """NotFound(`unknown_case`)."""

    def case_by_reference(self, municipality: int, reference: str) -> Case:
        """NotFound(`unknown_case`)."""

    def case_of_paper(self, municipality: int, document: UUID) -> Case:
        """NotFound(`unknown_document`)."""

    def personal(self, municipality: int, case: UUID) -> Mapping[str, Json]:
        """Every personal value of a case by name, decrypted; erased ones are not there."""

    def confirmed_forms(self, municipality: int, named: Mapping[str, str]) -> Mapping[str, Json] | None:
        """How letters write exactly that name (`surname`, `given_name`, `patronymic`), where somebody confirmed it."""

    def attachments(self, municipality: int, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist."""

    def staff(self, municipality: int, username: str) -> StaffMember | None: ...

    def holders(self, municipality: int, role: str, now: datetime) -> tuple[StaffMember, ...]:
        """Whoever acts in that role now: those who hold it, whoever stands in for one who is absent in their place."""

    def unit(self, municipality: int, identifier: str) -> Unit | None: ...

    def key(self, municipality: int, holder: str) -> KeptKey | None:
        """The key in use: the newest of that holder."""

    def ceremony(self, municipality: int, identifier: UUID, now: datetime) -> Ceremony | None:
        """A signing session that is neither over nor expired."""

    def vote_phone(self, municipality: int, identifier: UUID, now: datetime) -> str | None:
        """The phone a voter's code goes to, while it is kept."""

    def message_status(self, municipality: int, identifier: UUID) -> str | None:
        """How far a message got, or None when it was never recorded."""

    def is_flagged(self, municipality: int, channel: str, to: str, now: datetime) -> bool:
        """Whether that address has lately proved bad."""
