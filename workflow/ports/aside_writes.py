"""Part of a transaction (unit_of_work.py): what people put aside for themselves: drafts and searches."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class AsideWrites(Protocol):
    """What people put aside for themselves: drafts and searches."""

    def keep_draft(self, digest: bytes, sealed: bytes, expires: datetime) -> None:
        """What somebody has typed so far, in the place of what was kept before."""

    def other_searches(self, username: str, name: str) -> int:
        """How many searches somebody has put aside beside the one of that name."""

    def save_search(self, username: str, name: str, query: str, at: datetime) -> None:
        """Puts a search aside; under a name that is taken the newer one stands."""

    def drop_search(self, username: str, name: str) -> None:
        """Lets a search go, whether or not it is there."""
