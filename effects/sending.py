"""One way of sending and recording: a message is on record before it leaves, and what became of it afterwards.

The id is the same on every try, so a message that has left is not sent again, and the provider can drop a repeat.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from effects.errand import Errand
from effects.errors import TryAgain
from effects.sms_budget import within_budget
from effects.toolbox import Toolbox
from notifications.channel import PermanentFailure, RetryableFailure
from notifications.errors import InvalidMessage
from notifications.message import Attachment, Channel, Message
from notifications.sms_length import measure
from workflow.actor import system
from workflow.case import Case, Person
from workflow.commands.record_delivery import RecordDelivery
from workflow.commands.record_message import RecordMessage

QUEUED, SENT, FAILED = "queued", "sent", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """`sent` goes to the person, `kept` stands on the case: what must not be kept is in the first alone."""

    sent: str = field(repr=False)
    kept: str
    subject: str | None = None
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)


def has_left(identifier: UUID, errand: Errand, toolbox: Toolbox) -> bool:
    """Whether that message was taken by a provider before."""
    return toolbox.records.message_status(errand.municipality, identifier) not in (None, QUEUED, FAILED)


def is_closed(identifier: UUID, errand: Errand, toolbox: Toolbox) -> bool:
    """Whether that message was refused for good."""
    return toolbox.records.message_status(errand.municipality, identifier) == FAILED


def send(
    identifier: UUID,
    words: Words,
    case: Case,
    person: Person,
    channel: Channel,
    to: str,
    errand: Errand,
    toolbox: Toolbox,
) -> bool:
    """Whether the provider took it; False when this way is closed for good.

    Raises TryAgain: as the provider says, or `sms_budget`.
    """
    actor = system(errand.municipality)
    toolbox.application.execute(
        actor,
        RecordMessage(
            identifier=identifier,
            case=case.id,
            person=person.id,
            channel=channel.value,
            to=to,
            text=words.kept,
            parts=measure(words.sent).parts if channel is Channel.SMS else 1,
            status=QUEUED,
        ),
        correlation=errand.correlation,
    )
    if channel is Channel.SMS:
        within_budget(errand, toolbox)
    try:
        message = Message(
            id=identifier,
            municipality=errand.municipality,
            channel=channel,
            to=to,
            subject=words.subject if channel is Channel.EMAIL else None,
            text=words.sent,
            attachments=words.attachments,
        )
        provider_id = toolbox.senders[channel].send(message).provider_id
    except RetryableFailure as failure:
        raise TryAgain(failure.code.value, wait_seconds=failure.wait_seconds) from failure
    except (PermanentFailure, InvalidMessage):
        _tell(RecordDelivery(identifier=identifier, status=FAILED), errand, toolbox)
        return False
    _tell(RecordDelivery(identifier=identifier, status=SENT, provider_id=provider_id), errand, toolbox)
    return True


def _tell(command: RecordDelivery, errand: Errand, toolbox: Toolbox) -> None:
    toolbox.application.execute(system(errand.municipality), command, correlation=errand.correlation)
