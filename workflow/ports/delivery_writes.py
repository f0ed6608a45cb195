"""Part of a transaction (unit_of_work.py): messages, alarms and the post; deliveries do not move a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.moment import Moment
from workflow.ports.settled_message import SettledMessage
from workflow.values import Json


class DeliveryWrites(Protocol):
    """Messages, alarms and the post; deliveries do not move a case."""

    def add_message(
        self,
        identifier: UUID,
        case: UUID | None,
        person: UUID | None,
        channel: str,
        to: str,
        text: str,
        parts: int,
        status: str,
        moment: Moment,
    ) -> bool:
        """False if this effect already wrote it."""

    def message_status(self, identifier: UUID, status: str, provider_id: str | None, at: datetime) -> None: ...

    def settle_message(self, identifier: UUID, status: str, at: datetime) -> SettledMessage | None:
        """What a provider's report changed: nothing (None) when it is unknown or was settled before."""

    def add_alarm(
        self,
        identifier: UUID,
        case: UUID | None,
        to: Sequence[str],
        code: str,
        data: Mapping[str, Json],
        at: datetime,
    ) -> bool:
        """An alarm on staff screens; False if already there."""

    def post_entry(self, identifier: UUID, case: UUID, document: UUID, moment: Moment) -> bool:
        """Puts a complete paper on the print-and-post list; False if already there."""
