"""Says a short thing to one person at once, by the first way that reaches them: a code, a new link.

What must not be kept is never in the job nor in the kept text: it is given twice, as it is sent and as it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.follow_up_id import follow_up_id
from effects.people_told import card
from effects.toolbox import Toolbox
from notifications.channel import PermanentFailure, RetryableFailure
from notifications.errors import InvalidMessage
from notifications.message import Channel, Message
from notifications.recipients import ContactBy, Way, ways_to_reach
from notifications.sms_length import measure
from workflow.actor import system
from workflow.case import Case, Person
from workflow.commands.record_delivery import RecordDelivery
from workflow.commands.record_message import RecordMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`sent` goes to the person, `kept` stands on the case."""

    sent: str = field(repr=False)
    kept: str


def tell_directly(
    effect: UUID,
    case: Case,
    person: Person,
    said: Callable[[], Said],
    errand: Errand,
    toolbox: Toolbox,
    *,
    channels: frozenset[Channel] = frozenset({Channel.SMS, Channel.TELEGRAM, Channel.EMAIL}),
) -> None:
    """Raises TryAgain, GiveUp(`no_way_to_send`). `said` is asked at the moment of sending, however late that is."""
    records = toolbox.records
    for way in _ways(person, case, errand, toolbox):
        if way.channel not in channels:
            continue
        identifier = follow_up_id(effect, str(person.id), way.channel)
        status = records.message_status(errand.municipality, identifier)
        if status not in (None, "queued", "failed"):
            return
        if status != "failed" and _sent(identifier, case, person, way, said(), errand, toolbox):
            return
    raise GiveUp("no_way_to_send")


def _ways(person: Person, case: Case, errand: Errand, toolbox: Toolbox) -> tuple[Way, ...]:
    contact = card(person, toolbox.records.personal(errand.municipality, case.id))
    # Whoever asked for letters still has the phone that they gave for this.
    return ways_to_reach(replace(contact, contact_by=ContactBy.LINK))


def _sent(identifier: UUID, case: Case, person: Person, way: Way, said: Said, errand: Errand, toolbox: Toolbox) -> bool:
    actor = system(errand.municipality)
    toolbox.application.execute(
        actor,
        RecordMessage(
            identifier=identifier,
            case=case.id,
            person=person.id,
            channel=way.channel.value,
            to=way.to,
            text=said.kept,
            parts=measure(said.sent).parts if way.channel is Channel.SMS else 1,
            status="queued",
        ),
        correlation=errand.correlation,
    )
    message = Message(
        id=identifier,
        municipality=errand.municipality,
        channel=way.channel,
        to=way.to,
        subject=case.reference if way.channel is Channel.EMAIL else None,
        text=said.sent,
    )
    try:
        sent = toolbox.senders[way.channel].send(message)
    except RetryableFailure as failure:
        raise TryAgain(failure.code.value, wait_seconds=failure.wait_seconds) from failure
    except (PermanentFailure, InvalidMessage):
        toolbox.application.execute(
            actor, RecordDelivery(identifier=identifier, status="failed"), correlation=errand.correlation
        )
        return False
    toolbox.application.execute(
        actor,
        RecordDelivery(identifier=identifier, status="sent", provider_id=sent.provider_id),
        correlation=errand.correlation,
    )
    return True
