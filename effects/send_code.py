"""Sends the code that opens the second tier of a status link, by the first way that reaches the person.

The code stands in the message alone: neither the job nor the kept text holds it.
"""

from __future__ import annotations

from dataclasses import replace

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
from workflow.effect_requests import SendCode
from workflow.status_link import CODE_DIGITS, code_window, unlock_code

_TEXT = "{number}: код {code}. Нікому його не кажіть"
_HIDDEN = "·" * CODE_DIGITS


def run(effect: SendCode, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain, GiveUp(`no_way_to_send`). The code is that of the moment of sending, however late that is."""
    records = toolbox.records
    case = records.case(errand.municipality, effect.case)
    person = next((one for one in case.people if one.id == effect.person), None)
    if person is None or person.link_revoked:
        return
    for way in _ways(person, case, errand, toolbox):
        identifier = follow_up_id(effect.id, str(person.id), way.channel)
        status = records.message_status(errand.municipality, identifier)
        if status not in (None, "queued", "failed"):
            return
        if status != "failed" and _sent(effect, case, person, way, errand, toolbox):
            return
    raise GiveUp("no_way_to_send")


def _ways(person: Person, case: Case, errand: Errand, toolbox: Toolbox) -> tuple[Way, ...]:
    contact = card(person, toolbox.records.personal(errand.municipality, case.id))
    # Whoever asked for letters still has the phone that they gave for this.
    asked = replace(contact, contact_by=ContactBy.LINK)
    return tuple(way for way in ways_to_reach(asked) if way.channel is not Channel.POST)


def _sent(effect: SendCode, case: Case, person: Person, way: Way, errand: Errand, toolbox: Toolbox) -> bool:
    identifier = follow_up_id(effect.id, str(person.id), way.channel)
    code = unlock_code(toolbox.link_key, case.id, person.id, code_window(toolbox.clock.now()))
    text = _TEXT.format(number=case.reference, code=code)
    actor = system(errand.municipality)
    toolbox.application.execute(
        actor,
        RecordMessage(
            identifier=identifier,
            case=case.id,
            person=person.id,
            channel=way.channel.value,
            to=way.to,
            text=_TEXT.format(number=case.reference, code=_HIDDEN),
            parts=measure(text).parts if way.channel is Channel.SMS else 1,
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
        text=text,
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
