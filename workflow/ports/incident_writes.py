"""Part of a transaction (unit_of_work.py): jobs and incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.actor import Actor
from workflow.effect_requests import EffectRequest
from workflow.moment import Moment
from workflow.values import Json


class IncidentWrites(Protocol):
    """Jobs and incidents."""

    def defer(self, effects: Sequence[EffectRequest], moment: Moment) -> None: ...

    def add_incident(
        self,
        effect: UUID,
        case: UUID | None,
        kind: str,
        reason: str,
        data: Mapping[str, Json],
        at: datetime,
        *,
        once: bool = False,
    ) -> UUID:
        """The id of the effect's open incident, new or brought up to date; `once`: of any it ever had."""

    def settle_incident(self, identifier: UUID, how: str, actor: Actor, at: datetime) -> EffectRequest | None:
        """Closes an incident and gives the effect that was stuck, if it was one; NotFound(`unknown_incident`)."""
