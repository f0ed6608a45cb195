"""Part of a transaction (store/unit_of_work.py): replies under idempotency keys."""

from __future__ import annotations

from datetime import datetime

from store.conversation import Conversation
from store.queries.accounts import SessionRow, account_with_case
from store.recorder import Recorder
from store.wire import Row
from store.writes import replies
from workflow.ports.idempotency import STAFF_SCOPE, IdempotencyKey, StoredReply


class ReplyWrites:
    """See ports.reply_writes."""

    _talk: Conversation
    _recorder: Recorder
    _reply_ahead: tuple[str, str, Row | None] | None

    def replay(self, key: IdempotencyKey) -> StoredReply | None:
        """The stored reply, or None with the key ours; Conflict(`key_in_use`), InvalidInput(`key_reused`)."""
        if self._reply_ahead is not None and self._reply_ahead[:2] == (key.scope, key.key):
            return replies.meant(self._reply_ahead[2], key)
        return replies.replay(self._talk, key)

    def remember(self, key: IdempotencyKey, reply: StoredReply, at: datetime) -> None:
        """Keeps a reply with what it is the reply to."""
        replies.remember(self._talk, key, reply, at)

    def asker_and_case(self, digest: bytes, reference: str, now: datetime, key: str | None) -> SessionRow | None:
        """Who is signed in under that digest, with the case of that reference loaded for `case`, under its lock, and
        the reply under their idempotency key for `replay`; None when there are not session and case, and then no row
        is locked."""
        if key is not None:
            replies.claim(self._talk, key)
        found = account_with_case(self._talk.ask, self._talk.municipality, digest, reference, now, key)
        if found is None:
            return None
        self._recorder.loaded_ahead(reference, found.case)
        if key is not None:
            self._reply_ahead = (f"{STAFF_SCOPE}{found.session.account.member.username}", key, found.reply)
        return found.session
