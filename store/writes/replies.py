"""Replies kept under idempotency keys (rules.md 2).

A twin waits on an advisory lock rather than on an inserted row: the key costs one insert, and nothing is left of a
command that was refused. The primary key is what makes one reply per key certain. The lock is on the key alone, without
its scope: whoever looks it up together with the session does not know the account yet.
"""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from store.conversation import Conversation
from store.errors import StoreBusy
from store.wire import Row
from workflow.errors import Conflict, InvalidInput
from workflow.ports.idempotency import IdempotencyKey, StoredReply

_FIND: LiteralString = """
SELECT body_hash, status, headers, body FROM replies
WHERE municipality = %(municipality)s::int AND scope = %(scope)s AND key = %(key)s
"""
_ADD: LiteralString = """
INSERT INTO replies (municipality, scope, key, body_hash, status, headers, body, at)
VALUES (%(municipality)s, %(scope)s, %(key)s, %(hash)s, %(status)s, %(headers)s, %(body)s, %(at)s)
"""


def replay(talk: Conversation, key: IdempotencyKey) -> StoredReply | None:
    """The stored reply, or None with the key ours until the transaction ends.

    Conflict(`key_in_use`) when a twin runs longer than the lock timeout, InvalidInput(`key_reused`) for another body.
    """
    claim(talk, key.key)
    try:
        rows = talk.ask(_FIND, {"scope": key.scope, "key": key.key})
    except StoreBusy as error:
        raise Conflict("key_in_use") from error
    return meant(rows[0] if rows else None, key)


def claim(talk: Conversation, key: str) -> None:
    """Makes twins wait until this transaction ends, and is before what looks for their reply."""
    talk.lock(f"reply:{key}")


def meant(row: Row | None, key: IdempotencyKey) -> StoredReply | None:
    """Hash, status, headers and body of a reply as stored; InvalidInput(`key_reused`) for another body."""
    if row is None:
        return None
    body_hash, status, headers, body = row
    if body_hash != key.body:
        raise InvalidInput({}, code="key_reused")
    return StoredReply(status=status, headers=headers, body=bytes(body))


def remember(talk: Conversation, key: IdempotencyKey, reply: StoredReply, at: datetime) -> None:
    """Keeps the reply with what it is the reply to."""
    values = {"scope": key.scope, "key": key.key, "hash": key.body, "status": reply.status}
    talk.tell(_ADD, {**values, "headers": Jsonb(dict(reply.headers)), "body": reply.body, "at": at})
