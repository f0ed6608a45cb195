"""Sends a voter the code that proves their phone. Neither the job nor any kept text holds it, or who asked for it."""

from __future__ import annotations

from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.sms_budget import within_budget
from effects.toolbox import Toolbox
from notifications.channel import PermanentFailure, RetryableFailure
from notifications.errors import InvalidMessage
from notifications.message import Channel, Message
from workflow.effect_requests import SendVoteCode
from workflow.status_link import code_window
from workflow.vote_code import vote_code

_OWN = "{number}: код {code} для голосування. Нікому його не кажіть"
_TEXTS = {
    "en": "{number}: code {code} to vote with. Tell it to nobody",
    "ru": "{number}: код {code} для голосования. Никому его не говорите",
}


def run(effect: SendVoteCode, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain, GiveUp(`no_way_to_send`). Nothing once the phone is no longer kept."""
    now = toolbox.clock.now()
    phone = toolbox.records.vote_phone(errand.municipality, effect.id, now)
    if phone is None:
        return
    case = toolbox.records.case(errand.municipality, effect.case)
    within_budget(errand, toolbox)
    code = vote_code(toolbox.link_key, case.id, phone, code_window(now))
    message = Message(
        id=effect.id,
        municipality=errand.municipality,
        channel=Channel.SMS,
        to=phone,
        subject=None,
        text=_TEXTS.get(effect.language, _OWN).format(number=case.reference, code=code),
    )
    try:
        toolbox.senders[Channel.SMS].send(message)
    except RetryableFailure as failure:
        raise TryAgain(failure.code.value, wait_seconds=failure.wait_seconds) from failure
    except (PermanentFailure, InvalidMessage) as failure:
        raise GiveUp("no_way_to_send") from failure
