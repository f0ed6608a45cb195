"""Part of a transaction (unit_of_work.py): Second factors (rules.md 12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.town import SecondFactor


class SecondFactorWrites(Protocol):
    """Second factors (rules.md 12)."""

    def add_second_factor(self, factor: SecondFactor, at: datetime, *, confirmed: bool) -> None:
        """Conflict(`factor_known`), at the latest at the commit, for a passkey that is somebody's already."""

    def confirm_second_factor(self, identifier: UUID, username: str, counter: int, at: datetime) -> bool:
        """Whether there was one to confirm."""

    def advance_second_factor(self, identifier: UUID, username: str, counter: int) -> bool:
        """Whether the counter is newer than every one taken before."""

    def end_second_factors(self, username: str, kind: str | None, at: datetime, *, but: UUID | None = None) -> None:
        """Those of one kind, or all; `but` one stays."""

    def say_second_factor(self, username: str, kind: str | None) -> bool:
        """What signing in asks this account for; whether the account exists."""

    def put_recovery_codes(self, username: str, digests: Sequence[bytes], at: datetime) -> None:
        """In place of all earlier ones."""

    def use_recovery_code(self, username: str, digest: bytes, at: datetime) -> bool:
        """Whether the code was there and had not been used."""

    def ask_challenge(self, session: bytes, challenge: bytes, until: datetime) -> None:
        """The newest challenge of a session is the only one."""

    def answer_challenge(self, session: bytes, challenge: bytes, now: datetime) -> bool:
        """Whether it was asked of this session, not answered yet, and still holds."""
