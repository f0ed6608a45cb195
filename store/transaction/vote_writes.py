"""Part of a transaction (store/unit_of_work.py): votes; none of these locks or moves the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.link_key import LinkKey
from store.recorder import Recorder
from store.writes import votes
from workflow.case import Case
from workflow.support import Tally


class VoteWrites:
    """See ports.vote_writes."""

    _talk: Conversation
    _link_key: LinkKey
    _recorder: Recorder

    def look_at(self, reference: str) -> Case:
        """The case without its lock; NotFound(`unknown_case`)."""
        return self._recorder.look_at(reference)

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
        """False if that identity has voted on this case."""
        return votes.add(
            self._talk, self._link_key, case, identity, at, choices=choices, territory=territory, paper=paper
        )

    def withdraw_vote(self, case: UUID, identity: str, at: datetime) -> bool:
        """False if there is no vote to take back."""
        return votes.withdraw(self._talk, self._link_key, case, identity, at)

    def count_votes(self, case: UUID, count: int, paper: int) -> tuple[int, int]:
        """(total before, total after); NotAvailable(`voting_closed`)."""
        return votes.count(self._talk, case, count, paper)

    def tally(self, case: UUID) -> Tally:
        """How a voting stands, its row locked."""
        return votes.tally(self._talk, case)

    def bind_territory(self, identity: str, territory: str, at: datetime) -> str:
        """The territory an identity votes in."""
        return votes.bind_territory(self._talk, self._link_key, identity, territory, at)

    def add_vote_code(self, identifier: UUID, case: UUID, phone: str, expires: datetime) -> None:
        """The phone a code is to be sent to."""
        votes.add_code(self._talk, identifier, case, phone, expires)
