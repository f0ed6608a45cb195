"""Counted PINs: each try is written down before the key is touched, so no crash gives tries back (rules.md 12)."""

from __future__ import annotations

from datetime import timedelta

from documents.errors import WrongPin
from documents.signing.signer import Signer
from effects.records import KeptKey
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.clear_attempts import ClearAttempts
from workflow.commands.count_attempt import CountAttempt
from workflow.errors import InvalidInput

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


def open_with_pin(kept: KeptKey, pin: str, municipality: int, toolbox: Toolbox) -> Signer:
    """The holder's key.

    Raises InvalidInput(`wrong_pin`, with tries left; `pin_locked`, with `retry_after` seconds; `no_key`).
    """
    if toolbox.keyring.is_elsewhere(kept):
        raise InvalidInput({"pin": ["no_key"]}, code="no_key")
    actor, counter = system(municipality), f"pin|{kept.holder}"
    seconds = int(LOCKED_FOR.total_seconds())
    answer = toolbox.application.execute(actor, CountAttempt(key=counter, window_seconds=seconds))
    count = answer.executed.value["count"]
    used = count if isinstance(count, int) else TRIES + 1
    if used > TRIES:
        raise InvalidInput({"pin": ["pin_locked"]}, code="pin_locked", retry_after=seconds)
    try:
        key = toolbox.keyring.open(kept, pin)
    except WrongPin as error:
        raise InvalidInput({"pin": ["wrong_pin"]}, code="wrong_pin", left=TRIES - used) from error
    toolbox.application.execute(actor, ClearAttempts(key=counter))
    return key
