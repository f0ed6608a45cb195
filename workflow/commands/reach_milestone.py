"""A milestone of a programme was reached, and the citizen is told."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import EffectRequest, Notify
from workflow.engine import programme
from workflow.engine.evolve import fold
from workflow.engine.permitted import standing
from workflow.engine.wording import values_of
from workflow.errors import NotPermitted
from workflow.events import MilestoneReached


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachMilestone:
    """`number` counts the milestones of the case from 1, in the order of their days."""

    reference: str
    number: int


def handle(command: ReachMilestone, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_milestone`), NotPermitted, NotAvailable(`wrong_state`).

    Whoever may put a case into the programme may say so: the promise is theirs.
    """
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    rules = [one for one in definition.transitions if one.programme is not None]
    seat = next((found for one in rules if (found := standing(scene.actor, case, one.roles))), None)
    if seat is None or scene.actor.kind != "staff":
        raise NotPermitted("not_permitted")
    programme.reached(case, command.number)
    event = MilestoneReached(number=command.number, by=scene.actor.username or "", at=scene.moment.now)
    told: tuple[EffectRequest, ...] = ()
    text = next((one.programme.told for one in rules if one.programme and one.programme.told), None)
    if text is not None:
        values = values_of(fold(case, (event,), scene.moment.now, scene.actor.label), scene.surroundings.zone)
        identifier = scene.moment.derived_id("milestone")
        told = (Notify(id=identifier, case=case.id, to="applicant", text=text, values=values),)
    absent = seat.acting_for.username if seat.acting_for else None
    return scene.tell(case, definition, event, effects=told, acting_for=absent)
