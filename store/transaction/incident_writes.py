"""Part of a transaction (store/unit_of_work.py): jobs and incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.recorder import Recorder
from store.writes import deliveries
from workflow.actor import Actor
from workflow.effect_requests import EffectRequest
from workflow.moment import Moment
from workflow.values import Json


class IncidentWrites:
    """See ports.incident_writes."""

    _talk: Conversation
    _recorder: Recorder

    def defer(self, effects: Sequence[EffectRequest], moment: Moment) -> None:
        """Jobs, to be done once this is committed."""
        self._recorder.defer(effects, moment)

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
        return deliveries.add_incident(self._talk, effect, case, kind, reason, data, at, once=once)

    def settle_incident(self, identifier: UUID, how: str, actor: Actor, at: datetime) -> EffectRequest | None:
        """Closes an incident and gives the effect that was stuck, if it was one; NotFound(`unknown_incident`)."""
        return deliveries.settle_incident(self._talk, identifier, how, actor, at)
