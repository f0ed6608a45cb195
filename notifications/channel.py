"""The port every channel fills: one call that hands one message to one provider, and the two ways it can fail.

The providers themselves live in `channels/`, one file each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from notifications.errors import NotificationError
from notifications.message import Channel, Message

Now = Callable[[], datetime]
"""Tells the present moment, in UTC. A channel is built with one, because it alone knows when the provider answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The provider took the message at `accepted_at` (UTC). Accepted is not delivered.

    `provider_id` is the provider's own name for it, if it gives one. `parts` is how many SMS were paid for, else 1.
    """

    provider_id: str | None
    accepted_at: datetime
    parts: int = 1


class FailureCode(StrEnum):
    """Why a provider did not take a message."""

    UNREACHABLE = "unreachable"
    OUTCOME_UNKNOWN = "outcome_unknown"
    PROVIDER_BUSY = "provider_busy"
    RATE_LIMITED = "rate_limited"
    NOT_AUTHORISED = "not_authorised"
    SENDER_REFUSED = "sender_refused"
    PROVIDER_REFUSED = "provider_refused"
    UNREADABLE_ANSWER = "unreadable_answer"
    NOT_WRITTEN = "not_written"
    RECIPIENT_REFUSED = "recipient_refused"
    RECIPIENT_UNKNOWN = "recipient_unknown"
    RECIPIENT_BLOCKED_US = "recipient_blocked_us"
    CONTENT_REFUSED = "content_refused"
    TOO_LONG = "too_long"
    WRONG_CHANNEL = "wrong_channel"
    ATTACHMENTS_NOT_CARRIED = "attachments_not_carried"


class SendFailure(NotificationError):
    """A message was not accepted. `code` says why; `reply` is the provider's own status (a number), if it gave one."""

    code: FailureCode

    def __init__(self, code: FailureCode, *, reply: int | None = None) -> None:
        super().__init__(code)
        self.reply = reply


class RetryableFailure(SendFailure):
    """Try the same message again later, under the same id.

    `wait_seconds` is the provider's wish, if it named one. Faults of our own settings (`not_authorised`,
    `sender_refused`) are retryable too: the recipient is innocent, and after mending the message still matters.
    """

    def __init__(self, code: FailureCode, *, reply: int | None = None, wait_seconds: int | None = None) -> None:
        super().__init__(code, reply=reply)
        self.wait_seconds = wait_seconds


class PermanentFailure(SendFailure):
    """This message can never leave by this channel: take the person's next channel, or give a clerk the work."""

    @property
    def flags_address(self) -> bool:
        """Whether the address itself is bad, so that nothing more should go to it until a person has looked."""
        return self.code in {
            FailureCode.RECIPIENT_REFUSED,
            FailureCode.RECIPIENT_UNKNOWN,
            FailureCode.RECIPIENT_BLOCKED_US,
        }


class Sender(Protocol):
    """One way to send.

    `send` returns when the provider has accepted, or raises `RetryableFailure` or `PermanentFailure` and nothing else.
    It hands `message.id` to the provider, so that a repeat can be recognised; it may be called again with the same
    message after any outcome. It keeps no state between calls and may be called from several threads.
    """

    @property
    def carries(self) -> frozenset[Channel]:
        """The channels whose messages this sender takes."""

    def send(self, message: Message) -> Sent:
        """Hand over one message."""


def refuse_strangers(sender: Sender, message: Message, *, attachments: bool) -> None:
    """Raise `PermanentFailure` for a message that belongs to another channel, or has papers this one cannot carry."""
    if message.channel not in sender.carries:
        raise PermanentFailure(FailureCode.WRONG_CHANNEL)
    if message.attachments and not attachments:
        raise PermanentFailure(FailureCode.ATTACHMENTS_NOT_CARRIED)
