"""Part of a transaction (unit_of_work.py): Who stands in for whom."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case
from workflow.moment import Moment
from workflow.town import Substitution


class SubstitutionWrites(Protocol):
    """Who stands in for whom."""

    def substitutions(self, at: datetime) -> tuple[Substitution, ...]:
        """All that hold at that instant."""

    def lock_substitutions(self, since: datetime, until: datetime) -> tuple[Substitution, ...]:
        """Those that hold at some moment of the period; nobody else enters one before the commit."""

    def add_substitution(self, substitution: Substitution, back: datetime | None, moment: Moment, actor: Actor) -> UUID:
        """`back`: when the digest is due. Conflict(`substitution_overlaps`)."""

    def substitution(self, identifier: UUID) -> Substitution:
        """NotFound(`unknown_substitution`)."""

    def end_substitution(self, identifier: UUID, until: datetime, back: datetime | None) -> None:
        """Sets another end."""

    def claim_digest(self, identifier: UUID, now: datetime) -> bool:
        """Whether the digest of a substitution is due and was not given; from now on it is."""

    def cases_of_official(self, username: str) -> tuple[Case, ...]:
        """Cases with an instruction that somebody gave, controls or leads; without a lock."""
