"""Part of a transaction (store/unit_of_work.py): messages, alarms and the post; deliveries do not move a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import deliveries
from workflow.moment import Moment
from workflow.ports.settled_message import SettledMessage
from workflow.values import Json


class DeliveryWrites:
    """See ports.delivery_writes."""

    _talk: Conversation

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
        return deliveries.add_message(self._talk, identifier, case, person, channel, to, text, parts, status, moment)

    def message_status(self, identifier: UUID, status: str, provider_id: str | None, at: datetime) -> None:
        """How far a message got."""
        deliveries.message_status(self._talk, identifier, status, provider_id, at)

    def settle_message(self, identifier: UUID, status: str, at: datetime) -> SettledMessage | None:
        """Whose message a report settled; None when it changed nothing."""
        return deliveries.settle_message(self._talk, identifier, status, at)

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
        return deliveries.add_alarm(self._talk, identifier, case, to, code, data, at)

    def post_entry(self, identifier: UUID, case: UUID, document: UUID, moment: Moment) -> bool:
        """Puts a complete paper on the print-and-post list; False if already there."""
        return deliveries.add_post_entry(self._talk, identifier, case, document, moment)
