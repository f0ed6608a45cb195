"""Part of a transaction (unit_of_work.py): votes; none of these locks or moves the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.case import Case
from workflow.support import Tally


class VoteWrites(Protocol):
    """Votes; none of these locks or moves the case."""

    def look_at(self, reference: str) -> Case:
        """The case as it was last committed, without its lock; NotFound(`unknown_case`)."""

    def add_vote(
        self,
        case: UUID,
        identity: str,
        at: datetime,
        *,
        choices: Sequence[str] = (),
        territory: str | None = None,
        paper: bool = False,
    ) -> bool:
        """One vote under the keyed commitment of `identity`; False if that identity has voted on this case."""

    def withdraw_vote(self, case: UUID, identity: str, at: datetime) -> bool:
        """Takes a vote back that was not given on paper; False if there is none."""

    def count_votes(self, case: UUID, count: int, paper: int) -> tuple[int, int]:
        """Adds to the tally; (total before, total after). Its row stays locked to the commit, so that of all who vote
        at once exactly one makes a threshold full. NotAvailable with `voting_closed`."""

    def tally(self, case: UUID) -> Tally:
        """How a voting stands, its row locked to the commit."""

    def bind_territory(self, identity: str, territory: str, at: datetime) -> str:
        """The territory an identity votes in: this one if it had none."""

    def add_vote_code(self, identifier: UUID, case: UUID, phone: str, expires: datetime) -> None:
        """The phone a code is to be sent to, until then."""
