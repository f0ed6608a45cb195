"""Part of a transaction (store/unit_of_work.py): what people put aside for themselves: drafts and searches."""

from __future__ import annotations

from datetime import datetime

from store.conversation import Conversation
from store.writes import drafts, saved_searches


class AsideWrites:
    """See ports.aside_writes."""

    _talk: Conversation

    def keep_draft(self, digest: bytes, sealed: bytes, expires: datetime) -> None:
        """What somebody has typed so far."""
        drafts.keep(self._talk, digest, sealed, expires)

    def other_searches(self, username: str, name: str) -> int:
        """How many searches somebody has put aside beside the one of that name."""
        return saved_searches.others(self._talk, username, name)

    def save_search(self, username: str, name: str, query: str, at: datetime) -> None:
        """Puts a search aside."""
        saved_searches.save(self._talk, username, name, query, at)

    def drop_search(self, username: str, name: str) -> None:
        """Lets a search go."""
        saved_searches.drop(self._talk, username, name)
