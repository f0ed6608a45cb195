"""What every handler is given: who asks, the command's instant, the open transaction, the knowledge around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.actor import Actor
from workflow.case import Case
from workflow.decision import Decision
from workflow.definition.model import Definition
from workflow.effect_requests import EffectRequest
from workflow.engine.evolve import fold
from workflow.engine.opening import Contacts
from workflow.engine.pending import pending
from workflow.events import Event
from workflow.moment import Moment
from workflow.ports.definitions import Definitions
from workflow.ports.unit_of_work import UnitOfWork
from workflow.quick_values import quicken
from workflow.surroundings import Surroundings
from workflow.values import Json, PersonalValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One command's surroundings. Handlers decide through the engine and record through `work`, nothing else."""

    actor: Actor
    moment: Moment
    work: UnitOfWork
    definitions: Definitions
    surroundings: Surroundings
    contacts: Contacts

    def record(self, before: Case | None, decision: Decision) -> Executed:
        """Writes a decision and answers with its case."""
        self.work.record(self.moment, self.actor, before, decision)
        return Executed(case=decision.case)

    def tell(
        self,
        case: Case,
        definition: Definition,
        *events: Event,
        personal: tuple[PersonalValue, ...] = (),
        effects: tuple[EffectRequest, ...] = (),
        acting_for: str | None = None,
    ) -> Executed:
        """Folds `events` into `case` and records the outcome: for commands that need no state machine."""
        folded = fold(case, events, self.moment.now, self.actor.label)
        decision = Decision(
            case=folded,
            events=events,
            effects=effects,
            personal=personal,
            work=pending(definition, folded),
            acting_for=acting_for,
        )
        return self.record(case, decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """What a command gave: the case as it is now, if it was about one, and plain extra values (`{"id": …}`)."""

    case: Case | None = None
    value: Mapping[str, Json] = field(default_factory=dict)


quicken(Scene, Executed)
