"""Part of a transaction (store/unit_of_work.py): sessions, machines' tokens, opened status links, counted attempts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import sessions, status_links
from workflow.moment import Moment


class SessionWrites:
    """See ports.session_writes."""

    _talk: Conversation

    def add_session(
        self,
        digest: bytes,
        username: str,
        csrf: str,
        second_factor: str | None,
        expires: datetime,
        moment: Moment,
        *,
        second_factor_at: datetime | None = None,
    ) -> None:
        """A session under the SHA-256 of the cookie's opaque id."""
        sessions.add_session(
            self._talk, digest, username, csrf, second_factor, expires, moment, second_factor_at=second_factor_at
        )

    def end_session(self, digest: bytes) -> None:
        """Signs one session out, and ends the account's signing sessions."""
        sessions.end_session(self._talk, digest)

    def end_sessions_of(self, username: str) -> None:
        """Signs an account out everywhere, and ends its signing sessions."""
        sessions.end_sessions_of(self._talk, username)

    def add_token(self, digest: bytes, name: str, username: str, expires: datetime | None, moment: Moment) -> None:
        """A machine's bearer token under its SHA-256; Conflict(`name_taken`) at the commit."""
        sessions.add_token(self._talk, digest, name, username, expires, moment)

    def end_token(self, name: str, at: datetime) -> None:
        """NotFound(`unknown_token`)."""
        sessions.end_token(self._talk, name, at)

    def add_unlock(self, digest: bytes, case: UUID, person: UUID, expires: datetime) -> None:
        """Opens the second step of a status link, under the SHA-256 of the visitor's secret."""
        status_links.unlock(self._talk, digest, case, person, expires)

    def count_attempt(self, key: str, window_seconds: int, now: datetime) -> int:
        """Adds one to the counter of the current window and returns the new count."""
        return sessions.count_attempt(self._talk, key, window_seconds, now)

    def clear_attempts(self, key: str) -> None:
        """Starts counting anew."""
        sessions.clear_attempts(self._talk, key)
