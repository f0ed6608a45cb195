"""Who votes without an account: a phone, proved by a code that was sent to it (rules.md 15).

Codes are limited by phone, by the phone's prefix, by address; tries of a code by phone and voting.
"""

from __future__ import annotations

import hmac
from uuid import UUID

from flask import request

from gate.doors import application, doors
from gate.limits import VOTE, VOTE_CODE, VOTE_CODE_ADDRESS, VOTE_CODE_PREFIX, give_back, network, take
from gate.problems import GateRefusal
from workflow.engine.opening import Contacts
from workflow.status_link import code_window
from workflow.vote_code import vote_code

_PREFIX = 8


def voter_phone(given: str, contacts: Contacts) -> str:
    """The phone as it is dialled; GateRefusal `invalid_input`."""
    phone = contacts.phone(given)
    if phone is None:
        raise GateRefusal("invalid_input", errors={"phone": ("not_a_phone",)})
    return phone


def count_code(phone: str) -> None:
    """Before a code is sent; GateRefusal `too_many_requests`."""
    take(VOTE_CODE_ADDRESS, network(request.remote_addr))
    take(VOTE_CODE_PREFIX, phone[:_PREFIX])
    take(VOTE_CODE, phone)


def prove_phone(case: UUID, phone: str, code: str) -> None:
    """Five tries in ten minutes, counted before they are made; GateRefusal `wrong_code`, `too_many_requests`."""
    take(VOTE, str(case), phone)
    window = code_window(application().clock.now())
    known = [vote_code(doors().link_key, case, phone, one) for one in (window, window - 1)]
    if not any(hmac.compare_digest(one.encode(), code.encode()) for one in known):
        raise GateRefusal("wrong_code")
    give_back(VOTE, str(case), phone)
