"""Replies kept under idempotency keys, looked up before work that happens outside the command's transaction."""

from __future__ import annotations

from typing import LiteralString

from store.reading import Glance
from workflow.errors import InvalidInput
from workflow.ports.idempotency import IdempotencyKey, StoredReply

_FIND: LiteralString = """
SELECT body_hash, status, headers, body FROM replies
WHERE municipality = %(municipality)s AND scope = %(scope)s AND key = %(key)s
"""


def stored_reply(glance: Glance, key: IdempotencyKey) -> StoredReply | None:
    """The reply given before under this key; InvalidInput(`key_reused`) if it was for another body."""
    rows = glance.ask(_FIND, {"municipality": glance.municipality, "scope": key.scope, "key": key.key})
    if not rows:
        return None
    body_hash, status, headers, body = rows[0]
    if body_hash != key.body:
        raise InvalidInput({}, code="key_reused")
    return StoredReply(status=status, headers=dict(headers), body=bytes(body))
