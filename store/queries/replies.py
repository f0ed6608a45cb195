"""Replies kept under idempotency keys, looked up before work that happens outside the command's transaction."""

from __future__ import annotations

from sqlalchemy import select

from store.reading import Reading
from store.tables.idempotency import ReplyRow
from workflow.errors import InvalidInput
from workflow.ports import IdempotencyKey, StoredReply


def stored_reply(look: Reading, key: IdempotencyKey) -> StoredReply | None:
    """The reply given before under this key; InvalidInput(`key_reused`) if it was for another body."""
    query = select(ReplyRow.body_hash, ReplyRow.status, ReplyRow.headers, ReplyRow.body).where(
        ReplyRow.municipality == look.municipality, ReplyRow.scope == key.scope, ReplyRow.key == key.key
    )
    row = look.connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.body_hash != key.body:
        raise InvalidInput({}, code="key_reused")
    return StoredReply(status=row.status, headers=dict(row.headers), body=bytes(row.body))
