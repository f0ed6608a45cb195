"""Tells a machine outside that a case moved: public facts, signed, with the effect's id to know repeats by."""

from __future__ import annotations

import hashlib
import hmac
import json

from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.toolbox import Toolbox
from notifications.channel import RetryableFailure
from notifications.http_post import PrivateAddress, http_post
from workflow.effect_requests import CallWebhook

SIGNATURE = "Sprava-Signature"
_TIMEOUT_SECONDS = 10.0
_TRY_LATER = frozenset({408, 409, 425, 429})


def run(effect: CallWebhook, errand: Errand, toolbox: Toolbox) -> None:
    """POSTs JSON; `Sprava-Signature: t=SECONDS,v1=HEX` is HMAC-SHA256 of `SECONDS.BODY`.

    Raises TryAgain; GiveUp(`webhook_not_configured`, `webhook_refused`, `webhook_private_address`).
    """
    webhook = toolbox.webhooks.get(effect.name)
    if webhook is None:
        raise GiveUp("webhook_not_configured", name=effect.name)
    case = toolbox.records.case(errand.municipality, effect.case)
    body = json.dumps(
        {
            "id": str(effect.id),
            "event": effect.event,
            "reference": case.reference,
            "request_type": case.request_type,
            "state": case.state,
            "outcome": case.outcome,
            "street": case.street,
            "changed": case.changed.isoformat(),
        },
        ensure_ascii=False,
        sort_keys=True,
    ).encode()
    try:
        answer = http_post(
            webhook.url,
            body=body,
            headers={
                "Content-Type": "application/json",
                "Idempotency-Key": str(effect.id),
                SIGNATURE: signature(webhook.key, int(toolbox.clock.now().timestamp()), body),
            },
            timeout_seconds=_TIMEOUT_SECONDS,
            public_only=not webhook.private,
        )
    except PrivateAddress as refused:
        raise GiveUp("webhook_private_address", name=effect.name) from refused
    except RetryableFailure as failure:
        raise TryAgain(failure.code.value) from failure
    if 200 <= answer.status < 300:
        return
    if answer.status >= 500 or answer.status in _TRY_LATER:
        raise TryAgain("webhook_busy", status=str(answer.status))
    raise GiveUp("webhook_refused", status=str(answer.status))


def signature(key: bytes, seconds: int, body: bytes) -> str:
    """What the receiver computes anew and compares; `seconds` keeps an old call from being played again."""
    digest = hmac.new(key, f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"
