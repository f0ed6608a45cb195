"""Drafts of people nobody knows: found and opened by the secret in their address alone (ADR 0502).

The store sees a digest and sealed bytes; a copy of the database opens none. Nothing here reads what is inside.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gate.derived_keys import derived_key
from gate.doors import application, doors, glance
from gate.limits import DRAFT, network, take
from gate.problems import GateRefusal
from store.queries.drafts import sealed_draft
from workflow.actor import Actor
from workflow.commands.keep_draft import KeepDraft
from workflow.values import Json

_SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
_NONCE = 12


def fresh_secret() -> str:
    """128 random bits, as they stand in an address."""
    return secrets.token_urlsafe(16)


def kept_draft(secret: str) -> Mapping[str, Json] | None:
    """What was kept under `secret`, None when nothing is or no longer; GateRefusal `not_found` for no secret at all."""
    digest = _digest(secret)
    sealed = sealed_draft(glance(), digest, application().clock.now())
    if sealed is None:
        return None
    try:
        plain = _cipher(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], digest)
    except InvalidTag:
        # The installation has another key than it had: the same as nothing kept.
        return None
    found: Mapping[str, Json] = json.loads(plain)
    return found


def keep_draft(secret: str, content: Mapping[str, Json], actor: Actor, address: str | None) -> None:
    """Keeps `content` for a day from now. GateRefusal `too_many_requests`; InvalidInput when it is too long."""
    if actor.username is None:
        take(DRAFT, network(address))
    digest = _digest(secret)
    nonce = secrets.token_bytes(_NONCE)
    plain = json.dumps(content, ensure_ascii=False).encode("utf-8")
    sealed = nonce + _cipher(secret).encrypt(nonce, plain, digest)
    application().execute(actor, KeepDraft(digest=digest, sealed=sealed))


def _digest(secret: str) -> bytes:
    if not _SECRET.fullmatch(secret):
        raise GateRefusal("not_found")
    return hashlib.sha256(f"draft|{secret}".encode()).digest()


def _cipher(secret: str) -> AESGCM:
    key = derived_key(doors().settings.secret_key, "drafts")
    return AESGCM(hmac.new(key, secret.encode(), hashlib.sha256).digest())
