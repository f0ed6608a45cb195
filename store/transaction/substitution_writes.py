"""Part of a transaction (store/unit_of_work.py): Who stands in for whom."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import standing_in
from workflow.actor import Actor
from workflow.case import Case
from workflow.moment import Moment
from workflow.town import Substitution


class SubstitutionWrites:
    """See ports.substitution_writes."""

    _talk: Conversation

    def substitutions(self, at: datetime) -> tuple[Substitution, ...]:
        """All that hold at that instant."""
        return standing_in.holding(self._talk, at)

    def lock_substitutions(self, since: datetime, until: datetime) -> tuple[Substitution, ...]:
        """Those of the period; nobody else enters one before the commit."""
        return standing_in.lock(self._talk, since, until)

    def add_substitution(self, substitution: Substitution, back: datetime | None, moment: Moment, actor: Actor) -> UUID:
        """Its new id; Conflict(`substitution_overlaps`)."""
        return standing_in.add(self._talk, substitution, back, moment, actor)

    def substitution(self, identifier: UUID) -> Substitution:
        """NotFound(`unknown_substitution`)."""
        return standing_in.one(self._talk, identifier)

    def end_substitution(self, identifier: UUID, until: datetime, back: datetime | None) -> None:
        """Sets another end."""
        standing_in.end(self._talk, identifier, until, back)

    def claim_digest(self, identifier: UUID, now: datetime) -> bool:
        """Whether the digest is due and was not given."""
        return standing_in.claim_digest(self._talk, identifier, now)

    def cases_of_official(self, username: str) -> tuple[Case, ...]:
        """Cases with an instruction that somebody gave, controls or leads."""
        return standing_in.cases_of(self._talk, username)
