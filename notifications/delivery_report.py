"""What became of an accepted message, as the provider tells later."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

WAIT_FOR_REPORT = timedelta(hours=72)
"""How long an SMS is tried for. Without a final report by then it counts as expired."""


class DeliveryStatus(StrEnum):
    """The stages of an accepted SMS."""

    ACCEPTED_BY_CENTRE = "accepted_by_centre"
    BUFFERED = "buffered"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"
    REFUSED_BY_CENTRE = "refused_by_centre"

    @property
    def is_final(self) -> bool:
        """Nothing more is to be waited for."""
        return self not in {DeliveryStatus.ACCEPTED_BY_CENTRE, DeliveryStatus.BUFFERED}

    @property
    def is_failure(self) -> bool:
        """The person has not got the message: take the next way to reach them."""
        return self.is_final and self is not DeliveryStatus.DELIVERED

    @property
    def flags_address(self) -> bool:
        """The number itself seems bad: flag it and have a clerk ring. A phone merely off for three days is not."""
        return self in {DeliveryStatus.UNDELIVERED, DeliveryStatus.REFUSED_BY_CENTRE}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """One report on one message. `reason` is the network's own word (`UNDELIV`, `0x0000000b`), `at` is in UTC."""

    municipality: int
    message_id: UUID
    status: DeliveryStatus
    reason: str | None
    at: datetime | None


def settled(known: DeliveryStatus | None, heard: DeliveryStatus) -> DeliveryStatus:
    """What holds after one more report. Reports arrive twice and out of order (`delivered` before `accepted`).

    A final status stays, but a late `delivered` corrects a failure.
    """
    if known is None or heard is DeliveryStatus.DELIVERED:
        return heard
    return known if known.is_final or heard is DeliveryStatus.ACCEPTED_BY_CENTRE else heard
