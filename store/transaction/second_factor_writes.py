"""Part of a transaction (store/unit_of_work.py): Second factors (rules.md 12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import second_factors
from workflow.town import SecondFactor


class SecondFactorWrites:
    """See ports.second_factor_writes."""

    _talk: Conversation

    def add_second_factor(self, factor: SecondFactor, at: datetime, *, confirmed: bool) -> None:
        """Conflict(`factor_known`) at the commit."""
        second_factors.add_second_factor(self._talk, factor, at, confirmed=confirmed)

    def confirm_second_factor(self, identifier: UUID, username: str, counter: int, at: datetime) -> bool:
        """Whether there was one to confirm."""
        return second_factors.confirm_second_factor(self._talk, identifier, username, counter, at)

    def advance_second_factor(self, identifier: UUID, username: str, counter: int) -> bool:
        """Whether the counter is newer than every one taken before."""
        return second_factors.advance_second_factor(self._talk, identifier, username, counter)

    def end_second_factors(self, username: str, kind: str | None, at: datetime, *, but: UUID | None = None) -> None:
        """Those of one kind, or all; `but` one stays."""
        second_factors.end_second_factors(self._talk, username, kind, at, but=but)

    def say_second_factor(self, username: str, kind: str | None) -> bool:
        """What signing in asks this account for; whether the account exists."""
        return second_factors.say_second_factor(self._talk, username, kind)

    def put_recovery_codes(self, username: str, digests: Sequence[bytes], at: datetime) -> None:
        """In place of all earlier ones."""
        second_factors.put_recovery_codes(self._talk, username, digests, at)

    def use_recovery_code(self, username: str, digest: bytes, at: datetime) -> bool:
        """Whether the code was there and had not been used."""
        return second_factors.use_recovery_code(self._talk, username, digest, at)

    def ask_challenge(self, session: bytes, challenge: bytes, until: datetime) -> None:
        """The newest challenge of a session is the only one."""
        second_factors.ask_challenge(self._talk, session, challenge, until)

    def answer_challenge(self, session: bytes, challenge: bytes, now: datetime) -> bool:
        """Whether it was asked of this session, not answered yet, and still holds."""
        return second_factors.answer_challenge(self._talk, session, challenge, now)
