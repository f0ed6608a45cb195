"""Part of a transaction (unit_of_work.py): replies under idempotency keys."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from workflow.ports.idempotency import IdempotencyKey, StoredReply


class ReplyWrites(Protocol):
    """Replies under idempotency keys."""

    def replay(self, key: IdempotencyKey) -> StoredReply | None:
        """The reply stored under a key, or None with the key claimed; Conflict(`key_in_use`) while a twin runs,
        InvalidInput(`key_reused`) for another body."""

    def remember(self, key: IdempotencyKey, reply: StoredReply, at: datetime) -> None: ...
