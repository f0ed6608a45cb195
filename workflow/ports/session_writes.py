"""Part of a transaction (unit_of_work.py): sessions, machines' tokens, opened status links, counted attempts."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.moment import Moment


class SessionWrites(Protocol):
    """Sessions, machines' tokens, opened status links; attempts are counted in a transaction of their own before the
    command (rules.md 12, 15)."""

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
        """A server-side session row under the SHA-256 of the cookie's opaque id."""

    def end_session(self, digest: bytes) -> None: ...

    def end_sessions_of(self, username: str) -> None: ...

    def add_token(self, digest: bytes, name: str, username: str, expires: datetime | None, moment: Moment) -> None:
        """A machine's bearer token under its SHA-256; Conflict(`name_taken`), at the latest at the commit."""

    def end_token(self, name: str, at: datetime) -> None:
        """NotFound(`unknown_token`)."""

    def add_unlock(self, digest: bytes, case: UUID, person: UUID, expires: datetime) -> None:
        """The second step of a status link, under the SHA-256 of the visitor's secret."""

    def count_attempt(self, key: str, window_seconds: int, now: datetime) -> int:
        """Adds one to the counter `key` of the current window and returns the new count."""

    def clear_attempts(self, key: str) -> None: ...
